using System.Text.RegularExpressions;
using LearningAccount.App.Example;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Portal;
using LearningAccount.Tests.Portal.Trainings;
using Microsoft.Playwright;

namespace LearningAccount.Tests.Browser;

/// <summary>
/// The five main journeys, by keyboard alone. Two of them are made by mouse and without script, on both databases, in
/// <see cref="RegisterTrainingTests"/> and <see cref="CorrectionJourneyTests"/>.
/// </summary>
[Collection(nameof(InTheBrowser)), Trait("Speed", "Slow")]
public sealed class JourneyTests(Chromium chromium)
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = 90_000 };

    [Fact]
    public async Task First_set_up_leads_from_the_printed_link_to_a_signed_in_administrator()
    {
        using var folder = new TemporaryFolder();
        await using var program = await ServedProgram.StartAsync(folder.Path, "--data", folder["data"]);
        var link = await PrintedLinkAsync(program);
        // A passkey belongs to a name, not to an address of numbers.
        var page = await chromium.OpenAsync(new Uri($"http://localhost:{program.Address.Port}"), new() { Locale = "en-GB" });
        await Chromium.WithPasskeysAsync(page);
        var keys = new Keyboard(page);
        await page.GotoAsync(link.AbsolutePath);
        await keys.SkipToTheMainPartAsync();
        await keys.TypeAsync(page.Locator("#name"), "Anna Peeters");
        await keys.PressAsync(page.Locator("main form button"));
        await keys.GoesOnFromWhatIsWrongAsync(page.Locator("#email"));
        await Assertions.Expect(page.Locator("#name")).ToHaveValueAsync("Anna Peeters");
        await page.Keyboard.TypeAsync("anna@voorbeeld.be");
        await keys.PressAsync(page.Locator("main form button"));
        await keys.PressAsync(page.Locator("#passkey"));
        await keys.PressAsync(page.Locator("main a.button"));
        await keys.TypeAsync(page.Locator("#number"), "0999.990.222");
        await keys.TypeAsync(page.Locator("#name"), "Maes Metaal");
        await keys.PressAsync(page.Locator("main form button"));
        await Assertions.Expect(page.Locator("header .employer")).ToContainTextAsync("Maes Metaal");

        // Out, and in again by the passkey alone.
        await keys.PressAsync(page.Locator("header form[method=post] button"));
        await Assertions.Expect(page.Locator("header")).Not.ToContainTextAsync("Anna Peeters");
        await page.GotoAsync("/sign-in");
        await keys.PressAsync(page.Locator("#passkey"));
        await Assertions.Expect(page.Locator("header .employer")).ToContainTextAsync("Maes Metaal");
        await Assertions.Expect(page.Locator("header")).ToContainTextAsync("Anna Peeters");
        // The link serves once.
        await page.GotoAsync(link.AbsolutePath);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("This link works no longer");
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Files_are_brought_in_and_an_account_is_read_with_its_reasons()
    {
        await using var portal = await ServedPortal.StartAsync();
        var page = await chromium.OpenAsync(portal, new() { Locale = "en-GB" });
        var keys = new Keyboard(page);
        await page.GotoAsync("/");
        await keys.SkipToTheMainPartAsync();
        await keys.ToAsync(page.Locator("input[type=file]"));
        // The window in which files are chosen is the system's, not the page's.
        await page.Locator("input[type=file]").SetInputFilesAsync([.. Files()]);
        await keys.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Show what is in them" }));
        var bring = page.Locator("form[action*=Confirm] button");
        await Assertions.Expect(bring).ToBeVisibleAsync(Patiently);
        await keys.PressAsync(bring);
        var workers = page.GetByRole(AriaRole.Link, new() { Name = "Workers of" });
        await Assertions.Expect(workers).ToBeVisibleAsync(Patiently);
        await keys.PressAsync(workers);
        var name = await page.Locator("tbody th a").Nth(20).InnerTextAsync();
        await keys.TypeAsync(page.Locator("#q"), name);
        var worker = page.GetByRole(AriaRole.Link, new() { Name = name });
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await keys.PressAsync(worker);
        // Lists are by family name; who is looked at is called as people are. Names come from the list, so that was taken in too.
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(string.Join(' ', name.Split(", ").Reverse()));
        var figure = page.Locator("#y2026 summary").First;
        await keys.PressAsync(figure);
        await Assertions.Expect(page.Locator("#y2026 .reason").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#y2026 .reason").First).ToContainTextAsync("3 October 2022");
        await page.Context.DisposeAsync();

        static IEnumerable<FilePayload> Files() =>
            ExampleCompany
                .Files(Language.En)
                .Where(file =>
                    file.Name == ExampleCompany.StaffList || file.Name.StartsWith("dmfa-2026", StringComparison.Ordinal)
                )
                .Select(file => new FilePayload
                {
                    Name = file.Name,
                    MimeType = "text/plain",
                    Buffer = file.Content,
                });
    }

    [Fact]
    public async Task One_training_for_40_workers_is_registered_and_corrected()
    {
        var world = TrainingPagesTests.Staff(40);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var page = await chromium.OpenAsync(portal, new() { Locale = "en-GB" });
        var keys = new Keyboard(page);
        await page.GotoAsync($"/employers/{world.EmployerId}/trainings/register");
        await keys.SkipToTheMainPartAsync();
        await keys.PressAsync(page.Locator("#place + button"));
        await Assertions.Expect(page.Locator(".chosen")).ToContainTextAsync("40 workers chosen");
        await keys.ChooseAsync(page.Locator("input[name=kind][value=formal]"));
        await keys.TypeDayAsync(page.Locator("#start"), new(2026, 3, 2));
        await keys.TypeAsync(page.Locator("#length"), "7.6");
        var look = page.GetByRole(AriaRole.Button, new() { Name = "Check" });
        await keys.PressAsync(look);
        await keys.GoesOnFromWhatIsWrongAsync(page.Locator("#title"));
        await page.Keyboard.TypeAsync("Forklift");
        await keys.PressAsync(look);
        await keys.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Register for 40 workers" }));
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Registered for 40 workers");
        await keys.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "To the training" }));
        await keys.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "Attendance" }));
        await keys.ToAsync(page.GetByLabel("Claes, Dirk 7 was there"));
        await page.Keyboard.PressAsync("Space");
        await keys.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "See what it changes" }));
        await keys.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Save" }));
        await keys.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "To the training" }));
        await keys.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "Change", Exact = true }));
        await keys.TypeAsync(page.Locator("#length"), "3.8");
        await keys.TypeAsync(page.Locator("#why"), "half a day only");
        await keys.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Check" }));
        await keys.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Save the change" }));
        await Assertions.Expect(page.Locator("ins").First).ToContainTextAsync("3.8");
        await keys.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Undo" }));
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Change undone");
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task A_worker_asks_for_a_correction_and_gets_it()
    {
        var world = World.With().OfSize(SizeClass.Full).AndWorker().Employed("2024-01-01").Trained("2025-05-02", "2");
        await using var portal = await ServedPortal.StartAsync(database => world.RecordedIn(database));
        var anna = await portal.As(TestVisitor.Named("Anna Peeters").AsWorker(world.EmployerId, world.WorkerIds[0]));
        var worker = await chromium.OpenAsync(portal, new() { Locale = "nl-BE" }, anna);
        var keys = new Keyboard(worker);
        await worker.GotoAsync("/me");
        await keys.SkipToTheMainPartAsync();
        await worker.ReloadAsync();
        await keys.PressAsync(worker.GetByRole(AriaRole.Link, new() { Name = "Mijn opleidingen" }));
        await keys.PressAsync(worker.GetByRole(AriaRole.Link, new() { Name = "Een opleiding toevoegen" }));
        await keys.TypeAsync(worker.GetByLabel("Titel van de opleiding"), "EHBO");
        await keys.TypeDayAsync(worker.GetByLabel("Eerste dag"), new(2026, 3, 2));
        await keys.TypeAsync(worker.GetByLabel("Hoelang?"), "1,5");
        var show = worker.GetByRole(AriaRole.Button, new() { Name = "Tonen wat dit verandert" });
        await keys.TypeAsync(worker.GetByLabel("Wat is er fout of wat ontbreekt er?"), "Ik volgde dit op zaterdag.");
        await keys.PressAsync(show);
        await keys.PressAsync(worker.GetByRole(AriaRole.Button, new() { Name = "Naar mijn werkgever sturen" }));
        await Assertions.Expect(worker.Locator("main")).ToContainTextAsync("Verstuurd naar je werkgever.");

        var employer = await chromium.OpenAsync(portal, new() { Locale = "nl-BE" });
        keys = new(employer);
        await employer.GotoAsync($"/employers/{world.EmployerId}/corrections");
        await keys.PressAsync(employer.GetByRole(AriaRole.Link, new() { Name = "Peeters, Anna" }));
        await keys.ChooseAsync(employer.GetByLabel("Akkoord"));
        await keys.PressAsync(employer.GetByRole(AriaRole.Button, new() { Name = "Beslissing bewaren" }));
        await Assertions.Expect(employer.Locator("main")).ToContainTextAsync("Akkoord, en aangepast.");
        await worker.ReloadAsync();
        await Assertions.Expect(worker.Locator("main")).ToContainTextAsync("Je werkgever gaat akkoord");
        await worker.Context.DisposeAsync();
        await employer.Context.DisposeAsync();
    }

    [Fact]
    public async Task A_user_of_one_employer_is_refused_a_worker_of_another()
    {
        var own = World.With("Maes Metaal", 9_999_911).OfSize(SizeClass.Full).AndWorker("Peeters", "Anna").Employed("2024-01-01");
        var other = World
            .With("Buurman BV", 9_999_912)
            .OfSize(SizeClass.Full)
            .AndWorker("Zwijger", "Willem")
            .Employed("2024-01-01");
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, own, other));
        var user = await portal.As(
            TestVisitor.Named("Els Janssens").At(own.EmployerId, Role.EmployerUser, Right.RegisterTrainings)
        );
        var page = await chromium.OpenAsync(portal, new() { Locale = "en-GB" }, user);
        var keys = new Keyboard(page);
        await page.GotoAsync("/");
        await Assertions.Expect(page.Locator("header .employer")).ToContainTextAsync("Maes Metaal");
        await keys.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "Workers", Exact = true }).First);
        await Assertions.Expect(page.Locator("tbody")).ToContainTextAsync("Peeters, Anna");
        var theirs = $"/employers/{other.EmployerId}/workers";
        string[] tries =
        [
            theirs,
            $"{theirs}/{other.WorkerIds[0]}",
            $"{theirs}/{other.WorkerIds[0]}/statement",
            $"{theirs}.csv",
            // Of the own employer, but not its worker.
            $"/employers/{own.EmployerId}/workers/{other.WorkerIds[0]}",
            $"/employers/{own.EmployerId}/workers?q=Zwijger",
        ];
        foreach (var path in tries)
        {
            var answer = (await page.GotoAsync(path))!;
            Assert.Equal(path.Contains('?', StringComparison.Ordinal) ? 200 : 404, answer.Status);
            var told = await page.Locator("body").InnerTextAsync();
            Assert.DoesNotContain("Willem", told, StringComparison.Ordinal);
            Assert.DoesNotContain("Buurman", told, StringComparison.Ordinal);
        }
        // And there is a way back to the own work.
        await page.GotoAsync(theirs);
        await keys.PressAsync(page.Locator("a.brand"));
        await Assertions.Expect(page.Locator("header .employer")).ToContainTextAsync("Maes Metaal");
        await page.Context.DisposeAsync();
    }

    // It is said after the address, which is what starting waits for.
    private static async Task<Uri> PrintedLinkAsync(ServedProgram program)
    {
        for (var i = 0; i < 100; i++)
        {
            if (
                Regex.Match(program.Said, @"http://\S+/join/\S+", RegexOptions.None, TimeSpan.FromSeconds(1)) is
                { Success: true } link
            )
            {
                return new(link.Value);
            }
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        throw new InvalidOperationException($"No link was printed. It said:\n{program.Said}");
    }
}
