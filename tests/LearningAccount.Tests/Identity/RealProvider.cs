using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using LearningAccount.Tests.Browser;
using LearningAccount.Tests.Harness;
using Microsoft.Playwright;

namespace LearningAccount.Tests.Identity;

/// <summary>
/// An OpenID Connect provider that others wrote (npm oidc-provider), as a process of its own.
/// </summary>
internal sealed class RealProvider : IAsyncDisposable
{
    public const string Secret = "a secret of the tests, 32 letters";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Process process;

    private RealProvider(Process process) => this.process = process;

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The settings of a portal that lets people in by it.</summary>
    public static string Settings(int port) =>
        JsonSerializer.Serialize(
            new
            {
                signIn = new[]
                {
                    new
                    {
                        id = "proef",
                        name = "Proef",
                        issuer = $"http://127.0.0.1:{port}",
                        clientId = "learning-account",
                        clientSecretFile = "secret",
                        scopes = new[] { "openid", "profile", "email", "egovnrn" },
                        claims = new { ssin = "egovNRN" },
                    },
                },
            }
        );

    /// <param name="people">What is said of whoever signs in by these names.</param>
    public static async Task<RealProvider> StartAsync(int port, Uri portal, Dictionary<string, object> people)
    {
        var packages = await NodePackages.WhereAsync("provider");
        var settings = JsonSerializer.Serialize(
            new
            {
                port,
                clients = new[]
                {
                    new
                    {
                        client_id = "learning-account",
                        client_secret = Secret,
                        redirect_uris = new[] { new Uri(portal, "/sign-in/back/proef").ToString() },
                        post_logout_redirect_uris = new[] { new Uri(portal, "/sign-out").ToString() },
                    },
                },
                people,
            }
        );
        var script = Path.Combine(Project.Root, "tests", "LearningAccount.Tests", "Identity", "Provider", "provider.mjs");
        var started = Harness.Commands.Start(NodePackages.Node, [script, packages, settings], Path.GetTempPath());
        var said = new List<string>();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        _ = started.StandardError.ReadToEndAsync(CancellationToken.None);
        while (await started.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            said.Add(line);
            if (line.StartsWith("ready ", StringComparison.Ordinal))
            {
                _ = started.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new(started);
            }
        }
        throw new InvalidOperationException($"The provider did not start. It said:\n{string.Join("\n", said)}");
    }

    /// <summary>On the provider's own pages: says who it is, and agrees to tell.</summary>
    public static async Task SignInAsync(IPage page, string who)
    {
        await page.FillAsync("input[name=login]", who);
        await page.FillAsync("input[name=password]", "anything");
        await SendAsync(page, "login");
        await SendAsync(page, "consent");
        await Chromium.ArrivedAsync(
            page,
            address => new Uri(address).Host is "localhost" && !address.Contains("/sign-in/back/", StringComparison.Ordinal)
        );
    }

    // A press is sometimes lost while the page is coming, and the next must not meet this page again.
    private static async Task SendAsync(IPage page, string form)
    {
        var told = page.Locator($"input[name=prompt][value={form}]");
        await told.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        for (var press = 1; ; press++)
        {
            await page.ClickAsync("button[type=submit]");
            try
            {
                await told.WaitForAsync(new() { State = WaitForSelectorState.Detached, Timeout = 10_000 });
                return;
            }
            catch (TimeoutException) when (press < 3) { }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }
}
