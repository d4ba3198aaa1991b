using LearningAccount.Records.Access;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Events;
using LearningAccount.Records.Events.Webhooks;

namespace LearningAccount.App.Events.Webhooks;

/// <summary>
/// What a webhook is to be told next. Its events are read by the page, for one line of a journal can be a hundred thousand of them;
/// who its program is and what it may read is asked again before each request.
/// </summary>
internal sealed class WebhookReading(MachineVisitors machines, ReadEvents events, TimeProvider clock)
{
    private const int PageSize = 1_000;

    // What is known of workers' places is as old as the page.
    private static readonly TimeSpan PageHolds = TimeSpan.FromSeconds(30);
    private static readonly string Scope =
        ApiScopes.Find("webhooks:manage") ?? throw new InvalidOperationException("There is no scope for webhooks.");
    private Page? page;

    /// <summary>
    /// The events of the next request, in their order, and where the feed goes on after them: without events, nothing is told up to
    /// there.
    /// </summary>
    /// <returns>Null: its program may be told nothing now.</returns>
    public async Task<(IReadOnlyList<FactEvent> Events, EventCursor Next)?> Next(Webhook webhook, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (
            await machines.Find(webhook.MachineId, "", cancel) is not { } machine
            || !machine.Scopes.Contains(Scope)
            || VisitorOf(webhook, machine, now) is not { } visitor
        )
        {
            page = null;
            return null;
        }
        var place = webhook.Cursor;
        if (page is null || page.Machine != machine || page.Version != webhook.Version || now - page.ReadAt > PageHolds)
        {
            page = null;
        }
        // Read on only where the place is one the page stands at.
        if (page is null || page.At != place || page.Left.Count == 0)
        {
            page = await Read(webhook, machine, visitor, place, now, cancel);
        }
        if (page.Left.Count == 0)
        {
            return ([], page.Next);
        }
        var most = (int)Math.Min(webhook.BatchSize, page.Left.Count);
        var told = page.Left.Take(most).Where(one => visitor.May(ReadEvents.RightOf(one.Kind), one.EmployerId, now)).ToList();
        var next = most == page.Left.Count ? page.Next : page.Left[most - 1].Cursor;
        page = page with { Left = page.Left[most..], At = next };
        return (told, next);
    }

    private async Task<Page> Read(
        Webhook webhook,
        KnownMachine machine,
        Visitor visitor,
        EventCursor place,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        for (var from = place; ; )
        {
            var read = await events.OfAll(visitor, from, webhook.EventKinds, PageSize, cancel);
            if (read.Events.Count > 0 || !read.HasMore)
            {
                return new(machine, webhook.Version, now, place, [.. read.Events], read.Next);
            }
            from = read.Next;
        }
    }

    // Narrowed to one employer it sees that one alone. One it may not read keeps its place until it may.
    private static Visitor? VisitorOf(Webhook webhook, KnownMachine machine, DateTimeOffset now)
    {
        if (webhook.NarrowedTo is not { } employer)
        {
            return machine.Visitor;
        }
        return machine.Visitor.May(Right.ReadEmployer, employer, now)
            ? machine.Visitor with
            {
                Grants = [.. machine.Visitor.Grants.Where(grant => grant.EmployerId == employer)],
            }
            : null;
    }

    private sealed record Page(
        KnownMachine Machine,
        long Version,
        DateTimeOffset ReadAt,
        EventCursor At,
        List<FactEvent> Left,
        EventCursor Next
    );
}
