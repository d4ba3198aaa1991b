using Deque.AxeCore.Commons;
using LearningAccount.Tests.Portal;
using Microsoft.Playwright;

namespace LearningAccount.Tests.Browser;

/// <summary>The classes of this collection share one browser; each opens pages of its own in it.</summary>
[CollectionDefinition(nameof(InTheBrowser))]
public sealed class InTheBrowser : ICollectionFixture<Chromium>;

/// <summary>Debian's Chromium without a window, started when the first page is asked for.</summary>
public sealed class Chromium : IAsyncDisposable
{
    // Chromium's own sandbox refuses to run as root; the rest keeps it from calling anybody.
    private static readonly string[] Switches =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
    ];
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    // WCAG 2.2 level AA, and what axe takes for good practice: one h1, no level of headings skipped, everything in a landmark.
    private const string Standard =
        "{ type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }";
    private static readonly Lazy<string> Axe = new(() => new BundledAxeScriptProvider().GetScript());
    private readonly SemaphoreSlim one = new(1, 1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>The same page for somebody who is signed in.</summary>
    /// <param name="visitor">The cookie; null: the portal's administrator.</param>
    internal async Task<IPage> OpenAsync(ServedPortal portal, BrowserNewContextOptions? options = null, string? visitor = null)
    {
        var page = await OpenAsync(portal.Address, options);
        var cookie = (visitor ?? portal.Administrator).Split('=', 2);
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = cookie[0],
                Value = cookie[1],
                Url = portal.Address.ToString(),
            },
        ]);
        return page;
    }

    /// <summary>A page with cookies and storage of its own. Close it by disposing its context.</summary>
    public async Task<IPage> OpenAsync(Uri address, BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.BaseURL = address.ToString();
        options.ReducedMotion ??= ReducedMotion.Reduce;
        var context = await (await StartedAsync()).NewContextAsync(options);
        context.SetDefaultTimeout(60_000);
        return await context.NewPageAsync();
    }

    /// <summary>Plays a device that keeps passkeys and knows its owner.</summary>
    internal static async Task<(ICDPSession Session, string Id)> WithPasskeysAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        var made = await session.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new()
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
        return (session, made!.Value.GetProperty("authenticatorId").GetString()!);
    }

    /// <summary>
    /// Waits until a page of the product stands there whole, to its foot. The browser's own word that a page is loaded is sometimes
    /// lost where pages send each other on.
    /// </summary>
    public static async Task ArrivedAsync(IPage page, Func<string, bool> address)
    {
        await page.WaitForURLAsync(address, new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("footer.foot").WaitForAsync();
    }

    /// <summary>Fails with what axe found on the page, each with the element and how to mend it.</summary>
    /// <param name="coloursAlone">Only what another appearance changes.</param>
    public static async Task AxeFindsNothingAsync(IPage page, bool coloursAlone = false)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
        {
            await page.EvaluateAsync(Axe.Value);
        }
        var only = coloursAlone ? "{ type: 'rule', values: ['color-contrast', 'link-in-text-block'] }" : Standard;
        var found = await page.EvaluateAsync<string[]>(
            $$"""
            async () => (await axe.run({ resultTypes: ['violations'], runOnly: {{only}} })).violations.map(rule =>
              `${rule.id} (${rule.impact}): ${rule.help}\n` + rule.nodes.map(node => `    ${node.html}`).join('\n'))
            """
        );
        Assert.True(found.Length == 0, $"On {page.Url} axe found:\n{string.Join("\n", found)}");
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }
        playwright?.Dispose();
        one.Dispose();
    }

    private async Task<IBrowser> StartedAsync()
    {
        await one.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (browser is null)
            {
                var file = Places.FirstOrDefault(File.Exists);
                Assert.True(file is not null, "Chromium is missing: ./test installs it, or apt-get install chromium.");
                playwright = await Playwright.CreateAsync();
                browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = file, Args = Switches });
            }
            return browser;
        }
        finally
        {
            one.Release();
        }
    }
}
