using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Dapper;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Privacy;

/// <summary>
/// Works out what is left of the lines of a journal once versions go: reads what each line wrote and closed, makes sure that it is
/// what the line says, and hashes it again without what goes. Erasing never makes a journal sound that was not.
/// </summary>
internal sealed class RestOfLines(DbConnection connection, Guid chain, CancellationToken cancel)
{
    public async Task<IReadOnlyList<ErasedContentVersion>> Of(BulkTable table, IReadOnlySet<VersionPlace> going, Guid reportId)
    {
        var places = going.Select(version => (version.Recorded, version.Place)).ToHashSet();
        var lines = going.Select(version => version.Recorded).Concat(going.Select(version => version.Superseded).OfType<long>());
        var rests = new List<ErasedContentVersion>();
        foreach (var line in lines.Distinct().Order())
        {
            var expected = await Expected(table, line);
            var written = await Written(table, line, places);
            var closed = await Closed(table, line, places);
            if (
                expected is null
                || (written.Count, closed.Count) != (expected.Written, expected.Closed)
                || !string.Equals(written.Hash, expected.WrittenHash, StringComparison.Ordinal)
                || !string.Equals(closed.Hash, expected.ClosedHash, StringComparison.Ordinal)
            )
            {
                throw new RefusedException(
                    "erasure.journal",
                    "journal",
                    ("line", line.ToString(CultureInfo.InvariantCulture)),
                    ("table", table.Name)
                );
            }
            rests.Add(
                new()
                {
                    EmployerId = chain,
                    Origin = FactVersion.ByHand,
                    ReportId = reportId,
                    Line = line,
                    TableName = table.Name,
                    Written = written.Left,
                    WrittenHash = written.LeftHash,
                    Closed = closed.Left,
                    ClosedHash = closed.LeftHash,
                }
            );
        }
        return rests;
    }

    /// <summary>What the line says, or what was left of it the last time something was erased.</summary>
    private async Task<JournalContent?> Expected(BulkTable table, long line) =>
        await connection.QuerySingleOrDefaultAsync<JournalContent>(
            new(
                """
                select c.table_name, coalesce(e.written, c.written) as written, coalesce(e.written_hash, c.written_hash) as written_hash,
                  coalesce(e.closed, c.closed) as closed, coalesce(e.closed_hash, c.closed_hash) as closed_hash
                from journal_content as c
                left join erased_content as e on e.employer_id = c.employer_id and e.line = c.seq and e.table_name = c.table_name
                  and e.superseded is null
                where c.employer_id = @chain and c.seq = @line and c.table_name = @Name
                """,
                new
                {
                    chain,
                    line,
                    table.Name,
                },
                cancellationToken: cancel
            )
        );

    private async Task<Rest> Written(BulkTable table, long line, HashSet<(long, long)> going)
    {
        await using var command = Asking(
            $"select {string.Join(", ", table.Columns)}, place from {table.Name} where employer_id = @chain and recorded = @line order by place",
            line
        );
        await using var reader = await command.ExecuteReaderAsync(cancel);
        using var rest = new Hashing();
        using var rowHash = new RowHash(table);
        var cells = new Cell[table.Columns.Count];
        while (await reader.ReadAsync(cancel))
        {
            RowHash.Fill(table, reader, cells);
            rowHash.Add(cells, rest.All);
            if (rest.Stays(!going.Contains((line, reader.GetInt64(cells.Length)))))
            {
                rowHash.Add(cells, rest.Left);
            }
        }
        return rest.End();
    }

    private async Task<Rest> Closed(BulkTable table, long line, HashSet<(long, long)> going)
    {
        await using var command = Asking(
            $"select recorded, place from {table.Name} where employer_id = @chain and superseded = @line order by recorded, place",
            line
        );
        await using var reader = await command.ExecuteReaderAsync(cancel);
        using var rest = new Hashing();
        while (await reader.ReadAsync(cancel))
        {
            var (recorded, place) = (reader.GetInt64(0), reader.GetInt64(1));
            TableChange.AddClosed(rest.All, recorded, place);
            if (rest.Stays(!going.Contains((recorded, place))))
            {
                TableChange.AddClosed(rest.Left, recorded, place);
            }
        }
        return rest.End();
    }

    private DbCommand Asking(string sql, long line)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in (ReadOnlySpan<(string, object)>)[("@chain", ColumnText.Of(chain)), ("@line", line)])
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        return command;
    }

    private readonly record struct Rest(long Count, string Hash, long Left, string LeftHash);

    private sealed class Hashing : IDisposable
    {
        private long count;
        private long left;

        public IncrementalHash All { get; } = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        public IncrementalHash Left { get; } = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public bool Stays(bool stays)
        {
            count++;
            left += stays ? 1 : 0;
            return stays;
        }

        public Rest End() =>
            new(count, Convert.ToHexStringLower(All.GetHashAndReset()), left, Convert.ToHexStringLower(Left.GetHashAndReset()));

        public void Dispose()
        {
            All.Dispose();
            Left.Dispose();
        }
    }
}
