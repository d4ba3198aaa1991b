using System.Collections.Frozen;
using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Journal;

/// <summary>What taking a line of a journal back did.</summary>
/// <param name="Closed">Facts that hold no longer.</param>
/// <param name="Restored">Facts that hold again because the line had replaced them.</param>
/// <param name="Kept">By table: facts of the line that somebody changed since, or that others rest on.</param>
/// <param name="NotRestored">By table: facts the line replaced, of which something else was said since.</param>
public sealed record TakenBack(
    long Closed,
    long Restored,
    IReadOnlyDictionary<string, long> Kept,
    IReadOnlyDictionary<string, long> NotRestored
);

/// <summary>
/// Takes what one line of a journal wrote back, as new facts: what it wrote is closed, what it replaced is written again. What
/// somebody changed since stays, and so do people and occupations that other facts rest on.
/// </summary>
public static class TakeBack
{
    /// <summary>Files and the answers to their rows: they tell what came in, also when it is taken back.</summary>
    internal static readonly FrozenSet<string> OfFiles = FrozenSet.Create(StringComparer.Ordinal, "import", "import_row");

    /// <param name="change">One that has touched the employer.</param>
    public static async Task<TakenBack> Do(Change change, Guid employerId, long seq, CancellationToken cancel)
    {
        var taking = new Taking(change, employerId, seq);
        var touched = (await ReadJournal.Contents(change.Connection, employerId, seq, cancel))
            .Select(content => content.TableName)
            .ToHashSet(StringComparer.Ordinal);
        var tables = Tables.All.Where(table => touched.Contains(table.Name) && !OfFiles.Contains(table.Name)).ToList();
        // What rests on something goes before it, and comes after it.
        foreach (var table in tables.OrderBy(RestedOn))
        {
            await taking.Close(table, cancel);
        }
        foreach (var table in tables.OrderByDescending(RestedOn))
        {
            await taking.Restore(table, cancel);
        }
        return taking.Done();
    }

    private static int RestedOn(BulkTable table) =>
        table.Name switch
        {
            "occupation" => 1,
            "worker" => 2,
            "person_number" => 3,
            "employer" => 4,
            _ => 0,
        };

    /// <summary>True of a fact <c>t</c> that others rest on, once all that rests on it and came with it is closed.</summary>
    private static string StillNeeded(BulkTable table) =>
        table.Name switch
        {
            "occupation" => """
                exists (select 1 from declaration_person as p where p.employer_id = t.employer_id and p.worker_id = t.worker_id
                  and p.superseded is null and p.occupations like '%' || t.occupation_id || '%')
                """,
            "worker" => AnyOf(
                Tables.All.Where(all =>
                    all.Name is not ("worker" or "occupation" or "import_row")
                    && all.Columns.Contains("worker_id", StringComparer.Ordinal)
                ),
                "p.employer_id = t.employer_id and p.worker_id = t.worker_id"
            ),
            "person_number" => AnyOf([Tables.Worker], "p.person_id = t.person_id"),
            "employer" => AnyOf(
                Tables.All.Where(all => all.Name is not ("employer" or "person_number") && !OfFiles.Contains(all.Name)),
                "p.employer_id = t.employer_id"
            ),
            _ => "1 = 0",
        };

    private static string AnyOf(IEnumerable<BulkTable> tables, string condition) =>
        string.Join(
            " or ",
            tables.Select(table => $"exists (select 1 from {table.Name} as p where {condition} and p.superseded is null)")
        );

    private sealed class Taking(Change change, Guid employerId, long seq)
    {
        private readonly SortedDictionary<string, long> kept = new(StringComparer.Ordinal);
        private readonly SortedDictionary<string, long> notRestored = new(StringComparer.Ordinal);
        private long closed;
        private long restored;

        public TakenBack Done() => new(closed, restored, kept, notRestored);

        public async Task Close(BulkTable table, CancellationToken cancel)
        {
            var mine = "t.employer_id = @employerId and t.recorded = @seq";
            var places = await change.Connection.QueryAsync<long>(
                new(
                    $"""
                    select t.place from {table.Name} as t
                    where {mine} and t.superseded is null and not ({StillNeeded(table)})
                    """,
                    new { employerId, seq },
                    cancellationToken: cancel
                )
            );
            var facts = places.Select(place => (seq, place)).ToList();
            await change.Close(table, employerId, facts, cancel);
            closed += facts.Count;
            Count(kept, table, await Count($"{table.Name} as t where {mine}", cancel) - facts.Count);
        }

        /// <summary>Writes again what the line had replaced, where nothing else was said of it since.</summary>
        public async Task Restore(BulkTable table, CancellationToken cancel)
        {
            var replaced = $"{table.Name} as t where t.employer_id = @employerId and t.superseded = @seq";
            var same = string.Join("", table.Key.Select(column => $" and h.{column} = t.{column}"));
            var again = await table.Query(
                change.Connection,
                $"""
                select {string.Join(", ", table.ColumnList.Split(", ").Select(column => $"t.{column}"))} from {replaced}
                and not exists (select 1 from {table.Name} as h where h.employer_id = t.employer_id and h.superseded is null{same})
                """,
                new { employerId, seq },
                cancel
            );
            change.Insert(table, again);
            restored += again.Count;
            Count(notRestored, table, await Count(replaced, cancel) - again.Count);
        }

        private Task<long> Count(string from, CancellationToken cancel) =>
            change.Connection.ExecuteScalarAsync<long>(
                new($"select count(*) from {from}", new { employerId, seq }, cancellationToken: cancel)
            );

        private static void Count(SortedDictionary<string, long> by, BulkTable table, long count)
        {
            if (count > 0)
            {
                by[table.Name] = count;
            }
        }
    }
}
