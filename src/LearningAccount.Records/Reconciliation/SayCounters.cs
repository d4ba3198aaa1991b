using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Reconciliation;

/// <summary>What became of a row of counters against those known before.</summary>
public enum SaidCounter
{
    New,
    Changed,
    Unchanged,

    /// <summary>Figures of the same right that were seen later are known: those stand.</summary>
    Older,

    /// <summary>The same file says the same of it on another row.</summary>
    Repeated,

    /// <summary>The same file says something else of it on another row.</summary>
    Contradicted,
}

/// <summary>
/// Keeps rows of counters as they came, each a fact of its own, and tells which of them say something new. Which one stands is
/// found by who reads them, so taking back one file leaves what others said.
/// </summary>
public static class SayCounters
{
    /// <summary>For each row that can be compared, in order, what it says against what is known and against the rows before it.</summary>
    /// <param name="said">Rows of one file; each with worker, year and right.</param>
    public static async Task<IReadOnlyList<SaidCounter>> Compare(
        Change change,
        Guid employerId,
        IReadOnlyList<ImportedCounterVersion> said,
        CancellationToken cancel
    )
    {
        var workers = said.Select(row => row.WorkerId!.Value).Distinct().ToList();
        var aliases = await WorkerAliases.Of(change.Connection, employerId, workers, cancel);
        var known = await ReadVersions.Now(change.Connection, Tables.ImportedCounter, employerId, aliases.Keys, cancel);
        var standing = known
            .Where(row => row.Outcome is CounterOutcome.Kept)
            .GroupBy(Key)
            .ToDictionary(same => same.Key, StandingCounters.Last);
        var answers = new SaidCounter[said.Count];
        for (var i = 0; i < said.Count; i++)
        {
            standing.TryGetValue(Key(said[i]), out var before);
            answers[i] = Compare(said[i], before);
            if (answers[i] is SaidCounter.New or SaidCounter.Changed or SaidCounter.Unchanged)
            {
                standing[Key(said[i])] = said[i];
            }
        }
        return answers;

        (Guid, int?, RightType?) Key(ImportedCounterVersion row) =>
            (aliases.GetValueOrDefault(row.WorkerId!.Value, row.WorkerId.Value), row.Year, row.RightType);
    }

    /// <summary>Writes rows, those that are wrong or repeat others among them.</summary>
    public static void Keep(Change change, IReadOnlyCollection<ImportedCounterVersion> rows) =>
        change.Insert(Tables.ImportedCounter, rows);

    private static SaidCounter Compare(ImportedCounterVersion row, ImportedCounterVersion? before) =>
        before is null ? SaidCounter.New
        : before.ImportId == row.ImportId ? (IsSame(row, before) ? SaidCounter.Repeated : SaidCounter.Contradicted)
        : row.SeenOn < before.SeenOn ? SaidCounter.Older
        : IsSame(row, before) ? SaidCounter.Unchanged
        : SaidCounter.Changed;

    // A day that nobody said is that of the import.
    private static bool IsSame(ImportedCounterVersion a, ImportedCounterVersion b) =>
        (a.Unit, a.Credit, a.Used, a.Remaining, a.CarriedOver) == (b.Unit, b.Credit, b.Used, b.Remaining, b.CarriedOver)
        && (a.Agreement, a.Computation, a.OptedOut) == (b.Agreement, b.Computation, b.OptedOut)
        && (!a.SeenIsSaid || !b.SeenIsSaid || a.SeenOn == b.SeenOn);
}
