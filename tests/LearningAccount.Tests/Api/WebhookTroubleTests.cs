using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Events.Webhooks;
using LearningAccount.App.Settings;
using LearningAccount.Records.Events.Webhooks;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;
using Microsoft.AspNetCore.DataProtection;

namespace LearningAccount.Tests.Api;

/// <summary>Webhooks where something is lost, slow or there twice.</summary>
public sealed class WebhookTroubleTests
{
    private static readonly World Metaal = World.With("Maes Metaal").AndWorker("Peeters", "Anna").Employed("2024-01-01");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task One_whose_secret_cannot_be_read_is_disabled_until_another_is_made_and_goes_on_where_it_stood(Engine engine)
    {
        await using var world = await HookWorld.StartAsync(Metaal, engine);
        await world.CreateAsync();
        var kept = world.Api.Portal.Part<KeptWebhooks>();
        var known = (await kept.Find(world.WebhookId, world.Machine.Id, Cancel))!;
        // As the keys of another data folder protected it.
        var (_, unreadable) = new WebhookSecrets(new EphemeralDataProtectionProvider()).Make();
        Assert.True(await kept.Change(known with { Secret = unreadable }, isPutOn: false, Cancel));
        await world.TrainAsync("Welding");
        Assert.Equal(0, await world.SendAsync());
        var lost = await world.ReadAsync();
        Assert.Equal(("disabled", "secretLost"), (lost.Json["state"]!.ToString(), lost.Json["disabledReason"]!.ToString()));
        Assert.Contains("secretLost", (await world.Api.PostAsync($"{world.Path}/test", "")).Text, StringComparison.Ordinal);
        // Put on again as it is, it is disabled again.
        (await world.Api.PatchAsync(world.Path, new { state = "active" })).Expect(HttpStatusCode.OK);
        Assert.Equal(0, await world.SendAsync());
        Assert.Equal("secretLost", (await world.ReadAsync()).Json["disabledReason"]!.ToString());
        Assert.Empty(world.Receiver.Received);

        await world.TrainAsync("First aid");
        var rotated = (await world.Api.PostAsync($"{world.Path}/rotateSecret", "")).Expect(HttpStatusCode.OK);
        Assert.Null(rotated.Json["previousSecretUntil"]);
        Assert.Equal("active", (await world.ReadAsync()).Json["state"]!.ToString());
        Assert.Equal(2, await world.SendAsync());
        Assert.All(world.Receiver.Received, request => Assert.True(request.IsSignedBy(rotated.Json["secret"]!.ToString())));
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_in_time_is_tried_again_with_the_same()
    {
        await using var world = await HookWorld.StartAsync(Metaal);
        await world.CreateAsync();
        var silence = new TaskCompletionSource();
        world.Receiver.Answer = (_, _) => silence.Task;
        await world.TrainAsync("Welding");
        using (
            var post = new PostWebhook(
                world.Api.Portal.Part<InstallationSettings>(),
                world.Api.Portal.Part<WebhookSecrets>(),
                world.Api.Portal.Clock
            )
            {
                Patience = TimeSpan.FromMilliseconds(20),
            }
        )
        {
            Assert.Equal(0, await world.SendAsync(post));
        }
        silence.SetResult();
        var waits = Assert.Single((await world.DeliveriesAsync()).Items)!;
        Assert.Equal(("waiting", "timedOut"), (waits["state"]!.ToString(), waits["fault"]!.ToString()));
        Assert.Null(waits["status"]);
        world.Receiver.AnswerFirst();
        world.Wait(TimeSpan.FromSeconds(6));
        Assert.Equal(1, await world.SendAsync());
        Assert.Equal(waits["messageId"]!.ToString(), world.Receiver.Received[^1].Id);
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task Two_processes_on_one_database_send_each_event_once_over_https_to_a_certificate_they_trust()
    {
        const int Bursts = 4;
        const int InABurst = 5;
        await using var server = await TestDatabase.EmptyAsync(Engine.Postgres);
        using var folder = new TemporaryFolder();
        await using var database = await Database.OpenAsync(server.Connection, folder["data"], TimeProvider.System, Cancel);
        await Metaal.RecordedIn(database);
        using var machine = await TestMachine.Register(database);
        await machine.GrantAsync(Metaal.EmployerId);
        using var certificate = ForThisMachine();
        await using var receiver = await ReceivingHook.StartAsync(certificate);
        await File.WriteAllTextAsync(folder["trusted.pem"], certificate.ExportCertificatePem(), Cancel);
        Directory.CreateDirectory(folder["data"]);
        await File.WriteAllTextAsync(
            Path.Combine(folder["data"], "settings.json"),
            """{ "webhooks": { "allowLoopback": true } }""",
            Cancel
        );
        await using var first = await ServeAsync();
        await using var second = await ServeAsync();
        var webhook = await CreateAsync(first);
        for (var burst = 1; burst <= Bursts; burst++)
        {
            var arrived = Arrival(burst * InABurst);
            for (var number = 1; number <= InABurst; number++)
            {
                await HookWorld.TrainAsync(database, Metaal, 0, $"Course {burst}.{number}");
            }
            await arrived.WaitAsync(Cancel);
        }
        // Whoever sent last notes so, and lets go.
        while ((await new KeptWebhooks(database).Find(webhook, machine.Id, Cancel))!.Lease is not null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), Cancel);
        }
        await first.KillAsync();
        await second.KillAsync();
        Assert.Equal(Bursts * InABurst, receiver.Received.Select(request => request.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal((Bursts * InABurst, 1), (receiver.Received.Count, receiver.MostAtOnce));

        Task<ServedProgram> ServeAsync() =>
            ServedProgram.StartAsync(
                folder.Path,
                new Dictionary<string, string>(StringComparer.Ordinal) { ["SSL_CERT_FILE"] = folder["trusted.pem"] },
                "--data",
                folder["data"],
                "--database",
                server.Connection!
            );

        Task Arrival(int count)
        {
            var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            receiver.Answer = (_, response) =>
            {
                response.StatusCode = (int)HttpStatusCode.NoContent;
                if (receiver.Received.Count >= count)
                {
                    all.TrySetResult();
                }
                return Task.CompletedTask;
            };
            return all.Task;
        }

        async Task<Guid> CreateAsync(ServedProgram program)
        {
            using var asked = await machine.AskAsync(program.Http, program.Address);
            var token = (await TestMachine.JsonOf(asked))["access_token"]!.ToString();
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{ApiContract.Root}/webhooks")
            {
                Content = JsonContent.Create(new { address = receiver.Address }),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await program.Http.SendAsync(request, Cancel);
            var made = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
            Assert.True(answer.StatusCode == HttpStatusCode.Created, made.ToJsonString());
            return Guid.Parse(made["webhookId"]!.ToString());
        }
    }

    private static X509Certificate2 ForThisMachine()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
