using System.Net;
using LearningAccount.App.Portal.Machines;
using LearningAccount.Records.Access;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Events;
using LearningAccount.Records.Events.Webhooks;
using LearningAccount.Records.Journal;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Portal;

/// <summary>The webhooks of a program on its page: how each stands, and what whoever looks after the program does with them.</summary>
public sealed class WebhookPagesTests
{
    private static readonly WebhookOutcome Broken = new(500, WebhookFault.Status);
    private static readonly WebhookOutcome Gone = new(410, WebhookFault.Status);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Whoever_looks_after_a_program_sees_how_its_webhooks_stand(Engine engine)
    {
        var own = PagesTests.Company(1, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, own), engine: engine);
        var kept = portal.Database;
        using var machine = await TestMachine.Register(kept, "Loonlink", home: own.EmployerId);
        var path = MachinePaths.One(machine.Id);
        var admin = await portal.As(TestVisitor.Named("Els").At(own.EmployerId, Role.EmployerAdmin));
        Assert.DoesNotContain("put off", (await portal.PageAsync("/machines", visitor: admin)).Words, StringComparison.Ordinal);
        Assert.Contains("named no address", (await portal.PageAsync(path, visitor: admin)).Words, StringComparison.Ordinal);

        await machine.GrantAsync(own.EmployerId);
        await SomeWebhook.Of(kept, machine.Id, "https://a.example.be/on").Sent(kept, new(204, null));
        await SomeWebhook
            .Of(kept, machine.Id, "https://a.example.be/late", own.EmployerId, EventKind.TrainingRegistered)
            .Sent(kept, new(null, WebhookFault.TimedOut));
        await SomeWebhook.Of(kept, machine.Id, "https://a.example.be/broken").Sent(kept, Broken, isGivenUp: true);
        await SomeWebhook.Of(kept, machine.Id, "https://a.example.be/gone").Sent(kept, Gone);
        await SomeWebhook.Of(kept, machine.Id, "https://a.example.be/lost").WithoutSecret(kept);
        await SomeWebhook.Of(kept, machine.Id, "https://a.example.be/paused").Paused(kept);
        var page = await portal.PageAsync(path, visitor: admin);
        string[][] told =
        [
            ["/on", "on", "Everything that changes", "None", "Nothing"],
            ["/late", "on", "Training registered", "Nothing yet", "No answer within ten seconds", "Tried once in vain, again on"],
            ["/broken", "put off", "since", "mend the cause", "answered 500", "sent as soon as this is on again"],
            ["/gone", "put off", "says that this address is gone (410)"],
            ["/lost", "put off", "has to make another secret"],
            ["/paused", "paused by the program"],
        ];
        var shown = page.WithClass("hook").Select(HtmlPage.TextOf).ToList();
        Assert.Equal(told.Length, shown.Count);
        foreach (var (words, text) in told.Zip(shown))
        {
            Assert.All(words, word => Assert.Contains(word, text, StringComparison.Ordinal));
        }
        Assert.Contains(
            "messages put off",
            (await portal.PageAsync("/machines", visitor: admin)).Words,
            StringComparison.Ordinal
        );
        // Only what failed is put on by a person; all are ended by one.
        Assert.Equal((2, 6), (Forms("PutOn"), Forms("EndHook")));

        await ChangeAsync(change => RegisterMachine.Open(change, machine.Id, isOpen: false, Cancel));
        Assert.Contains("nothing is sent", (await portal.PageAsync(path, visitor: admin)).Words, StringComparison.Ordinal);
        await ChangeAsync(change => RegisterMachine.Open(change, machine.Id, isOpen: true, Cancel));
        var less = new MachineWords("Loonlink", "api@example.be", [ApiScopes.Find("events:read")!]);
        await ChangeAsync(change => RegisterMachine.Say(change, machine.Id, less, byOperator: false, Cancel));
        Assert.Contains("has the scope", (await portal.PageAsync(path, visitor: admin)).Words, StringComparison.Ordinal);

        int Forms(string handler) =>
            page.All("form")
                .Count(form => form.Attribute("action")?.Value.EndsWith($"handler={handler}", StringComparison.Ordinal) is true);

        Task ChangeAsync(Func<Change, Task> work) => Change.Make(kept, Synthetic.Tester, work, Cancel);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_was_put_off_after_failures_is_put_on_again_where_it_stood_and_any_is_ended(Engine engine)
    {
        var own = PagesTests.Company(1, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, own), engine: engine);
        var kept = portal.Database;
        using var machine = await TestMachine.Register(kept, home: own.EmployerId);
        var admin = await portal.As(TestVisitor.Named("Els").At(own.EmployerId, Role.EmployerAdmin));
        var broken = await SomeWebhook.Of(kept, machine.Id, "https://a.example.be/1").Sent(kept, Broken, isGivenUp: true);
        var lost = await SomeWebhook.Of(kept, machine.Id, "https://a.example.be/2").WithoutSecret(kept);
        var paused = await SomeWebhook.Of(kept, machine.Id, "https://a.example.be/3").Paused(kept);
        var before = (await FindAsync(broken))!;
        Assert.Equal((WebhookState.Disabled, WebhookEnd.Failing), (before.State, before.DisabledReason));
        portal.Clock.Now += TimeSpan.FromMinutes(5);
        foreach (var one in new[] { broken, lost, paused })
        {
            using var sent = await PressAsync("PutOn", one);
            Assert.Equal(MachinePaths.Webhooks(machine.Id), sent.Headers.Location!.ToString());
        }
        var after = (await FindAsync(broken))!;
        Assert.Equal(
            (WebhookState.Active, null, null, null),
            (after.State, after.DisabledReason, after.DisabledAt, after.FailingSince)
        );
        Assert.Equal((before.Place, portal.Clock.Now), (after.Place, after.DueAt));
        Assert.Equal(WebhookState.Disabled, (await FindAsync(lost))!.State);
        Assert.Equal(WebhookState.Paused, (await FindAsync(paused))!.State);

        using (await PressAsync("EndHook", broken)) { }
        // Pressed twice, it is as if it was pressed once.
        using (var again = await PressAsync("EndHook", broken))
        {
            Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        }
        Assert.Null(await FindAsync(broken));
        Assert.Equal(0, (await new KeptWebhooks(kept).Deliveries(broken, 0, 10, Cancel)).Total);
        Assert.Equal(2, (await new KeptWebhooks(kept).Of(machine.Id, Cancel)).Count);

        Task<Webhook?> FindAsync(Webhook one) => new KeptWebhooks(kept).Find(one.WebhookId, machine.Id, Cancel);

        Task<HttpResponseMessage> PressAsync(string handler, Webhook one) =>
            portal.SendFormAsync(
                $"{MachinePaths.One(machine.Id)}?handler={handler}",
                new() { ["webhook"] = $"{one.WebhookId:D}" },
                admin
            );
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Nobody_else_puts_on_or_ends_them(Engine engine)
    {
        var (own, other) = (PagesTests.Company(1, 9_999_911), PagesTests.Company(1, 9_999_912));
        await using var portal = await ServedPortal.StartAsync(
            database => PagesTests.Record(database, own, other),
            engine: engine
        );
        var kept = portal.Database;
        using var machine = await TestMachine.Register(kept, home: own.EmployerId);
        using var theirs = await TestMachine.Register(kept, home: other.EmployerId);
        var broken = await SomeWebhook.Of(kept, machine.Id, "https://a.example.be/1").Sent(kept, Broken, isGivenUp: true);
        var admin = await portal.As(TestVisitor.Named("Els").At(own.EmployerId, Role.EmployerAdmin));
        var stranger = await portal.As(TestVisitor.Named("Jan").At(other.EmployerId, Role.EmployerAdmin));
        string[] without =
        [
            stranger,
            await portal.As(TestVisitor.Named("An").At(own.EmployerId, Role.EmployerUser, [.. Grant.Givable])),
            await portal.As(TestVisitor.Named("Piet").AsWorker(own.EmployerId, own.WorkerIds[0])),
            await portal.As(TestVisitor.Named("Rik").At(own.EmployerId, Role.EmployerAdmin).Ended()),
        ];
        foreach (var handler in new[] { "PutOn", "EndHook" })
        {
            var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["webhook"] = $"{broken.WebhookId:D}" };
            var path = $"{MachinePaths.One(machine.Id)}?handler={handler}";
            foreach (var visitor in without)
            {
                using var answer = await portal.SendFormAsync("/sign-in/again", path, fields, visitor);
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            }
            // By the page of a program of one's own as little.
            using (await portal.SendFormAsync($"{MachinePaths.One(theirs.Id)}?handler={handler}", fields, stranger)) { }
            // Nor where another site has somebody's browser send it.
            using var forged = await portal.PostAsync(path, fields, admin);
            Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
            using var nobody = await portal.PostAsync(path, fields, ServedPortal.Nobody);
            Assert.NotEqual(HttpStatusCode.OK, nobody.StatusCode);
            var stands = await new KeptWebhooks(kept).Find(broken.WebhookId, machine.Id, Cancel);
            Assert.Equal(WebhookState.Disabled, stands!.State);
        }
    }
}
