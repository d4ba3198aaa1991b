using LearningAccount.App.Commands;

namespace LearningAccount.Tests.Harness;

/// <summary>Asks the program's command line without starting a process, for commands that write to the streams they are given.</summary>
internal static class InProcess
{
    public static Task<Outcome> AskAsync(params string[] arguments) => AskWithAsync("", arguments);

    /// <param name="input">What the command finds on its standard input.</param>
    public static async Task<Outcome> AskWithAsync(string input, params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await Root.RunAsync(
            arguments,
            TestContext.Current.CancellationToken,
            new()
            {
                Input = new StringReader(input),
                Output = output,
                Error = errors,
            }
        );
        return new(code, output.ToString(), errors.ToString());
    }
}
