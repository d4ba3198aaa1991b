using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Journal;

/// <summary>
/// Reads the whole journal and all facts once, in one state of the database and in constant memory, and finds every line that
/// was altered, removed or put elsewhere, and every fact that is not what its line wrote.
/// </summary>
public sealed class VerifyJournal(Database database)
{
    /// <summary>The last line of every chain, as far as <see cref="Do"/> has come.</summary>
    public List<JournalHead> Heads { get; } = [];
    public long LinesRead { get; private set; }
    public long FactsRead { get; private set; }

    /// <summary>Facts that were erased by rule, each told in a report: none of them counts as altered.</summary>
    public long FactsErased { get; private set; }

    public async IAsyncEnumerable<JournalFault> Do([EnumeratorCancellation] CancellationToken cancel)
    {
        Heads.Clear();
        (LinesRead, FactsRead) = (0, 0);
        await using var reading = await database.BeginReading(cancel);
        var wordless = await Wordless(reading.Connection, cancel);
        FactsErased = await Erased(reading.Connection, cancel);
        await foreach (var fault in VerifyLines(reading.Connection, wordless, cancel))
        {
            yield return fault;
        }
        foreach (var table in Tables.All)
        {
            var facts = new VerifyFacts(reading.Connection, table);
            await foreach (var fault in facts.Do(cancel))
            {
                yield return fault;
            }
            FactsRead += facts.RowsRead;
        }
    }

    /// <summary>The lines whose words were erased, each with the hash of what is left of it.</summary>
    private static async Task<Dictionary<(Guid Employer, long Line), string>> Wordless(
        DbConnection connection,
        CancellationToken cancel
    ) =>
        (
            await connection.QueryAsync<(Guid Employer, long Line, string Hash)>(
                new(
                    "select employer_id, line, written_hash from erased_content where table_name = 'journal' and superseded is null",
                    cancellationToken: cancel
                )
            )
        ).ToDictionary(line => (line.Employer, line.Line), line => line.Hash);

    private static Task<long> Erased(DbConnection connection, CancellationToken cancel) =>
        connection.ExecuteScalarAsync<long>(
            new(
                """
                select coalesce(sum(c.written - e.written), 0) from erased_content as e
                join journal_content as c on c.employer_id = e.employer_id and c.seq = e.line and c.table_name = e.table_name
                where e.superseded is null
                """,
                cancellationToken: cancel
            )
        );

    private async IAsyncEnumerable<JournalFault> VerifyLines(
        DbConnection connection,
        Dictionary<(Guid Employer, long Line), string> wordless,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        JournalLine? previous = null;
        await foreach (var (line, contents) in ReadLines(connection, cancel))
        {
            LinesRead++;
            if (previous?.EmployerId != line.EmployerId)
            {
                EndChain(previous);
                previous = null;
            }
            for (var missing = (previous?.Seq ?? 0) + 1; missing < line.Seq; missing++)
            {
                yield return new(JournalFaultKind.LineRemoved, line.EmployerId, missing, null);
            }
            if (Fault(line, previous, contents, wordless.GetValueOrDefault((line.EmployerId, line.Seq))) is { } fault)
            {
                yield return fault;
            }
            previous = line;
        }
        EndChain(previous);
    }

    /// <param name="withoutWords">The hash of the line once its words were erased; null: they were not.</param>
    private static JournalFault? Fault(
        JournalLine line,
        JournalLine? previous,
        IReadOnlyList<JournalContent> contents,
        string? withoutWords
    )
    {
        if (!Same(line.ComputeHash(), withoutWords ?? line.Hash))
        {
            return StoodElsewhere(line) is { } place
                ? Of(JournalFaultKind.LineMoved, line) with
                {
                    StoodAt = place,
                }
                : Of(JournalFaultKind.LineAltered, line);
        }
        if (!Same(JournalLine.HashOf(contents), line.ContentHash))
        {
            return Of(JournalFaultKind.LineAltered, line);
        }
        var before = previous is null ? JournalLine.NoHash : previous.Hash;
        var follows = line.Seq != (previous?.Seq ?? 0) + 1 || Same(line.PreviousHash, before);
        return follows ? null : Of(JournalFaultKind.LineUnchained, line);
    }

    // Near its place is enough: who moves a line far off has to move all between as well.
    private static long? StoodElsewhere(JournalLine line)
    {
        const int reach = 1000;
        for (var seq = Math.Max(1, line.Seq - reach); seq <= line.Seq + reach; seq++)
        {
            if (Same((line with { Seq = seq }).ComputeHash(), line.Hash))
            {
                return seq;
            }
        }
        return null;
    }

    private void EndChain(JournalLine? last)
    {
        if (last is not null)
        {
            Heads.Add(new(last.EmployerId, last.Seq, last.RecordedAt, last.Hash));
        }
    }

    private static JournalFault Of(JournalFaultKind kind, JournalLine line) =>
        new(kind, line.EmployerId, line.Seq, line.RecordedAt);

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);

    private static async IAsyncEnumerable<(JournalLine Line, IReadOnlyList<JournalContent> Contents)> ReadLines(
        DbConnection connection,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            select j.employer_id, j.seq, j.recorded_at, j.actor, j.door, j.action, j.why, j.content_hash, j.previous_hash, j.hash,
              c.table_name, c.written, c.written_hash, c.closed, c.closed_hash
            from journal as j left join journal_content as c on c.employer_id = j.employer_id and c.seq = j.seq
            order by j.employer_id, j.seq
            """;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        JournalLine? line = null;
        var contents = new List<JournalContent>();
        while (await reader.ReadAsync(cancel))
        {
            var next = LineOf(reader);
            if (line is not null && (line.Seq != next.Seq || line.EmployerId != next.EmployerId))
            {
                yield return (line, contents);
                contents = [];
            }
            line = next;
            if (!reader.IsDBNull(10))
            {
                contents.Add(ContentOf(reader, 10));
            }
        }
        if (line is not null)
        {
            yield return (line, contents);
        }
    }

    private static JournalLine LineOf(DbDataReader reader) =>
        new()
        {
            EmployerId = Guid.ParseExact(reader.GetString(0), "D"),
            Seq = reader.GetInt64(1),
            RecordedAt = ColumnText.ToInstant(reader.GetString(2)),
            Actor = reader.GetString(3),
            Door = Enum.Parse<Door>(reader.GetString(4), ignoreCase: true),
            Action = reader.GetString(5),
            Why = reader.IsDBNull(6) ? null : reader.GetString(6),
            ContentHash = reader.GetString(7),
            PreviousHash = reader.GetString(8),
            Hash = reader.GetString(9),
        };

    private static JournalContent ContentOf(DbDataReader reader, int from) =>
        new()
        {
            TableName = reader.GetString(from),
            Written = reader.GetInt64(from + 1),
            WrittenHash = reader.GetString(from + 2),
            Closed = reader.GetInt64(from + 3),
            ClosedHash = reader.GetString(from + 4),
        };
}
