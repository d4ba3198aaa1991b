namespace LearningAccount.Records.Storage;

/// <summary>
/// A question that all who ask it at once wait for together: however many ask, one is under way and one waits for its end. Nobody gets an
/// answer to a question that began before they asked.
/// </summary>
internal sealed class SharedQuestion<T>(Func<Task<T>> ask)
{
    private readonly Lock gate = new();
    private Task<T>? underWay;
    private Task<T>? next;

    public Task<T> Ask()
    {
        lock (gate)
        {
            return next ?? (underWay is null or { IsCompleted: true } ? underWay = Task.Run(ask) : next = After(underWay));
        }
    }

    private async Task<T> After(Task<T> before)
    {
        // Never at once: whoever asks keeps the lock until this is known as the next.
        await Task.Yield();
        await ((Task)before).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (gate)
        {
            (underWay, next) = (next, null);
        }
        return await ask();
    }
}
