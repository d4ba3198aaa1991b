using System.Text.RegularExpressions;
using LearningAccount.Tests.Portal;
using LearningAccount.Tests.Portal.Trainings;
using LearningAccount.Tests.Records;
using Microsoft.Playwright;

namespace LearningAccount.Tests.Browser;

/// <summary>One training for 40 workers is registered and corrected, as an HR manager does it.</summary>
[Collection(nameof(InTheBrowser)), Trait("Speed", "Slow")]
public sealed class RegisterTrainingTests(Chromium chromium)
{
    [Theory]
    [InlineData(Engine.Postgres, true, 1280)]
    [InlineData(Engine.Sqlite, false, 360)]
    public async Task One_training_for_40_workers_is_registered_and_corrected(Engine engine, bool script, int width)
    {
        var world = TrainingPagesTests.Staff(45);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world), engine: engine);
        var page = await chromium.OpenAsync(
            portal,
            new()
            {
                Locale = "en-GB",
                JavaScriptEnabled = script,
                ViewportSize = new() { Width = width, Height = 900 },
            }
        );
        await page.GotoAsync($"/employers/{world.EmployerId}/trainings");
        await page.GetByRole(AriaRole.Link, new() { Name = "Register a training" }).ClickAsync();
        await page.GetByText("Paste a list", new() { Exact = true }).ClickAsync();
        await page.GetByLabel("Names or numbers")
            .FillAsync(string.Join('\n', Enumerable.Range(0, 40).Select(i => $"Dirk {i} Claes")));
        await page.GetByLabel("Name of the training").FillAsync("Forklift");
        await page.GetByLabel("Formal: a course").CheckAsync();
        await page.GetByLabel("First day").FillAsync("2026-03-02");
        await page.GetByLabel("Duration for one worker").FillAsync("7.6");
        await Looks(page, script);
        await page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Forklift for 40 workers");
        await Looks(page, script);
        await page.GetByRole(AriaRole.Button, new() { Name = "Register for 40 workers" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Registered for 40 workers");
        await Looks(page, script);

        // Somebody was not there, and it lasted half a day.
        await page.GetByRole(AriaRole.Link, new() { Name = "To the training" }).ClickAsync();
        await Looks(page, script);
        await page.GetByRole(AriaRole.Link, new() { Name = "Attendance" }).ClickAsync();
        await page.GetByLabel("Claes, Dirk 7 was there").UncheckAsync();
        await Looks(page, script);
        await page.GetByRole(AriaRole.Button, new() { Name = "See what it changes" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Claes, Dirk 7");
        await page.GetByRole(AriaRole.Link, new() { Name = "To the training" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Change", Exact = true }).ClickAsync();
        await page.GetByLabel("Duration for one worker").FillAsync("3.8");
        await page.GetByLabel("Why do you change this?").FillAsync("half a day only");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("19.5 days together");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the change" }).ClickAsync();
        await Assertions.Expect(page.Locator("ins").First).ToContainTextAsync("3.8");
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Change undone");
        await page.GetByRole(AriaRole.Link, new() { Name = "All trainings" }).ClickAsync();
        await Looks(page, script);
        await page.Locator("input[name=pick]").First.CheckAsync();
        await page.Locator("button[name=act], button[formaction*=change]").First.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/trainings/change$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Looks(page, script);
        await page.Context.DisposeAsync();
    }

    /// <summary>No wider than the window; and where the script of axe may run, nothing found.</summary>
    private static async Task Looks(IPage page, bool script)
    {
        var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(over <= 0, $"{page.Url} is {over} px wider than the window.");
        await Pictures.KeepAsync(page, "register");
        if (script)
        {
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
            await Chromium.AxeFindsNothingAsync(page);
        }
    }
}
