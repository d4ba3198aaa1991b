using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using LearningAccount.App.Api.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LearningAccount.Tests.Harness;

/// <summary>A receiver of webhooks, as a vendor writes one: it listens on this machine, checks what signs, and keeps what came.</summary>
internal sealed class ReceivingHook : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<HookRequest> received = new();
    private int atOnce;

    private ReceivingHook(WebApplication app) => this.app = app;

    /// <summary>Where it listens.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Answers; 204 where nothing else is said.</summary>
    public Func<HookRequest, HttpResponse, Task> Answer { get; set; } =
        (_, response) =>
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        };

    /// <summary>Everything that came, in its order.</summary>
    public IReadOnlyList<HookRequest> Received => [.. received];

    /// <summary>The most requests that were under way at the same time.</summary>
    public int MostAtOnce { get; private set; }

    /// <param name="certificate">With it, it listens for https alone.</param>
    public static async Task<ReceivingHook> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(
                IPAddress.Loopback,
                0,
                listen =>
                {
                    if (certificate is not null)
                    {
                        listen.UseHttps(certificate);
                    }
                }
            )
        );
        var hook = new ReceivingHook(builder.Build());
        hook.app.Run(hook.TakeAsync);
        await hook.app.StartAsync(TestContext.Current.CancellationToken);
        hook.Address = $"{hook.app.Urls.Single()}/hook";
        return hook;
    }

    /// <summary>Answers with these one after the other, and with 204 from then on.</summary>
    public void AnswerFirst(params int[] statuses)
    {
        var left = new Queue<int>(statuses);
        Answer = (_, response) =>
        {
            response.StatusCode = left.Count > 0 ? left.Dequeue() : StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        };
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref atOnce));
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var request = new HookRequest(
            context.Request.Path,
            context.Request.ContentType ?? "",
            context.Request.Headers["webhook-id"].ToString(),
            context.Request.Headers["webhook-timestamp"].ToString(),
            context.Request.Headers["webhook-signature"].ToString(),
            body.ToArray()
        )
        {
            Environment = context.Request.Headers["LearningAccount-Environment"].ToString(),
        };
        received.Enqueue(request);
        try
        {
            await Answer(request, context.Response);
        }
        finally
        {
            Interlocked.Decrement(ref atOnce);
        }
    }
}

/// <summary>A request as it came.</summary>
internal sealed record HookRequest(string Path, string Type, string Id, string Timestamp, string Signature, byte[] Body)
{
    /// <summary>What it says of where it comes from; empty: nothing.</summary>
    public string Environment { get; init; } = "";
    public string Text => Encoding.UTF8.GetString(Body);
    public DateTimeOffset SentAt => DateTimeOffset.FromUnixTimeSeconds(long.Parse(Timestamp, CultureInfo.InvariantCulture));

    /// <summary>Its events, each as the contract says.</summary>
    public IReadOnlyList<JsonElement> Events
    {
        get
        {
            using var document = JsonDocument.Parse(Body);
            JsonElement[] events = Type is "application/cloudevents-batch+json"
                ? [.. document.RootElement.EnumerateArray().Select(one => one.Clone())]
                : [document.RootElement.Clone()];
            if (!IsTest(events[0]))
            {
                Faults.None(events.SelectMany(one => AnswerCheck.Of(one, ApiContract.Shipped.Schemas["Event"])));
            }
            return events;
        }
    }

    public IEnumerable<string> EventIds => Events.Select(one => one.GetProperty("id").GetString()!);

    /// <summary>True where one of its signatures is by this secret, as the published specification computes it.</summary>
    public bool IsSignedBy(string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        byte[] content = [.. Encoding.UTF8.GetBytes($"{Id}.{Timestamp}."), .. Body];
        var signed = HMACSHA256.HashData(key, content);
        return Signature.Split(' ').Contains($"v1,{Convert.ToBase64String(signed)}", StringComparer.Ordinal);
    }

    private static bool IsTest(JsonElement one) =>
        one.GetProperty("type").GetString()!.EndsWith(".tested", StringComparison.Ordinal);
}
