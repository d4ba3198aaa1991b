using System.Collections.Concurrent;
using System.Diagnostics;

namespace LearningAccount.Bench;

/// <summary>Twenty people who read the same pages again and again, each time the next one.</summary>
internal static class Readers
{
    private const int Count = 20;
    private const int Runs = 5;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(4);

    internal sealed record Waited(List<double> P50, List<double> P99, List<double> Rate)
    {
        public void Add(IReadOnlyList<double> waits, int run)
        {
            if (run > 0)
            {
                P50.Add(waits[waits.Count / 2]);
                P99.Add(waits[waits.Count * 99 / 100]);
                Rate.Add(waits.Count / Length.TotalSeconds);
            }
        }
    }

    /// <summary>
    /// Milliseconds that half of them and all but one in a hundred waited, and pages a second; beside those of the floor. The two
    /// are read in turn, so that a moment in which the machine is slow counts for both; the first run of each warms up.
    /// </summary>
    /// <param name="cookie">Of somebody who is signed in.</param>
    public static async Task<(Waited Measured, Waited Floor)> MeasureAsync(IReadOnlyList<Uri> pages, string cookie, Uri floor)
    {
        using var reader = Client();
        reader.DefaultRequestHeaders.Add("Cookie", cookie);
        using var anybody = Client();
        var (measured, plain) = (new Waited([], [], []), new Waited([], [], []));
        for (var run = 0; run <= Runs; run++)
        {
            measured.Add(await RunAsync(reader, pages), run);
            plain.Add(await RunAsync(anybody, [floor]), run);
        }
        return (measured, plain);
    }

    private static HttpClient Client() => new(new SocketsHttpHandler { MaxConnectionsPerServer = Count, UseCookies = false });

    private static async Task<IReadOnlyList<double>> RunAsync(HttpClient http, IReadOnlyList<Uri> pages)
    {
        var waits = new ConcurrentBag<double>();
        var begin = Stopwatch.GetTimestamp();
        var last = -1;
        Uri Next() => pages[Interlocked.Increment(ref last) % pages.Count];
        await Task.WhenAll(Enumerable.Range(0, Count).Select(_ => ReadAsync(http, Next, begin, waits)));
        return [.. waits.Order()];
    }

    private static async Task ReadAsync(HttpClient http, Func<Uri> next, long begin, ConcurrentBag<double> waits)
    {
        while (Stopwatch.GetElapsedTime(begin) < Length)
        {
            var asked = Stopwatch.GetTimestamp();
            using var answer = await http.GetAsync(next());
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
            waits.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }
    }
}
