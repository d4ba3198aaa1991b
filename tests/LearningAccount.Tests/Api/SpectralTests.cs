using System.Diagnostics;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Api;

/// <summary>
/// The contract by a linter that is not ours. Where Node or the linter is absent the test is skipped: <c>npm ci --ignore-scripts</c> in
/// <c>tests/spectral</c> fetches it.
/// </summary>
public sealed class SpectralTests
{
    private static readonly string[] Places =
    [
        Path.Combine(Project.Root, "tests/spectral/node_modules/@stoplight/spectral-cli/dist/index.js"),
        Environment.GetEnvironmentVariable("LEARNING_ACCOUNT_SPECTRAL") ?? "",
    ];

    [Fact]
    public async Task It_keeps_the_rules_of_OpenAPI_and_of_the_guide()
    {
        var linter = Array.Find(Places, File.Exists);
        Assert.SkipWhen(linter is null, "Spectral is not there: npm ci in tests/spectral fetches it.");
        var (code, said) = await LintAsync(linter!, "docs/contracts/openapi.yaml");
        Assert.True(code == 0, said);

        // It does find what is wrong.
        var wrong = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7():N}.yaml");
        var contract = Project.Read("docs/contracts/openapi.yaml");
        await File.WriteAllTextAsync(
            wrong,
            contract.Replace("operationId: checkHealth", "operationId: Check_health", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );
        try
        {
            (code, said) = await LintAsync(linter!, wrong);
            Assert.Contains("nam-operation", said, StringComparison.Ordinal);
            Assert.NotEqual(0, code);
        }
        finally
        {
            File.Delete(wrong);
        }
    }

    private static async Task<(int Code, string Said)> LintAsync(string linter, string file)
    {
        var start = new ProcessStartInfo("node")
        {
            UseShellExecute = false,
            WorkingDirectory = Project.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (
            var word in (string[])[linter, "lint", file, "--ruleset", "docs/contracts/.spectral.yaml", "--fail-severity", "error"]
        )
        {
            start.ArgumentList.Add(word);
        }
        Process? node = null;
        try
        {
            node = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("Node is not there.");
        }
        using (node)
        {
            var said = await node!.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await node.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (node.ExitCode, said);
        }
    }
}
