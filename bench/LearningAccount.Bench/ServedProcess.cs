using System.Diagnostics;
using System.Text.RegularExpressions;

namespace LearningAccount.Bench;

/// <summary>A program of ours as a process of its own, which tells on its output where it serves.</summary>
internal sealed partial class ServedProcess(Process process, Uri address) : IAsyncDisposable
{
    /// <summary>As people start it, compiled ahead of time.</summary>
    public static string Program { get; } =
        Environment.GetEnvironmentVariable("LEARNING_ACCOUNT_PROGRAM")
        ?? Path.Combine(AppContext.BaseDirectory, "learning-account.dll");

    public Uri Address { get; } = address;

    /// <summary>The most memory it held at once so far, in bytes.</summary>
    public long PeakMemory
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
    }

    public static async Task<ServedProcess> StartAsync(string[] arguments)
    {
        var process = Start(arguments);
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (LoopbackAddress().Match(line) is { Success: true } match)
            {
                // Read on, so that the program never waits for its reader.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new(process, new(match.Value));
            }
        }
        throw new InvalidOperationException($"{arguments[0]} ended without serving.");
    }

    /// <returns>What it wrote out.</returns>
    public static async Task<string> RunAsync(string[] arguments)
    {
        using var process = Start(arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{arguments[1]} ended with {process.ExitCode}:\n{output}\n{await errors}");
        }
        return output;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static Process Start(string[] arguments) =>
        Process.Start(
            new ProcessStartInfo("dotnet", arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;

    [GeneratedRegex(@"http://(localhost|127\.0\.0\.1|\[::1\]):[0-9]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LoopbackAddress();
}
