using System.Collections.Immutable;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Plans;

/// <summary>How far an edition of a plan is; the law's own order (law of 3 October 2022, chapter 9; rulebook R7.11).</summary>
public enum PlanStep
{
    Draft,

    /// <summary>The draft lies with the works council, the union delegation or the workers.</summary>
    Sent,

    /// <summary>Their opinion is there.</summary>
    Advised,
    Fixed,

    /// <summary>A copy is with the FPS Employment.</summary>
    Filed,
}

/// <summary>A plan as it is in one edition.</summary>
public sealed record PlanEdition(TrainingPlanVersion Head, ImmutableArray<TrainingPlanLineVersion> Lines)
{
    public PlanStep Step =>
        Head switch
        {
            { FiledOn: not null } => PlanStep.Filed,
            { FixedOn: not null } => PlanStep.Fixed,
            { OpinionOn: not null } => PlanStep.Advised,
            { SentOn: not null } => PlanStep.Sent,
            _ => PlanStep.Draft,
        };

    /// <summary>It does not change any more.</summary>
    public bool IsFixed => Head.FixedOn is not null;

    /// <summary>It changes a plan that was fixed before.</summary>
    public bool IsAmendment => Head.Edition > 1;

    /// <summary>The calendar year whose plan it is: of a plan of several years the first.</summary>
    public int Year => Head.FromOn.Year;

    public TrainingPlanLineVersion? Line(Guid lineId) => Lines.FirstOrDefault(line => line.LineId == lineId);
}

/// <summary>A plan in all its editions, the first one first; and which trainings belong to which of its lines.</summary>
public sealed record Plan(Guid PlanId, ImmutableArray<PlanEdition> Editions, ImmutableArray<TrainingPlanLinkVersion> Links)
{
    public PlanEdition Latest => Editions[^1];

    /// <summary>What holds: the last edition that was fixed; null while none is.</summary>
    public PlanEdition? Fixed => Editions.LastOrDefault(edition => edition.IsFixed);

    public PlanEdition? Edition(int number) => Editions.FirstOrDefault(edition => edition.Head.Edition == number);

    public bool Covers(int year) => Latest.Head.FromOn.Year <= year && year <= Latest.Head.ToOn.Year;
}

/// <summary>On which day each step of the plan of a year was taken; null: not taken.</summary>
public sealed record PlanSteps(
    Guid PlanId,
    int Year,
    DateOnly? SentOn,
    DateOnly? OpinionOn,
    DateOnly? FixedOn,
    DateOnly? InForceOn,
    DateOnly? FiledOn
);
