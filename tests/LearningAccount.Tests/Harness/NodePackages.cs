using System.Runtime.InteropServices;

namespace LearningAccount.Tests.Harness;

/// <summary>
/// Packages of Node that the tests need: <c>scripts/node-packages</c> installs them, and so does <c>./test</c>. The Node that runs them comes
/// with the package of the browser tests.
/// </summary>
internal static class NodePackages
{
    /// <summary>The program that runs them.</summary>
    public static string Node { get; } = Shipped() is { } shipped && File.Exists(shipped) ? shipped : "node";

    /// <summary>The folder of some packages. A test without them is skipped; on a server for tests it fails.</summary>
    /// <param name="name"><c>provider</c> or <c>linter</c>.</param>
    public static async Task<string> WhereAsync(string name)
    {
        var found = await Commands.RunAsync(
            Path.Combine(Project.Root, "scripts", "node-packages"),
            [name, "--where"],
            Project.Root
        );
        Assert.SkipWhen(
            found.ExitCode != 0 && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")),
            $"The {name} of the tests is not installed; scripts/node-packages {name} installs it, and so does ./test."
        );
        Assert.True(found.ExitCode == 0, found.ToString());
        return found.Output.Trim();
    }

    private static string Shipped()
    {
        var machine = RuntimeInformation.OSArchitecture is Architecture.Arm64 ? "linux-arm64" : "linux-x64";
        return Path.Combine(AppContext.BaseDirectory, ".playwright", "node", machine, "node");
    }
}
