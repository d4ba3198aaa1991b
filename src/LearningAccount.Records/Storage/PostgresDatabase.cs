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

    // A writer of lines holds a lock of two numbers: whose sequence it is, and the position after which its own come, both cut to 31 bits.
    private const string PositionLock = "('journal_position_seq'::regclass::oid::bigint & 2147483647)";
    private const string LastPosition = "last_value - case when is_called then 0 else 1 end";
    private const int FewRows = 4;

    // Of brief changes; other writers are as many as there are connections.
    private const int Lanes = 4;
    private const int LanePatience = 100;
    private readonly NpgsqlDataSource source;
    private readonly NpgsqlDataSource sourceOfLanes;
    private readonly PostgresLane[] lanes;
    private readonly SharedQuestion<string> snapshot;
    private volatile Snapshot last = new("", 0);

    public PostgresDatabase(string connection, TimeProvider clock)
        : base(clock)
    {
        var builder = new NpgsqlConnectionStringBuilder(connection);
        // Its "ContainsKey" tells which words there are, not which were said.
        if (!builder.ShouldSerialize("Maximum Pool Size"))
        {
            builder.MaxPoolSize = 90;
        }
        if (!builder.ShouldSerialize("Max Auto Prepare"))
        {
            builder.MaxAutoPrepare = 100;
        }
        // Nothing is set for longer than a transaction.
        builder.NoResetOnClose = true;
        source = NpgsqlDataSource.Create(builder);
        // They keep theirs, which nobody else waits for.
        builder.MaxPoolSize = Lanes;
        sourceOfLanes = NpgsqlDataSource.Create(builder);
        lanes = [.. Enumerable.Range(0, Lanes).Select(_ => new PostgresLane(sourceOfLanes, LanePatience))];
        snapshot = new(AskSnapshot);
    }

    internal const string KeysQuery = "select json_array_elements_text(cast(@keys as json))";

    // The planner knows nothing of rows an import has just written, and would read all of them for every batch. "offset 0"
    // keeps it to one lookup in the index for each key.
    internal static string LookedUp(string table, string isSought) =>
        $"(select distinct json_array_elements_text(cast(@keys as json))) as k (text) cross join lateral (select t.* from {table} as t where {isSought} offset 0) as t";

    internal static string LookedUpBy(string table, string isSought, string keys) =>
        $"(select distinct value ->> 0, value ->> 1, value ->> 2 from json_array_elements(cast({keys} as json))) as k (text, first, second) cross join lateral (select t.* from {table} as t where {isSought} offset 0) as t";

    internal static string LookedUpTwice(string table, string isFound, string isLike) =>
        $"(select distinct t.* from (select json_array_elements_text(cast(@keys as json))) as k (text) cross join lateral (select s.* from {table} as s where {isFound} offset 0) as s cross join lateral (select t.* from {table} as t where {isLike} offset 0) as t) as t";

    private protected override string ColumnsQuery =>
        """
            select table_name, column_name from information_schema.columns
            where table_schema = current_schema() order by table_name, ordinal_position
            """;

    // Which transactions are seen: the same text, the same facts. However many readers ask at once, the server is asked once.
    public override async ValueTask<long?> Version()
    {
        var text = await snapshot.Ask();
        lock (source)
        {
            if (!string.Equals(last.Text, text, StringComparison.Ordinal))
            {
                last = new(text, last.Number + 1);
            }
            return last.Number;
        }
    }

    private async Task<string> AskSnapshot()
    {
        await using var command = source.CreateCommand("select pg_current_snapshot()::text");
        return (string)(await command.ExecuteScalarAsync(CancellationToken.None))!;
    }

    private sealed record Snapshot(string Text, long Number);

    public override async Task<DbConnection> Connect(CancellationToken cancel) => await source.OpenConnectionAsync(cancel);

    internal override Task<Transaction> BeginReading(CancellationToken cancel) =>
        Begin("begin isolation level repeatable read read only", cancel);

    internal override Task<Transaction> BeginWriting(CancellationToken cancel) =>
        Begin("begin isolation level read committed", cancel);

    internal override async Task<T> RunChange<T>(Func<Transaction, Task<T>> change, Guid? briefOf, CancellationToken cancel)
    {
        if (briefOf is { } employerId && employerId != Guid.Empty)
        {
            try
            {
                return await lanes[(employerId.GetHashCode() & int.MaxValue) % Lanes].Run(change, cancel);
            }
            catch (PostgresException waits) when (waits.SqlState == PostgresErrorCodes.LockNotAvailable)
            {
                // Somebody writes to the employer for long. It waits by itself, and nobody else does.
            }
        }
        return await base.RunChange(change, briefOf, cancel);
    }

    internal override async Task Tell(DbConnection connection, string statement, object values, CancellationToken cancel)
    {
        if (connection is not PipelinedConnection lane)
        {
            await base.Tell(connection, statement, values, cancel);
            return;
        }
        lane.IsLater = true;
        try
        {
            await lane.ExecuteAsync(new(statement, values, cancellationToken: cancel));
        }
        finally
        {
            lane.IsLater = false;
        }
    }

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

    internal override async Task<T?> UnderChain<T>(
        DbConnection connection,
        Guid employerId,
        string now,
        string last,
        CancellationToken cancel
    )
        where T : class
    {
        if (await Ask() is var (isThere, line) && isThere)
        {
            return line;
        }
        await OpenChain(connection, employerId, now, cancel);
        return (await Ask()).Last;

        // Both in one journey. Each statement sees what was committed before it began, so the second what was written while the first waited.
        async Task<(bool IsThere, T? Last)> Ask()
        {
            await using var answers = await connection.QueryMultipleAsync(
                new(
                    $"select employer_id from journal_chain where employer_id = @employerId for update; {last}",
                    new { employerId },
                    cancellationToken: cancel
                )
            );
            var chain = await answers.ReadFirstOrDefaultAsync<string>();
            return (chain is not null, await answers.ReadFirstOrDefaultAsync<T>());
        }
    }

    // A sequence is no order of commits: who took a lower number may commit later. So a writer first tells, by a lock all can see and
    // nobody waits for, the last number given before its own. "offset 0" keeps the lock before the number.
    internal override string NextPosition(bool isHeld) =>
        isHeld
            ? "nextval('journal_position_seq')"
            : $"""
                (select nextval('journal_position_seq') from (
                  select pg_advisory_xact_lock_shared({PositionLock}::int, (({LastPosition}) & 2147483647)::int)
                  from journal_position_seq offset 0
                ) as held)
                """;

    // The last number first and the locks after it: whoever took a number up to it has its lock still, or has ended. A lock that was
    // taken later counts from a later number, which then seems to be far behind.
    internal override async Task<long> SettledPosition(DbConnection connection, CancellationToken cancel)
    {
        var given = await connection.ExecuteScalarAsync<long>(
            new($"select {LastPosition} from journal_position_seq", cancellationToken: cancel)
        );
        var behind = await connection.ExecuteScalarAsync<long?>(
            new(
                $"""
                select max(behind) from (
                  select (@given - objid::bigint) & 2147483647 as behind from pg_locks
                  where locktype = 'advisory' and objsubid = 2 and classid::bigint = {PositionLock}
                    and database = (select oid from pg_database where datname = current_database())
                ) as held where behind < 1073741824
                """,
                new { given },
                cancellationToken: cancel
            )
        );
        return given - (behind ?? 0);
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
        if (rows.Take(FewRows + 1).ToList() is { Count: <= FewRows } few)
        {
            return WriteFew(connection, table, few, recorded, firstPlace, hash);
        }
        var server = connection is PipelinedConnection lane ? lane.Server : (NpgsqlConnection)connection;
        using var writer = server.BeginBinaryImport($"copy {table.Name} ({table.ColumnList}) from stdin (format binary)");
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

    /// <summary>One journey, where a copy takes several to begin and end; in a lane that of the next statement.</summary>
    private static long WriteFew<T>(
        DbConnection connection,
        BulkTable<T> table,
        IEnumerable<T> rows,
        long recorded,
        long firstPlace,
        IncrementalHash hash
    )
        where T : FactVersion
    {
        using var rowHash = new RowHash(table);
        var columns = BulkTable.Head.Length + table.Columns.Count;
        var places = string.Join(", ", Enumerable.Range(1, columns).Select(place => $"${place}"));
        var cells = new Cell[table.Columns.Count];
        var place = firstPlace;
        var inserts = new List<NpgsqlBatchCommand>();
        foreach (var row in rows)
        {
            table.Fill(row, cells);
            rowHash.Add(cells, hash);
            var insert = new NpgsqlBatchCommand($"insert into {table.Name} ({table.ColumnList}) values ({places})");
            insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = ColumnText.Of(row.EmployerId) });
            insert.Parameters.Add(new NpgsqlParameter<long> { TypedValue = recorded });
            insert.Parameters.Add(new NpgsqlParameter<long> { TypedValue = place++ });
            insert.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Bigint, Value = DBNull.Value });
            for (var i = 0; i < cells.Length; i++)
            {
                insert.Parameters.Add(
                    new()
                    {
                        NpgsqlDbType = table.IsText[i] ? NpgsqlDbType.Text : NpgsqlDbType.Bigint,
                        Value =
                            cells[i].IsNull ? DBNull.Value
                            : table.IsText[i] ? cells[i].Text!
                            : cells[i].Whole,
                    }
                );
            }
            inserts.Add(insert);
        }
        if (connection is PipelinedConnection lane)
        {
            inserts.ForEach(lane.Later);
        }
        else if (inserts.Count > 0)
        {
            using var batch = new NpgsqlBatch((NpgsqlConnection)connection);
            inserts.ForEach(insert => batch.BatchCommands.Add(insert));
            batch.ExecuteNonQuery();
        }
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
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            update {table.Name} as t set superseded = @seq
            from unnest(@recorded, @place) as v (recorded, place)
            where t.employer_id = @employer and t.recorded = v.recorded and t.place = v.place and t.superseded is null
            """;
        command.Parameters.Add(new NpgsqlParameter("seq", seq));
        command.Parameters.Add(new NpgsqlParameter("employer", ColumnText.Of(employerId)));
        command.Parameters.Add(new NpgsqlParameter("recorded", versions.Select(v => v.Recorded).ToArray()));
        command.Parameters.Add(new NpgsqlParameter("place", versions.Select(v => v.Place).ToArray()));
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

    public override async ValueTask DisposeAsync()
    {
        foreach (var lane in lanes)
        {
            await lane.DisposeAsync();
        }
        await sourceOfLanes.DisposeAsync();
        await source.DisposeAsync();
    }

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
