using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Microsoft.Data.Sqlite;

namespace LearningAccount.Records.Storage;

/// <summary>
/// Where the facts are kept. What differs between the engines stands in its two kinds; all other SQL is one text.
/// </summary>
public abstract class Database : IAsyncDisposable
{
    private protected Database(TimeProvider clock) => Clock = clock;

    /// <summary>The clock of the journal: when a line was recorded.</summary>
    public TimeProvider Clock { get; }

    /// <summary>
    /// True: it was made a sandbox (environment S), with people who do not exist. It was so when it was made and stays so; a database
    /// with facts never becomes one.
    /// </summary>
    public bool IsSandbox { get; private set; }

    /// <summary>
    /// The PostgreSQL database of <paramref name="connection"/>, or without one the embedded database in
    /// <paramref name="folder"/>, which is made where it is missing; brought to this program's schema.
    /// </summary>
    /// <param name="asSandbox">It has to be a sandbox: made one where there is none yet.</param>
    /// <exception cref="RefusedException">
    /// Its schema was altered, or made by a newer program; <c>notSandbox</c>: it is there, and is none.
    /// </exception>
    public static async Task<Database> OpenAsync(
        string? connection,
        string folder,
        TimeProvider clock,
        CancellationToken cancel,
        bool asSandbox = false
    )
    {
        StoredTypes.Register();
        Database database = string.IsNullOrWhiteSpace(connection)
            ? new SqliteDatabase(folder, clock)
            : new PostgresDatabase(connection, clock);
        try
        {
            await Migrations.Apply(database, Migrations.Shipped, cancel, asSandbox);
            database.IsSandbox = await IsMarked(database, cancel);
            return asSandbox && !database.IsSandbox ? throw new RefusedException("notSandbox", "--sandbox") : database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    private static async Task<bool> IsMarked(Database database, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return await connection.ExecuteScalarAsync<long>(new("select count(*) from sandbox", cancellationToken: cancel)) > 0;
    }

    /// <summary>True where there is a database to open: a server is named, or the folder holds an embedded one.</summary>
    public static bool Exists(string? connection, string folder) =>
        !string.IsNullOrWhiteSpace(connection) || File.Exists(Path.Combine(folder, SqliteDatabase.FileName));

    /// <summary>
    /// The texts of a JSON array <c>@keys</c> as a query, to stand in <c>x in (…)</c>: one statement for however many keys.
    /// For columns without an index; else <see cref="Keyed"/> and <see cref="Holding"/>.
    /// </summary>
    public static string ManyKeys(DbConnection connection) =>
        connection is SqliteConnection ? SqliteDatabase.KeysQuery : PostgresDatabase.KeysQuery;

    /// <summary>
    /// To stand after <c>from</c>: the versions <c>t</c> of a table, of the employer <c>@employerId</c>, that have one of the texts
    /// of the JSON array <c>@keys</c> in an indexed column. Each key is looked up by itself, however much the table grew since
    /// anybody counted it: an import asks about rows it has just written.
    /// </summary>
    public static string Keyed(DbConnection connection, BulkTable table, string column) =>
        LookedUp(connection, table, $"t.employer_id = @employerId and t.{column} = k.text");

    /// <summary>The same, only those that hold now; inside a change, with what it wrote itself.</summary>
    public static string Holding(DbConnection connection, BulkTable table, string column) =>
        LookedUp(connection, table, $"t.employer_id = @employerId and t.{column} = k.text and t.superseded is null");

    /// <summary>The same over all employers, for the directory of people.</summary>
    internal static string HoldingAnywhere(DbConnection connection, BulkTable table, string column) =>
        LookedUp(connection, table, $"t.{column} = k.text and t.superseded is null");

    /// <summary>
    /// The same, also those that hold no more: whoever wants those that hold asks so outside, where many keys are asked of a
    /// table that has another index of what holds. A server that has not counted yet takes that for tiny, and reads it from end
    /// to end for each key.
    /// </summary>
    internal static string KeyedAnywhere(DbConnection connection, BulkTable table, string column) =>
        LookedUp(connection, table, $"t.{column} = k.text");

    /// <summary>
    /// The same, of a JSON array of arrays: the text of the indexed column, then one or two more, which
    /// <paramref name="isSought"/> calls <c>k.first</c> and <c>k.second</c>.
    /// </summary>
    /// <param name="keys">The parameter that is the array.</param>
    internal static string Holding(
        DbConnection connection,
        BulkTable table,
        string column,
        string isSought,
        string keys = "@keys"
    )
    {
        var whole = $"t.employer_id = @employerId and t.{column} = k.text and {isSought} and t.superseded is null";
        return connection is SqliteConnection
            ? SqliteDatabase.LookedUpBy(table.Name, whole, keys)
            : PostgresDatabase.LookedUpBy(table.Name, whole, keys);
    }

    /// <summary>
    /// The same, and those that hold and have the same text in another indexed column as one of them.
    /// </summary>
    internal static string HoldingAndAlike(DbConnection connection, BulkTable table, string column, string alike)
    {
        var found = $"s.employer_id = @employerId and s.{column} = k.text and s.superseded is null";
        var like = $"t.employer_id = @employerId and t.{alike} = s.{alike} and t.superseded is null";
        return connection is SqliteConnection
            ? SqliteDatabase.LookedUpTwice(table.Name, found, like)
            : PostgresDatabase.LookedUpTwice(table.Name, found, like);
    }

    private static string LookedUp(DbConnection connection, BulkTable table, string isSought) =>
        connection is SqliteConnection
            ? SqliteDatabase.LookedUp(table.Name, isSought)
            : PostgresDatabase.LookedUp(table.Name, isSought);

    /// <summary>
    /// Another number as soon as anybody has committed anything, this program or another; null where the engine does not tell.
    /// </summary>
    public abstract ValueTask<long?> Version();

    /// <summary>A connection to read with. What was committed before is seen.</summary>
    public abstract Task<DbConnection> Connect(CancellationToken cancel);

    /// <summary>A connection that sees one state of the database, whatever others write meanwhile.</summary>
    internal abstract Task<Transaction> BeginReading(CancellationToken cancel);

    /// <summary>A connection inside a transaction that may write; undone on disposal unless committed.</summary>
    internal abstract Task<Transaction> BeginWriting(CancellationToken cancel);

    /// <summary>Makes a change in a transaction that may write.</summary>
    /// <param name="change">Commits or not, and disposes of the transaction.</param>
    /// <param name="briefOf">
    /// It takes little time, and is of this employer, or empty of none: where the engine likes it, it reaches the disk together with others.
    /// Null: it may take long.
    /// </param>
    internal virtual async Task<T> RunChange<T>(Func<Transaction, Task<T>> change, Guid? briefOf, CancellationToken cancel) =>
        await change(await BeginWriting(cancel));

    /// <summary>Runs a statement that nobody waits for an answer of: it may be sent with the next one, and its error be told there.</summary>
    internal virtual Task Tell(DbConnection connection, string statement, object values, CancellationToken cancel) =>
        connection.ExecuteAsync(new(statement, values, cancellationToken: cancel));

    /// <summary>Takes the lock under which the schema is brought up to date, until the end of the transaction.</summary>
    internal abstract Task<Transaction> BeginMigrating(CancellationToken cancel);

    /// <summary>
    /// Changes state that is not a fact (sessions, who looked, mail to be sent). Waits for whoever writes; facts are written by a
    /// <c>Change</c> alone.
    /// </summary>
    /// <returns>How many rows it touched.</returns>
    public async Task<int> WriteState(string statement, object values, CancellationToken cancel)
    {
        await using var writing = await BeginWriting(cancel);
        var touched = await writing.Connection.ExecuteAsync(new(statement, values, cancellationToken: cancel));
        await writing.Commit(cancel);
        return touched;
    }

    /// <summary>The same unless it would have to wait for somebody who writes for long: then false, and nothing is done.</summary>
    public abstract Task<bool> TryWriteState(string statement, object values, CancellationToken cancel);

    /// <summary>Makes sure that what the transaction deletes is overwritten where it stood, as far as the engine can.</summary>
    internal virtual Task WillErase(DbConnection connection, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>
    /// Takes what was deleted out of the files of the database: out of free pages and of the log of recent changes. It may take as
    /// long as copying the database; done again it does no harm.
    /// </summary>
    /// <exception cref="IOException">Remains stand in the log still.</exception>
    public abstract Task Scrub(CancellationToken cancel);

    /// <summary>Every table there is, with its columns.</summary>
    public async Task<ILookup<string, string>> Columns(CancellationToken cancel)
    {
        await using var connection = await Connect(cancel);
        var columns = await connection.QueryAsync<(string Table, string Column)>(new(ColumnsQuery, cancellationToken: cancel));
        return columns.ToLookup(column => column.Table, column => column.Column, StringComparer.Ordinal);
    }

    private protected abstract string ColumnsQuery { get; }

    internal abstract Task<bool> HasTable(DbConnection connection, string table, CancellationToken cancel);

    /// <summary>
    /// Reads the last line of a chain when nobody else can write one any more, until the end of the transaction; where there is none, makes
    /// sure the chain exists.
    /// </summary>
    /// <param name="last">The question, of <c>@employerId</c>.</param>
    internal abstract Task<T?> UnderChain<T>(
        DbConnection connection,
        Guid employerId,
        string now,
        string last,
        CancellationToken cancel
    )
        where T : class;

    private protected static Task OpenChain(DbConnection connection, Guid employerId, string now, CancellationToken cancel) =>
        connection.ExecuteAsync(
            new(
                "insert into journal_chain (employer_id, opened_at) values (@employerId, @now) on conflict do nothing",
                new { employerId, now },
                cancellationToken: cancel
            )
        );

    /// <summary>
    /// The position of a line among those of all journals, as an expression of SQL. Whoever asks for <see cref="SettledPosition"/> is
    /// held back from it until the end of the transaction.
    /// </summary>
    /// <param name="isHeld">This transaction has taken one already, or will not last.</param>
    internal abstract string NextPosition(bool isHeld);

    /// <summary>
    /// The position up to which no line will ever be added: what a transaction under way may still write comes after it. Lines are
    /// read with it by a later statement, never by the same.
    /// </summary>
    internal abstract Task<long> SettledPosition(DbConnection connection, CancellationToken cancel);

    /// <summary>
    /// Writes versions in their order, in the fastest way the engine knows, adding each to <paramref name="hash"/>.
    /// Returns how many.
    /// </summary>
    internal abstract long Write<T>(
        DbConnection connection,
        BulkTable<T> table,
        IEnumerable<T> rows,
        long recorded,
        long firstPlace,
        IncrementalHash hash
    )
        where T : FactVersion;

    /// <summary>Closes versions of one employer that still hold. Returns how many did.</summary>
    internal abstract Task<long> Close(
        DbConnection connection,
        BulkTable table,
        Guid employerId,
        IReadOnlyList<(long Recorded, long Place)> versions,
        long seq,
        CancellationToken cancel
    );

    /// <summary>True when somebody else wrote at the same time and trying again may succeed.</summary>
    public abstract bool IsConflict(Exception exception);

    public abstract ValueTask DisposeAsync();
}

/// <summary>A connection in a transaction. Disposal without <see cref="Commit"/> undoes everything.</summary>
internal sealed class Transaction(DbConnection connection, Action? release) : IAsyncDisposable
{
    private Action? release = release;
    private bool ended;

    public string CommitBy { get; init; } = "commit";
    public string UndoBy { get; init; } = "rollback";

    public bool IsCommitted => ended;

    /// <summary>
    /// Of each employer, what those who share a commit with this one left to know of its journal: nobody else has written to it since, and
    /// nobody can. Null: it shares with none.
    /// </summary>
    public Dictionary<Guid, object>? Known { get; init; }

    /// <summary>Left for those who come after it in the same commit, once this one has been made.</summary>
    public Dictionary<Guid, object> Left { get; } = [];

    /// <summary>The connection outlives the transaction, and is the next writer's after it.</summary>
    public bool IsLent { get; init; }

    public DbConnection Connection =>
        ended && IsLent ? throw new InvalidOperationException("The change has ended; its connection is another's.") : connection;

    public async Task Commit(CancellationToken cancel)
    {
        await Run(CommitBy, cancel);
        ended = true;
        foreach (var (employer, left) in Left)
        {
            Known?[employer] = left;
        }
        Release();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!ended)
            {
                // A broken connection has nothing left to undo; the server did it.
                await Run(UndoBy, CancellationToken.None);
            }
        }
        catch (DbException) { }
        catch (InvalidOperationException) { }
        finally
        {
            if (!IsLent)
            {
                await connection.DisposeAsync();
            }
            Release();
        }
    }

    // Once: the next writer may begin as soon as this one has committed.
    private void Release()
    {
        release?.Invoke();
        release = null;
    }

    internal async Task Run(string statement, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(cancel);
    }
}
