using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LearningAccount.Bench;

/// <summary>
/// The REST API as a machine uses it, the real program in a process of its own: the token read, who may do what decided, what was read kept for
/// the worker, each registration in the journal and under its key. Beside it a bare server with one raw query, or one raw insert that is
/// as durable.
/// </summary>
internal static partial class ApiBench
{
    private const int Runs = 5;
    private const int BulkItems = 10_000;
    private const int Page = 100;

    /// <summary>An employer of this size is read over and over; what was written out for so many is kept.</summary>
    private const int OftenRead = 500;
    private static readonly string Root = $"/REST/learningAccount/v1/employers/{LargeEmployer.EnterpriseNumber}";

    public static async Task<Report> MeasureAsync()
    {
        var report = new Report("api");
        var folder = Directory.CreateTempSubdirectory("learning-account-api-").FullName;
        try
        {
            var files = LargeEmployer.Write(folder);
            var sqlite = Path.Combine(folder, "sqlite");
            await MeasureAsync(report, "SQLite", files, sqlite, null);
            if (Environment.GetEnvironmentVariable("LEARNING_ACCOUNT_TEST_POSTGRES") is { Length: > 0 } server)
            {
                await using var empty = await EmptyDatabase.MakeAsync(server, folder);
                await MeasureAsync(report, "PostgreSQL", files, Path.Combine(folder, "postgres"), empty.Connection);
            }
            return report;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(Report report, string engine, string[] files, string data, string? server)
    {
        string[] place = server is null ? ["--data", data] : ["--data", data, "--database", server];
        await RunAsync("import", [.. files, "--employer", LargeEmployer.EnterpriseNumber, .. place]);
        Directory.CreateDirectory(data);
        await File.WriteAllTextAsync(
            Path.Combine(data, "settings.json"),
            """{ "api": { "requestsPerSecond": 100000, "burstSeconds": 60 } }"""
        );
        await using var program = await ServedProcess.StartAsync([ServedProcess.Program, "--port", "0", .. place]);
        using var load = new Load(program.Address, await TokenAsync(program.Address, data, place));
        var target = server ?? Path.Combine(data, "bare");
        Directory.CreateDirectory(Path.Combine(data, "bare"));
        await using var bare = await ServedProcess.StartAsync([typeof(ApiBench).Assembly.Location, BareApi.Argument, target]);
        using var floor = new Load(bare.Address);

        var workers = await WorkersAsync(load);
        var each = new Next(workers.Count);
        // That an account was looked at is written once an hour; so much of it stands already when the clock starts.
        foreach (var worker in workers)
        {
            using var read = await load.SendAsync(new(HttpMethod.Get, $"{Root}/workers/{worker}/account"));
            read.EnsureSuccessStatusCode();
        }
        await AddAsync(
            $"account of one of {OftenRead} workers",
            0.4,
            10,
            () => new(HttpMethod.Get, $"{Root}/workers/{workers[each.Place() % OftenRead]}/account"),
            bytes => () => new(HttpMethod.Get, $"/read/{bytes}")
        );
        await AddAsync(
            $"account of one of {workers.Count:#,##0} workers",
            null,
            null,
            () => new(HttpMethod.Get, $"{Root}/workers/{workers[each.Place()]}/account"),
            bytes => () => new(HttpMethod.Get, $"/read/{bytes}")
        );
        await AddAsync(
            $"list of {Page} accounts",
            0.4,
            10,
            () => new(HttpMethod.Get, $"{Root}/accounts?pageSize={Page}&page={1 + each.Place() % (workers.Count / Page)}"),
            bytes => () => new(HttpMethod.Get, $"/read/{bytes}")
        );
        await AddAsync(
            "registration of a training",
            0.3,
            15,
            () => Registration(workers[each.Place()], each.Number()),
            _ => () => new(HttpMethod.Post, "/write") { Content = new StringContent(new string('x', 300)) }
        );
        await AddBulkAsync();

        async Task AddAsync(
            string name,
            double? least,
            double? most,
            Func<HttpRequestMessage> next,
            Func<int, Func<HttpRequestMessage>> floorOf
        )
        {
            using var first = await load.SendAsync(next());
            var bytes = (await first.Content.ReadAsByteArrayAsync()).Length;
            var nextBare = floorOf(bytes);
            var (rates, bareRates, waits, bareWaits) = (
                new List<double>(),
                new List<double>(),
                new List<double>(),
                new List<double>()
            );
            for (var run = 0; run <= Runs; run++)
            {
                var (rate, bareRate) = (await load.RateAsync(next), await floor.RateAsync(nextBare));
                var (waited, bareWaited) = (await load.P99Async(next, rate / 2), await floor.P99Async(nextBare, bareRate / 2));
                if (run > 0)
                {
                    rates.Add(rate);
                    bareRates.Add(bareRate);
                    waits.Add(waited);
                    bareWaits.Add(bareWaited);
                }
            }
            var what = string.Create(CultureInfo.InvariantCulture, $"{engine}, {name} of {bytes / 1024.0:0.0} KiB");
            report.Add(
                new(what, "answers/s", rates)
                {
                    Floor = new("bare", bareRates),
                    Goal = least is { } share ? Goal.AtLeast(share) : null,
                }
            );
            report.Add(new($"{what}, p99 at half load", "ms", waits) { Goal = most is { } wait ? Goal.AtMost(wait) : null });
            report.Add(new($"{what}, p99 of the bare server at half of its load", "ms", bareWaits));
        }

        async Task AddBulkAsync()
        {
            var (seconds, bareSeconds) = (new List<double>(), new List<double>());
            for (var run = 0; run <= Runs; run++)
            {
                var items = Enumerable.Range(0, BulkItems).Select(_ => Item(workers[each.Place()], each.Number()));
                var body = JsonContent.Create(new { items });
                await body.LoadIntoBufferAsync();
                var ours = await Timing.OnceAsync(() =>
                    SendAsync(load, new(HttpMethod.Post, $"{Root}/trainings/bulk") { Content = body })
                );
                var theirs = await Timing.OnceAsync(() => SendAsync(floor, new(HttpMethod.Post, $"/bulk/{BulkItems}")));
                if (run > 0)
                {
                    seconds.Add(BulkItems / ours);
                    bareSeconds.Add(BulkItems / theirs);
                }
            }
            report.Add(
                new($"{engine}, bulk of {BulkItems:#,##0}", "trainings/s", seconds)
                {
                    Floor = new("bare bulk insert", bareSeconds),
                }
            );
        }
    }

    private static async Task SendAsync(Load to, HttpRequestMessage request)
    {
        using var answer = await to.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode || text.Contains("\"refused\":1", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(text[..Math.Min(text.Length, 2_000)]);
        }
    }

    private static HttpRequestMessage Registration(string worker, int number)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Root}/trainings")
        {
            Content = JsonContent.Create(Item(worker, number, isOfBulk: false)),
        };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString("D"));
        return request;
    }

    // Each worker's trainings lie on days of their own: none is like another.
    private static JsonObject Item(string worker, int number, bool isOfBulk = true)
    {
        var on = new DateOnly(2026, 1, 1).AddDays(number / LargeEmployer.Workers % 300);
        var item = new JsonObject
        {
            ["workerId"] = worker,
            ["externalId"] = string.Create(CultureInfo.InvariantCulture, $"LMS-{number:0000000}"),
            ["title"] = string.Create(CultureInfo.InvariantCulture, $"Course {number}"),
            ["kind"] = "formal",
            ["startDate"] = on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["hours"] = "2",
            ["similar"] = "register",
        };
        if (isOfBulk)
        {
            item["action"] = "create";
        }
        return item;
    }

    private static async Task<List<string>> WorkersAsync(Load load)
    {
        var found = new List<string>();
        for (var page = 1; found.Count < LargeEmployer.Workers; page++)
        {
            using var answer = await load.SendAsync(new(HttpMethod.Get, $"{Root}/accounts?pageSize=1000&page={page}"));
            var text = await answer.Content.ReadAsStringAsync();
            answer.EnsureSuccessStatusCode();
            found.AddRange(JsonNode.Parse(text)!["items"]!.AsArray().Select(item => item!["workerId"]!.ToString()));
        }
        return found;
    }

    /// <summary>Registers a machine as an operator does, and asks for a token with its key.</summary>
    private static async Task<string> TokenAsync(Uri address, string data, string[] place)
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var (secret, open) = (Path.Combine(data, "key.pem"), Path.Combine(data, "key.pub.pem"));
        await File.WriteAllTextAsync(secret, key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(open, key.ExportSubjectPublicKeyInfoPem());
        var told = await RunAsync(
            "machines",
            [
                "register",
                "Payroll",
                "--organisation",
                "Softwarehuis",
                "--number",
                LargeEmployer.EnterpriseNumber,
                "--contact",
                "api@example.be",
                "--key",
                open,
                .. place,
            ]
        );
        var client = ClientId().Match(told).Value;
        await RunAsync("machines", ["grant", client, "--employer", LargeEmployer.EnterpriseNumber, .. place]);
        var token = await RunAsync(
            "machines",
            ["token", client, "--key", secret, "--server", address.GetLeftPart(UriPartial.Authority)]
        );
        return token.Trim();
    }

    private static Task<string> RunAsync(string command, string[] arguments) =>
        ServedProcess.RunAsync([ServedProcess.Program, command, .. arguments]);

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}", RegexOptions.None, 1000)]
    private static partial Regex ClientId();

    /// <summary>Which worker is next, and how many were: the callers ask side by side.</summary>
    private sealed class Next(int count)
    {
        private int place;
        private int number;

        public int Place() => (Interlocked.Increment(ref place) & int.MaxValue) % count;

        public int Number() => Interlocked.Increment(ref number);
    }
}
