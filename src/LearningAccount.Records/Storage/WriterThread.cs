using System.Collections.Concurrent;

namespace LearningAccount.Records.Storage;

/// <summary>
/// A thread of its own for the changes of a database with one writer. What one change leaves, the next takes up at once: given from thread to
/// thread of a pool, the writer would wait each time behind whatever else the pool has to do.
/// </summary>
internal sealed class WriterThread : TaskScheduler, IAsyncDisposable
{
    private readonly BlockingCollection<Task> waiting = [];
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread thread;
    private readonly Action<bool> afterEach;

    /// <param name="afterEach">Called there after each piece of work; true: nobody waits any more.</param>
    public WriterThread(Action<bool> afterEach)
    {
        this.afterEach = afterEach;
        thread = new(Work) { IsBackground = true, Name = "writer" };
        thread.Start();
    }

    /// <summary>Runs there, and goes on there after whatever it waits for.</summary>
    public Task<T> Run<T>(Func<Task<T>> work, CancellationToken cancel) =>
        Task.Factory.StartNew(work, cancel, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <summary>Done when what waits has been done.</summary>
    public async ValueTask DisposeAsync()
    {
        waiting.CompleteAdding();
        await ended.Task;
        waiting.Dispose();
    }

    protected override void QueueTask(Task task) => waiting.Add(task, CancellationToken.None);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && Thread.CurrentThread == thread && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => waiting;

    private void Work()
    {
        foreach (var task in waiting.GetConsumingEnumerable(CancellationToken.None))
        {
            TryExecuteTask(task);
            afterEach(waiting.Count == 0);
        }
        afterEach(true);
        ended.SetResult();
    }
}
