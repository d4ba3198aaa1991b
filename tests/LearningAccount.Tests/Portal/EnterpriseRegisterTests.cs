using System.Net;
using LearningAccount.App.Imports.Enterprises;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Portal.Trainings;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Portal;

/// <summary>What the enterprise register completes in the pages, beside what people said.</summary>
public sealed class EnterpriseRegisterTests : IDisposable
{
    private static readonly EnterpriseNumber School = Synthetic.Enterprise(30);
    private static readonly EnterpriseNumber Nameless = Synthetic.Enterprise(31);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_employer_without_a_name_has_the_one_of_the_register_and_the_page_says_of_which_day()
    {
        await using var portal = await ServedPortal.StartAsync();
        var employer = await NamelessAsync(portal);
        var visitor = await portal.As(TestVisitor.Named().At(employer, Role.EmployerAdmin));
        Assert.DoesNotContain("Boulangerie", (await portal.PageAsync("/operator")).Words, StringComparison.Ordinal);
        var before = (await portal.PageAsync($"/employers/{employer}/register", visitor: visitor)).Words;
        Assert.Contains("No file of the CBE was brought in yet", before, StringComparison.Ordinal);

        await BringInAsync(
            portal,
            RegisterSet.Full().With(Nameless, "Bakkerij Boon").Named(Nameless, "1", "001", "Boulangerie Boon")
        );
        Assert.Contains("Boulangerie Boon", (await portal.PageAsync("/operator", "fr")).Words, StringComparison.Ordinal);
        var page = (await portal.PageAsync($"/employers/{employer}/register", "nl", visitor: visitor)).Words.Replace(
            '\u00A0',
            ' '
        );
        foreach (
            var told in (string[])
                [
                    "2 januari 2026",
                    "Bakkerij Boon",
                    "Korenmarkt 1, 9000 Gent",
                    "Nederlands",
                    "Naamloze vennootschap",
                    "Beroepsopleiding",
                    "Normale toestand",
                ]
        )
        {
            Assert.Contains(told, page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_was_said_by_hand_stays_and_the_register_stands_beside_it()
    {
        var world = World.With("Maes Metaal", 9_999_911).OfSize(SizeClass.Full);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        await BringInAsync(portal, RegisterSet.Full().With(world.Number, "MAES METAALWERKEN"));
        var page = (await portal.PageAsync($"/employers/{world.EmployerId}/register")).Words;
        Assert.Contains("MAES METAALWERKEN", page, StringComparison.Ordinal);
        Assert.Contains("said here: Maes Metaal", page, StringComparison.Ordinal);
        Assert.Contains("Maes Metaal", (await portal.PageAsync("/operator")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_employer_or_provider_that_stopped_is_an_anomaly_until_somebody_settles_it()
    {
        var world = PagesTests.Company(1, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var anomalies = $"/employers/{world.EmployerId}/anomalies";
        var form = await HtmlForm.OpenAsync(
            portal,
            $"/employers/{world.EmployerId}/trainings/register?worker={world.WorkerIds[0]}",
            "title"
        );
        form.With("title", "First aid").With("kind", "formal").With("start", "2026-03-02").With("length", "8");
        var look = await form.With("provider", $"{School}").PressAsync("do", "look");
        await look.Form!("occasion").PressAsync("do", "save");
        var whole = RegisterSet.Full().With(world.Number, "Maes Metaal").With(School, "Leerhuis", "012");
        await BringInAsync(portal, whole);
        var liquidated = (await portal.PageAsync($"{anomalies}?check=enterpriseUnusual", "nl")).Words;
        Assert.Contains($"Leerhuis ({School}): Vervroegde ontbinding - vereffening", liquidated, StringComparison.Ordinal);
        Assert.DoesNotContain("actieve ondernemingen", liquidated, StringComparison.Ordinal);

        await BringInAsync(portal, RegisterSet.Full(141, "06-02-2026").With(School, "Leerhuis"));
        var stopped = (await portal.PageAsync($"{anomalies}?check=enterpriseStopped")).Words.Replace('\u00A0', ' ');
        Assert.Contains(
            $"On 6 February 2026 Maes Metaal ({world.Number}) was not among the active enterprises",
            stopped,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Leerhuis", stopped, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_adds_an_employer_by_its_number_is_shown_its_name_first()
    {
        await using var portal = await ServedPortal.StartAsync();
        await BringInAsync(portal, RegisterSet.Full().With(Nameless, "Bakkerij Boon"), keepsAll: true);
        var form = await HtmlForm.OpenAsync(portal, "/join/employer", "number");
        var shown = await form.With("number", $"{Nameless}").PressAsync();
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Contains("The name is from the CBE register of", shown.Words, StringComparison.Ordinal);
        Assert.Equal("Bakkerij Boon", shown.Form!("number")["name"]);
        var unknown = await form.With("number", $"{School}").PressAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.Status);
        Assert.Contains("Give the employer’s name", unknown.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_providers_number_gives_its_name_and_a_name_that_one_has_proposes_its_number()
    {
        var world = PagesTests.Company(1, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        await BringInAsync(portal, RegisterSet.Full().With(School, "Leerhuis VZW"), keepsAll: true);
        var form = await HtmlForm.OpenAsync(
            portal,
            $"/employers/{world.EmployerId}/trainings/register?worker={world.WorkerIds[0]}",
            "title"
        );
        form.With("title", "First aid").With("kind", "formal").With("start", "2026-03-02").With("length", "8");
        var proposed = await form.With("provider", "leerhuis v.z.w.").PressAsync("do", "look");
        Assert.Contains(
            $"In the CBE one active enterprise has this name: {School} 9000 Gent",
            proposed.Words,
            StringComparison.Ordinal
        );
        var taken = await proposed.Form!("occasion").PressAsync("do", "number");
        Assert.Contains("Leerhuis VZW", taken.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("In the CBE one", taken.Words, StringComparison.Ordinal);
        await taken.Form!("occasion").PressAsync("do", "save");
        var held = Assert.Single(await TrainingPagesTests.Held(portal, world), one => one.Title is "First aid");
        Assert.Equal(("Leerhuis VZW", School.Digits), (held.ProviderName, held.ProviderNumber));

        // Another name is another provider.
        var edit = await HtmlForm.OpenAsync(
            portal,
            $"/employers/{world.EmployerId}/trainings/register/{held.TrainingId}",
            "title"
        );
        edit.With("provider", "Iemand anders").With("why", "It was another one.");
        await (await edit.PressAsync("do", "look")).Form!("occasion").PressAsync("do", "save");
        var edited = Assert.Single(await TrainingPagesTests.Held(portal, world), one => one.Title is "First aid");
        Assert.Equal(("Iemand anders", null), (edited.ProviderName, edited.ProviderNumber));
    }

    [Fact]
    public async Task A_number_alone_is_shown_by_the_name_the_register_has()
    {
        var world = PagesTests.Company(1, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var training = Synthetic.Training(world.EmployerId, world.WorkerIds[0], "Brandpreventie", "2026-03-02");
        await Change.Make(
            portal.Database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(world.EmployerId, "test", Stop);
                change.Insert(FactTables.Training, training with { ProviderNumber = School.Digits });
            },
            Stop
        );
        var list = $"/employers/{world.EmployerId}/trainings";
        Assert.Contains($"{School}", (await portal.PageAsync(list)).Words, StringComparison.Ordinal);
        await BringInAsync(portal, RegisterSet.Full().With(School, "Leerhuis VZW"));
        Assert.Contains("Leerhuis VZW", (await portal.PageAsync(list)).Words, StringComparison.Ordinal);
        Assert.Contains(
            "Leerhuis VZW",
            (await portal.PageAsync($"{list}/{training.TrainingId}")).Words,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("nl", "2 januari 2026")]
    [InlineData("fr", "2 janvier 2026")]
    [InlineData("de", "2. Januar 2026")]
    [InlineData("en", "2 January 2026")]
    public async Task The_operator_sees_which_set_is_there_and_how_a_newer_one_comes(string language, string day)
    {
        await using var portal = await ServedPortal.StartAsync();
        Assert.Contains(
            "kbo-open-data",
            (await portal.PageAsync("/operator/register", language)).Words,
            StringComparison.Ordinal
        );
        await NamelessAsync(portal);
        await BringInAsync(portal, RegisterSet.Full().With(Nameless, "Bakkerij Boon"));
        var page = (await portal.PageAsync("/operator/register", language)).Words.Replace('\u00A0', ' ');
        Assert.Contains(day, page, StringComparison.Ordinal);
        Assert.Contains("140", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1000", null)]
    [InlineData("1300", "fr")]
    [InlineData("1500", "nl")]
    [InlineData("3999", "nl")]
    [InlineData("4000", "fr")]
    [InlineData("4700", "de")]
    [InlineData("4791", "de")]
    [InlineData("4800", "fr")]
    [InlineData("7999", "fr")]
    [InlineData("8000", "nl")]
    [InlineData("75001", null)]
    [InlineData(null, null)]
    public void A_seat_has_the_language_of_its_region(string? postcode, string? language) =>
        Assert.Equal(language, SeatLanguage.Of(postcode));

    private static async Task<Guid> NamelessAsync(ServedPortal portal) =>
        await Change.Make(
            portal.Database,
            Synthetic.Tester,
            change => RegisterEmployer.Do(change, Nameless, null, FactVersion.ByHand, null, "test", Stop),
            Stop
        );

    private async Task BringInAsync(ServedPortal portal, RegisterSet set, bool keepsAll = false) =>
        await new ImportEnterprises(portal.Database).Do(
            set.InPackage(folder, $"{Guid.CreateVersion7():N}.zip"),
            keepsAll,
            isForced: false,
            Synthetic.Tester,
            Stop
        );

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
