using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Api;

/// <summary>The contract by a linter that is not ours, with the rules of OpenAPI and those of the guide that can be told by a linter.</summary>
public sealed class SpectralTests
{
    [Fact]
    public async Task It_keeps_the_rules_of_OpenAPI_and_of_the_guide()
    {
        var packages = await NodePackages.WhereAsync("linter");
        var told = await LintAsync(packages, "docs/contracts/openapi.yaml");
        Assert.True(told.ExitCode == 0, told.ToString());

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
            told = await LintAsync(packages, wrong);
            Assert.Contains("nam-operation", told.Output, StringComparison.Ordinal);
            Assert.NotEqual(0, told.ExitCode);
        }
        finally
        {
            File.Delete(wrong);
        }
    }

    private static Task<Outcome> LintAsync(string packages, string file)
    {
        var linter = Path.Combine(packages, "node_modules/@stoplight/spectral-cli/dist/index.js");
        string[] words = [linter, "lint", file, "--ruleset", "docs/contracts/.spectral.yaml", "--fail-severity", "error"];
        return Harness.Commands.RunAsync(NodePackages.Node, words, Project.Root);
    }
}
