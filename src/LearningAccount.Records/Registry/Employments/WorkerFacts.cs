using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>What is known of the contracts of one worker at one employer, from all sources, in any order.</summary>
public sealed record WorkerFacts
{
    public ImmutableArray<OccupationInForce> Occupations { get; init; } = [];
    public ImmutableArray<ContractVersion> Contracts { get; init; } = [];
    public ImmutableArray<SuspensionVersion> Suspensions { get; init; } = [];

    /// <summary>What messages of Dimona say of the worker's periods.</summary>
    public ImmutableArray<DimonaPeriodVersion> Dimona { get; init; } = [];

    /// <summary>The first quarter the employer declared anybody in.</summary>
    public Quarter? FirstDeclared { get; init; }

    /// <summary>The last quarter the employer declared anybody in.</summary>
    public Quarter? LastDeclared { get; init; }

    /// <summary>The day of the employer's first message of Dimona; null where none was brought in.</summary>
    public DateOnly? DimonaSince { get; init; }

    public RecordedDays Days { get; init; } = RecordedDays.None;

    internal Origin OriginOf(FactVersion version) => Days.OriginOf(version);
}
