using LearningAccount.App.Api.Contract;
using LearningAccount.App.Settings;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Portal;
using Microsoft.Playwright;

namespace LearningAccount.Tests.Browser;

/// <summary>A test environment says on every page that it is one, also to whoever is not signed in, in a narrow window and in the dark.</summary>
[Collection(nameof(InTheBrowser)), Trait("Speed", "Slow")]
public sealed class SandboxPagesTests(Chromium chromium)
{
    private static readonly string[] Languages = ["nl", "fr", "de", "en"];

    // The address of a kind of page: for whoever comes in, and for those who have much to see.
    private static readonly string[] Looked =
    [
        "sign-in",
        "",
        "employers/{employer:guid}",
        "employers/{employer:guid}/workers/{worker:guid}",
        "machines/{machine:guid}",
        "me/{employer:guid}",
    ];

    [Fact]
    public async Task Every_page_is_marked_and_the_mark_fits_every_window()
    {
        await using var whole = await WholePortal.StartAsync(asSandbox: true);
        var pages = whole.Pages.Where(page => page.Act is null).ToList();
        var faults = new List<string>();
        foreach (var (page, place) in pages.Select((page, place) => (page, place)))
        {
            using var answer = await whole.Portal.GetAsync(page.Path, Languages[place % Languages.Length], visitor: page.Cookies);
            var read = await HtmlPage.ReadAsync(answer);
            if (
                read.WithClass("sandbox").Count() != 1
                || answer.Headers.GetValues(EnvironmentMark.Header).SingleOrDefault() is not EnvironmentMark.Sandbox
            )
            {
                faults.Add($"{page.Path} does not say that it is of a test environment");
            }
        }
        Faults.None(faults);
        Assert.Empty(Looked.Except(pages.Select(page => page.Pattern), StringComparer.Ordinal));
        var arriving = await whole.Portal.PageAsync("/sign-in", visitor: ServedPortal.Nobody);
        Assert.Contains("what you do here counts nowhere", arriving.Words, StringComparison.Ordinal);
        foreach (var language in Languages)
        {
            var opened = await chromium.OpenAsync(whole.Portal.Address, new() { Locale = $"{language}-BE" });
            foreach (var page in pages.Where(page => Looked.Contains(page.Pattern, StringComparer.Ordinal)))
            {
                await LookAsync(opened, page, language, whole.Portal.Address);
            }
            await opened.Context.DisposeAsync();
        }
        await DocumentedAsync(whole.Portal.Address);
    }

    private async Task DocumentedAsync(Uri address)
    {
        var opened = await chromium.OpenAsync(address, new() { Locale = "en-GB" });
        await opened.SetViewportSizeAsync(320, 740);
        await opened.GotoAsync($"{ApiContract.Root}/doc");
        await opened.Locator(".opblock-tag").First.WaitForAsync();
        await opened.Locator("#environment").WaitForAsync();
        await Pictures.KeepAsync(opened, "sandbox-documentation");
        Assert.Equal(320, await opened.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await opened.Context.DisposeAsync();
    }

    private static async Task LookAsync(IPage opened, OpenPage page, string language, Uri address)
    {
        await opened.Context.ClearCookiesAsync();
        var cookie = page.Cookies.Split('=', 2);
        await opened.Context.AddCookiesAsync([
            new()
            {
                Name = cookie[0],
                Value = cookie[1],
                Url = address.ToString(),
            },
        ]);
        foreach (var (width, scheme) in new[] { (1280, ColorScheme.Light), (320, ColorScheme.Light), (320, ColorScheme.Dark) })
        {
            await opened.SetViewportSizeAsync(width, 740);
            await opened.EmulateMediaAsync(new() { ColorScheme = scheme });
            await opened.GotoAsync(page.Path);
            var band = (await opened.Locator("aside.sandbox").BoundingBoxAsync())!;
            Assert.True(
                band is { X: 0, Y: 0 } && band.Width == width,
                $"{page.Path} has the band at {band.X}, {band.Y}, {band.Width}"
            );
            await Pictures.KeepAsync(opened, $"sandbox-{language}-{page.Pattern}-{scheme}");
            await Chromium.AxeFindsNothingAsync(opened, coloursAlone: width == 320);
        }
    }
}
