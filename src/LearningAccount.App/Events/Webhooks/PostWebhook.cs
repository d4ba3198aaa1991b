using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using LearningAccount.App.Settings;
using LearningAccount.Records.Events.Webhooks;

namespace LearningAccount.App.Events.Webhooks;

/// <summary>
/// Posts one request to the address of a webhook: within ten seconds, to where anybody may connect, without following it elsewhere and
/// without reading what is answered. Neither what is sent nor what signs it comes into a log.
/// </summary>
internal sealed class PostWebhook : IDisposable
{
    private const int MostHeaderKilobytes = 16;
    private const int MostDrainedBytes = 16 * 1024;
    private const int MostConnections = 8;
    private static readonly ProductInfoHeaderValue Agent = new("LearningAccount", "1.0");
    private readonly WebhookAddresses addresses;
    private readonly WebhookSecrets secrets;
    private readonly TimeProvider clock;
    private readonly HttpMessageInvoker http;

    public PostWebhook(InstallationSettings settings, WebhookSecrets secrets, TimeProvider clock)
    {
        addresses = new(settings.Webhooks);
        this.secrets = secrets;
        this.clock = clock;
        http = new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                // A proxy would connect in our stead, and check nothing.
                UseProxy = false,
                ActivityHeadersPropagator = null,
                MaxConnectionsPerServer = MostConnections,
                MaxResponseHeadersLength = MostHeaderKilobytes,
                MaxResponseDrainSize = MostDrainedBytes,
                ResponseDrainTimeout = TimeSpan.FromSeconds(1),
                // Where a name leads is asked again.
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
                ConnectCallback = ConnectAsync,
            }
        );
    }

    /// <summary>How long a receiver has to answer.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What names stand for; of the machine, where nothing else is said.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Nobody in it exists: what is sent says so.</summary>
    internal bool IsSandbox { get; init; }

    /// <param name="type">The media type of the body.</param>
    /// <exception cref="System.Security.Cryptography.CryptographicException">Its secret cannot be read.</exception>
    public async Task<WebhookOutcome> Do(Webhook webhook, Guid message, byte[] body, string type, CancellationToken stop)
    {
        // What was allowed when it was named need not be any more.
        if (addresses.FaultOf(webhook.Address) is not null)
        {
            return new(null, WebhookFault.AddressRefused);
        }
        var now = clock.GetUtcNow();
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new(type) } };
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Address) { Content = content };
        request.Headers.UserAgent.Add(Agent);
        request.Headers.Add("webhook-id", message.ToString("D"));
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", secrets.Signatures(webhook, message, now, body));
        if (IsSandbox)
        {
            request.Headers.Add(EnvironmentMark.Header, EnvironmentMark.Sandbox);
        }
        using var patience = new CancellationTokenSource(Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        try
        {
            // What is answered beyond its head is not read.
            using var answer = await http.SendAsync(request, both.Token);
            return OutcomeOf(answer, now);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new(null, WebhookFault.TimedOut);
        }
        catch (HttpRequestException failed) when (!stop.IsCancellationRequested)
        {
            return new(null, FaultOf(failed));
        }
    }

    public void Dispose() => http.Dispose();

    private static WebhookOutcome OutcomeOf(HttpResponseMessage answer, DateTimeOffset now)
    {
        var status = (int)answer.StatusCode;
        if (answer.IsSuccessStatusCode)
        {
            return new(status, null);
        }
        var asked =
            answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable
            && answer.Headers.RetryAfter is { } wait
                ? wait.Delta ?? wait.Date - now
                : null;
        return new(status, status is >= 300 and < 400 ? WebhookFault.Redirect : WebhookFault.Status, asked);
    }

    private static WebhookFault FaultOf(HttpRequestException failed)
    {
        for (Exception? inner = failed; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case AddressRefusedException:
                    return WebhookFault.AddressRefused;
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return WebhookFault.NameUnknown;
                default:
                    break;
            }
        }
        return failed.HttpRequestError is HttpRequestError.SecureConnectionError
            ? WebhookFault.NotSecure
            : WebhookFault.NotReached;
    }

    // What a name stands for is asked and connected to in one: nobody can have it lead elsewhere in between.
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var asked = context.DnsEndPoint;
        var found = IPAddress.TryParse(asked.Host, out var direct) ? [direct] : await Resolve(asked.Host, cancel);
        var open = found.Where(addresses.Allows).ToArray();
        if (open.Length == 0)
        {
            throw found.Length == 0 ? new SocketException((int)SocketError.HostNotFound) : new AddressRefusedException();
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, asked.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class AddressRefusedException : Exception;
}
