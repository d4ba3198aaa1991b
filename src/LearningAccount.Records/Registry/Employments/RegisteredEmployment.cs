using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>
/// A time in service without a gap, as people mean it: one or several contracts, occupations and regimes. It is not stored;
/// <see cref="ResolveEmployments"/> derives it from what the sources say.
/// </summary>
public sealed record RegisteredEmployment
{
    /// <summary>That of the occupation or contract that was recorded first.</summary>
    public required Guid Id { get; init; }
    public required DateOnly Start { get; init; }

    /// <summary>The first thing known is a leave, so service began on that day or before it.</summary>
    public required bool StartUncertain { get; init; }

    /// <summary>Who says that it began on that day.</summary>
    public required Origin StartOrigin { get; init; }
    public required DateOnly? End { get; init; }

    /// <summary>Who says that it ended on that day; null where it has no end, or a rule put it there.</summary>
    public required Origin? EndOrigin { get; init; }
    public required EndReason? EndReason { get; init; }
    public required bool PaidInLieu { get; init; }
    public required bool? NoticeWorked { get; init; }

    /// <summary>In order of their first day; those of simultaneous occupations overlap.</summary>
    public required ImmutableArray<EmploymentPart> Parts { get; init; }
}

/// <summary>A stretch of an employment with one regime, and the version of a fact that says so.</summary>
public sealed record EmploymentPart
{
    public required DateOnly From { get; init; }
    public required DateOnly? To { get; init; }
    public required WorkRegime Regime { get; init; }
    public required JointCommittee? JointCommittee { get; init; }

    /// <summary>Null: no source tells.</summary>
    public Origin? CommitteeOrigin { get; init; }
    public required WorkerCategory Category { get; init; }

    /// <summary>Null: no source tells.</summary>
    public Origin? CategoryOrigin { get; init; }
    public required FactVersion Source { get; init; }

    /// <summary>Leave that the source tells of: career breaks of the DmfA.</summary>
    public ImmutableArray<Suspension> Suspensions { get; init; } = [];
}

/// <param name="Employments">As people mean them, in order of start.</param>
/// <param name="Law">The same as the law counts them: one for each committee, category and simultaneous occupation.</param>
public sealed record ResolvedEmployments(
    ImmutableArray<RegisteredEmployment> Employments,
    ImmutableArray<Employment> Law,
    ImmutableArray<Anomaly> Anomalies
);
