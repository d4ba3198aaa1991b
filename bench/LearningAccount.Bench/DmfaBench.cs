using System.Diagnostics;
using LearningAccount.App.Imports;
using LearningAccount.Records.Storage;

namespace LearningAccount.Bench;

/// <summary>
/// A declaration of 100,000 persons brought in end to end, beside a plain scan of the same file and a bulk insert of the same rows;
/// and the memory the program takes at its peak for it and for one three times as long.
/// </summary>
internal static class DmfaBench
{
    private const int Persons = 100_000;
    private const int Runs = 3;

    public static async Task<Report> MeasureAsync()
    {
        var report = new Report("dmfa");
        var folder = Directory.CreateTempSubdirectory("learning-account-dmfa-").FullName;
        try
        {
            var file = Path.Combine(folder, "dmfa.xml");
            var megabytes = DmfaFile.Write(file, Persons) / 1e6;
            report.Add(new("size of the file", "MB", [megabytes]));
            var scan = await Timing.SecondsAsync(Runs, () => DmfaFloor.Scan(file));
            report.Add(new("plain scan of the file", "s", scan));
            await MeasureAsync(report, "SQLite", file, scan, postgres: null, folder);
            if (Environment.GetEnvironmentVariable("LEARNING_ACCOUNT_TEST_POSTGRES") is { Length: > 0 } connection)
            {
                await MeasureAsync(report, "PostgreSQL", file, scan, connection, folder);
            }
            await MeasureMemoryAsync(report, file, folder);
            return report;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(
        Report report,
        string engine,
        string file,
        IReadOnlyList<double> scan,
        string? postgres,
        string folder
    )
    {
        var rows = await WithEmpty(
            postgres,
            folder,
            async database =>
            {
                await Import(database, file);
                return await DmfaFloor.Read(database);
            }
        );
        var insert = new List<double>();
        var import = new List<double>();
        // Turn by turn, so that what else the machine does falls on both alike.
        for (var run = 0; run <= Runs; run++)
        {
            var floor = await WithEmpty(postgres, folder, database => Seconds(() => DmfaFloor.Insert(database, rows)));
            var ours = await WithEmpty(postgres, folder, database => Seconds(() => Import(database, file)));
            if (run > 0)
            {
                insert.Add(floor);
                import.Add(ours);
            }
        }
        var written = rows.Sum(table => table.Rows.Count);
        report.Add(new($"rows written, {engine}", "rows", [written]));
        report.Add(new($"bulk insert of the same rows, {engine}", "s", insert));
        report.Add(
            new($"import of 100,000 persons, {engine}", "s", import)
            {
                Floor = new("scan + insert", [.. scan.Zip(insert, (read, write) => read + write)]),
                Goal = Goal.AtMost(2),
            }
        );
    }

    private static async Task MeasureMemoryAsync(Report report, string file, string folder)
    {
        var longer = Path.Combine(folder, "dmfa-long.xml");
        DmfaFile.Write(longer, 3 * Persons);
        var once = await PeakMegabytesAsync(file, Path.Combine(folder, "once"));
        var thrice = await PeakMegabytesAsync(longer, Path.Combine(folder, "thrice"));
        report.Add(
            new("peak memory, 300,000 persons", "MB", [thrice])
            {
                Floor = new("100,000 persons", [once]),
                Goal = Goal.AtMost(1.1),
            }
        );
    }

    /// <summary>The most memory the real program held while it brought the file into SQLite.</summary>
    private static async Task<double> PeakMegabytesAsync(string file, string data)
    {
        var start = new ProcessStartInfo("dotnet", [ServedProcess.Program, "import", file, "--data", data])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var peak = 0L;
        while (!process.HasExited)
        {
            process.Refresh();
            peak = Math.Max(peak, process.HasExited ? 0 : process.PeakWorkingSet64);
            await Task.Delay(20);
        }
        await said;
        return process.ExitCode == 0 ? peak / 1e6 : throw new InvalidOperationException(await errors);
    }

    private static async Task Import(Database database, string path)
    {
        var report = await OneImport.Do(database, path);
        if (report.CountOf(RowOutcome.New) != Persons)
        {
            throw new InvalidOperationException("Not everybody was brought in.");
        }
    }

    private static async Task<double> Seconds(Func<Task> work)
    {
        GC.Collect();
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Runs with an empty database at this program's schema, gone afterwards.</summary>
    private static async Task<T> WithEmpty<T>(string? postgres, string folder, Func<Database, Task<T>> work)
    {
        await using var empty = await EmptyDatabase.MakeAsync(postgres, folder);
        await using var database = await empty.OpenAsync();
        return await work(database);
    }
}
