using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.Records.Storage;

/// <summary>
/// What a training plan says as a whole, and how far it is. A fixed edition does not change any more: what is amended is the
/// next edition of the plan, so that the fixed one stays readable while the next is a draft.
/// </summary>
public sealed record TrainingPlanVersion : FactVersion
{
    public required Guid PlanId { get; init; }

    /// <summary>From 1.</summary>
    public required int Edition { get; init; }
    public required DateOnly FromOn { get; init; }
    public required DateOnly ToOn { get; init; }

    /// <summary>How it contributes to the individual right, in the employer's own words.</summary>
    public string? Contribution { get; init; }

    /// <summary>What it does for workers of 50 and older, with a disability, of foreign origin. Never who they are.</summary>
    public string? RiskGroups { get; init; }

    /// <summary>What it does for shortage occupations.</summary>
    public string? Shortage { get; init; }

    /// <summary>The gender dimension.</summary>
    public string? Gender { get; init; }

    /// <summary>How it is evaluated with the workers.</summary>
    public string? Evaluation { get; init; }
    public string? Remark { get; init; }

    /// <summary>Whose opinion is asked.</summary>
    public PlanBody? Body { get; init; }

    /// <summary>The day the draft was sent for an opinion.</summary>
    public DateOnly? SentOn { get; init; }
    public DateOnly? MeetingOn { get; init; }
    public DateOnly? OpinionOn { get; init; }

    /// <summary>What the opinion says; it does not bind.</summary>
    public string? Opinion { get; init; }
    public DateOnly? FixedOn { get; init; }
    public DateOnly? InForceOn { get; init; }

    /// <summary>The day a copy was filed with the FPS Employment, without personal data.</summary>
    public DateOnly? FiledOn { get; init; }
    public string? FiledReference { get; init; }
}

/// <summary>Who gives an opinion on the plan: the first of these that there is (rulebook R7.11).</summary>
public enum PlanBody
{
    WorksCouncil,
    UnionDelegation,
    Workers,
}

/// <summary>A training of a plan: what, for whom, how long.</summary>
public sealed record TrainingPlanLineVersion : FactVersion
{
    public required Guid PlanId { get; init; }
    public required int Edition { get; init; }

    /// <summary>The same in all editions of the plan.</summary>
    public required Guid LineId { get; init; }
    public required int Position { get; init; }
    public required string Title { get; init; }
    public required TrainingKind Kind { get; init; }

    /// <summary>For whom it is meant, in the employer's own words; null: as <see cref="GroupParts"/> say.</summary>
    public string? GroupName { get; init; }

    /// <summary>Who belongs to it, a part a line as <c>TargetGroup</c> writes them; null: it is told in words alone.</summary>
    public string? GroupParts { get; init; }

    /// <summary>When; null: some time in the period of the plan.</summary>
    public Quarter? Quarter { get; init; }

    /// <summary>How many are to follow it.</summary>
    public int? Persons { get; init; }
    public int? Women { get; init; }
    public int? Men { get; init; }

    /// <summary>How long it is for each of them: hours or days, not both.</summary>
    public Fraction? Hours { get; init; }
    public Fraction? Days { get; init; }
    public string? Provider { get; init; }

    /// <summary>Euro.</summary>
    public Fraction? Budget { get; init; }
    public string? Aim { get; init; }

    /// <summary>Of <see cref="Persons"/>, those of 50 and older. Numbers only.</summary>
    public int? FromFifty { get; init; }
    public int? WithDisability { get; init; }
    public int? OfForeignOrigin { get; init; }

    /// <summary>It trains for an occupation that too few people can be found for.</summary>
    public required bool IsShortage { get; init; }
    public string? Remark { get; init; }
}

/// <summary>Somebody said which training of a plan the trainings of this title belong to.</summary>
public sealed record TrainingPlanLinkVersion : FactVersion
{
    public required Guid PlanId { get; init; }
    public required string Title { get; init; }
    public required Guid LineId { get; init; }
}
