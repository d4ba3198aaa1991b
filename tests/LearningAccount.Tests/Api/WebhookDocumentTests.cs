using System.Text.Json;
using System.Text.Json.Nodes;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Api;

/// <summary>What docs/api-webhooks.md tells receivers to do is done here as it stands there, with what is really sent.</summary>
public sealed class WebhookDocumentTests
{
    private const string Page = "docs/api-webhooks.md";
    private const string Asked = """

        import json, sys
        sent = json.load(sys.stdin)
        print(is_ours(sent["secret"], sent["headers"], sent["body"].encode(), sent["now"]))
        """;

    [Fact]
    public async Task A_receiver_that_checks_as_the_page_says_takes_ours_and_nobody_elses()
    {
        var metaal = World.With("Maes Metaal").AndWorker("Peeters", "Anna").Employed("2024-01-01");
        await using var world = await HookWorld.StartAsync(metaal);
        await world.CreateAsync();
        await world.Api.PostAsync($"{world.Path}/rotateSecret", "");
        await world.TrainAsync("Welding");
        Assert.Equal(1, await world.SendAsync());
        var sent = world.Receiver.Received.Single();
        var now = sent.SentAt.ToUnixTimeSeconds();
        Assert.Equal("True", await CheckAsync(world.Secret, sent, sent.Text, now));
        Assert.Equal("False", await CheckAsync(world.Secret, sent, sent.Text.Replace("registered", "cancelled"), now));
        Assert.Equal("False", await CheckAsync("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", sent, sent.Text, now));
        Assert.Equal("False", await CheckAsync(world.Secret, sent, sent.Text, now + 301));
    }

    [Fact]
    public async Task A_webhook_is_set_up_tried_out_and_checked_by_hand_as_the_page_says()
    {
        var metaal = World.With("Maes Metaal").AndWorker("Peeters", "Anna").Employed("2024-01-01");
        await using var world = await HookWorld.StartAsync(metaal);
        using var folder = new TemporaryFolder();
        (string, string)[] ours =
        [
            ("SERVER", world.Api.Portal.Address.GetLeftPart(UriPartial.Authority)),
            ("TOKEN", await world.Api.TokenOf(world.Machine)),
            ("https://payroll.example.be/hook", world.Receiver.Address),
        ];
        var made = JsonNode.Parse(await DocumentScript.RunAsync(Page, "setUp", folder.Path, ours))!;
        (string, string) hook = ("WEBHOOK", made["webhookId"]!.ToString());
        var tried = JsonNode.Parse(await DocumentScript.RunAsync(Page, "tryOut", folder.Path, [.. ours, hook]))!;
        Assert.True(tried["isDelivered"]!.GetValue<bool>());

        var sent = world.Receiver.Received.Single();
        await File.WriteAllBytesAsync(folder["body.json"], sent.Body, TestContext.Current.CancellationToken);
        var signed = await DocumentScript.RunAsync(
            Page,
            "byHand",
            folder.Path,
            ("SECRET", made["secret"]!.ToString()),
            ("ID", sent.Id),
            ("TIMESTAMP", sent.Timestamp)
        );
        Assert.Equal(sent.Signature, signed.Trim());
    }

    private static async Task<string> CheckAsync(string secret, HookRequest sent, string body, long now)
    {
        var script = DocumentScript.Of(Page, "verify");
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["webhook-id"] = sent.Id,
            ["webhook-timestamp"] = sent.Timestamp,
            ["webhook-signature"] = sent.Signature,
        };
        var asked = JsonSerializer.Serialize(
            new
            {
                secret,
                headers,
                body,
                now,
            }
        );
        using var folder = new TemporaryFolder();
        try
        {
            var done = await Harness.Commands.RunAsync("python3", ["-c", script + Asked], folder.Path, asked);
            Assert.True(done.ExitCode == 0, done.Errors);
            return done.Output.Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("Python is not there.");
            return "";
        }
    }
}
