using System.Data.Common;
using Dapper;

namespace LearningAccount.Records.Journal;

/// <summary>Reads lines of one chain.</summary>
public static class ReadJournal
{
    internal const string Columns = "employer_id, seq, recorded_at, actor, door, action, why, content_hash, previous_hash, hash";

    /// <summary>Asks for the last line of the chain of <c>@employerId</c>.</summary>
    internal const string LastLine = $"select {Columns} from journal where employer_id = @employerId order by seq desc limit 1";

    /// <summary>The last line of a chain, or null where it has none.</summary>
    public static async Task<JournalLine?> Last(DbConnection connection, Guid employerId, CancellationToken cancel) =>
        await connection.QueryFirstOrDefaultAsync<JournalLine>(new(LastLine, new { employerId }, cancellationToken: cancel));

    /// <summary>The newest lines first, at most <paramref name="count"/>, those before <paramref name="beforeSeq"/>.</summary>
    public static async Task<IReadOnlyList<JournalLine>> Newest(
        DbConnection connection,
        Guid employerId,
        int count,
        long? beforeSeq,
        CancellationToken cancel
    ) =>
        (
            await connection.QueryAsync<JournalLine>(
                new(
                    $"""
                    select {Columns} from journal
                    where employer_id = @employerId and seq < @before
                    order by seq desc limit @count
                    """,
                    new
                    {
                        employerId,
                        before = beforeSeq ?? long.MaxValue,
                        count,
                    },
                    cancellationToken: cancel
                )
            )
        ).AsList();

    /// <summary>What a line did to each table.</summary>
    public static async Task<IReadOnlyList<JournalContent>> Contents(
        DbConnection connection,
        Guid employerId,
        long seq,
        CancellationToken cancel
    ) =>
        (
            await connection.QueryAsync<JournalContent>(
                new(
                    """
                    select table_name, written, written_hash, closed, closed_hash
                    from journal_content where employer_id = @employerId and seq = @seq
                    """,
                    new { employerId, seq },
                    cancellationToken: cancel
                )
            )
        ).AsList();

    /// <summary>When lines were recorded.</summary>
    public static async Task<IReadOnlyDictionary<long, DateTimeOffset>> Instants(
        DbConnection connection,
        Guid employerId,
        IReadOnlyCollection<long> seqs,
        CancellationToken cancel
    )
    {
        if (seqs.Count == 0)
        {
            return new Dictionary<long, DateTimeOffset>();
        }
        var found = await connection.QueryAsync<(long Seq, DateTimeOffset At)>(
            new(
                """
                select seq, recorded_at from journal
                where employer_id = @employerId and seq between @first and @last
                """,
                new
                {
                    employerId,
                    first = seqs.Min(),
                    last = seqs.Max(),
                },
                cancellationToken: cancel
            )
        );
        return found.ToDictionary(line => line.Seq, line => line.At);
    }
}
