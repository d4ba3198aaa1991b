using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LearningAccount.App.Hosting;
using LearningAccount.App.Portal;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Portal;

/// <summary>The pages by https: with a certificate of the program's own, and behind a gateway.</summary>
public sealed class HttpsTests
{
    private const string Name = "learning.example.be";
    private const string BehindGateway = $$"""{ "address": "https://{{Name}}" }""";
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Behind_a_gateway_that_says_https_cookies_and_headers_are_those_of_https()
    {
        await using var portal = await ServedPortal.StartAsync(settings: BehindGateway);
        using var answer = await AskAsync(portal, "/sign-in", Name, "https");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("max-age=31536000", answer.Headers.GetValues("Strict-Transport-Security").Single());
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("__Host-form=", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        using var language = await AskAsync(portal, "/language/nl", Name, "https");
        Assert.Contains("secure", language.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(Name, null, HttpStatusCode.MisdirectedRequest)]
    [InlineData(Name, "http", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost", "https", HttpStatusCode.BadRequest)]
    [InlineData("evil.example", "https", HttpStatusCode.BadRequest)]
    public async Task What_did_not_come_by_https_and_by_its_name_is_refused(string host, string? proto, HttpStatusCode expected)
    {
        await using var portal = await ServedPortal.StartAsync(settings: BehindGateway);
        using var answer = await AskAsync(portal, "/sign-in", host, proto);
        Assert.Equal(expected, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Without_an_address_in_the_settings_nobody_is_believed_to_come_by_https()
    {
        await using var portal = await ServedPortal.StartAsync();
        using var answer = await AskAsync(portal, "/sign-in", "localhost", "https");
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
        Assert.StartsWith("form=", answer.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_serves_https_itself_and_takes_up_a_renewed_certificate()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["data"]);
        var clock = new SetClock(ServedPortal.Noon);
        Certify(folder["data"], "first");
        await File.WriteAllTextAsync(
            Path.Combine(folder["data"], "settings.json"),
            $$"""{ "address": "https://{{Name}}", "certificate": { "file": "cert.pem", "key": "key.pem" } }""",
            Stop
        );
        await using var database = await Database.OpenAsync(null, folder["data"], clock, Stop);
        await using var app = WebProgram.Build(database, folder["data"], [new(IPAddress.Loopback, 0, IsHttps: true)], clock);
        await app.StartAsync(Stop);
        var port = new Uri(app.Urls.Single()).Port;
        Assert.Equal("CN=first", await CertificateAsync(port));
        Certify(folder["data"], "second");
        File.SetLastWriteTimeUtc(Path.Combine(folder["data"], "cert.pem"), ServedPortal.Noon.UtcDateTime);
        Assert.Equal("CN=first", await CertificateAsync(port));
        clock.Now += TimeSpan.FromMinutes(2);
        Assert.Equal("CN=second", await CertificateAsync(port));
        // A file that is half written does not close the door.
        await File.WriteAllTextAsync(Path.Combine(folder["data"], "cert.pem"), "-----BEGIN", Stop);
        clock.Now += TimeSpan.FromMinutes(2);
        Assert.Equal("CN=second", await CertificateAsync(port));
    }

    [Theory]
    [InlineData("""{ "address": "http://learning.example.be" }""")]
    [InlineData("""{ "address": "https://learning.example.be/path" }""")]
    [InlineData("""{ "certificate": { "file": "none.pem", "key": "none.pem" } }""")]
    [InlineData("""{ "signIn": [ { "id": "a", "name": "A", "issuer": "http://id.example", "clientId": "c" } ] }""")]
    [InlineData("""{ "signIn": [ { "id": "a", "name": "A", "issuer": "https://id.example" } ] }""")]
    [InlineData("""{ "adress": "https://learning.example.be" }""")]
    public async Task Settings_that_cannot_be_meant_stop_the_start(string settings) =>
        await Assert.ThrowsAsync<RefusedException>(() => ServedPortal.StartAsync(settings: settings));

    private static Task<HttpResponseMessage> AskAsync(ServedPortal portal, string path, string host, string? proto)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } };
        request.Headers.Add("Cookie", ServedPortal.Nobody);
        if (proto is not null)
        {
            request.Headers.Add("X-Forwarded-Proto", proto);
        }
        return portal.Http.SendAsync(request, Stop);
    }

    private static async Task<string> CertificateAsync(int port)
    {
        var shown = "";
        using var http = new HttpClient(
            new SocketsHttpHandler
            {
                SslOptions = new SslClientAuthenticationOptions
                {
                    RemoteCertificateValidationCallback = (_, certificate, _, _) => (shown = certificate!.Subject).Length > 0,
                },
                ConnectCallback = async (_, stop) =>
                {
                    var socket = new System.Net.Sockets.Socket(
                        System.Net.Sockets.SocketType.Stream,
                        System.Net.Sockets.ProtocolType.Tcp
                    );
                    await socket.ConnectAsync(IPAddress.Loopback, port, stop);
                    return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
                },
            }
        );
        using var answer = await http.GetAsync(new Uri($"https://{Name}:{port}/sign-in"), Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return shown;
    }

    private static void Certify(string folder, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(ServedPortal.Noon.AddYears(-1), ServedPortal.Noon.AddYears(5));
        File.WriteAllText(Path.Combine(folder, "cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }
}
