using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Events.Webhooks;

/// <summary>
/// Webhooks as whoever sends works on them: held by one at a time, forward only by what was delivered. Who is stopped between
/// sending and noting so leaves it to the next one, who sends the same again.
/// </summary>
public sealed class ServeWebhooks(Database database)
{
    /// <summary>Longer than one request may last with all that belongs to it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>What was delivered is kept for so long; what was not, longer.</summary>
    private static readonly TimeSpan DeliveredIsKept = TimeSpan.FromDays(7);
    private static readonly TimeSpan GivenUpIsKept = TimeSpan.FromDays(30);

    // What a receiver asks to wait, beyond what we would.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(24);

    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(10),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(6),
    ];

    /// <summary>Those that may be served now and that nobody serves.</summary>
    public async Task<IReadOnlyList<Webhook>> Due(CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return (
            await connection.QueryAsync<Webhook>(
                new(
                    $"select {KeptWebhooks.Columns} from webhook where {Free} order by due_at",
                    new { now = database.Clock.GetUtcNow() },
                    cancellationToken: cancel
                )
            )
        ).AsList();
    }

    /// <summary>Takes one, so that nobody else sends there for the time of <see cref="Lease"/>; null: somebody does already.</summary>
    public async Task<Webhook?> Take(Guid webhookId, CancellationToken cancel)
    {
        var now = database.Clock.GetUtcNow();
        await using var writing = await database.BeginWriting(cancel);
        var taken = await writing.Connection.QueryFirstOrDefaultAsync<Webhook>(
            new(
                $"""
                update webhook set lease = @lease, leased_until = @until where webhook_id = @webhookId and {Free}
                returning {KeptWebhooks.Columns}
                """,
                new
                {
                    webhookId,
                    lease = Guid.CreateVersion7().ToString("N"),
                    now,
                    until = now + Lease,
                },
                cancellationToken: cancel
            )
        );
        await writing.Commit(cancel);
        return taken;
    }

    /// <summary>
    /// It was delivered: the webhook goes on after <paramref name="next"/>, and is held for another while.
    /// </summary>
    /// <returns>How it stands now; null: it is ours no more, or is to go on elsewhere.</returns>
    public async Task<Webhook?> Delivered(
        Webhook held,
        WebhookMessage message,
        WebhookOutcome outcome,
        EventCursor next,
        CancellationToken cancel
    )
    {
        var now = database.Clock.GetUtcNow();
        await using var writing = await database.BeginWriting(cancel);
        // Where its program said meanwhile where to begin again, that holds.
        var stands = await writing.Connection.QueryFirstOrDefaultAsync<Webhook>(
            new(
                $"""
                update webhook set place = @next, delivered_at = @now, attempts = 0, failing_since = null, leased_until = @until
                where webhook_id = @WebhookId and lease = @Lease and place = @Place
                returning {KeptWebhooks.Columns}
                """,
                new
                {
                    held.WebhookId,
                    held.Lease,
                    held.Place,
                    next = next.ToString(),
                    now,
                    until = now + Lease,
                },
                cancellationToken: cancel
            )
        );
        await Note(writing, held.WebhookId, message, outcome, "delivered", null, now, cancel);
        await writing.Commit(cancel);
        return stands is { State: WebhookState.Active } ? stands : null;
    }

    /// <summary>It was not delivered: later again, and after <paramref name="givenUpAfter"/> in vain not any more.</summary>
    /// <param name="chance">From 0 to 1: spreads those that failed together.</param>
    public async Task Failed(
        Webhook held,
        WebhookMessage message,
        WebhookOutcome outcome,
        TimeSpan givenUpAfter,
        double chance,
        CancellationToken cancel
    )
    {
        var now = database.Clock.GetUtcNow();
        var since = held.FailingSince ?? now;
        WebhookEnd? end =
            outcome.IsGone ? WebhookEnd.Gone
            : now - since >= givenUpAfter ? WebhookEnd.Failing
            : null;
        var due = now + DelayAfter(held.Attempts + 1, outcome.RetryAfter, chance);
        await using var writing = await database.BeginWriting(cancel);
        await writing.Connection.ExecuteAsync(
            new(
                """
                update webhook set due_at = @due, attempts = attempts + 1, failing_since = @since, lease = null, leased_until = null
                where webhook_id = @WebhookId and lease = @Lease and place = @Place
                """,
                new
                {
                    held.WebhookId,
                    held.Lease,
                    held.Place,
                    due,
                    since,
                },
                cancellationToken: cancel
            )
        );
        if (end is { } why)
        {
            await Disable(writing, held, why, now, cancel);
        }
        await Note(writing, held.WebhookId, message, outcome, end is null ? "waiting" : "givenUp", due, now, cancel);
        await writing.Commit(cancel);
    }

    /// <summary>Nothing is sent any more until its program puts it on again.</summary>
    public async Task Disable(Webhook held, WebhookEnd why, CancellationToken cancel)
    {
        await using var writing = await database.BeginWriting(cancel);
        await Disable(writing, held, why, database.Clock.GetUtcNow(), cancel);
        await writing.Commit(cancel);
    }

    /// <summary>Keeps what came of a test, which moves nothing.</summary>
    public async Task Tested(Webhook one, WebhookMessage message, WebhookOutcome outcome, CancellationToken cancel)
    {
        await using var writing = await database.BeginWriting(cancel);
        var state = outcome.IsDelivered ? "delivered" : "givenUp";
        await Note(writing, one.WebhookId, message, outcome, state, null, database.Clock.GetUtcNow(), cancel);
        await writing.Commit(cancel);
    }

    /// <summary>Where nothing is to be sent up to a place, it stands there.</summary>
    public Task Pass(Webhook held, EventCursor next, CancellationToken cancel) =>
        database.WriteState(
            "update webhook set place = @next where webhook_id = @WebhookId and lease = @Lease and place = @Place",
            new
            {
                held.WebhookId,
                held.Lease,
                held.Place,
                next = next.ToString(),
            },
            cancel
        );

    /// <summary>Lets go of it.</summary>
    public Task Release(Webhook held, CancellationToken cancel) =>
        database.WriteState(
            "update webhook set lease = null, leased_until = null where webhook_id = @WebhookId and lease = @Lease",
            new { held.WebhookId, held.Lease },
            cancel
        );

    /// <summary>Forgets what was sent long ago.</summary>
    public Task Sweep(CancellationToken cancel)
    {
        var now = database.Clock.GetUtcNow();
        return database.WriteState(
            "delete from webhook_delivery where tried_at < @longAgo or (state = 'delivered' and tried_at < @delivered)",
            new { longAgo = now - GivenUpIsKept, delivered = now - DeliveredIsKept },
            cancel
        );
    }

    /// <summary>
    /// 5 and 30 seconds, 2 and 10 minutes, an hour, then 6 hours each time, a fifth more or less; longer where the receiver asks for it.
    /// </summary>
    internal static TimeSpan DelayAfter(long attempts, TimeSpan? asked, double chance)
    {
        var usual = Delays[Math.Min(attempts, Delays.Length) - 1] * (0.8 + 0.4 * chance);
        var wanted =
            asked is { } wait && wait < LongestWait ? wait
            : asked is null ? TimeSpan.Zero
            : LongestWait;
        return wanted > usual ? wanted : usual;
    }

    private const string Free = "state = 'active' and due_at <= @now and (leased_until is null or leased_until < @now)";

    private static Task Disable(
        Transaction writing,
        Webhook held,
        WebhookEnd why,
        DateTimeOffset now,
        CancellationToken cancel
    ) =>
        writing.Connection.ExecuteAsync(
            new(
                """
                update webhook set state = 'disabled', disabled_reason = @why, disabled_at = @now, version = version + 1,
                  lease = null, leased_until = null
                where webhook_id = @WebhookId and version = @Version and state = 'active'
                """,
                new
                {
                    held.WebhookId,
                    held.Version,
                    why = ColumnText.Of(why),
                    now,
                },
                cancellationToken: cancel
            )
        );

    private static async Task Note(
        Transaction writing,
        Guid webhookId,
        WebhookMessage message,
        WebhookOutcome outcome,
        string state,
        DateTimeOffset? next,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var values = new
        {
            id = Guid.CreateVersion7(),
            webhookId,
            message.MessageId,
            isTest = message.FirstType is null ? 1L : 0L,
            events = (long)message.Events,
            type = message.FirstType is { } kind ? ColumnText.Of(kind) : null,
            state,
            now,
            status = (long?)outcome.Status,
            fault = outcome.Fault is { } fault ? ColumnText.Of(fault) : null,
            next = state is "waiting" ? next : null,
        };
        Task<int> Run(string statement) => writing.Connection.ExecuteAsync(new(statement, values, cancellationToken: cancel));
        var known = await Run(
            """
            update webhook_delivery set state = @state, tried_at = @now, attempts = attempts + 1, status = @status, fault = @fault,
              next_at = @next
            where webhook_id = @webhookId and message_id = @MessageId and state = 'waiting'
            """
        );
        if (known == 0)
        {
            await Run(
                """
                insert into webhook_delivery (delivery_id, webhook_id, message_id, is_test, events, first_type, state, begun_at,
                  tried_at, attempts, status, fault, next_at)
                values (@id, @webhookId, @MessageId, @isTest, @events, @type, @state, @now, @now, 1, @status, @fault, @next)
                """
            );
        }
        if (message.FirstType is not null)
        {
            // What was tried before and is not what comes next any more: it began elsewhere again, or is put together otherwise.
            await Run(
                """
                update webhook_delivery set state = 'givenUp', next_at = null
                where webhook_id = @webhookId and message_id <> @MessageId and state = 'waiting'
                """
            );
        }
    }
}
