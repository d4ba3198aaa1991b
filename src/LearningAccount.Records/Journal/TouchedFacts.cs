using System.Data.Common;
using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Journal;

/// <summary>What a change, or some lines of its journal, did to one employer.</summary>
/// <param name="Tables">The tables written to, or with versions closed.</param>
/// <param name="Workers">The workers those versions are about, as they are named there.</param>
internal sealed record TouchedFacts(IReadOnlyCollection<string> Tables, IReadOnlyCollection<Guid> Workers)
{
    public bool IsAny(IEnumerable<BulkTable> tables) => tables.Any(table => Is(table));

    public bool Is(BulkTable table) => Tables.Contains(table.Name, StringComparer.Ordinal);

    /// <summary>What the lines after <paramref name="since"/> did, up to <paramref name="seq"/>.</summary>
    /// <param name="tables">Only the workers of these are told.</param>
    public static async Task<TouchedFacts> Between(
        DbConnection connection,
        Guid employerId,
        long since,
        long seq,
        IReadOnlyCollection<BulkTable> tables,
        CancellationToken cancel
    )
    {
        var lines = new
        {
            employerId,
            since,
            seq,
        };
        var written = await connection.QueryAsync<(string Name, long Closed)>(
            new(
                """
                select table_name, max(closed) from journal_content
                where employer_id = @employerId and seq > @since and seq <= @seq group by table_name
                """,
                lines,
                cancellationToken: cancel
            )
        );
        var closed = written.ToDictionary(content => content.Name, content => content.Closed, StringComparer.Ordinal);
        var workers = new HashSet<Guid>();
        foreach (var table in tables.Where(table => table.HasWorker && closed.ContainsKey(table.Name)))
        {
            await AddAsync(table, "recorded");
            if (closed[table.Name] > 0)
            {
                await AddAsync(table, "superseded");
            }
        }
        return new(closed.Keys, workers);

        async Task AddAsync(BulkTable table, string clock) =>
            workers.UnionWith(
                (
                    await connection.QueryAsync<Guid?>(
                        new(
                            $"""
                            select distinct worker_id from {table.Name}
                            where employer_id = @employerId and {clock} > @since and {clock} <= @seq
                            """,
                            lines,
                            cancellationToken: cancel
                        )
                    )
                ).OfType<Guid>()
            );
    }
}
