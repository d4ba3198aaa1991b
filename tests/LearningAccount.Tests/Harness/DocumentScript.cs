using System.Text.RegularExpressions;

namespace LearningAccount.Tests.Harness;

/// <summary>
/// What pages of docs/ tell their readers to type, run as it stands there: a block of code after <c>&lt;!-- run: name --&gt;</c>.
/// </summary>
internal static class DocumentScript
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <param name="page">From the root of the project: <c>docs/api-sign-in.md</c>.</param>
    public static string Of(string page, string name)
    {
        var block = new Regex(
            $"<!-- run: {name} -->\n```[a-z]+\n(?<script>.*?)```",
            RegexOptions.Singleline | RegexOptions.ExplicitCapture,
            Limit
        ).Match(Project.Read(page));
        Assert.True(block.Success, $"{page} has no block after <!-- run: {name} -->.");
        return block.Groups["script"].Value;
    }

    /// <summary>Runs a block in a shell that stops at the first command that fails.</summary>
    /// <param name="values">What a reader puts in the place of an example: variables the block sets, and texts.</param>
    /// <returns>What it wrote.</returns>
    public static async Task<string> RunAsync(
        string page,
        string name,
        string folder,
        params (string What, string Value)[] values
    )
    {
        var script = Of(page, name);
        foreach (var (what, value) in values)
        {
            var set = new Regex($"^{Regex.Escape(what)}=.*$", RegexOptions.Multiline, Limit);
            script = set.IsMatch(script)
                ? set.Replace(script, _ => $"{what}={value}")
                : script.Replace(what, value, StringComparison.Ordinal);
        }
        var done = await Commands.RunAsync("bash", ["-eu", "-o", "pipefail", "-c", script], folder);
        Assert.True(done.ExitCode == 0, done.ToString());
        return done.Output;
    }
}
