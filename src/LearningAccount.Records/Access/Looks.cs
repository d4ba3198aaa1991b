using System.Collections.Concurrent;
using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Access;

/// <summary>Keeps who looked at a worker's account, for the worker to read: once an hour for the same person and purpose.</summary>
public sealed class Looks(Database database) : IAsyncDisposable
{
    private const string Insert = """
        insert into look (employer_id, worker_id, hour, user_id, purpose, looked_at, user_name, role, why)
        values (@employerId, @workerId, @hour, @UserId, @purpose, @now, @Name, @role, @why)
        on conflict (employer_id, worker_id, hour, user_id, purpose) do nothing
        """;
    private const int MostRemembered = 50_000;
    private const int MostRead = 500;

    // What was written this hour need not be written again: reading stays reading.
    private readonly ConcurrentDictionary<(Guid, Guid, Guid, string), string> told = [];
    private readonly ConcurrentQueue<Task> late = [];

    // Those that come while others are being written are written together.
    private readonly Lock gate = new();
    private List<object> waiting = [];
    private Task underWay = Task.CompletedTask;
    private Task? next;

    /// <param name="purpose">A code of the page: <c>account</c>, <c>trainings</c>, <c>statement</c>.</param>
    /// <param name="role">What the person is to the employer.</param>
    public async Task Tell(Visitor visitor, Guid employerId, Guid workerId, Role role, string purpose, CancellationToken cancel)
    {
        var now = database.Clock.GetUtcNow();
        var hour = ColumnText.Of(now)[..13];
        var key = (visitor.UserId, employerId, workerId, purpose);
        if (told.TryGetValue(key, out var last) && string.Equals(last, hour, StringComparison.Ordinal))
        {
            return;
        }
        await Write(Of(visitor, employerId, workerId, role, purpose, now)).WaitAsync(cancel);
        if (told.Count > MostRemembered)
        {
            told.Clear();
        }
        told[key] = hour;
    }

    /// <summary>The same of many workers at once, as of whoever takes all of an employer along.</summary>
    public Task TellAll(
        Visitor visitor,
        Guid employerId,
        IEnumerable<Guid> workerIds,
        Role role,
        string purpose,
        CancellationToken cancel
    )
    {
        var now = database.Clock.GetUtcNow();
        return database.WriteState(
            Insert,
            workerIds.Select(worker => Of(visitor, employerId, worker, role, purpose, now)).ToList(),
            cancel
        );
    }

    private static object Of(Visitor visitor, Guid employerId, Guid workerId, Role role, string purpose, DateTimeOffset now) =>
        new
        {
            employerId,
            workerId,
            hour = ColumnText.Of(now)[..13],
            visitor.UserId,
            purpose,
            now,
            visitor.Name,
            role = ColumnText.Of(role),
            why = visitor.Reasons.GetValueOrDefault(employerId),
        };

    private Task Write(object look)
    {
        lock (gate)
        {
            waiting.Add(look);
            return next ??= WriteWaiting(underWay);
        }
    }

    private async Task WriteWaiting(Task before)
    {
        // Never at once: whoever asks keeps the lock until this is known as the next.
        await Task.Yield();
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        List<object> looks;
        lock (gate)
        {
            (looks, waiting) = (waiting, []);
            (underWay, next) = (next!, null);
        }
        if (!await database.TryWriteState(Insert, looks, CancellationToken.None))
        {
            // Somebody writes for long. The reader does not wait for it, the looks do.
            late.Enqueue(database.WriteState(Insert, looks, CancellationToken.None));
        }
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(late);

    /// <summary>Who looked at a worker of an employer, the latest first.</summary>
    public async Task<IReadOnlyList<Look>> At(Guid employerId, Guid workerId, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return
        [
            .. await connection.QueryAsync<Look>(
                new(
                    """
                    select looked_at, user_name, role, purpose, why from look
                    where employer_id = @employerId and worker_id = @workerId order by looked_at desc limit @MostRead
                    """,
                    new
                    {
                        employerId,
                        workerId,
                        MostRead,
                    },
                    cancellationToken: cancel
                )
            ),
        ];
    }
}

/// <summary>That somebody looked at a worker's account.</summary>
public sealed record Look
{
    public required DateTimeOffset LookedAt { get; init; }
    public required string UserName { get; init; }
    public required string Role { get; init; }

    /// <summary>A code of what was looked at.</summary>
    public required string Purpose { get; init; }

    /// <summary>What the person gave as its reason, where one is asked for.</summary>
    public required string? Why { get; init; }
}
