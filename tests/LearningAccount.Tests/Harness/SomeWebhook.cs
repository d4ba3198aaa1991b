using LearningAccount.Records.Events;
using LearningAccount.Records.Events.Webhooks;
using LearningAccount.Records.Storage;

namespace LearningAccount.Tests.Harness;

/// <summary>Webhooks as programs leave them, without a receiver: what came of a request is said, not sent.</summary>
internal static class SomeWebhook
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>One to an address, kept nowhere.</summary>
    public static Webhook To(string address, DateTimeOffset now = default) =>
        new()
        {
            WebhookId = Guid.CreateVersion7(),
            MachineId = Guid.CreateVersion7(),
            Address = address,
            Root = "https://learning.example.be/REST/learningAccount/v1",
            Description = null,
            NarrowedTo = null,
            Kinds = null,
            BatchSize = 1,
            State = WebhookState.Active,
            Secret = "kept",
            MadeAt = now,
            ChangedAt = now,
            Place = EventCursor.Start(ofEmployer: false).ToString(),
            DueAt = now,
        };

    /// <summary>One that is on.</summary>
    /// <param name="narrowedTo">The employer whose events it is told alone.</param>
    public static async Task<Webhook> Of(
        Database database,
        Guid machine,
        string address,
        Guid? narrowedTo = null,
        params EventKind[] kinds
    )
    {
        var one = To(address, database.Clock.GetUtcNow()) with
        {
            MachineId = machine,
            NarrowedTo = narrowedTo,
            Kinds = Webhook.Text(kinds),
        };
        Assert.True(await new KeptWebhooks(database).Add(one, Cancel));
        return one;
    }

    /// <summary>One request there ended so.</summary>
    /// <param name="isGivenUp">After that it is put off.</param>
    public static async Task<Webhook> Sent(
        this Task<Webhook> made,
        Database database,
        WebhookOutcome outcome,
        bool isGivenUp = false
    )
    {
        var one = await made;
        var serve = new ServeWebhooks(database);
        var held = (await serve.Take(one.WebhookId, Cancel))!;
        var message = new WebhookMessage(Guid.CreateVersion7(), 1, EventKind.TrainingRegistered);
        if (outcome.IsDelivered)
        {
            await serve.Delivered(held, message, outcome, EventCursor.Start(ofEmployer: false), Cancel);
            await serve.Release(held, Cancel);
        }
        else
        {
            var patience = isGivenUp ? TimeSpan.Zero : TimeSpan.FromDays(3);
            await serve.Failed(held, message, outcome, patience, chance: 0.5, Cancel);
        }
        return one;
    }

    /// <summary>What signs its requests cannot be read any more.</summary>
    public static async Task<Webhook> WithoutSecret(this Task<Webhook> made, Database database)
    {
        var one = await made;
        await new ServeWebhooks(database).Disable(one, WebhookEnd.SecretLost, Cancel);
        return one;
    }

    /// <summary>Its program wants nothing for now.</summary>
    public static async Task<Webhook> Paused(this Task<Webhook> made, Database database)
    {
        var one = await made;
        Assert.True(await new KeptWebhooks(database).Change(one with { State = WebhookState.Paused }, isPutOn: false, Cancel));
        return one;
    }
}
