using LearningAccount.Tests.Portal;
using Microsoft.Playwright;

namespace LearningAccount.Tests.Browser;

/// <summary>The pages in a real browser: whoever reads them, in whatever way.</summary>
[Collection(nameof(InTheBrowser)), Trait("Speed", "Slow")]
public sealed class PortalTests(Chromium chromium)
{
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
}
