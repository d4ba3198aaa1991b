using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.House;

/// <summary>What the README promises, done as it says in a fresh copy of the project, with nothing but what it says.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public async Task A_fresh_copy_builds_with_the_first_command()
    {
        using var folder = new TemporaryFolder();
        CopyProject(folder.Path);
        // Stands in for the SDK: says what it was asked, and leaves what a build leaves.
        folder.Write(
            "dotnet",
            $"""
            #!/bin/sh
            echo "$1" >>'{folder["asked"]}'
            case "$1" in publish) for folder in "$@"; do :; done
              mkdir -p "$folder" && : >"$folder/learning-account.dll" ;; esac
            """
        );
        const string Run = "chmod +x dotnet && export PATH=$PWD:$PATH && ./ila --help && ./ila --help";
        var outcome = await Harness.Commands.RunAsync("bash", ["-c", Run], folder.Path);
        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        var asked = File.ReadAllLines(folder["asked"]);
        Assert.Equal(["publish", folder["src/LearningAccount.App/bin/Release/published/learning-account.dll"], asked[1]], asked);
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task The_main_job_runs_as_it_is_written()
    {
        using var folder = new TemporaryFolder();
        CopyProject(folder.Path);
        foreach (var command in MainJob())
        {
            var outcome = await Harness.Commands.RunAsync("bash", ["-c", command], folder.Path);
            // The example company has awkward rows on purpose: 1 says that some are to be corrected.
            Assert.True(outcome.ExitCode is 0 or 1 && outcome.Output.Length > 0, $"{command}\n{outcome}");
        }
    }

    private static IEnumerable<string> MainJob()
    {
        var text = Project.Read("README.md");
        var start = text.IndexOf("```sh main-job\n", StringComparison.Ordinal);
        Assert.True(start >= 0, "The README has no main job.");
        var block = text[(text.IndexOf('\n', start) + 1)..];
        return block[..block.IndexOf("```", StringComparison.Ordinal)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static void CopyProject(string target)
    {
        foreach (var path in Project.Files())
        {
            var copy = Path.Combine(target, path);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(Project.Root, path), copy);
        }
    }
}
