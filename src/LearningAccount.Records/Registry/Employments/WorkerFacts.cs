using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
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

    /// <summary>The day a line of the employer's journal was recorded; null where it is not asked for.</summary>
    public Func<long, DateOnly?> RecordedOn { get; init; } = _ => null;

    internal Origin OriginOf(FactVersion version) =>
        new(version.Origin, version.OriginReference ?? "", RecordedOn(version.Recorded));
}
