using System.Collections.Concurrent;
using System.Diagnostics;

namespace LearningAccount.Bench;

/// <summary>Twenty people who read the same pages again and again, each time the next one.</summary>
internal static class Readers
{
    private const int Count = 20;
    private const int Runs = 5;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(4);

    internal sealed record Waited(IReadOnlyList<double> P50, IReadOnlyList<double> P99, IReadOnlyList<double> Rate);

    /// <summary>Milliseconds that half of them and all but one in a hundred waited, and pages a second; the first run warms up.</summary>
    /// <param name="cookie">Of somebody who is signed in; null: of nobody.</param>
    public static Task<Waited> MeasureAsync(Uri page, string? cookie = null) => MeasureAsync([page], cookie);

    /// <inheritdoc cref="MeasureAsync(Uri, string?)"/>
    public static async Task<Waited> MeasureAsync(IReadOnlyList<Uri> pages, string? cookie)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Count, UseCookies = false });
        if (cookie is not null)
        {
            http.DefaultRequestHeaders.Add("Cookie", cookie);
        }
        await RunAsync(http, pages);
        List<double> p50 = [];
        List<double> p99 = [];
        List<double> rate = [];
        for (var run = 0; run < Runs; run++)
        {
            var waits = await RunAsync(http, pages);
            p50.Add(waits[waits.Count / 2]);
            p99.Add(waits[waits.Count * 99 / 100]);
            rate.Add(waits.Count / Length.TotalSeconds);
        }
        return new(p50, p99, rate);
    }

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
