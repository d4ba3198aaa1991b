using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LearningAccount.Bench;

/// <summary>
/// An employer's page of workers under load: all accounts computed, sorted and one page of them rendered by the real
/// program, beside a page of the same size that is only sent.
/// </summary>
internal static partial class ListBench
{
    private const int Workers = 5_000;
    private const string EnterpriseNumber = "0999990123";

    public static async Task<Report> MeasureAsync()
    {
        var report = new Report("list");
        var folder = Directory.CreateTempSubdirectory("learning-account-list-").FullName;
        try
        {
            var files = WriteLists(folder);
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
        await ServedProcess.RunAsync([ServedProcess.Program, "import", .. files, "--employer", EnterpriseNumber, .. place]);
        await using var program = await ServedProcess.StartAsync([ServedProcess.Program, "--port", "0", .. place]);
        using var http = new HttpClient { BaseAddress = program.Address };
        var list = WorkersPage().Match(await http.GetStringAsync(new Uri("/employers", UriKind.Relative)));
        var page = new Uri(
            list.Success ? list.Value : throw new InvalidOperationException("No employer is listed."),
            UriKind.Relative
        );
        var bytes = (await http.GetByteArrayAsync(page)).Length;
        await using var trivial = await ServedProcess.StartAsync([
            typeof(ListBench).Assembly.Location,
            TrivialPage.Argument,
            bytes.ToString(CultureInfo.InvariantCulture),
        ]);

        var measured = await Readers.MeasureAsync(new(program.Address, page));
        var floor = await Readers.MeasureAsync(new(trivial.Address, "/"));
        var what = $"{engine}, page of {bytes / 1024} KiB for {Workers:#,##0} workers";
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

    private static string[] WriteLists(string folder)
    {
        var staff = new StringBuilder("Enterprise number;SSIN;Family name;Given names;Language;Start;Regime;Joint committee\n");
        var trainings = new StringBuilder("Enterprise number;SSIN;Training;Start date;End date;Hours\n");
        var start = new DateOnly(2015, 1, 5);
        for (var i = 0; i < Workers; i++)
        {
            var ssin = SyntheticSsin(i);
            var regime =
                i % 3 == 0 ? "28,5/38"
                : i % 5 == 0 ? "1/2"
                : "1";
            staff.AppendLine(
                CultureInfo.InvariantCulture,
                $"{EnterpriseNumber};{ssin};Peeters-{i:0000};Anna;nl;{start.AddDays(i % 3600):yyyy-MM-dd};{regime};{(i % 2 == 0 ? "200" : "209")}"
            );
            for (var year = 2024; year <= 2026; year++)
            {
                var on = new DateOnly(year, 1 + i % 9, 1 + i % 28);
                trainings.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"{EnterpriseNumber};{ssin};Course {i % 40};{on:yyyy-MM-dd};{on:yyyy-MM-dd};{4 + i % 12}"
                );
            }
        }
        string[] files = [Path.Combine(folder, "staff.csv"), Path.Combine(folder, "trainings.csv")];
        File.WriteAllText(files[0], staff.ToString());
        File.WriteAllText(files[1], trainings.ToString());
        return files;
    }

    // Nobody's: order numbers from 991 on are not given out.
    private static string SyntheticSsin(int index)
    {
        var born = new DateOnly(1960, 1, 1).AddDays(index % 12_000);
        long first = (born.Year % 100 * 10_000L + born.Month * 100 + born.Day) * 1000 + 991 + index / 12_000;
        return string.Create(CultureInfo.InvariantCulture, $"{first:000000000}{97 - first % 97:00}");
    }

    [GeneratedRegex("/employers/[0-9a-f-]{36}/workers", RegexOptions.None, 1000)]
    private static partial Regex WorkersPage();
}
