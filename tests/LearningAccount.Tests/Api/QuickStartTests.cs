using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LearningAccount.Law.Texts;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Api;

/// <summary>What docs/api.md tells who begins to do is done here as it stands there, against a sandbox that is started as it says.</summary>
[Trait("Speed", "Slow")]
public sealed class QuickStartTests
{
    private const string Page = "docs/api.md";

    [Fact]
    public async Task Who_does_as_the_page_says_registers_a_training_and_reads_the_account_with_its_reasons()
    {
        using var folder = new TemporaryFolder();
        var start = Script("start", "sh").Split('\n');
        await RunAsync(folder.Path, string.Join('\n', start.Where(line => !line.Contains("./ila", StringComparison.Ordinal))));
        // The last line starts the program, on a port of its own here.
        var arguments = start.Single(line => line.StartsWith("./ila ", StringComparison.Ordinal)).Split(' ')[1..];
        Assert.Equal("--port", arguments[^2]);
        await using var program = await ServedProgram.StartAsync(folder.Path, arguments[..^2]);
        var server = program.Address.GetLeftPart(UriPartial.Authority);
        string Here(string text) => text.Replace("http://localhost:5090", server, StringComparison.Ordinal);

        await File.WriteAllTextAsync(folder["ila"], $"#!/bin/sh\nexec dotnet '{Project.ProgramFile}' \"$@\"\n", Cancel);
        var curl = await RunAsync(folder.Path, "chmod +x ila\n" + Here(Script("curl", "sh")));
        var (training, account) = Two(curl);
        Assert.Equal("LMS-1", training["externalId"]!.ToString());
        AssertHasReasonOf(training, account);

        var code = Here(Script("client", "cs")).Replace("learning-account/", $"{Project.Root}/", StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder["quick.cs"], code, Cancel);
        var client = await RunAsync(folder.Path, "dotnet run quick.cs");
        // 7.6 hours are a day of a full-time worker, 3.8 half of one.
        Assert.Matches(@"(?m)^2026-03-10 use 1: .+ \(.+\)$", client);
        Assert.Matches(@"(?m)^2026-03-11 use 1/2: .+ \(.+\)$", client);
    }

    [Fact]
    public void The_quick_starts_are_quick()
    {
        Assert.InRange(Script("curl", "sh").Trim().Split('\n').Length, 1, 10);
        Assert.InRange(Script("client", "cs").Trim().Split('\n').Length, 1, 12);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static void AssertHasReasonOf(JsonObject training, JsonObject account)
    {
        var entry = account["entries"]!
            .AsArray()
            .Single(one => one!["trainingId"]?.ToString() == training["trainingId"]!.ToString());
        var reason = account["reasons"]![entry!["reason"]!.ToString()]!;
        Assert.NotEqual("", reason["law"]!.ToString());
        Assert.NotEqual("", reason["text"]!.ToString());
    }

    // One answer after the other, with nothing between.
    private static (JsonObject Training, JsonObject Account) Two(string answers)
    {
        var end = answers.IndexOf("}{", StringComparison.Ordinal) + 1;
        Assert.True(end > 0, answers);
        return (JsonNode.Parse(answers[..end])!.AsObject(), JsonNode.Parse(answers[end..])!.AsObject());
    }

    private static string Script(string name, string language) =>
        Regex
            .Match(
                Project.Read(Page),
                $"<!-- run: {name} -->\n```{language}\n(?<script>.*?)```",
                RegexOptions.Singleline | RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(1)
            )
            .Groups["script"]
            .Value;

    private static async Task<string> RunAsync(string folder, string script)
    {
        var done = await Harness.Commands.RunAsync("bash", ["-eu", "-o", "pipefail", "-c", script], folder);
        Assert.True(done.ExitCode == 0, $"{done.Errors}\n{done.Output}");
        return done.Output;
    }
}
