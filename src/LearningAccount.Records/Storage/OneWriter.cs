using System.Data;
using Microsoft.Data.Sqlite;

namespace LearningAccount.Records.Storage;

/// <summary>
/// The one who may write to an embedded database, and its connection. Brief changes that wait at the same time are made on a thread of its
/// own, one after the other, and reach the disk together: none is acknowledged before, and each can be undone alone.
/// </summary>
/// <param name="connectionString">Of connections that no pool keeps.</param>
/// <param name="settings">Told to each new connection.</param>
internal sealed class OneWriter(string connectionString, string settings) : IAsyncDisposable
{
    // As many as wait for one commit; whoever writes for long, or from another program, gets its turn between.
    private const int Most = 32;

    // Waiting here costs less than trying again on the file lock of SQLite.
    private readonly SemaphoreSlim only = new(1, 1);
    private readonly SemaphoreSlim turn = new(1, 1);
    private WriterThread? thread;
    private SqliteWriter connection = new(connectionString);
    private Group? open;

    private WriterThread Own => thread ??= new(AfterEach);

    /// <summary>Begins a transaction for whoever commits it itself.</summary>
    public async Task<Transaction> Begin(string statement, CancellationToken cancel)
    {
        var lent = await Take(cancel);
        var begun = new Transaction(lent, () => only.Release()) { IsLent = true };
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

    public void GiveBack() => only.Release();

    /// <summary>Makes a change that takes little time, with others that do; done when it is on disk.</summary>
    /// <param name="change">Disposes of the transaction.</param>
    public async Task<T> Run<T>(Func<Transaction, Task<T>> change, CancellationToken cancel)
    {
        var (result, onDisk) = await Own.Run(
            async () =>
            {
                var (transaction, group) = await Join(cancel);
                var made = await change(transaction);
                return (made, transaction.IsCommitted ? group.OnDisk : Task.CompletedTask);
            },
            cancel
        );
        await onDisk;
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        if (thread is not null)
        {
            await thread.DisposeAsync();
        }
        await connection.DisposeAsync();
        only.Dispose();
        turn.Dispose();
    }

    private async Task<(Transaction, Group)> Join(CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            if (open is { } lost && !connection.IsInTransaction)
            {
                // An error such as a full disk undid all of it.
                End(lost);
            }
            if (open is null)
            {
                var begun = await Take(cancel);
                try
                {
                    Execute(begun, "begin immediate");
                }
                catch
                {
                    only.Release();
                    throw;
                }
                open = new();
            }
            open.Count++;
            var one = new Transaction(connection, () => turn.Release())
            {
                IsLent = true,
                CommitBy = "release change",
                UndoBy = "rollback to change; release change",
            };
            await one.Run("savepoint change", cancel);
            return (one, open);
        }
        catch
        {
            turn.Release();
            throw;
        }
    }

    // On the own thread, where nothing else of the group can be under way.
    private void AfterEach(bool isNobodyWaiting)
    {
        if (open is { } group && turn.CurrentCount == 1 && (isNobodyWaiting || group.Count >= Most))
        {
            End(group);
        }
    }

    private void End(Group group)
    {
        open = null;
        try
        {
            if (!connection.IsInTransaction)
            {
                throw new IOException("The database undid what was being written; nothing of it is kept.");
            }
            Execute(connection, "commit");
            group.Kept();
        }
        catch (Exception failed)
        {
            // What is left of the transaction is undone where the connection is taken next.
            group.Lost(failed);
        }
        finally
        {
            only.Release();
        }
    }

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
            only.Release();
            throw;
        }
    }

    private static void Execute(SqliteConnection at, string statement)
    {
        using var command = at.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    /// <summary>Changes that reach the disk together.</summary>
    private sealed class Group
    {
        private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Count { get; set; }
        public Task OnDisk => ended.Task;

        public void Kept() => ended.SetResult();

        public void Lost(Exception why)
        {
            ended.SetException(why);
            // Where nobody had committed yet, nobody asks.
            _ = ended.Task.Exception;
        }
    }
}
