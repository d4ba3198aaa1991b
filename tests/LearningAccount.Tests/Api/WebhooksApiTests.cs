using System.Net;
using Dapper;
using LearningAccount.App.Events.Webhooks;
using LearningAccount.App.Settings;
using LearningAccount.Records.Events.Webhooks;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;
using Microsoft.AspNetCore.DataProtection;

namespace LearningAccount.Tests.Api;

/// <summary>Webhooks as programs make and change them, and where they may not lead.</summary>
public sealed class WebhooksApiTests
{
    private static readonly World Metaal = World.With("Maes Metaal").AndWorker("Peeters", "Anna").Employed("2024-01-01");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_program_makes_changes_and_removes_its_webhooks(Engine engine)
    {
        await using var world = await HookWorld.StartAsync(Metaal, engine);
        var made = await world.CreateAsync(
            new
            {
                address = world.Receiver.Address,
                description = "Production",
                employerNumber = Metaal.Number.Digits,
            }
        );
        Assert.Matches("^whsec_[A-Za-z0-9+/]{43}=$", world.Secret);
        Assert.EndsWith(world.Path, made.Headers["Location"], StringComparison.Ordinal);
        var read = await world.ReadAsync();
        Assert.DoesNotContain("whsec_", read.Text, StringComparison.Ordinal);
        Assert.Equal(made.ETag, read.ETag);
        Assert.Equal(Metaal.Number.Digits, read.Json["employerNumber"]!.ToString());
        Assert.Equal(304, (await world.Api.GetAsync(world.Path, ("If-None-Match", read.ETag))).Status);
        var changed = (
            await world.Api.PatchAsync(
                world.Path,
                new { description = (string?)null, state = "paused" },
                ("If-Match", read.ETag),
                ("Content-Type", "application/merge-patch+json")
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Null(changed.Json["description"]);
        Assert.Equal("paused", changed.Json["state"]!.ToString());
        (await world.Api.PatchAsync(world.Path, new { batchSize = 5 }, ("If-Match", read.ETag))).Expect(
            412,
            "preconditionFailed"
        );
        await world.TrainAsync("Welding");
        Assert.Equal(0, await world.SendAsync());
        await world.Api.PatchAsync(world.Path, new { state = "active" });
        Assert.Equal(1, await world.SendAsync());
        var listed = (await world.Api.GetAsync("/webhooks")).Expect(HttpStatusCode.OK);
        Assert.Equal("active", Assert.Single(listed.Items)!["state"]!.ToString());
        Assert.DoesNotContain("whsec_", listed.Text, StringComparison.Ordinal);
        Assert.Equal(204, (await world.Api.DeleteAsync(world.Path)).Status);
        (await world.Api.GetAsync(world.Path)).Expect(404, "resourceNotFound");
        await world.TrainAsync("Later");
        Assert.Equal(0, await world.SendAsync());
    }

    [Fact]
    public async Task What_signs_is_kept_protected_and_replaced_with_both_for_a_while()
    {
        await using var world = await HookWorld.StartAsync(Metaal);
        await world.CreateAsync();
        var first = world.Secret;
        foreach (var table in (string[])["webhook", "given_answer"])
        {
            Assert.DoesNotContain(first["whsec_".Length..], await KeptAsync(world.Api.Database, table), StringComparison.Ordinal);
        }
        var rotated = (await world.Api.PostAsync($"{world.Path}/rotateSecret", "")).Expect(HttpStatusCode.OK);
        var second = rotated.Json["secret"]!.ToString();
        Assert.NotEqual(first, second);
        await world.TrainAsync("Welding");
        await world.SendAsync();
        var both = world.Receiver.Received[^1];
        Assert.Equal((true, true), (both.IsSignedBy(first), both.IsSignedBy(second)));
        world.Wait(TimeSpan.FromHours(24));
        await world.TrainAsync("First aid");
        await world.SendAsync();
        var later = world.Receiver.Received[^1];
        Assert.Equal((false, true), (later.IsSignedBy(first), later.IsSignedBy(second)));
        var atOnce = await world.Api.PostAsync($"{world.Path}/rotateSecret?overlapHours=0", "");
        Assert.Null(atOnce.Expect(HttpStatusCode.OK).Json["previousSecretUntil"]);
        await world.TrainAsync("Ladders");
        await world.SendAsync();
        var last = world.Receiver.Received[^1];
        Assert.Equal((false, true), (last.IsSignedBy(second), last.IsSignedBy(atOnce.Json["secret"]!.ToString())));
        Assert.Null((await world.ReadAsync()).Json["previousSecretUntil"]);
    }

    [Fact]
    public async Task A_webhook_is_tried_out_without_moving_it()
    {
        await using var world = await HookWorld.StartAsync(Metaal);
        await world.CreateAsync();
        var cursor = (await world.DeliveriesAsync()).Json["cursor"]!.ToString();
        world.Receiver.AnswerFirst(200, 503);
        var well = (await world.Api.PostAsync($"{world.Path}/test", "")).Expect(HttpStatusCode.OK);
        Assert.True(well.Json["isDelivered"]!.GetValue<bool>());
        var received = world.Receiver.Received.Single();
        Assert.True(received.IsSignedBy(world.Secret));
        Assert.Equal("be.learningaccount.v1.webhooks.notify.tested", received.Events.Single().GetProperty("type").GetString());
        Assert.Equal(received.Id, well.Json["messageId"]!.ToString());
        var badly = (await world.Api.PostAsync($"{world.Path}/test", "")).Expect(HttpStatusCode.OK);
        Assert.Equal(("status", 503), (badly.Json["fault"]!.ToString(), badly.Json["status"]!.GetValue<int>()));
        var told = await world.DeliveriesAsync();
        Assert.Equal(["delivered", "givenUp"], told.Items.Select(one => one!["state"]!.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(cursor, told.Json["cursor"]!.ToString());
        Assert.Equal("active", (await world.ReadAsync()).Json["state"]!.ToString());
    }

    [Fact]
    public async Task Nobody_else_reads_or_changes_a_webhook()
    {
        await using var world = await HookWorld.StartAsync(Metaal);
        await world.CreateAsync();
        using var other = await TestMachine.Register(world.Api.Database, "Other");
        await other.GrantAsync(Metaal.EmployerId);
        var token = await other.TokenAsync(world.Api.Portal);
        (HttpMethod, string, object?)[] asked =
        [
            (HttpMethod.Get, "", null),
            (HttpMethod.Patch, "", new { state = "paused" }),
            (HttpMethod.Delete, "", null),
            (HttpMethod.Post, "/rotateSecret", null),
            (HttpMethod.Post, "/test", null),
            (HttpMethod.Post, "/replay", new { after = "YSAw" }),
            (HttpMethod.Get, "/deliveries", null),
        ];
        foreach (var (method, below, body) in asked)
        {
            (await world.Api.SendAsync(token, method, world.Path + below, body)).Expect(
                404,
                "resourceNotFound",
                "path webhookId referencedResourceNotFound"
            );
        }
        Assert.Empty((await world.Api.SendAsync(token, HttpMethod.Get, "/webhooks")).Expect(HttpStatusCode.OK).Items);
        Assert.Equal("active", (await world.ReadAsync()).Json["state"]!.ToString());
    }

    [Fact]
    public async Task Faults_are_told_at_their_place_and_there_are_no_more_than_twenty()
    {
        await using var world = await HookWorld.StartAsync(Metaal);
        var other = await World.With("Other", 9_999_902).AndWorker().RecordedIn(world.Api.Database);
        var address = world.Receiver.Address;
        await Refused(new { address, employerNumber = other.Number.Digits }, "body employerNumber referencedResourceNotFound");
        await Refused(new { address, eventTypes = new[] { "nothing" } }, "body eventTypes[0] schemaViolation");
        await Refused(new { address, batchSize = 101 }, "body batchSize schemaViolation");
        await Refused(new { address, more = 1 }, "body more unknownInput");
        await Refused(new { description = "x" }, "body address schemaViolation");
        await Refused(new { address = $"{address}?ssin={Metaal.NumberOf(0)}" }, "body address invalidInput");
        for (var i = 0; i < 20; i++)
        {
            await world.CreateAsync();
        }
        (await world.Api.PostAsync("/webhooks", new { address })).Expect(409, "notPossibleNow");
        var replay = $"{world.Path}/replay";
        (await world.Api.PostAsync(replay, new { after = "nonsense" })).Expect(400, "badRequest", "body after invalidInput");
        (await world.Api.PostAsync(replay, new { })).Expect(400, "badRequest", "body  schemaViolation");
        (await world.Api.PatchAsync(world.Path, new { state = "disabled" })).Expect(
            400,
            "badRequest",
            "body state schemaViolation"
        );

        async Task Refused(object body, string issues) =>
            (await world.Api.PostAsync("/webhooks", body)).Expect(400, "badRequest", issues);
    }

    [Theory]
    [InlineData("http://payroll.example.be/hook", "webhook.notHttps")]
    [InlineData("http://127.0.0.1:8080/hook", "webhook.notHttps")]
    [InlineData("ftp://payroll.example.be/hook", "webhook.notHttps")]
    [InlineData("https://user:secret@payroll.example.be/", "webhook.credentials")]
    [InlineData("https://payroll.example.be/#part", "webhook.credentials")]
    [InlineData("https://payroll.example.be:22/", "webhook.port")]
    [InlineData("https://127.0.0.1/", "webhook.closedNetwork")]
    [InlineData("https://2130706433/", "webhook.closedNetwork")]
    [InlineData("https://0x7f.1/", "webhook.closedNetwork")]
    [InlineData("https://169.254.169.254/latest", "webhook.closedNetwork")]
    [InlineData("https://[::1]/", "webhook.closedNetwork")]
    [InlineData("https://[::ffff:10.0.0.1]/", "webhook.closedNetwork")]
    [InlineData("https://[fd00::1]/", "webhook.closedNetwork")]
    [InlineData("https://[64:ff9b::a00:1]/", "webhook.closedNetwork")]
    [InlineData("/hook", "webhook.noAddress")]
    [InlineData("https://payroll.example.be/hook", null)]
    [InlineData("https://payroll.example.be:8443/hook?tenant=1", null)]
    public void An_address_leads_by_https_to_where_anybody_may_go(string address, string? fault) =>
        Assert.Equal(fault, new WebhookAddresses(new()).FaultOf(address));

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("100.100.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:0:4136:e378:8000:63bf:3fff:fdd2")]
    [InlineData("::")]
    public void Networks_that_are_not_everybodys_are_closed_unless_the_installation_opens_them(string address)
    {
        var ip = IPAddress.Parse(address);
        Assert.False(new WebhookAddresses(new()).Allows(ip));
        Assert.True(
            new WebhookAddresses(new() { AllowedNetworks = [$"{address}/{(address.Contains(':') ? 128 : 32)}"] }).Allows(ip)
        );
    }

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("2a00:1450:4001::1")]
    public void Networks_of_everybody_are_open(string address) =>
        Assert.True(new WebhookAddresses(new()).Allows(IPAddress.Parse(address)));

    [Fact]
    public async Task A_name_that_leads_into_a_closed_network_is_not_connected_to()
    {
        await using var receiver = await ReceivingHook.StartAsync();
        var port = new Uri(receiver.Address).Port;
        Assert.Equal(WebhookFault.AddressRefused, await TriedAsync($"https://localhost:{port}/", new(), null));

        // The same by a name that led elsewhere when it was named, and by one address of several.
        var named = $"https://payroll.example.be:{port}/";
        Assert.Equal(WebhookFault.AddressRefused, await TriedAsync(named, new(), [IPAddress.Loopback]));
        var disguised = IPAddress.Parse("::ffff:127.0.0.1");
        Assert.Equal(WebhookFault.AddressRefused, await TriedAsync(named, new(), [disguised, IPAddress.IPv6Loopback]));
        Assert.Equal(WebhookFault.NameUnknown, await TriedAsync(named, new(), []));
        // Here somebody listens, and knows nothing of https.
        var open = new WebhookSettings { AllowedNetworks = ["127.0.0.0/8"] };
        Assert.Equal(WebhookFault.NotSecure, await TriedAsync(named, open, [IPAddress.Loopback]));
        Assert.Empty(receiver.Received);
    }

    [Fact]
    public async Task What_was_allowed_when_it_was_named_is_asked_again()
    {
        await using var receiver = await ReceivingHook.StartAsync();
        Assert.Equal(WebhookFault.AddressRefused, await TriedAsync(receiver.Address, new(), null));
        Assert.Null(await TriedAsync(receiver.Address, new() { AllowLoopback = true }, null));
    }

    [Fact]
    public void It_signs_as_the_published_example_does()
    {
        var secret = Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        Assert.Equal(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            WebhookSecrets.Signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, """{"test": 2432232314}"""u8)
        );
    }

    [Fact]
    public async Task What_is_sent_from_a_sandbox_says_so()
    {
        await using var receiver = await ReceivingHook.StartAsync();
        var loopback = new WebhookSettings { AllowLoopback = true };
        Assert.Null(await TriedAsync(receiver.Address, loopback, null));
        Assert.Null(await TriedAsync(receiver.Address, loopback, null, isSandbox: true));
        Assert.Equal(["", "S"], receiver.Received.Select(request => request.Environment));
        await using var sandbox = await ApiWorld.OfSandboxAsync();
        Assert.True(sandbox.Portal.Part<PostWebhook>().IsSandbox);
    }

    private static async Task<WebhookFault?> TriedAsync(
        string address,
        WebhookSettings settings,
        IPAddress[]? leads,
        bool isSandbox = false
    )
    {
        var secrets = new WebhookSecrets(new EphemeralDataProtectionProvider());
        var installation = new InstallationSettings { Webhooks = settings };
        using var post = new PostWebhook(installation, secrets, TimeProvider.System)
        {
            IsSandbox = isSandbox,
            Resolve = leads is null ? Dns.GetHostAddressesAsync : (_, _) => Task.FromResult(leads),
        };
        var webhook = SomeWebhook.To(address) with { Secret = secrets.Make().Kept };
        return (await post.Do(webhook, Guid.CreateVersion7(), "{}"u8.ToArray(), "application/json", Cancel)).Fault;
    }

    private static async Task<string> KeptAsync(Database database, string table)
    {
        await using var connection = await database.Connect(Cancel);
        var rows = await connection.QueryAsync(new($"select * from {table}", cancellationToken: Cancel));
        return string.Join('\n', rows.SelectMany(row => ((IDictionary<string, object?>)row).Values));
    }
}
