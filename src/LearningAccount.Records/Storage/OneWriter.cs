using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace LearningAccount.Records.Storage;

/// <summary>The one who may write to an embedded database, and its connection.</summary>
/// <param name="connectionString">Of connections that no pool keeps.</param>
/// <param name="settings">Told to each new connection.</param>
internal sealed class OneWriter(string connectionString, string settings) : SharedCommit
{
    // Waiting here costs less than trying again on the file lock of SQLite.
    private readonly SemaphoreSlim only = new(1, 1);
    private SqliteWriter connection = new(connectionString);

    private protected override bool IsUnderWay => connection.IsInTransaction;

    /// <summary>Begins a transaction for whoever commits it itself.</summary>
    public async Task<Transaction> Begin(string statement, CancellationToken cancel)
    {
        var lent = await Take(cancel);
        var begun = new Transaction(lent, GiveBack) { IsLent = true };
        try
        {
            await begun.Run(statement, cancel);
            return begun;
        }
        catch
        {
            await begun.DisposeAsync();
            throw;
        }
    }

    /// <summary>The connection outside any transaction, until <see cref="GiveBack"/>.</summary>
    public async Task<SqliteWriter> Take(CancellationToken cancel)
    {
        await only.WaitAsync(cancel);
        return await Opened(cancel);
    }

    /// <summary>The same, null where somebody writes.</summary>
    public async Task<SqliteWriter?> TryTake(CancellationToken cancel) =>
        await only.WaitAsync(0, cancel) ? await Opened(cancel) : null;

    internal override void GiveBack() => only.Release();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await connection.DisposeAsync();
        only.Dispose();
    }

    private protected override async Task<DbConnection> BeginGroup(CancellationToken cancel)
    {
        var begun = await Take(cancel);
        try
        {
            Execute(begun, "begin immediate");
            return begun;
        }
        catch
        {
            GiveBack();
            throw;
        }
    }

    private protected override void Commit() => Execute(connection, "commit");

    private async Task<SqliteWriter> Opened(CancellationToken cancel)
    {
        try
        {
            if (connection.State is ConnectionState.Open && connection.IsInTransaction)
            {
                // It could not be undone where it failed; closing it does.
                await connection.DisposeAsync();
                connection = new(connectionString);
            }
            if (connection.State is not ConnectionState.Open)
            {
                await connection.OpenAsync(cancel);
                Execute(connection, settings);
            }
            return connection;
        }
        catch
        {
            GiveBack();
            throw;
        }
    }

    private static void Execute(SqliteConnection at, string statement)
    {
        using var command = at.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
