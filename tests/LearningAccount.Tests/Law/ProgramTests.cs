using System.Text.Json.Nodes;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Law.SecondReading;

namespace LearningAccount.Tests.Law;

/// <summary>The law as the real program answers for it, as a process of its own.</summary>
public sealed class ProgramTests
{
    [Fact]
    public async Task The_program_checks_them_all()
    {
        var checking = await Harness.Commands.IlaAsync(Project.Root, ["check", CaseFolder.Path]);

        Assert.True(checking.ExitCode == 0, checking.ToString());
        Assert.EndsWith(" passed, 0 failed", checking.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("BugClass", "29")]
    public async Task The_time_zone_of_the_machine_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "case.json");
        await File.WriteAllTextAsync(
            file,
            """
            { "employer": { "sizeClass": [ { "from": "2024-01-01", "class": "full" } ] },
              "employments": [ { "start": "2024-12-31", "end": "2026-01-01", "endReason": "dismissal" } ],
              "trainings": [ { "start": "2025-03-30", "end": "2025-03-30", "days": "1" }, { "start": "2025-10-26", "end": "2025-10-26", "days": "1" } ],
              "on": "2026-01-01" }
            """,
            TestContext.Current.CancellationToken
        );
        var answers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var zone in new[] { "UTC", "Pacific/Auckland", "America/Los_Angeles", "Europe/Brussels" })
        {
            var asked = await Harness.Commands.RunAsync(
                "env",
                [$"TZ={zone}", "dotnet", Project.ProgramFile, "account", file, "--json"],
                folder.Path
            );
            Assert.Equal(0, asked.ExitCode);
            answers.Add(asked.Output);
        }
        // 5/12 + 5 + 5/12 − 2
        Assert.Equal("23/6", JsonNode.Parse(Assert.Single(answers))!["balance"]!["exact"]!.GetValue<string>());
    }
}
