using System.Collections.Concurrent;
using System.Diagnostics;

namespace LearningAccount.Bench;

/// <summary>Requests to a server that runs in a process of its own, from twenty callers.</summary>
internal sealed class Load(Uri address, string? token = null) : IDisposable
{
    private const int Callers = 20;
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(3);

    private readonly HttpClient http = Client(address, token);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => http.SendAsync(request);

    /// <summary>Answers a second, each caller asking again as soon as it is answered.</summary>
    public async Task<double> RateAsync(Func<HttpRequestMessage> next)
    {
        var begin = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(
            Enumerable
                .Range(0, Callers)
                .Select(async _ =>
                {
                    var answered = 0;
                    while (Stopwatch.GetElapsedTime(begin) < Length)
                    {
                        await AskAsync(next());
                        answered++;
                    }
                    return answered;
                })
        );
        return counts.Sum() / Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    /// <summary>
    /// Milliseconds that all but one in a hundred waited, where so many are asked a second whether or not those before were
    /// answered: waiting for its turn counts.
    /// </summary>
    public async Task<double> P99Async(Func<HttpRequestMessage> next, double perSecond)
    {
        var waits = new ConcurrentBag<double>();
        var begin = Stopwatch.GetTimestamp();
        var asked = new List<Task>();
        for (var i = 0; Stopwatch.GetElapsedTime(begin) < Length; i++)
        {
            var due = TimeSpan.FromSeconds(i / perSecond);
            while (Stopwatch.GetElapsedTime(begin) < due)
            {
                await Task.Delay(1);
            }
            asked.Add(WaitAsync(next(), due));
        }
        await Task.WhenAll(asked);
        var sorted = waits.Order().ToList();
        return sorted[sorted.Count * 99 / 100];

        async Task WaitAsync(HttpRequestMessage request, TimeSpan due)
        {
            await AskAsync(request);
            waits.Add((Stopwatch.GetElapsedTime(begin) - due).TotalMilliseconds);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task AskAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var answer = await http.SendAsync(request);
            if (!answer.IsSuccessStatusCode)
            {
                throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            }
            await answer.Content.ReadAsByteArrayAsync();
        }
    }

    private static HttpClient Client(Uri address, string? token)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Callers * 4, UseCookies = false })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromMinutes(5),
        };
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        }
        return client;
    }
}
