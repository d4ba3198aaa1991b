using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Journal;

/// <summary>Compares the facts of one table with what the lines of the journal say they wrote and closed.</summary>
internal sealed class VerifyFacts(DbConnection connection, BulkTable table)
{
    public long RowsRead { get; private set; }

    // What is left of a line, where facts of it were erased by rule: that is a fact itself, and checked as any other.
    private string Rest => $"(select * from erased_content where table_name = '{table.Name}' and superseded is null) as e";

    public async IAsyncEnumerable<JournalFault> Do([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var fault in Written(cancel))
        {
            yield return fault;
        }
        await foreach (var fault in Closed(cancel))
        {
            yield return fault;
        }
        await foreach (var fault in Vanished(cancel))
        {
            yield return fault;
        }
    }

    /// <summary>The facts there are, in the order their lines wrote them.</summary>
    private async IAsyncEnumerable<JournalFault> Written([EnumeratorCancellation] CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            select {string.Join(", ", table.Columns.Select(column => $"t.{column}"))},
              t.employer_id, t.recorded, coalesce(e.written, c.written), coalesce(e.written_hash, c.written_hash), j.recorded_at
            from {table.Name} as t
            left join journal as j on j.employer_id = t.employer_id and j.seq = t.recorded
            left join journal_content as c on c.employer_id = t.employer_id and c.seq = t.recorded and c.table_name = '{table.Name}'
            left join {Rest} on e.employer_id = t.employer_id and e.line = t.recorded
            order by t.employer_id, t.recorded, t.place
            """;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var rowHash = new RowHash(table);
        var cells = new Cell[table.Columns.Count];
        var group = new Group();
        while (await reader.ReadAsync(cancel))
        {
            RowsRead++;
            if (group.Next(reader, cells.Length) && group.Ended(hash, table) is { } fault)
            {
                yield return fault;
            }
            RowHash.Fill(table, reader, cells);
            rowHash.Add(cells, hash);
        }
        if (group.Last(hash, table) is { } last)
        {
            yield return last;
        }
    }

    /// <summary>The facts that were closed, by the line that closed them.</summary>
    private async IAsyncEnumerable<JournalFault> Closed([EnumeratorCancellation] CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            select t.recorded, t.place, t.employer_id, t.superseded, coalesce(e.closed, c.closed), coalesce(e.closed_hash, c.closed_hash), j.recorded_at
            from {table.Name} as t
            left join journal as j on j.employer_id = t.employer_id and j.seq = t.superseded
            left join journal_content as c on c.employer_id = t.employer_id and c.seq = t.superseded and c.table_name = '{table.Name}'
            left join {Rest} on e.employer_id = t.employer_id and e.line = t.superseded
            where t.superseded is not null
            order by t.employer_id, t.superseded, t.recorded, t.place
            """;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var group = new Group();
        while (await reader.ReadAsync(cancel))
        {
            if (group.Next(reader, 2) && group.Ended(hash, table) is { } fault)
            {
                yield return fault;
            }
            TableChange.AddClosed(hash, reader.GetInt64(0), reader.GetInt64(1));
        }
        if (group.Last(hash, table) is { } last)
        {
            yield return last;
        }
    }

    /// <summary>What lines say they wrote or closed, where nothing of it is left.</summary>
    private async IAsyncEnumerable<JournalFault> Vanished([EnumeratorCancellation] CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            select c.employer_id, c.seq, j.recorded_at
            from journal_content as c
            left join journal as j on j.employer_id = c.employer_id and j.seq = c.seq
            left join (select distinct employer_id, recorded from {table.Name}) as w
              on w.employer_id = c.employer_id and w.recorded = c.seq
            left join (select distinct employer_id, superseded from {table.Name} where superseded is not null) as s
              on s.employer_id = c.employer_id and s.superseded = c.seq
            left join {Rest} on e.employer_id = c.employer_id and e.line = c.seq
            where c.table_name = '{table.Name}'
              and (coalesce(e.written, c.written) > 0 and w.recorded is null
                or coalesce(e.closed, c.closed) > 0 and s.superseded is null)
            """;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            DateTimeOffset? at = reader.IsDBNull(2) ? null : ColumnText.ToInstant(reader.GetString(2));
            yield return new(
                at is null ? JournalFaultKind.LineRemoved : JournalFaultKind.FactsAltered,
                Guid.ParseExact(reader.GetString(0), "D"),
                reader.GetInt64(1),
                at,
                table.Name
            );
        }
    }

    /// <summary>The facts of one line, as they pass by; the columns from <c>at</c> on tell of the line.</summary>
    private sealed class Group
    {
        private Line? before;
        private Line? current;
        private long countBefore;
        private long count;

        private sealed record Line(string Employer, long Seq, long? Expected, string? Hash, string? RecordedAt);

        /// <summary>Takes a row in; true when it begins another line than the row before.</summary>
        public bool Next(DbDataReader reader, int at)
        {
            var (employer, seq) = (reader.GetString(at), reader.GetInt64(at + 1));
            if (current is not null && current.Seq == seq && string.Equals(current.Employer, employer, StringComparison.Ordinal))
            {
                count++;
                return false;
            }
            (before, countBefore) = (current, count);
            current = new(
                employer,
                seq,
                reader.IsDBNull(at + 2) ? null : reader.GetInt64(at + 2),
                reader.IsDBNull(at + 3) ? null : reader.GetString(at + 3),
                reader.IsDBNull(at + 4) ? null : reader.GetString(at + 4)
            );
            count = 1;
            return before is not null;
        }

        public JournalFault? Ended(IncrementalHash hash, BulkTable table) => Compare(before!, countBefore, hash, table);

        public JournalFault? Last(IncrementalHash hash, BulkTable table) =>
            current is null ? null : Compare(current, count, hash, table);

        private static JournalFault? Compare(Line line, long rows, IncrementalHash hash, BulkTable table)
        {
            var found = Convert.ToHexStringLower(hash.GetHashAndReset());
            if (line.RecordedAt is not null && line.Expected == rows && string.Equals(line.Hash, found, StringComparison.Ordinal))
            {
                return null;
            }
            return new(
                line.RecordedAt is null ? JournalFaultKind.LineRemoved : JournalFaultKind.FactsAltered,
                Guid.ParseExact(line.Employer, "D"),
                line.Seq,
                line.RecordedAt is null ? null : ColumnText.ToInstant(line.RecordedAt),
                table.Name
            );
        }
    }
}
