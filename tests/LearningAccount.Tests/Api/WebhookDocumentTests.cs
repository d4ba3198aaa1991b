using System.Text.Json;
using System.Text.RegularExpressions;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Api;

/// <summary>What docs/api-webhooks.md tells receivers to do is done here as it stands there, with what is really sent.</summary>
public sealed partial class WebhookDocumentTests
{
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

    private static async Task<string> CheckAsync(string secret, HookRequest sent, string body, long now)
    {
        var script = Script().Match(Project.Read("docs/api-webhooks.md")).Groups["script"].Value;
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

    [GeneratedRegex(
        @"<!-- run: verify -->\n```python\n(?<script>.*?)```",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Script();
}
