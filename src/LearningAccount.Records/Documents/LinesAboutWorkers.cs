using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Documents;

/// <summary>The lines of a journal that wrote or closed something of each worker on which accounts rest.</summary>
public static class LinesAboutWorkers
{
    /// <summary>Those about one worker and whoever turned out to be the same person, up to a line, the oldest first.</summary>
    public static async Task<ImmutableArray<JournalLine>> Of(
        DbConnection connection,
        Guid employerId,
        IReadOnlyCollection<Guid> workerIds,
        long seq,
        CancellationToken cancel
    )
    {
        var seqs = new HashSet<long>();
        foreach (var table in NextSnapshot.RestsOn.Where(table => table.HasWorker))
        {
            var clocks = await connection.QueryAsync<(long Recorded, long? Superseded)>(
                new(
                    $"""
                    select recorded, superseded from {table.Name}
                    where employer_id = @employerId and worker_id in ({Database.ManyKeys(connection)})
                    """,
                    new { employerId, keys = ReadVersions.List(workerIds.Select(ColumnText.Of)) },
                    cancellationToken: cancel
                )
            );
            foreach (var (recorded, superseded) in clocks)
            {
                seqs.Add(recorded);
                seqs.Add(superseded ?? recorded);
            }
        }
        var lines = await ReadHistory.Lines(connection, employerId, [.. seqs.Where(one => one <= seq)], cancel);
        return [.. lines.OrderBy(line => line.Seq)];
    }

    /// <summary>By worker, those after a line.</summary>
    internal static async Task<ILookup<Guid, long>> Since(
        DbConnection connection,
        Guid employerId,
        long since,
        CancellationToken cancel
    )
    {
        var found = new HashSet<(Guid Worker, long Seq)>();
        foreach (var table in NextSnapshot.RestsOn.Where(table => table.HasWorker))
        {
            foreach (var clock in (string[])["recorded", "superseded"])
            {
                found.UnionWith(
                    await connection.QueryAsync<(Guid, long)>(
                        new(
                            $"""
                            select distinct worker_id, {clock} from {table.Name}
                            where employer_id = @employerId and {clock} > @since and worker_id is not null
                            """,
                            new { employerId, since },
                            cancellationToken: cancel
                        )
                    )
                );
            }
        }
        return found.ToLookup(one => one.Worker, one => one.Seq);
    }
}
