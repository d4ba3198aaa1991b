using LearningAccount.Law.Facts;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Portal;
using Microsoft.Playwright;

namespace LearningAccount.Tests.Browser;

/// <summary>The pages that change rights, workers and employments, in a real browser.</summary>
[Collection(nameof(InTheBrowser)), Trait("Speed", "Slow")]
public sealed class ChangePagesTests(Chromium chromium)
{
    private const int Width = 320;

    // The longest words on the narrowest page. How the forms look before anything is wrong is seen in EveryPageTests.
    [Fact]
    public async Task A_form_that_is_refused_and_the_effect_of_one_that_is_not_are_sound_too()
    {
        var world = PagesTests.Company(12, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var page = await chromium.OpenAsync(
            portal,
            new()
            {
                Locale = "de-BE",
                ColorScheme = ColorScheme.Dark,
                ViewportSize = new() { Width = Width, Height = 800 },
            }
        );
        var employer = $"/employers/{world.EmployerId}";
        var employments = $"{employer}/workers/{world.WorkerIds[0]}/employments";
        string[] forms =
        [
            $"{employer}/rights/ownNumber",
            $"{employer}/rights/adjustment?worker={world.WorkerIds[0]}",
            $"{employer}/rights/settings/monthRegime",
            $"{employer}/rights/settings/gapClosesAccount",
            $"{employer}/rights/scheme",
            $"{employer}/size/class",
            $"{employer}/size/quarter",
            $"{employer}/workers/new",
            $"{employer}/workers/{world.WorkerIds[0]}/identity",
            $"{employments}/contract",
            $"{employments}/regime",
            $"{employments}/committee",
            $"{employments}/suspension",
            $"{employments}/end",
        ];
        foreach (var path in forms)
        {
            await page.GotoAsync(path);
            // Without a reason nothing can be checked: the errors stand above the form and beside the field.
            await page.Locator("button[value=check]").ClickAsync();
            await Assertions.Expect(page.Locator("[role=alert]")).ToBeVisibleAsync();
            await IsSoundAsync(page);
        }
        await page.GotoAsync($"{employer}/rights/extraDays");
        await page.FillAsync("#days", "1,5");
        await page.FillAsync("#why", "Jubilee");
        await page.Locator("button[value=check]").ClickAsync();
        await IsSoundAsync(page);
        await page.Locator("button[value=save]").ClickAsync();
        await Assertions.Expect(page.Locator("[role=status]")).ToBeVisibleAsync();
        await IsSoundAsync(page);
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task The_end_of_a_contract_is_entered_without_script_by_keyboard_alone()
    {
        var world = World.With().OfSize(SizeClass.Full).AndWorker().Employed("2026-01-01");
        await using var portal = await ServedPortal.StartAsync(database => world.RecordedIn(database));
        var page = await chromium.OpenAsync(portal, new() { Locale = "en-GB", JavaScriptEnabled = false });
        await page.GotoAsync($"/employers/{world.EmployerId}/workers/{world.WorkerIds[0]}/employments/end");
        await page.Locator("#on").FillAsync("2026-12-31");
        await page.Locator("#reason-0").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Locator("#why").FocusAsync();
        await page.Keyboard.TypeAsync("Letter of today");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Who resigns loses what is outstanding.");
        await page.Locator("button[value=save]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("Saved.");
        await page.Context.DisposeAsync();
    }

    private static async Task IsSoundAsync(IPage page)
    {
        await Chromium.AxeFindsNothingAsync(page);
        var wide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Assert.True(wide <= Width, $"{page.Url} is {wide} wide.");
        await Pictures.KeepAsync(page, "change");
    }
}
