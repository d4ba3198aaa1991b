using System.Diagnostics;
using System.Globalization;
using LearningAccount.App.Imports;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Bench;

/// <summary>One import as a process of its own, so that its memory is nobody else's. It is made as the program is.</summary>
internal static class OneImport
{
    public const string Argument = "--one-import";
    private const string Postgres = "LEARNING_ACCOUNT_BENCH_POSTGRES";

    /// <summary>Runs inside the process: says seconds and the most memory held, in bytes.</summary>
    public static async Task RunAsync(string path, string data)
    {
        var connection = Environment.GetEnvironmentVariable(Postgres);
        await using var database = await Database.OpenAsync(connection, data, TimeProvider.System, CancellationToken.None);
        var began = Stopwatch.GetTimestamp();
        var report = await Do(database, path);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{seconds:R} {process.PeakWorkingSet64} {report.CountOf(RowOutcome.New)} {report.RowCount}"
            )
        );
    }

    public static async Task<ImportReport> Do(Database database, string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        var request = new ImportRequest(file, Path.GetFileName(path), new ImportOptions(), IsRehearsal: false);
        return await new ImportFile(database).Do(request, new Author("bench", Door.Import), null, CancellationToken.None);
    }

    /// <exception cref="InvalidOperationException">It failed, or not every row was new.</exception>
    public static async Task<(double Seconds, double Megabytes)> StartAsync(string path, int rows, string data, string? postgres)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "LearningAccount.Bench.dll"), Argument, path, data]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        // What the program is built with.
        start.Environment["DOTNET_GCGen0MaxBudget"] = "1000000";
        start.Environment["DOTNET_GCConserveMemory"] = "8";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment[Postgres] = postgres;
        using var process = Process.Start(start)!;
        var said = (await process.StandardOutput.ReadToEndAsync()).Split(' ');
        await process.WaitForExitAsync();
        if (process.ExitCode != 0 || int.Parse(said[2], CultureInfo.InvariantCulture) != rows)
        {
            throw new InvalidOperationException($"Not every row was brought in: {string.Join(' ', said)}");
        }
        return (double.Parse(said[0], CultureInfo.InvariantCulture), long.Parse(said[1], CultureInfo.InvariantCulture) / 1e6);
    }
}
