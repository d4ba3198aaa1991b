using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LearningAccount.Records.Storage;

/// <summary>
/// The embedded database: one file in the data folder, readable by its owner alone. One writer at a time; readers never
/// wait. Every commit is on disk before it is acknowledged.
/// </summary>
internal sealed class SqliteDatabase : Database
{
    internal const string FileName = "learning-account.db";
    private readonly string path;
    private readonly string readers;
    private readonly SqliteVersion lastWritten;

    // What a connection of the pool was told once holds for as long as it is open, and asking costs as much as a small query.
    private readonly ConditionalWeakTable<sqlite3, object> prepared = [];
    private readonly OneWriter writer;

    public SqliteDatabase(string folder, TimeProvider clock)
        : base(clock)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        path = Path.Combine(folder, FileName);
        readers = StringOf(60, pooling: true);
        writer = new(StringOf(60, pooling: false), $"{Patient}; {Durable}; {CacheOfWriter}");
        lastWritten = new(StringOf(1, pooling: false));
    }

    private string StringOf(int seconds, bool pooling) =>
        new SqliteConnectionStringBuilder
        {
            DataSource = path,
            DefaultTimeout = seconds,
            Pooling = pooling,
        }.ToString();

    // Each connection has a cache of its own: many read at once, one writes.
    private const string Patient = "pragma busy_timeout = 60000";
    private const string Durable = "pragma foreign_keys = on; pragma journal_mode = wal; pragma synchronous = full";
    private const string CacheOfReader = "pragma cache_size = -1000";
    private const string CacheOfWriter = "pragma cache_size = -32000";

    internal const string KeysQuery = "select value from json_each(@keys)";

    // "cross" keeps the planner to this order: one lookup in the index for each key.
    internal static string LookedUp(string table, string isSought) =>
        $"(select distinct value as text from json_each(@keys)) as k cross join {table} as t on {isSought}";

    internal static string LookedUpBy(string table, string isSought, string keys) =>
        $"(select distinct value ->> 0 as text, value ->> 1 as first, value ->> 2 as second from json_each({keys})) as k cross join {table} as t on {isSought}";

    internal static string LookedUpTwice(string table, string isFound, string isLike) =>
        $"(select distinct t.* from (select value as text from json_each(@keys)) as k cross join {table} as s on {isFound} cross join {table} as t on {isLike}) as t";

    private protected override string ColumnsQuery =>
        """
            select m.name, p.name from sqlite_master as m join pragma_table_info(m.name) as p
            where m.type = 'table' and m.name not like 'sqlite_%' order by m.name, p.cid
            """;

    public override ValueTask<long?> Version() => new(lastWritten.Read());

    public override async Task<DbConnection> Connect(CancellationToken cancel)
    {
        var connection = new SqliteConnection(readers);
        try
        {
            await connection.OpenAsync(cancel);
            var handle = connection.Handle!;
            if (!prepared.TryGetValue(handle, out _))
            {
                await using var command = connection.CreateCommand();
                command.CommandText = $"{Patient}; {Durable}; {CacheOfReader}";
                await command.ExecuteNonQueryAsync(cancel);
                prepared.AddOrUpdate(handle, this);
            }
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    internal override async Task<Transaction> BeginReading(CancellationToken cancel)
    {
        var reading = new Transaction(await Connect(cancel), release: null);
        try
        {
            await reading.Run("begin", cancel);
            return reading;
        }
        catch
        {
            await reading.DisposeAsync();
            throw;
        }
    }

    internal override Task<Transaction> BeginWriting(CancellationToken cancel) => writer.Begin("begin immediate", cancel);

    internal override Task<T> RunChange<T>(Func<Transaction, Task<T>> change, Guid? briefOf, CancellationToken cancel) =>
        briefOf is null ? base.RunChange(change, briefOf, cancel) : writer.Run(change, cancel);

    internal override async Task<Transaction> BeginMigrating(CancellationToken cancel)
    {
        var migrating = await writer.Begin("begin exclusive", cancel);
        KeepFromOthers();
        return migrating;
    }

    public override async Task<bool> TryWriteState(string statement, object values, CancellationToken cancel)
    {
        if (await writer.TryTake(cancel) is not { } connection)
        {
            return false;
        }
        try
        {
            // Another program may be the one that writes.
            await connection.ExecuteAsync(new("pragma busy_timeout = 0", cancellationToken: cancel));
            try
            {
                await connection.ExecuteAsync(new(statement, values, commandTimeout: 1, cancellationToken: cancel));
            }
            finally
            {
                await connection.ExecuteAsync(new(Patient, cancellationToken: CancellationToken.None));
            }
            return true;
        }
        catch (SqliteException busy) when (IsConflict(busy))
        {
            return false;
        }
        finally
        {
            writer.GiveBack();
        }
    }

    internal override Task WillErase(DbConnection connection, CancellationToken cancel) =>
        connection.ExecuteAsync(new("pragma secure_delete = on", cancellationToken: cancel));

    public override async Task Scrub(CancellationToken cancel)
    {
        var connection = await writer.Take(cancel);
        try
        {
            await connection.ExecuteAsync(new("vacuum", commandTimeout: 0, cancellationToken: cancel));
            // It waits for who reads, and says in its first column where it gave up.
            var isBusy = await connection.QuerySingleAsync<long>(
                new("pragma wal_checkpoint(truncate)", commandTimeout: 0, cancellationToken: cancel)
            );
            if (isBusy != 0)
            {
                throw new IOException("The log of changes could not be emptied: somebody reads from it.");
            }
        }
        finally
        {
            writer.GiveBack();
        }
    }

    internal override async Task<bool> HasTable(DbConnection connection, string table, CancellationToken cancel) =>
        await connection.ExecuteScalarAsync<long>(
            new(
                "select count(*) from sqlite_master where type = 'table' and name = @table",
                new { table },
                cancellationToken: cancel
            )
        ) > 0;

    // The transaction is the only writer already.
    internal override async Task<T?> UnderChain<T>(
        DbConnection connection,
        Guid employerId,
        string now,
        string last,
        CancellationToken cancel
    )
        where T : class
    {
        if (await connection.QueryFirstOrDefaultAsync<T>(new(last, new { employerId }, cancellationToken: cancel)) is { } known)
        {
            return known;
        }
        await OpenChain(connection, employerId, now, cancel);
        return null;
    }

    // One writer: what is committed stands before whatever will be.
    internal override string NextPosition(bool isHeld) => "(select coalesce(max(position), 0) + 1 from journal)";

    internal override Task<long> SettledPosition(DbConnection connection, CancellationToken cancel) =>
        connection.ExecuteScalarAsync<long>(new("select coalesce(max(position), 0) from journal", cancellationToken: cancel));

    internal override long Write<T>(
        DbConnection connection,
        BulkTable<T> table,
        IEnumerable<T> rows,
        long recorded,
        long firstPlace,
        IncrementalHash hash
    )
    {
        var handle = ((SqliteWriter)connection).Handle!;
        var statement = ((SqliteWriter)connection).InsertInto(table);
        using var rowHash = new RowHash(table);
        var cells = new Cell[table.Columns.Count];
        var place = firstPlace;
        foreach (var row in rows)
        {
            table.Fill(row, cells);
            rowHash.Add(cells, hash);
            raw.sqlite3_bind_text(statement, 1, ColumnText.Of(row.EmployerId));
            raw.sqlite3_bind_int64(statement, 2, recorded);
            raw.sqlite3_bind_int64(statement, 3, place++);
            raw.sqlite3_bind_null(statement, 4);
            Bind(statement, cells, table.IsText);
            var result = raw.sqlite3_step(statement);
            // It is kept: the next row, or the next change, begins where it is reset to.
            raw.sqlite3_reset(statement);
            if (result is not raw.SQLITE_DONE)
            {
                SqliteException.ThrowExceptionForRC(result, handle);
            }
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
        await using var command = ((SqliteConnection)connection).CreateCommand();
        command.CommandText = $"""
            update {table.Name} set superseded = @seq
            where employer_id = @employer and recorded = @recorded and place = @place and superseded is null
            """;
        command.Parameters.AddWithValue("@seq", seq);
        command.Parameters.AddWithValue("@employer", ColumnText.Of(employerId));
        var recorded = command.Parameters.Add("@recorded", SqliteType.Integer);
        var place = command.Parameters.Add("@place", SqliteType.Integer);
        var closed = 0L;
        foreach (var version in versions)
        {
            recorded.Value = version.Recorded;
            place.Value = version.Place;
            closed += await command.ExecuteNonQueryAsync(cancel);
        }
        return closed;
    }

    public override bool IsConflict(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED };

    public override async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        using (var connection = new SqliteConnection(readers))
        {
            SqliteConnection.ClearPool(connection);
        }
        lastWritten.Dispose();
    }

    // By their names: opening and closing the files ourselves would take SQLite's locks away.
    private void KeepFromOthers()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        foreach (var file in (string[])[path, $"{path}-wal", $"{path}-shm"])
        {
            if (File.Exists(file))
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
    }

    private static void Bind(sqlite3_stmt statement, ReadOnlySpan<Cell> cells, ReadOnlySpan<bool> isText)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            var index = BulkTable.Head.Length + i + 1;
            if (cells[i].IsNull)
            {
                raw.sqlite3_bind_null(statement, index);
            }
            else if (isText[i])
            {
                raw.sqlite3_bind_text(statement, index, cells[i].Text);
            }
            else
            {
                raw.sqlite3_bind_int64(statement, index, cells[i].Whole);
            }
        }
    }
}
