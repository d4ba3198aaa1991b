using System.Security.Cryptography;
using LearningAccount.App.Settings;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Events;
using LearningAccount.Records.Events.Webhooks;

namespace LearningAccount.App.Events.Webhooks;

/// <summary>
/// Sends what changed to the addresses of programs, each in the order of the feed: the next request goes out after the one before was
/// taken (200 to 299). At least once: who is stopped between sending and noting so sends the same again, under the same id.
/// </summary>
internal sealed class SendWebhooks(
    ServeWebhooks serve,
    MachineVisitors machines,
    ReadEvents events,
    EmployerNumbers numbers,
    PostWebhook post,
    InstallationSettings settings,
    TimeProvider clock
)
{
    // Then others come, who wait for their turn.
    private const int MostInARow = 1_000;

    // Passing by what is for others is written down now and then only.
    private const long PassedUnwritten = 1_000;

    /// <summary>True where a webhook has something to send, or a long way was passed without; asks, and changes nothing.</summary>
    /// <returns>Where it stands: what comes later is after it.</returns>
    public async Task<(bool IsWorth, EventCursor Next)> Look(Webhook webhook, EventCursor from, CancellationToken stop)
    {
        var next = await new WebhookReading(machines, events, clock).Next(webhook with { Place = from.ToString() }, stop);
        return next is var (told, at) ? (told.Count > 0 || at.Line - webhook.Cursor.Line > PassedUnwritten, at) : (false, from);
    }

    /// <summary>Sends what a webhook is to be told, until there is nothing more or it cannot be delivered.</summary>
    /// <returns>How many requests were taken.</returns>
    public async Task<int> Do(Guid webhookId, CancellationToken stop)
    {
        if (await serve.Take(webhookId, stop) is not { } held)
        {
            return 0;
        }
        try
        {
            return await SendAsync(held, stop);
        }
        finally
        {
            // Also where the program is being stopped: the next one need not wait.
            await serve.Release(held, CancellationToken.None);
        }
    }

    /// <summary>Sends something that tells of nothing, to see whether it arrives.</summary>
    /// <exception cref="CryptographicException">Its secret cannot be read.</exception>
    public async Task<(WebhookMessage Message, WebhookOutcome Outcome)> Test(Webhook webhook, CancellationToken stop)
    {
        var written = WriteMessage.Test(webhook, clock.GetUtcNow());
        var outcome = await post.Do(webhook, written.Message.MessageId, written.Body, written.Type, stop);
        await serve.Tested(webhook, written.Message, outcome, stop);
        return (written.Message, outcome);
    }

    private async Task<int> SendAsync(Webhook held, CancellationToken stop)
    {
        var reading = new WebhookReading(machines, events, clock);
        for (var sent = 0; ; )
        {
            if (sent == MostInARow || await reading.Next(held, stop) is not var (told, next))
            {
                return sent;
            }
            var numbered = await Numbered(told, stop);
            if (numbered.Count == 0)
            {
                if (next == held.Cursor)
                {
                    return sent;
                }
                await serve.Pass(held, next, stop);
                held = held with { Place = next.ToString() };
                continue;
            }
            var message = WriteMessage.Of(held, numbered, RootOf(held));
            WebhookOutcome outcome;
            try
            {
                outcome = await post.Do(held, message.Message.MessageId, message.Body, message.Type, stop);
            }
            catch (CryptographicException)
            {
                await serve.Disable(held, WebhookEnd.SecretLost, stop);
                return sent;
            }
            if (!outcome.IsDelivered)
            {
                var givenUpAfter = TimeSpan.FromDays(settings.Webhooks.GiveUpAfterDays);
                await serve.Failed(
                    held,
                    message.Message,
                    outcome,
                    givenUpAfter,
                    RandomNumberGenerator.GetInt32(1001) / 1000d,
                    stop
                );
                return sent;
            }
            sent++;
            if (await serve.Delivered(held, message.Message, outcome, next, stop) is not { } stands)
            {
                return sent;
            }
            held = stands;
        }
    }

    private async Task<List<(FactEvent, string)>> Numbered(IReadOnlyList<FactEvent> told, CancellationToken stop)
    {
        var numbered = new List<(FactEvent, string)>(told.Count);
        foreach (var one in told)
        {
            if (await numbers.Of(one.EmployerId, stop) is { } number)
            {
                numbered.Add((one, number));
            }
        }
        return numbered;
    }

    // The address of the settings, else the one by which the program reached us last.
    private string RootOf(Webhook webhook) =>
        settings.Address is { } address
            ? address.GetLeftPart(UriPartial.Authority) + new Uri(webhook.Root).AbsolutePath
            : webhook.Root;
}
