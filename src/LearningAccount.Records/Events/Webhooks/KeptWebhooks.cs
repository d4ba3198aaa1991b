using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Events.Webhooks;

/// <summary>The webhooks of programs, as they themselves and those who look after them read and change them.</summary>
public sealed class KeptWebhooks(Database database)
{
    /// <summary>Of one program.</summary>
    public const int MostOfOne = 20;

    internal const string Columns = """
        webhook_id, machine_id, address, root, description, narrowed_to, kinds, batch_size, state, disabled_reason, disabled_at,
        version, secret, old_secret, old_secret_until, made_at, changed_at, place, due_at, attempts, failing_since, delivered_at, lease
        """;

    private const string DeliveryColumns =
        "delivery_id, message_id, is_test, events, first_type, state, begun_at, tried_at, attempts, status, fault, next_at";

    /// <summary>Keeps a new one. False: the program has enough.</summary>
    public async Task<bool> Add(Webhook one, CancellationToken cancel) =>
        await database.WriteState(
            """
            insert into webhook (webhook_id, machine_id, address, root, description, narrowed_to, kinds, batch_size, state, version,
              secret, made_at, changed_at, place, due_at, attempts)
            select @WebhookId, @MachineId, @Address, @Root, @Description, @NarrowedTo, @Kinds, @BatchSize, 'active', 1,
              @Secret, @MadeAt, @ChangedAt, @Place, @DueAt, 0
            where (select count(*) from webhook where machine_id = @MachineId) < @MostOfOne
            """,
            new
            {
                one.WebhookId,
                one.MachineId,
                one.Address,
                one.Root,
                one.Description,
                one.NarrowedTo,
                one.Kinds,
                one.BatchSize,
                one.Secret,
                one.MadeAt,
                one.ChangedAt,
                one.Place,
                one.DueAt,
                MostOfOne,
            },
            cancel
        ) == 1;

    /// <summary>Those of a program, the oldest first.</summary>
    public async Task<IReadOnlyList<Webhook>> Of(Guid machineId, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return (
            await connection.QueryAsync<Webhook>(
                new(
                    $"select {Columns} from webhook where machine_id = @machineId order by made_at, webhook_id",
                    new { machineId },
                    cancellationToken: cancel
                )
            )
        ).AsList();
    }

    /// <summary>The programs of which one was put off by us and waits for somebody.</summary>
    public async Task<IReadOnlySet<Guid>> WithDisabled(CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return (
            await connection.QueryAsync<Guid>(
                new("select distinct machine_id from webhook where state = 'disabled'", cancellationToken: cancel)
            )
        ).ToHashSet();
    }

    /// <summary>Null: the program has no such.</summary>
    public async Task<Webhook?> Find(Guid webhookId, Guid machineId, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return await connection.QuerySingleOrDefaultAsync<Webhook>(
            new(
                $"select {Columns} from webhook where webhook_id = @webhookId and machine_id = @machineId",
                new { webhookId, machineId },
                cancellationToken: cancel
            )
        );
    }

    /// <summary>
    /// Keeps what its program says of it. One that is put on again begins where it stood, at once.
    /// </summary>
    /// <param name="said">With the version that was read.</param>
    /// <returns>False: it changed meanwhile, or is gone.</returns>
    public async Task<bool> Change(Webhook said, bool isPutOn, CancellationToken cancel)
    {
        var again = isPutOn ? ", due_at = @now, attempts = 0, failing_since = null" : "";
        return await database.WriteState(
                $"""
                update webhook set address = @Address, root = @Root, description = @Description, narrowed_to = @NarrowedTo,
                  kinds = @Kinds, batch_size = @BatchSize, state = @state, disabled_reason = @reason, disabled_at = @DisabledAt,
                  secret = @Secret, old_secret = @OldSecret, old_secret_until = @OldSecretUntil, changed_at = @now,
                  version = version + 1{again}
                where webhook_id = @WebhookId and machine_id = @MachineId and version = @Version
                """,
                new
                {
                    said.WebhookId,
                    said.MachineId,
                    said.Version,
                    said.Address,
                    said.Root,
                    said.Description,
                    said.NarrowedTo,
                    said.Kinds,
                    said.BatchSize,
                    state = ColumnText.Of(said.State),
                    reason = said.DisabledReason is { } why ? ColumnText.Of(why) : null,
                    said.DisabledAt,
                    said.Secret,
                    said.OldSecret,
                    said.OldSecretUntil,
                    now = database.Clock.GetUtcNow(),
                },
                cancel
            ) == 1;
    }

    /// <summary>It goes on from another place of the feed, at once where it is active.</summary>
    public Task Replay(Webhook one, EventCursor from, CancellationToken cancel) =>
        database.WriteState(
            """
            update webhook set place = @place, due_at = @now, attempts = 0, failing_since = null
            where webhook_id = @WebhookId and machine_id = @MachineId
            """,
            new
            {
                one.WebhookId,
                one.MachineId,
                place = from.ToString(),
                now = database.Clock.GetUtcNow(),
            },
            cancel
        );

    /// <summary>Nothing is sent there any more, and what was sent is forgotten.</summary>
    public async Task Remove(Webhook one, CancellationToken cancel)
    {
        await database.WriteState("delete from webhook where webhook_id = @WebhookId", new { one.WebhookId }, cancel);
        await database.WriteState("delete from webhook_delivery where webhook_id = @WebhookId", new { one.WebhookId }, cancel);
    }

    /// <summary>What waits to be tried again; else what was given up last, as long as that is kept; null: neither.</summary>
    public async Task<WebhookDelivery?> Undelivered(Webhook one, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return await connection.QueryFirstOrDefaultAsync<WebhookDelivery>(
            new(
                $"""
                select {DeliveryColumns} from webhook_delivery where webhook_id = @WebhookId and state <> 'delivered'
                order by case when state = 'waiting' then 0 else 1 end, tried_at desc, delivery_id desc limit 1
                """,
                new { one.WebhookId },
                cancellationToken: cancel
            )
        );
    }

    /// <summary>What was sent there, the latest first, as long as it is kept; and how many requests those are.</summary>
    public async Task<(IReadOnlyList<WebhookDelivery> Shown, int Total)> Deliveries(
        Webhook one,
        long skipped,
        int most,
        CancellationToken cancel
    )
    {
        await using var connection = await database.Connect(cancel);
        var total = await connection.ExecuteScalarAsync<long>(
            new(
                "select count(*) from webhook_delivery where webhook_id = @WebhookId",
                new { one.WebhookId },
                cancellationToken: cancel
            )
        );
        var shown = await connection.QueryAsync<WebhookDelivery>(
            new(
                $"""
                select {DeliveryColumns} from webhook_delivery where webhook_id = @WebhookId
                order by begun_at desc, delivery_id desc limit @most offset @skipped
                """,
                new
                {
                    one.WebhookId,
                    most,
                    skipped,
                },
                cancellationToken: cancel
            )
        );
        return (shown.AsList(), (int)total);
    }
}
