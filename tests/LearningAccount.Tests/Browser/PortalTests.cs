using LearningAccount.Tests.Portal;
using Microsoft.Playwright;

namespace LearningAccount.Tests.Browser;

/// <summary>The pages in a real browser: whoever reads them, in whatever way.</summary>
[Collection(nameof(InTheBrowser)), Trait("Speed", "Slow")]
public sealed class PortalTests(Chromium chromium)
{
    private static readonly string[] Languages = ["nl-BE", "fr-BE", "de-BE", "en-GB"];

    // Light, dark, wide and narrow, each in another language: what axe reads is the same in all of them but for its words.
    [Theory]
    [InlineData("nl-BE", ColorScheme.Light, 1280)]
    [InlineData("de-BE", ColorScheme.Dark, 1280)]
    [InlineData("fr-BE", ColorScheme.Dark, 375)]
    public async Task Axe_finds_nothing_on_any_page_with_its_reasons_open(string language, ColorScheme scheme, int width)
    {
        var world = PagesTests.Company(30, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world), "Development");
        await using var empty = await ServedPortal.StartAsync();
        var page = await chromium.OpenAsync(
            portal,
            new()
            {
                Locale = language,
                ColorScheme = scheme,
                ViewportSize = new() { Width = width, Height = 800 },
            }
        );
        var pages = Pages(world.EmployerId, world.WorkerIds[0]).Append(new Uri(empty.Address, "/").ToString());
        // The pages of people are those that are laid out anew on a phone.
        foreach (var path in width < 600 ? pages.Where(path => path.Contains("/workers", StringComparison.Ordinal)) : pages)
        {
            await page.GotoAsync(path);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
            await Chromium.AxeFindsNothingAsync(page);
        }
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Files_are_looked_at_and_brought_in_without_script()
    {
        await using var portal = await ServedPortal.StartAsync();
        var page = await chromium.OpenAsync(portal, new() { Locale = "nl-BE", JavaScriptEnabled = false });
        var read = await chromium.OpenAsync(portal, new() { Locale = "nl-BE" });
        await page.GotoAsync("/");
        await page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "personeel.csv",
                    MimeType = "text/csv",
                    Buffer =
                        "Ondernemingsnummer;INSZ;Naam;Datum in dienst\n0999990222;64022999278;Peeters;1/3/2020\n0999990222;64022999278;Peeters;31/2/2021\n"u8.ToArray(),
                }
            );
        await page.GetByRole(AriaRole.Button, new() { Name = "Tonen wat erin staat" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("cell.dateNotInCalendar");
        await AxeFindsNothingAtAsync(page.Url);
        await page.GetByRole(AriaRole.Button, new() { Name = "Inlezen", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Ingelezen");
        await AxeFindsNothingAtAsync(page.Url);
        await page.GetByRole(AriaRole.Link, new() { Name = "Werknemers van" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody")).ToContainTextAsync("Peeters");
        await page.Context.DisposeAsync();
        await read.Context.DisposeAsync();

        // Axe itself is a script.
        async Task AxeFindsNothingAtAsync(string address)
        {
            await read.GotoAsync(address);
            await Chromium.AxeFindsNothingAsync(read);
        }
    }

    [Fact]
    public async Task No_page_is_wider_than_a_phone()
    {
        var world = PagesTests.Company(60, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        foreach (var language in Languages)
        {
            var page = await chromium.OpenAsync(
                portal,
                new()
                {
                    Locale = language,
                    ViewportSize = new() { Width = 360, Height = 740 },
                }
            );
            foreach (var path in Pages(world.EmployerId, world.WorkerIds[0]))
            {
                await page.GotoAsync(path);
                Assert.True(
                    await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 360,
                    $"{path} is too wide in {language}."
                );
            }
            await page.Context.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_figure_opens_into_its_reason_without_script_by_keyboard_alone()
    {
        var world = PagesTests.Company(1, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var page = await chromium.OpenAsync(portal, new() { Locale = "en-GB", JavaScriptEnabled = false });
        await page.GotoAsync($"/employers/{world.EmployerId}/workers/{world.WorkerIds[0]}");
        await page.Locator("#y2025 .closing summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#y2025 .closing .reason")).ToBeVisibleAsync();
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task The_first_stop_of_the_keyboard_leads_past_the_header()
    {
        await using var portal = await ServedPortal.StartAsync();
        var page = await chromium.OpenAsync(portal);
        await page.GotoAsync("/");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.EndsWith("#main", page.Url, StringComparison.Ordinal);
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task The_appearance_chosen_goes_before_that_of_the_device()
    {
        await using var portal = await ServedPortal.StartAsync();
        var page = await chromium.OpenAsync(portal, new() { Locale = "en-GB", ColorScheme = ColorScheme.Light });
        await page.GotoAsync("/");
        var light = await Ground(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "dark" }).ClickAsync();
        Assert.NotEqual(light, await Ground(page));
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task A_list_is_searched_while_its_reader_types()
    {
        var world = PagesTests.Company(60, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var page = await chromium.OpenAsync(portal, new() { Locale = "en-GB" });
        await page.GotoAsync($"/employers/{world.EmployerId}/workers");
        await page.Locator("#q").PressSequentiallyAsync("anna 57");
        await Assertions.Expect(page.Locator("[role=status]")).ToHaveTextAsync("1 worker");
        Assert.Contains("q=anna", page.Url, StringComparison.Ordinal);
        await page.Context.DisposeAsync();
    }

    private static Task<string> Ground(IPage page) =>
        page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

    private static string[] Pages(Guid employer, Guid worker) =>
        [
            "/employers",
            "/imports",
            "/imports/new",
            "/design",
            "/nowhere",
            $"/employers/{employer}",
            $"/employers/{employer}/anomalies",
            $"/employers/{employer}/history",
            $"/employers/{employer}/workers/{worker}/history",
            $"/employers/{employer}/workers",
            $"/employers/{employer}/workers?q=nobody",
            $"/employers/{employer}/size",
            $"/employers/{employer}/workers/{worker}",
            $"/employers/{employer}/workers/{worker}/trainings",
            $"/employers/{employer}/workers/{worker}/employments",
            $"/employers/{employer}/workers/{worker}/statement",
        ];
}
