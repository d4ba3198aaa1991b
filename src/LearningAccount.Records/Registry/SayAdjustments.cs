using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Says corrections of workers' balances, and balances taken over from elsewhere.</summary>
public static class SayAdjustments
{
    public static async Task<IReadOnlyList<SaidAnswer>> Do(
        Change change,
        Guid employerId,
        IReadOnlyList<AdjustmentVersion> adjustments,
        CancellationToken cancel
    )
    {
        var workers = adjustments.Select(said => said.WorkerId).ToHashSet();
        var known = await ReadVersions.Now(change.Connection, Tables.Adjustment, employerId, workers, cancel);
        return await SayFacts.Do(change, Tables.Adjustment, adjustments, known, said => said.AdjustmentId, Check, cancel);
    }

    public static ImmutableArray<Anomaly> Check(AdjustmentVersion said) =>
        new FactChecks()
            .Day("on", said.OnDay)
            .Amount("days", said.Days, 366, mayBeNegative: true)
            .Text("reason", said.Reason, 2_000)
            .Found;
}
