using LearningAccount.Law.Facts;
using LearningAccount.Records.Notices;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Portal;
using LearningAccount.Tests.Records;
using Microsoft.Playwright;

namespace LearningAccount.Tests.Browser;

/// <summary>A worker asks for a correction on a phone and gets it: the employer is asked, agrees, and the worker sees it.</summary>
[Collection(nameof(InTheBrowser)), Trait("Speed", "Slow")]
public sealed class CorrectionJourneyTests(Chromium chromium)
{
    private const int Phone = 320;

    [Theory]
    [InlineData(Engine.Sqlite, true)]
    [InlineData(Engine.Postgres, false)]
    public async Task A_worker_asks_for_a_correction_and_gets_it(Engine engine, bool script)
    {
        var world = World.With().OfSize(SizeClass.Full).AndWorker().Employed("2024-01-01").Trained("2025-05-02", "2");
        await using var portal = await ServedPortal.StartAsync(database => world.RecordedIn(database), engine: engine);
        await new TellWorkers(portal.Database, new(portal.Database), sendsMail: false).Do(TestContext.Current.CancellationToken);
        var anna = await portal.As(TestVisitor.Named("Anna Peeters").AsWorker(world.EmployerId, world.WorkerIds[0]));
        var worker = await chromium.OpenAsync(
            portal,
            new()
            {
                Locale = "nl-BE",
                JavaScriptEnabled = script,
                ViewportSize = new() { Width = Phone, Height = 700 },
            },
            anna
        );
        await worker.GotoAsync("/me");
        await Assertions.Expect(worker.Locator("main")).ToContainTextAsync("Je hebt nog 13 dagen opleiding over.");
        await Look(worker, script);
        await worker.GetByRole(AriaRole.Link, new() { Name = "Mijn opleidingen" }).ClickAsync();
        await Look(worker, script);
        await worker.GetByRole(AriaRole.Link, new() { Name = "Een opleiding toevoegen" }).ClickAsync();
        await worker.GetByLabel("Titel van de opleiding").FillAsync("EHBO");
        await worker.GetByLabel("Eerste dag").FillAsync("2026-03-02");
        await worker.GetByLabel("Hoelang?").FillAsync("1,5");
        await worker.GetByLabel("Wat is er fout of wat ontbreekt er?").FillAsync("Ik volgde dit op zaterdag.");
        await Look(worker, script);
        await worker.GetByRole(AriaRole.Button, new() { Name = "Tonen wat dit verandert" }).ClickAsync();
        await Assertions.Expect(worker.Locator("main")).ToContainTextAsync("11,50");
        await Look(worker, script);
        await worker.GetByRole(AriaRole.Button, new() { Name = "Naar mijn werkgever sturen" }).ClickAsync();
        await Assertions.Expect(worker.Locator("main")).ToContainTextAsync("Verstuurd naar je werkgever.");
        await Look(worker, script);

        var employer = await chromium.OpenAsync(
            portal,
            new()
            {
                Locale = "nl-BE",
                JavaScriptEnabled = script,
                ViewportSize = new() { Width = 1280, Height = 900 },
            }
        );
        await employer.GotoAsync($"/employers/{world.EmployerId}/workers");
        await employer.GetByRole(AriaRole.Link, new() { Name = "1 verzoek om verbetering wacht" }).ClickAsync();
        await Look(employer, script);
        await employer.GetByRole(AriaRole.Link, new() { Name = "Peeters, Anna" }).ClickAsync();
        await Look(employer, script);
        await employer.GetByLabel("Akkoord").CheckAsync();
        await employer.GetByRole(AriaRole.Button, new() { Name = "Beslissing bewaren" }).ClickAsync();
        await Assertions.Expect(employer.Locator("main")).ToContainTextAsync("Akkoord, en aangepast.");
        await Look(employer, script);

        await worker.ReloadAsync();
        await Assertions.Expect(worker.Locator("main")).ToContainTextAsync("Je werkgever gaat akkoord");
        await Look(worker, script);
        await worker.GetByRole(AriaRole.Link, new() { Name = "Naar mijn rekening" }).ClickAsync();
        await Assertions.Expect(worker.Locator("main")).ToContainTextAsync("Je hebt nog 11,5 dagen opleiding over.");
        foreach (var page in (string[])["Berichten", "Wie keek", "Mijn gegevens", "Verbeteringen"])
        {
            await worker.GetByRole(AriaRole.Link, new() { Name = page, Exact = true }).First.ClickAsync();
            await Look(worker, script);
        }
        await worker.Context.DisposeAsync();
        await employer.Context.DisposeAsync();
    }

    /// <summary>Nothing is wider than the page, axe finds nothing, and where somebody wants to see it, a picture is kept.</summary>
    private static async Task Look(IPage page, bool script)
    {
        var width = page.ViewportSize!.Width;
        if (script)
        {
            Assert.True(
                await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width,
                $"{page.Url} is wider than {width}."
            );
            await page.EvaluateAsync("document.querySelectorAll('details.why').forEach(details => details.open = true)");
            await Chromium.AxeFindsNothingAsync(page);
            await page.EvaluateAsync("document.querySelectorAll('details.why').forEach(details => details.open = false)");
        }
        await Pictures.KeepAsync(page, "correction");
    }
}
