using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace LearningAccount.Records.Storage;

/// <summary>PostgreSQL 15 or later. Many writers; those of one employer wait for each other.</summary>
internal sealed class PostgresDatabase : Database
{
    // Any fixed number: whoever holds it brings the schema up to date.
    private const long MigrationLock = 4_731_550_122;
    private readonly NpgsqlDataSource source;

    public PostgresDatabase(string connection, TimeProvider clock)
        : base(clock)
    {
        var builder = new NpgsqlConnectionStringBuilder(connection);
        if (!builder.ContainsKey("Maximum Pool Size"))
        {
            builder.MaxPoolSize = 32;
        }
        if (!builder.ContainsKey("Max Auto Prepare"))
        {
            builder.MaxAutoPrepare = 50;
        }
        source = NpgsqlDataSource.Create(builder);
    }

    internal const string KeysQuery = "select json_array_elements_text(cast(@keys as json))";

    // The planner knows nothing of rows an import has just written, and would read all of them for every batch. "offset 0"
    // keeps it to one lookup in the index for each key.
    internal static string LookedUp(string table, string isSought) =>
        $"(select distinct json_array_elements_text(cast(@keys as json))) as k (text) cross join lateral (select t.* from {table} as t where {isSought} offset 0) as t";

    internal static string LookedUpBy(string table, string isSought) =>
        $"(select distinct value ->> 0, value ->> 1, value ->> 2 from json_array_elements(cast(@keys as json))) as k (text, first, second) cross join lateral (select t.* from {table} as t where {isSought} offset 0) as t";

    private protected override string ColumnsQuery =>
        """
            select table_name, column_name from information_schema.columns
            where table_schema = current_schema() order by table_name, ordinal_position
            """;

    public override async Task<DbConnection> Connect(CancellationToken cancel) => await source.OpenConnectionAsync(cancel);

    internal override Task<Transaction> BeginReading(CancellationToken cancel) =>
        Begin("begin isolation level repeatable read read only", cancel);

    internal override Task<Transaction> BeginWriting(CancellationToken cancel) =>
        Begin("begin isolation level read committed", cancel);

    internal override Task<Transaction> BeginMigrating(CancellationToken cancel) =>
        Begin($"begin; select pg_advisory_xact_lock({MigrationLock})", cancel);

    public override async Task<bool> TryWriteState(string statement, object values, CancellationToken cancel)
    {
        await WriteState(statement, values, cancel);
        return true;
    }

    // The space is given back for others to overwrite; docs/privacy.md says what a server keeps beside.
    public override async Task Scrub(CancellationToken cancel)
    {
        await using var connection = await Connect(cancel);
        foreach (var table in Tables.All.Select(table => table.Name).Concat(Tables.OfContent))
        {
            await connection.ExecuteAsync(new($"vacuum {table}", commandTimeout: 0, cancellationToken: cancel));
        }
    }

    internal override async Task<bool> HasTable(DbConnection connection, string table, CancellationToken cancel) =>
        await connection.ExecuteScalarAsync<bool>(
            new("select to_regclass(@table) is not null", new { table }, cancellationToken: cancel)
        );

    internal override async Task LockChain(DbConnection connection, Guid employerId, string now, CancellationToken cancel)
    {
        await connection.ExecuteAsync(
            new(
                "insert into journal_chain (employer_id, opened_at) values (@employerId, @now) on conflict do nothing",
                new { employerId, now },
                cancellationToken: cancel
            )
        );
        await connection.ExecuteAsync(
            new(
                "select employer_id from journal_chain where employer_id = @employerId for update",
                new { employerId },
                cancellationToken: cancel
            )
        );
    }

    internal override long Write<T>(
        DbConnection connection,
        BulkTable<T> table,
        IEnumerable<T> rows,
        long recorded,
        long firstPlace,
        IncrementalHash hash
    )
    {
        var npgsql = (NpgsqlConnection)connection;
        using var writer = npgsql.BeginBinaryImport($"copy {table.Name} ({table.ColumnList}) from stdin (format binary)");
        using var rowHash = new RowHash(table);
        var cells = new Cell[table.Columns.Count];
        var place = firstPlace;
        foreach (var row in rows)
        {
            table.Fill(row, cells);
            rowHash.Add(cells, hash);
            writer.StartRow();
            writer.Write(ColumnText.Of(row.EmployerId), NpgsqlDbType.Text);
            writer.Write(recorded, NpgsqlDbType.Bigint);
            writer.Write(place++, NpgsqlDbType.Bigint);
            writer.WriteNull();
            Put(writer, cells, table.IsText);
        }
        writer.Complete();
        return place - firstPlace;
    }

    internal override async Task<long> Close(
        DbConnection connection,
        BulkTable table,
        Guid employerId,
        IReadOnlyList<(long Recorded, long Place)> versions,
        long seq,
        CancellationToken cancel
    )
    {
        await using var command = ((NpgsqlConnection)connection).CreateCommand();
        command.CommandText = $"""
            update {table.Name} as t set superseded = @seq
            from unnest(@recorded, @place) as v (recorded, place)
            where t.employer_id = @employer and t.recorded = v.recorded and t.place = v.place and t.superseded is null
            """;
        command.Parameters.AddWithValue("seq", seq);
        command.Parameters.AddWithValue("employer", ColumnText.Of(employerId));
        command.Parameters.AddWithValue("recorded", versions.Select(v => v.Recorded).ToArray());
        command.Parameters.AddWithValue("place", versions.Select(v => v.Place).ToArray());
        return await command.ExecuteNonQueryAsync(cancel);
    }

    public override bool IsConflict(Exception exception) =>
        exception
            is PostgresException
            {
                SqlState: PostgresErrorCodes.DeadlockDetected
                    or PostgresErrorCodes.SerializationFailure
                    or PostgresErrorCodes.UniqueViolation
            };

    public override ValueTask DisposeAsync() => source.DisposeAsync();

    private async Task<Transaction> Begin(string statement, CancellationToken cancel)
    {
        var writing = new Transaction(await Connect(cancel), release: null);
        try
        {
            await writing.Run(statement, cancel);
            return writing;
        }
        catch
        {
            await writing.DisposeAsync();
            throw;
        }
    }

    private static void Put(NpgsqlBinaryImporter writer, ReadOnlySpan<Cell> cells, ReadOnlySpan<bool> isText)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].IsNull)
            {
                writer.WriteNull();
            }
            else if (isText[i])
            {
                writer.Write(cells[i].Text!, NpgsqlDbType.Text);
            }
            else
            {
                writer.Write(cells[i].Whole, NpgsqlDbType.Bigint);
            }
        }
    }
}
