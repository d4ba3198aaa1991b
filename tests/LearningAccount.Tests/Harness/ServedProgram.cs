using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace LearningAccount.Tests.Harness;

/// <summary>The program serving its pages: a real process on a free port of the loopback address, with its own data folder.</summary>
internal sealed partial class ServedProgram : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Process process;
    private readonly StringBuilder said;

    private ServedProgram(Process process, StringBuilder said, Uri address)
    {
        this.process = process;
        this.said = said;
        Address = address;
        Http = new() { BaseAddress = address };
    }

    public Uri Address { get; }
    public HttpClient Http { get; }

    /// <summary>Everything it has written to its output so far.</summary>
    public string Said
    {
        get
        {
            lock (said)
            {
                return said.ToString();
            }
        }
    }

    /// <param name="folder">The current folder of the process.</param>
    /// <param name="arguments">For example <c>--data FOLDER</c>.</param>
    public static Task<ServedProgram> StartAsync(string folder, params string[] arguments) =>
        StartAsync(folder, environment: null, arguments);

    /// <param name="environment">Variables that are set besides.</param>
    public static async Task<ServedProgram> StartAsync(
        string folder,
        IReadOnlyDictionary<string, string>? environment,
        params string[] arguments
    )
    {
        string[] line = [Project.ProgramFile, "--urls", "http://127.0.0.1:0", .. arguments];
        var started = Commands.Start("dotnet", line, folder, environment);
        var heard = new StringBuilder();
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        started.OutputDataReceived += (_, line) => Hear(line.Data, heard, address);
        started.ErrorDataReceived += (_, line) => Hear(line.Data, heard, address);
        started.EnableRaisingEvents = true;
        started.Exited += (_, _) => address.TrySetException(new InvalidOperationException("The program ended at once."));
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        try
        {
            return new(started, heard, await address.Task.WaitAsync(Limit, TestContext.Current.CancellationToken));
        }
        catch (Exception wrong) when (wrong is TimeoutException or InvalidOperationException)
        {
            Stop(started);
            throw new InvalidOperationException($"The program did not say where it serves. It said:\n{heard}", wrong);
        }
    }

    /// <summary>Ends it as a power cut would: nothing is flushed or closed.</summary>
    public async Task KillAsync()
    {
        Stop(process);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Stop(process);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private static void Stop(Process running)
    {
        if (!running.HasExited)
        {
            running.Kill(entireProcessTree: true);
        }
    }

    private static void Hear(string? line, StringBuilder heard, TaskCompletionSource<Uri> address)
    {
        if (line is null)
        {
            return;
        }
        lock (heard)
        {
            heard.AppendLine(line);
        }
        if (LoopbackAddress().Match(line) is { Success: true } match)
        {
            address.TrySetResult(new(match.Value));
        }
    }

    [GeneratedRegex(@"http://(localhost|127\.0\.0\.1|\[::1\]):[0-9]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LoopbackAddress();
}
