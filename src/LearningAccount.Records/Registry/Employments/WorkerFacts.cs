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

    /// <summary>The last quarter the employer declared anybody in.</summary>
    public Quarter? LastDeclared { get; init; }

    public RecordedDays Days { get; init; } = RecordedDays.None;

    internal Origin OriginOf(FactVersion version) => Days.OriginOf(version);
}
