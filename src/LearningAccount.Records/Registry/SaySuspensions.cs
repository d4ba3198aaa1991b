using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Says times in which contracts of workers are suspended, wholly or in part.</summary>
public static class SaySuspensions
{
    public static async Task<IReadOnlyList<SaidAnswer>> Do(
        Change change,
        Guid employerId,
        IReadOnlyList<SuspensionVersion> suspensions,
        CancellationToken cancel
    )
    {
        var workers = suspensions.Select(suspension => suspension.WorkerId).ToHashSet();
        var known = await ReadVersions.Now(change.Connection, Tables.Suspension, employerId, workers, cancel);
        return await SayFacts.Do(change, Tables.Suspension, suspensions, known, s => s.SuspensionId, Check, cancel);
    }

    public static ImmutableArray<Anomaly> Check(SuspensionVersion suspension) =>
        new FactChecks()
            .Period("suspension", suspension.FromOn, suspension.ToOn, "from")
            .Amount("fraction", suspension.Fraction, 1, mayBeZero: true)
            .Found;
}
