using System.Globalization;

namespace LearningAccount.Bench;

/// <summary>
/// An employer's page of workers under load: all accounts computed, sorted and one page of them rendered by the real
/// program, beside a page of the same size that is only sent.
/// </summary>
internal static class ListBench
{
    public static async Task<Report> MeasureAsync()
    {
        var report = new Report("list");
        var folder = Directory.CreateTempSubdirectory("learning-account-list-").FullName;
        try
        {
            var files = LargeEmployer.Write(folder);
            await MeasureAsync(report, "SQLite", files, "--data", Path.Combine(folder, "sqlite"));
            if (Environment.GetEnvironmentVariable("LEARNING_ACCOUNT_TEST_POSTGRES") is { Length: > 0 } connection)
            {
                await MeasureAsync(
                    report,
                    "PostgreSQL",
                    files,
                    "--data",
                    Path.Combine(folder, "postgres"),
                    "--database",
                    connection
                );
            }
            return report;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(Report report, string engine, string[] files, params string[] place)
    {
        await ServedProcess.RunAsync([
            ServedProcess.Program,
            "import",
            .. files,
            "--employer",
            LargeEmployer.EnterpriseNumber,
            .. place,
        ]);
        await using var program = await ServedProcess.StartAsync([ServedProcess.Program, "--port", "0", .. place]);
        var reader = await SignedIn.ToAsync(place);
        using var http = reader.Client(program.Address);
        var page = new Uri($"/employers/{reader.Employer:D}/workers", UriKind.Relative);
        var bytes = (await http.GetByteArrayAsync(page)).Length;
        await using var trivial = await ServedProcess.StartAsync([
            typeof(ListBench).Assembly.Location,
            TrivialPage.Argument,
            bytes.ToString(CultureInfo.InvariantCulture),
        ]);

        var (measured, floor) = await Readers.MeasureAsync(
            [new Uri(program.Address, page)],
            reader.Cookie,
            new Uri(trivial.Address, "/")
        );
        var what = $"{engine}, page of {bytes / 1024} KiB for {LargeEmployer.Workers:#,##0} workers";
        report.Add(new($"{what}, p50", "ms", measured.P50) { Floor = new("trivial page", floor.P50) });
        report.Add(new($"{what}, p99", "ms", measured.P99) { Floor = new("trivial page", floor.P99) });
        report.Add(new($"{what}, rate", "pages/s", measured.Rate) { Floor = new("trivial page", floor.Rate) });

        // A table is kept while its facts and its day stay; for another day all accounts are computed again.
        var day = new DateOnly(2024, 6, 1);
        var anew = await Timing.SecondsAsync(
            15,
            () => http.GetByteArrayAsync(new Uri($"{page}?on={day = day.AddDays(7):yyyy-MM-dd}", UriKind.Relative))
        );
        report.Add(new($"{what}, all accounts computed anew", "ms", [.. anew.Select(seconds => seconds * 1e3)]));
    }
}
