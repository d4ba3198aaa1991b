using System.Net;
using LearningAccount.App.Events;
using LearningAccount.App.Events.Webhooks;
using LearningAccount.App.Jobs;
using LearningAccount.Records.Access;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Events;
using LearningAccount.Records.Events.Webhooks;
using LearningAccount.Records.Journal;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace LearningAccount.Tests.Api;

/// <summary>Changes sent to a receiver that really listens: signed, in order, tried again, and to nobody who may not read them.</summary>
public sealed class WebhookDeliveryTests
{
    private static readonly World Metaal = World.With("Maes Metaal").AndWorker("Peeters", "Anna").Employed("2024-01-01");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Each_change_arrives_signed_in_order_under_the_id_it_has_in_the_feed(Engine engine)
    {
        await using var world = await HookWorld.StartAsync(Metaal, engine);
        await world.CreateAsync();
        await world.TrainAsync("Welding", "First aid", "Ladders");
        Assert.Equal(3, await world.SendAsync());
        Assert.Equal(0, await world.SendAsync());
        var received = world.Receiver.Received;
        Assert.All(received, request => Assert.True(request.IsSignedBy(world.Secret)));
        Assert.All(received, request => Assert.Equal("application/cloudevents+json", request.Type));
        Assert.All(received, request => Assert.Equal(request.Id, request.EventIds.Single()));
        Assert.All(received, request => Assert.Equal(world.Api.Portal.Clock.Now, request.SentAt));
        var feed = (await world.Api.GetAsync("/events")).Expect(HttpStatusCode.OK);
        var last = feed.Items.Select(one => one!["id"]!.ToString()).TakeLast(3);
        Assert.Equal(last, received.Select(request => request.Id));
        Assert.Equal(feed.Items[^1]!.ToJsonString(), System.Text.Json.Nodes.JsonNode.Parse(received[^1].Text)!.ToJsonString());
        Assert.DoesNotContain(Metaal.NumberOf(0), string.Concat(received.Select(one => one.Text)), StringComparison.Ordinal);
        var told = await world.DeliveriesAsync();
        Assert.Equal(["delivered", "delivered", "delivered"], told.Items.Select(one => one!["state"]!.ToString()));
        Assert.Equal(feed.Json["cursor"]!.ToString(), told.Json["cursor"]!.ToString());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_was_not_taken_is_sent_again_later_and_what_follows_waits_for_it(Engine engine)
    {
        await using var world = await HookWorld.StartAsync(Metaal, engine);
        await world.CreateAsync();
        world.Receiver.AnswerFirst(500, 302);
        await world.TrainAsync("Welding", "First aid");
        Assert.Equal(0, await world.SendAsync());
        // Not before its time.
        Assert.Equal(0, await world.SendAsync());
        Assert.Single(world.Receiver.Received);
        var waiting = await world.DeliveriesAsync();
        var one = Assert.Single(waiting.Items)!;
        Assert.Equal(
            ("waiting", "status", "500"),
            (one["state"]!.ToString(), one["fault"]!.ToString(), one["status"]!.ToString())
        );
        Assert.Equal(one["nextAttemptAt"]!.ToString(), waiting.Json["nextAttemptAt"]!.ToString());
        world.Wait(TimeSpan.FromSeconds(6));
        Assert.Equal(0, await world.SendAsync());
        Assert.Equal("redirect", (await world.DeliveriesAsync()).Items[0]!["fault"]!.ToString());
        world.Wait(TimeSpan.FromSeconds(36));
        Assert.Equal(2, await world.SendAsync());
        var ids = world.Receiver.Received.Select(request => request.Id).ToList();
        Assert.Equal(4, ids.Count);
        Assert.Equal(ids[0], ids[1]);
        Assert.Equal(ids[0], ids[2]);
        Assert.NotEqual(ids[2], ids[3]);
        var told = await world.DeliveriesAsync();
        Assert.Equal(["1", "3"], told.Items.Select(request => request!["attempts"]!.ToString()));
        Assert.Null(told.Json["failingSince"]);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var world = await HookWorld.StartAsync(Metaal);
        await world.CreateAsync();
        world.Receiver.Answer = (_, response) =>
        {
            response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };
        await world.TrainAsync("Welding");
        Assert.Equal(0, await world.SendAsync());
        Assert.Equal("/hook", Assert.Single(world.Receiver.Received).Path);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task After_three_days_in_vain_it_is_disabled_and_put_on_again_it_goes_on_where_it_stood(Engine engine)
    {
        await using var world = await HookWorld.StartAsync(Metaal, engine);
        await world.CreateAsync();
        world.Receiver.AnswerFirst([.. Enumerable.Repeat(500, 100)]);
        await world.TrainAsync("Welding");
        var begun = world.Api.Portal.Clock.Now;
        var tries = 0;
        while ((await world.ReadAsync()).Json["state"]!.ToString() is "active")
        {
            await world.SendAsync();
            Assert.True(++tries < 30);
            world.Wait(TimeSpan.FromHours(7.3));
        }
        Assert.True(world.Api.Portal.Clock.Now - begun > TimeSpan.FromDays(3));
        Assert.Equal("failing", (await world.ReadAsync()).Json["disabledReason"]!.ToString());
        Assert.Equal("givenUp", (await world.DeliveriesAsync()).Items[0]!["state"]!.ToString());
        Assert.Equal(0, await world.SendAsync());
        world.Receiver.AnswerFirst();
        await world.TrainAsync("Later");
        var on = (await world.Api.PatchAsync(world.Path, new { state = "active" })).Expect(HttpStatusCode.OK);
        Assert.Null(on.Json["disabledReason"]);
        Assert.Equal(2, await world.SendAsync());
        Assert.Equal(world.Receiver.Received[0].Id, world.Receiver.Received[^2].Id);
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_asked_no_more_and_one_that_is_busy_when_it_says()
    {
        await using var world = await HookWorld.StartAsync(Metaal);
        await world.CreateAsync();
        world.Receiver.Answer = (_, response) =>
        {
            response.StatusCode = StatusCodes.Status429TooManyRequests;
            response.Headers.RetryAfter = "600";
            return Task.CompletedTask;
        };
        await world.TrainAsync("Welding");
        await world.SendAsync();
        world.Wait(TimeSpan.FromSeconds(599));
        await world.SendAsync();
        Assert.Single(world.Receiver.Received);
        world.Receiver.AnswerFirst(410);
        world.Wait(TimeSpan.FromSeconds(1));
        await world.SendAsync();
        Assert.Equal(2, world.Receiver.Received.Count);
        var told = await world.ReadAsync();
        Assert.Equal(("disabled", "gone"), (told.Json["state"]!.ToString(), told.Json["disabledReason"]!.ToString()));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Two_programs_beside_each_other_send_nothing_twice(Engine engine)
    {
        await using var world = await HookWorld.StartAsync(Metaal, engine);
        await world.CreateAsync();
        await world.TrainAsync([.. Enumerable.Range(1, 12).Select(number => $"Course {number}")]);
        var others = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.SendAsync()));
        // Whoever came too late finds nothing left when it is done.
        Assert.Equal(12, others.Sum() + await world.SendAsync());
        Assert.Equal(12, world.Receiver.Received.Select(request => request.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal((12, 1), (world.Receiver.Received.Count, world.Receiver.MostAtOnce));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Whoever_is_stopped_between_sending_and_noting_so_sends_the_same_again(Engine engine)
    {
        await using var world = await HookWorld.StartAsync(Metaal, engine);
        await world.CreateAsync();
        await world.TrainAsync("Welding");
        using var stopped = new CancellationTokenSource();
        world.Receiver.Answer = async (_, response) =>
        {
            // It is taken, but nobody is there any more to hear that.
            await stopped.CancelAsync();
            response.StatusCode = StatusCodes.Status204NoContent;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            world.Api.Portal.Part<SendWebhooks>().Do(world.WebhookId, stopped.Token)
        );
        world.Receiver.AnswerFirst();

        // One that was killed could not even let go.
        var serve = world.Api.Portal.Part<ServeWebhooks>();
        Assert.NotNull(await serve.Take(world.WebhookId, Cancel));
        Assert.Equal(0, await world.SendAsync());
        world.Wait(ServeWebhooks.Lease + TimeSpan.FromSeconds(1));
        Assert.Equal(1, await world.SendAsync());
        Assert.Equal(2, world.Receiver.Received.Count);
        Assert.Single(world.Receiver.Received.Select(request => request.Id).Distinct(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Whoever_held_it_too_long_moves_nothing_any_more(Engine engine)
    {
        await using var world = await HookWorld.StartAsync(Metaal, engine);
        await world.CreateAsync();
        await world.TrainAsync("Welding", "First aid");
        var serve = world.Api.Portal.Part<ServeWebhooks>();
        var late = (await serve.Take(world.WebhookId, Cancel))!;
        world.Wait(ServeWebhooks.Lease + TimeSpan.FromSeconds(1));
        Assert.Equal(2, await world.SendAsync());
        var end = (await world.DeliveriesAsync()).Json["cursor"]!.ToString();
        var message = new WebhookMessage(Guid.CreateVersion7(), 1, EventKind.TrainingRegistered);
        Assert.Null(await serve.Delivered(late, message, new(204, null), EventCursor.Start(ofEmployer: false), Cancel));
        Assert.Equal(end, (await world.DeliveriesAsync()).Json["cursor"]!.ToString());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_program_whose_access_ended_is_sent_nothing_more(Engine engine)
    {
        await using var world = await HookWorld.StartAsync(Metaal, engine);
        await world.CreateAsync();
        await world.TrainAsync("Welding", "First aid", "Ladders");
        // It ends while the first is on its way.
        world.Receiver.Answer = async (_, response) =>
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            await Change.Make(
                world.Api.Database,
                Synthetic.Tester,
                change => GrantAccess.End(change, Metaal.EmployerId, world.GrantId, Cancel),
                Cancel
            );
        };
        Assert.Equal(1, await world.SendAsync());
        await world.TrainAsync("Later");
        Assert.Equal(0, await world.SendAsync());
        Assert.Single(world.Receiver.Received);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_program_that_was_stopped_is_sent_nothing_until_it_may_sign_in_again(Engine engine)
    {
        await using var world = await HookWorld.StartAsync(Metaal, engine);
        await world.CreateAsync();
        await world.TrainAsync("Welding");
        await OpenAsync(false);
        Assert.Equal(0, await world.SendAsync());
        Assert.Empty(world.Receiver.Received);
        await OpenAsync(true);
        Assert.Equal(1, await world.SendAsync());

        // Without the scope there are no webhooks.
        await ChangeAsync(change =>
            RegisterMachine.Say(
                change,
                world.Machine.Id,
                new("Payroll", "api@example.be", [ApiScopes.Find("events:read")!]),
                byOperator: false,
                Cancel
            )
        );
        await world.TrainAsync("Later");
        Assert.Equal(0, await world.SendAsync());

        Task OpenAsync(bool isOpen) => ChangeAsync(change => RegisterMachine.Open(change, world.Machine.Id, isOpen, Cancel));

        Task ChangeAsync(Func<Change, Task> work) => Change.Make(world.Api.Database, Synthetic.Tester, work, Cancel);
    }

    [Fact]
    public async Task It_is_told_only_of_the_employer_and_the_events_it_names()
    {
        await using var world = await HookWorld.StartAsync(Metaal);
        var other = await World.With("Other", 9_999_902).AndWorker().RecordedIn(world.Api.Database);
        await world.Machine.GrantAsync(other.EmployerId);
        var stranger = await World.With("Stranger", 9_999_903).AndWorker().RecordedIn(world.Api.Database);
        await world.CreateAsync(
            new
            {
                address = world.Receiver.Address,
                employerNumber = other.Number.Digits,
                eventTypes = new[] { EventTypes.Of(EventKind.TrainingRegistered) },
            }
        );
        await world.TrainAsync("Welding");
        await world.TrainAsync(other, 0, "Sewing");
        await world.TrainAsync(stranger, 0, "Secret");
        Assert.Equal(1, await world.SendAsync());
        var told = world.Receiver.Received.Single().Events.Single();
        Assert.Equal(other.Number.Digits, told.GetProperty("data").GetProperty("employerNumber").GetString());
        var all = new { employerNumber = (string?)null, eventTypes = (string[]?)null };
        (await world.Api.PatchAsync(world.Path, all)).Expect(HttpStatusCode.OK);
        await world.TrainAsync("Ladders");
        await world.TrainAsync(stranger, 0, "Secret still");
        Assert.Equal(1, await world.SendAsync());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Replayed_from_a_cursor_or_an_instant_it_sends_the_same_again(Engine engine)
    {
        await using var world = await HookWorld.StartAsync(Metaal, engine);
        var before = (await world.Api.GetAsync("/events")).Json["cursor"]!.ToString();
        await world.CreateAsync(new { address = world.Receiver.Address, batchSize = 100 });
        world.Wait(TimeSpan.FromHours(1));
        await world.TrainAsync("Welding", "First aid");
        world.Wait(TimeSpan.FromHours(1));
        await world.TrainAsync("Ladders");
        Assert.Equal(1, await world.SendAsync());
        (await world.Api.PostAsync($"{world.Path}/replay", new { after = before })).Expect(HttpStatusCode.OK);
        Assert.Equal(1, await world.SendAsync());
        (await world.Api.PostAsync($"{world.Path}/replay", new { since = world.Api.Portal.Clock.Now })).Expect(HttpStatusCode.OK);
        Assert.Equal(1, await world.SendAsync());
        var received = world.Receiver.Received;
        Assert.All(received, request => Assert.Equal("application/cloudevents-batch+json", request.Type));
        Assert.Equal([3, 3, 1], received.Select(request => request.Events.Count));
        // The same events are the same message; others are another.
        Assert.Equal(received[0].Id, received[1].Id);
        Assert.NotEqual(received[0].Id, received[2].Id);
        Assert.Equal(received[0].EventIds.Last(), received[2].EventIds.Single());
        await world.Api.PatchAsync(world.Path, new { batchSize = 2 });
        await world.Api.PostAsync($"{world.Path}/replay", new { after = before });
        Assert.Equal(2, await world.SendAsync());
        Assert.Equal([2, 1], world.Receiver.Received.TakeLast(2).Select(request => request.Events.Count));
    }

    [Fact]
    public async Task What_is_asked_again_while_something_is_on_its_way_holds()
    {
        await using var world = await HookWorld.StartAsync(Metaal);
        var before = (await world.Api.GetAsync("/events")).Json["cursor"]!.ToString();
        await world.CreateAsync();
        await world.TrainAsync("Welding", "First aid");
        var once = true;
        world.Receiver.Answer = async (_, response) =>
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            if (once && world.Receiver.Received.Count == 2)
            {
                once = false;
                await world.Api.PostAsync($"{world.Path}/replay", new { after = before });
            }
        };
        await world.SendAsync();
        await world.SendAsync();
        var ids = world.Receiver.Received.Select(request => request.Id).ToList();
        Assert.Equal(4, ids.Count);
        Assert.Equal(ids[..2], ids[2..]);
    }

    [Fact]
    public async Task What_is_written_wakes_the_work_by_itself()
    {
        await using var world = await HookWorld.StartAsync(Metaal);
        await world.CreateAsync();
        var arrived = new TaskCompletionSource();
        world.Receiver.Answer = (_, response) =>
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            if (world.Receiver.Received.Count == 3)
            {
                arrived.TrySetResult();
            }
            return Task.CompletedTask;
        };
        var portal = world.Api.Portal;
        using var work = new WebhookWork(
            world.Api.Database,
            portal.Part<ServeWebhooks>(),
            portal.Part<SendWebhooks>(),
            portal.Part<ReadEvents>(),
            TimeProvider.System,
            NullLogger<WebhookWork>.Instance
        )
        {
            Pause = TimeSpan.FromMilliseconds(5),
        };
        await work.StartAsync(Cancel);
        await world.TrainAsync("Welding", "First aid", "Ladders");
        await arrived.Task.WaitAsync(Cancel);
        await work.StopAsync(Cancel);
        Assert.Equal(3, world.Receiver.Received.Count);
    }
}
