using System.Data.Common;

namespace LearningAccount.Records.Storage;

/// <summary>
/// Brief changes that wait at the same time, made on a thread of their own over one connection, one after the other, and brought to disk
/// together: none is acknowledged before, and each can be undone alone.
/// </summary>
internal abstract class SharedCommit : IAsyncDisposable
{
    // As many as wait for one commit; whoever writes for long, or from another program, gets its turn between.
    private const int Most = 32;
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Lazy<WriterThread> thread;
    private Group? open;

    private protected SharedCommit() => thread = new(() => new(AfterEach));

    /// <summary>A connection in a new transaction, until <see cref="Commit"/> and <see cref="GiveBack"/>.</summary>
    private protected abstract Task<DbConnection> BeginGroup(CancellationToken cancel);

    /// <summary>The transaction of the group is there still.</summary>
    private protected abstract bool IsUnderWay { get; }

    /// <summary>Done when it is on disk.</summary>
    private protected abstract void Commit();

    /// <summary>The connection is the next one's.</summary>
    internal abstract void GiveBack();

    /// <summary>Makes a change that takes little time, with others that do; done when it is on disk.</summary>
    /// <param name="change">Disposes of the transaction.</param>
    public async Task<T> Run<T>(Func<Transaction, Task<T>> change, CancellationToken cancel)
    {
        var (result, onDisk) = await thread.Value.Run(
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

    public virtual async ValueTask DisposeAsync()
    {
        if (thread.IsValueCreated)
        {
            await thread.Value.DisposeAsync();
        }
        turn.Dispose();
    }

    private async Task<(Transaction, Group)> Join(CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            if (open is { } lost && !IsUnderWay)
            {
                // An error such as a full disk undid all of it.
                End(lost);
            }
            open ??= new(await BeginGroup(cancel));
            open.Count++;
            var one = new Transaction(open.Connection, () => turn.Release())
            {
                IsLent = true,
                Known = open.Known,
                CommitBy = "release savepoint change",
                UndoBy = "rollback to savepoint change; release savepoint change",
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
            if (!IsUnderWay)
            {
                throw new IOException("The database undid what was being written; nothing of it is kept.");
            }
            Commit();
            group.Kept();
        }
        catch (Exception failed)
        {
            // What is left of the transaction is undone where the connection is taken next.
            group.Lost(failed);
        }
        finally
        {
            GiveBack();
        }
    }

    /// <summary>Changes that reach the disk together.</summary>
    private sealed class Group(DbConnection connection)
    {
        private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public DbConnection Connection => connection;
        public Dictionary<Guid, object> Known { get; } = [];
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
