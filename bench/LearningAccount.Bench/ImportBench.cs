namespace LearningAccount.Bench;

/// <summary>
/// Lists of trainings of 5,000 workers who are known, brought in end to end, each by a process of its own; beside a plain scan of
/// the same file and a bulk insert of the same rows.
/// </summary>
internal static class ImportBench
{
    /// <summary>Rows of the text file for SQLite; the others have fewer.</summary>
    public const int Rows = 1_000_000;
    private const int MostOfPostgres = 200_000;
    private const int MostOfWorkbook = 100_000;
    private const int Megabytes = 500;

    // A long file is its own warming up, and takes minutes.
    private const int LongFile = 300_000;
    private const int Runs = 3;

    public static async Task<Report> MeasureAsync(int rows)
    {
        var report = new Report("import");
        var folder = Directory.CreateTempSubdirectory("learning-account-import-").FullName;
        try
        {
            var staff = LargeEmployer.Write(folder)[0];
            await MeasureAsync(report, new(folder, staff, rows, IsWorkbook: false, Postgres: null));
            await MeasureAsync(report, new(folder, staff, Math.Min(rows, MostOfWorkbook), IsWorkbook: true, Postgres: null));
            if (Environment.GetEnvironmentVariable("LEARNING_ACCOUNT_TEST_POSTGRES") is { Length: > 0 } postgres)
            {
                await MeasureAsync(report, new(folder, staff, Math.Min(rows, MostOfPostgres), IsWorkbook: false, postgres));
            }
            return report;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed record Subject(string Folder, string Staff, int Rows, bool IsWorkbook, string? Postgres)
    {
        public string File { get; } = Path.Combine(Folder, IsWorkbook ? "list.xlsx" : "list.csv");
        public string Name => $"{Rows:N0} rows, {(IsWorkbook ? "XLSX" : "CSV")}, {(Postgres is null ? "SQLite" : "PostgreSQL")}";
    }

    private static async Task MeasureAsync(Report report, Subject subject)
    {
        var bytes = subject.IsWorkbook
            ? TrainingFile.WriteWorkbook(subject.File, subject.Rows)
            : TrainingFile.WriteText(subject.File, subject.Rows);
        var runs = subject.Rows > LongFile ? 1 : Runs;
        var scan = await Timing.SecondsAsync(
            runs,
            () =>
            {
                if (subject.IsWorkbook)
                {
                    ImportFloor.ScanWorkbook(subject.File);
                }
                else
                {
                    ImportFloor.ScanText(subject.File);
                }
            }
        );
        var (import, insert, peak) = (new List<double>(), new List<double>(), new List<double>());
        var written = 0L;
        for (var run = 0; run < runs; run++)
        {
            await using var imported = await EmptyDatabase.MakeAsync(subject.Postgres, subject.Folder);
            await using var filled = await EmptyDatabase.MakeAsync(subject.Postgres, subject.Folder);
            await KnowWorkers(imported, subject);
            await KnowWorkers(filled, subject);
            var (seconds, megabytes) = await OneImport.StartAsync(
                subject.File,
                subject.Rows,
                imported.Folder,
                imported.Connection
            );
            import.Add(seconds);
            peak.Add(megabytes);
            await using var from = await imported.OpenAsync();
            await using var into = await filled.OpenAsync();
            (var floor, written) = await ImportFloor.Insert(from, into);
            insert.Add(floor);
        }
        var least = scan.Zip(insert, (read, write) => read + write);
        report.Add(new($"size of the file; {subject.Name}", "MB", [bytes / 1e6]));
        report.Add(new($"rows written; {subject.Name}", "rows", [written]));
        report.Add(new($"plain scan; {subject.Name}", "s", scan));
        report.Add(new($"bulk insert; {subject.Name}", "s", insert));
        report.Add(new($"import; {subject.Name}", "s", import) { Floor = new("scan + insert", [.. least]) });
        report.Add(
            new($"import; {subject.Name}", "rows/s", [.. import.Select(seconds => subject.Rows / seconds)])
            {
                Floor = new("scan + insert", [.. least.Select(seconds => subject.Rows / seconds)]),
            }
        );
        report.Add(new($"peak memory; {subject.Name}", "MB", peak) { Goal = Goal.AtMost(Megabytes) });
    }

    private static async Task KnowWorkers(EmptyDatabase empty, Subject subject)
    {
        await using var database = await empty.OpenAsync();
        await OneImport.Do(database, subject.Staff);
    }
}
