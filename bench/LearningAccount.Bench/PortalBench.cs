using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LearningAccount.Bench;

/// <summary>
/// The pages people open most, served by the real program for somebody who is signed in, twenty readers at once: beside a page of
/// the same size for which one question is asked of the same database. Also the memory this takes, and how soon the first page
/// is there after the program is started.
/// </summary>
internal static partial class PortalBench
{
    private const int Starts = 5;
    private const int PagesOfList = 40;

    public static async Task<Report> MeasureAsync()
    {
        var report = new Report("portal");
        var folder = Directory.CreateTempSubdirectory("learning-account-portal-").FullName;
        try
        {
            string[] place = ["--data", Path.Combine(folder, "data")];
            string[] files = LargeEmployer.Write(folder);
            await ServedProcess.RunAsync([
                ServedProcess.Program,
                "import",
                .. files,
                "--employer",
                LargeEmployer.EnterpriseNumber,
                .. place,
            ]);
            var reader = await SignedIn.ToAsync(place);
            await ReadAsync(report, reader, place);
            report.Add(
                new("from start to first page", "s", await StartAsync([ServedProcess.Program, "--port", "0", .. place]))
                {
                    Goal = Goal.AtMost(1),
                }
            );
            string[] bare = [typeof(PortalBench).Assembly.Location, TrivialPage.Argument, "10000", place[1]];
            report.Add(new("the same of a bare page with one query", "s", await StartAsync(bare)));
            return report;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task ReadAsync(Report report, SignedIn reader, string[] place)
    {
        await using var program = await ServedProcess.StartAsync([ServedProcess.Program, "--port", "0", .. place]);
        var home = $"/employers/{reader.Employer:D}";
        var workers = $"{home}/workers";
        reader = await reader.OpenAsync(new(program.Address, workers));
        using var http = reader.Client(program.Address);
        var accounts = await AccountsAsync(http, workers);
        await AddAsync("home", null, home);
        await AddAsync("workers list", null, workers);
        await AddAsync("account", Goal.AtLeast(0.4), accounts[0]);
        report.Add(new("peak memory until here", "MB", [program.PeakMemory / 1e6]) { Goal = Goal.AtMost(300) });
        await AddAsync("account, another each time", null, accounts);
        report.Add(new("peak memory, another each time", "MB", [program.PeakMemory / 1e6]));

        async Task AddAsync(string name, Goal? goal, params string[] pages)
        {
            var bytes = (await http.GetByteArrayAsync(new Uri(pages[0], UriKind.Relative))).Length;
            await using var bare = await ServedProcess.StartAsync([
                typeof(PortalBench).Assembly.Location,
                TrivialPage.Argument,
                bytes.ToString(CultureInfo.InvariantCulture),
                place[1],
            ]);
            var (measured, floor) = await Readers.MeasureAsync(
                [.. pages.Select(page => new Uri(program.Address, page))],
                reader.Cookie,
                new Uri(bare.Address, "/")
            );
            report.Add(
                new($"{name}, {bytes / 1024} KiB", "pages/s", measured.Rate)
                {
                    Floor = new("bare page with one query", floor.Rate),
                    Goal = goal,
                }
            );
        }
    }

    // More than the program keeps of pages it has made.
    private static async Task<string[]> AccountsAsync(HttpClient http, string workers)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        for (var page = 1; page <= PagesOfList; page++)
        {
            var list = await http.GetStringAsync(new Uri($"{workers}?page={page}", UriKind.Relative));
            found.UnionWith(WorkerPage().Matches(list).Select(match => match.Value));
        }
        return [.. found];
    }

    private static async Task<List<double>> StartAsync(string[] command)
    {
        var seconds = new List<double>();
        for (var start = 0; start <= Starts; start++)
        {
            var begin = Stopwatch.GetTimestamp();
            await using var program = await ServedProcess.StartAsync(command);
            using var http = new HttpClient { BaseAddress = program.Address };
            using var answer = await http.GetAsync(new Uri("/", UriKind.Relative));
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
            // The first one fills the machine's own cache of files.
            if (start > 0)
            {
                seconds.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
            }
        }
        return seconds;
    }

    [GeneratedRegex("/employers/[0-9a-f-]{36}/workers/[0-9a-f-]{36}", RegexOptions.None, 1000)]
    private static partial Regex WorkerPage();
}
