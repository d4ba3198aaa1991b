using System.Diagnostics;

namespace LearningAccount.Tests.Harness;

/// <summary>What a command said and how it ended.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Errors)
{
    public override string ToString() => $"exit {ExitCode}\n{Output}\n{Errors}";
}

/// <summary>Runs the real program, or any other, as a process of its own.</summary>
internal static class Commands
{
    // A command that builds the project first, beside other tests, takes minutes on two cores.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    /// <summary>The program with these arguments, as <c>./ila</c> runs it.</summary>
    public static Task<Outcome> IlaAsync(string folder, string[] arguments, string input = "") =>
        RunAsync("dotnet", [Project.ProgramFile, .. arguments], folder, input);

    /// <summary>Any command; its standard input is closed after <paramref name="input"/>.</summary>
    public static async Task<Outcome> RunAsync(string command, string[] arguments, string folder, string input = "")
    {
        using var process = Start(command, arguments, folder);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), limit.Token);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The command ended without reading what it was given, which is its right.
        }
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return new(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <param name="environment">Variables that are set besides.</param>
    public static Process Start(
        string command,
        string[] arguments,
        string folder,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A database or a port chosen for whoever runs the tests is not the tests' own.
        foreach (var name in start.Environment.Keys.Where(IsOurs).ToList())
        {
            start.Environment.Remove(name);
        }
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }
        return Process.Start(start) ?? throw new InvalidOperationException($"{command} did not start.");
    }

    private static bool IsOurs(string variable) =>
        (variable.StartsWith("LEARNING_ACCOUNT_", StringComparison.Ordinal) && variable is not "LEARNING_ACCOUNT_TEST_POSTGRES")
        || variable.StartsWith("ASPNETCORE_", StringComparison.Ordinal)
        || variable.StartsWith("Logging__", StringComparison.Ordinal)
        || variable.StartsWith("DOTNET_ENVIRONMENT", StringComparison.Ordinal);
}
