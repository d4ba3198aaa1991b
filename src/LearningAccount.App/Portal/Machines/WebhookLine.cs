using System.Globalization;
using LearningAccount.App.Wording;
using LearningAccount.Records.Events.Webhooks;

namespace LearningAccount.App.Portal.Machines;

/// <summary>An address a program has changes sent to, in words.</summary>
/// <param name="Undelivered">What waits to be tried again, else what was given up last; null: neither.</param>
/// <param name="Told">What it is told of.</param>
public sealed record WebhookLine(Webhook Webhook, WebhookDelivery? Undelivered, string Told)
{
    /// <summary>Those of a program, the oldest first.</summary>
    /// <param name="employers">Those who let it in.</param>
    internal static async Task<IReadOnlyList<WebhookLine>> Of(
        KeptWebhooks hooks,
        Guid machine,
        IReadOnlyList<EmployerHead> employers,
        Words words,
        CancellationToken cancel
    )
    {
        var lines = new List<WebhookLine>();
        foreach (var one in await hooks.Of(machine, cancel))
        {
            lines.Add(new(one, await hooks.Undelivered(one, cancel), ToldOf(one, employers, words)));
        }
        return lines;
    }

    /// <summary>Why nothing is sent there any more, and what helps; null: we did not put it off.</summary>
    public string? Ended(Words words) =>
        Webhook.DisabledReason is { } why
            ? words.Of(
                $"machines.hookEnd.{why}",
                ("at", words.Moment(Webhook.FailingSince ?? Webhook.DisabledAt ?? Webhook.ChangedAt))
            )
            : null;

    /// <summary>What went wrong last, and when.</summary>
    public string Fault(Words words) =>
        Undelivered is { Fault: { } fault } last
            ? words.Of(
                "machines.hookFailed",
                (
                    "why",
                    words.Of($"machines.hookFault.{fault}", ("status", $"{last.Status?.ToString(CultureInfo.InvariantCulture)}"))
                ),
                ("at", words.Moment(last.TriedAt))
            )
            : words["machines.hookNoFault"];

    /// <summary>What is still to be sent.</summary>
    public string Waiting(Words words) =>
        Webhook.State is not WebhookState.Active ? words["machines.hookKept"]
        : Undelivered is { NextAt: { } next } waits
            ? words.Count("machines.hookWaits", waits.Attempts, ("at", words.Moment(next)))
        : words["machines.hookNothing"];

    private static string ToldOf(Webhook one, IReadOnlyList<EmployerHead> employers, Words words)
    {
        var kinds = one.EventKinds.IsEmpty
            ? words["machines.hookAll"]
            : string.Join(" · ", one.EventKinds.Select(kind => words[$"machines.tells.{kind}"]));
        if (one.NarrowedTo is not { } employer)
        {
            return kinds;
        }
        return employers.FirstOrDefault(known => known.Id == employer) is { } head
            ? words.Of("machines.hookOf", ("kinds", kinds), ("employer", head.Name))
            : words.Of("machines.hookOfNobody", ("kinds", kinds));
    }
}
