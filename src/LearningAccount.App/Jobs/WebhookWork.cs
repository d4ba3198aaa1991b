using System.Collections.Concurrent;
using LearningAccount.App.Events.Webhooks;
using LearningAccount.Records.Events;
using LearningAccount.Records.Events.Webhooks;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Jobs;

/// <summary>
/// Sends changes to the addresses of programs: looks when something was written, by this program or another, and when a failed one is
/// due again. Each address is served by itself, so one that answers slowly keeps no other waiting.
/// </summary>
internal sealed partial class WebhookWork(
    Database database,
    ServeWebhooks serve,
    SendWebhooks send,
    ReadEvents events,
    TimeProvider clock,
    ILogger<WebhookWork> log
) : BackgroundService
{
    private const int MostAtOnce = 32;

    // Where nothing is written, failed ones are still to be tried again, and those that others held.
    private static readonly TimeSpan LooksAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SweptEvery = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<Guid, Task> serving = new();

    // How far one was looked through without finding anything for it, from the place it has.
    private readonly Dictionary<Guid, (string Place, long Version, EventCursor Passed)> passed = [];
    private long? lookedAt;
    private DateTimeOffset looked = DateTimeOffset.MinValue;
    private DateTimeOffset swept = DateTimeOffset.MinValue;

    /// <summary>Between two looks whether something was written.</summary>
    internal TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await RoundAsync(stoppingToken);
            }
        }
        finally
        {
            // Whoever sends notes what came of it, or lets go.
            await Task.WhenAll(serving.Values);
        }
    }

    private async Task RoundAsync(CancellationToken stop)
    {
        try
        {
            var version = await database.Version();
            if (version is not null && version == lookedAt && clock.GetUtcNow() - looked < LooksAgain)
            {
                return;
            }
            await LookAsync(stop);
            (lookedAt, looked) = (version, clock.GetUtcNow());
            if (looked - swept > SweptEvery)
            {
                await serve.Sweep(stop);
                swept = looked;
            }
        }
        catch (Exception failed) when (failed is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            Failed(log, failed);
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        var due = await serve.Due(stop);
        if (due.Count == 0)
        {
            return;
        }
        var end = await events.End(stop);
        foreach (var webhook in due)
        {
            if (serving.Count >= MostAtOnce)
            {
                return;
            }
            var from = FromOf(webhook);
            if (serving.ContainsKey(webhook.WebhookId) || (from.Last is null && from.Line >= end.Line))
            {
                continue;
            }
            var (isWorth, next) = await send.Look(webhook, from, stop);
            if (isWorth)
            {
                passed.Remove(webhook.WebhookId);
                // Entered before it begins: it takes itself out when it ends.
                var begun = new TaskCompletionSource();
                serving[webhook.WebhookId] = ServeAsync(webhook.WebhookId, begun.Task, stop);
                begun.SetResult();
            }
            else
            {
                passed[webhook.WebhookId] = (webhook.Place, webhook.Version, next);
            }
        }
    }

    private EventCursor FromOf(Webhook webhook) =>
        passed.TryGetValue(webhook.WebhookId, out var known) && (known.Place, known.Version) == (webhook.Place, webhook.Version)
            ? known.Passed
            : webhook.Cursor;

    private async Task ServeAsync(Guid webhookId, Task begun, CancellationToken stop)
    {
        await begun;
        try
        {
            await send.Do(webhookId, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What was under way is sent again.
        }
        catch (Exception failed)
        {
            Failed(log, failed);
        }
        finally
        {
            serving.TryRemove(webhookId, out _);
        }
    }

    [LoggerMessage(LogLevel.Error, "Changes could not be sent to webhooks. It is tried again.")]
    private static partial void Failed(ILogger log, Exception failed);
}
