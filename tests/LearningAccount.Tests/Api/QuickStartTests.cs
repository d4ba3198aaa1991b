using System.Text.Json.Nodes;
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
        // The last line starts the program, on a port of its own here.
        var start = DocumentScript
            .Of(Page, "start")
            .Split('\n')
            .Single(line => line.StartsWith("./ila ", StringComparison.Ordinal));
        var arguments = start.Split(' ')[1..];
        Assert.Equal("--port", arguments[^2]);
        await DocumentScript.RunAsync(Page, "start", folder.Path, (start, ""));
        await using var program = await ServedProgram.StartAsync(folder.Path, arguments[..^2]);
        var server = program.Address.GetLeftPart(UriPartial.Authority);

        var ila = $"dotnet '{Project.ProgramFile}'";
        var curl = await DocumentScript.RunAsync(Page, "curl", folder.Path, ("SERVER", server), ("./ila", ila));
        var (training, account) = Two(curl);
        Assert.Equal("LMS-1", training["externalId"]!.ToString());
        AssertHasReasonOf(training, account);

        var code = DocumentScript
            .Of(Page, "client")
            .Replace("http://localhost:5090", server, StringComparison.Ordinal)
            .Replace("learning-account/", $"{Project.Root}/", StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder["quick.cs"], code, Cancel);
        var client = await Harness.Commands.RunAsync("dotnet", ["run", "quick.cs"], folder.Path);
        Assert.True(client.ExitCode == 0, client.ToString());
        // 7.6 hours are a day of a full-time worker, 3.8 half of one.
        Assert.Matches(@"(?m)^2026-03-10 use 1: .+ \(.+\)$", client.Output);
        Assert.Matches(@"(?m)^2026-03-11 use 1/2: .+ \(.+\)$", client.Output);
    }

    [Fact]
    public void The_quick_starts_are_quick()
    {
        Assert.InRange(DocumentScript.Of(Page, "curl").Trim().Split('\n').Length, 1, 10);
        Assert.InRange(DocumentScript.Of(Page, "client").Trim().Split('\n').Length, 1, 12);
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
}
