using LearningAccount.App.Documents;
using LearningAccount.App.Papers;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Papers;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Documents;

/// <summary>What each document says, checked against the account it is about.</summary>
public sealed class KindsTests
{
    private const int LongWord = 12;

    public static TheoryData<Language> AllLanguages => [.. Languages.All];

    [Theory, MemberData(nameof(AllLanguages))]
    public async Task The_account_form_has_the_six_mentions_with_the_figures_of_the_day(Language language)
    {
        await using var test = await OpenAsync();
        var world = await Company().RecordedIn(test.Database);
        var (facts, paper) = await new Desk(test.Database).MakeAsync(world, DocumentKind.AccountForm, Asked(language));
        var (text, words) = (Told.Of(paper), Words.In(language));
        var year = facts.Account.Years[^1];
        // 1. identity, with the national number in full.
        Assert.Contains("Đorđević-Şahin", text, StringComparison.Ordinal);
        Assert.Contains(
            Ssin.TryParseDigits(world.NumberOf(0), out var number, out _) ? number.Written : "?",
            text,
            StringComparison.Ordinal
        );
        // 2. and 3. regime and committee.
        var work = paper.Blocks.OfType<PaperTable>().First();
        Assert.Contains("50", work.Rows[0].Cells[1], StringComparison.Ordinal);
        Assert.Equal("200", work.Rows[0].Cells[2]);
        // 4. credit of the year: 3 days, half time (agreement of JC 200 for 2026: 4).
        Assert.Equal(2, year.Credit);
        Assert.Contains($": {words.Days(2)}", Line(text, words["document.mention4"]), StringComparison.Ordinal);
        // 5. followed, and left to use or carry over.
        Assert.Contains($": {words.Days(1)}", Line(text, words["document.mention5"]), StringComparison.Ordinal);
        Assert.Contains($"{words["statement.toUse"]}: {words.Days(facts.Account.Balance.Exact)}", text, StringComparison.Ordinal);
        // 6. growth path: 4 days in 2026 and 2027, 5 from 2028 on, as long as the class stays.
        var path = paper.Blocks.OfType<PaperTable>().Single(table => table.Caption == words["statement.path"]);
        Assert.Equal(["2026", "2027", "2028", "2029", "2030"], path.Columns.Skip(1).Select(column => column.Name));
        Assert.Equal([.. new Fraction[] { 4, 4, 5, 5, 5 }.Select(days => words.Number(days))], path.Rows[0].Cells.Skip(1));
        Assert.Contains("55", text, StringComparison.Ordinal);
        Assert.Equal(language, paper.Language);
    }

    [Theory, MemberData(nameof(AllLanguages))]
    public async Task Every_kind_is_written_in_every_language_without_a_hole(Language language)
    {
        await using var test = await OpenAsync();
        var world = Company();
        await world.RecordedIn(test.Database);
        var desk = new Desk(test.Database);
        foreach (var kind in Enum.GetValues<DocumentKind>())
        {
            var worker = kind is DocumentKind.ExitStatement ? 1 : 0;
            var about = kind is DocumentKind.TrainingStatement ? await TrainingAsync(test.Database, world) : null;
            var asked = Asked(language) with
            {
                Valuations = [Valuation.V0, Valuation.V1, Valuation.V2],
                MonthlyPay = 3900,
                DayPrice = 250,
            };
            var (_, paper) = await desk.MakeAsync(world, kind, asked, worker, about);
            var text = Told.Of(paper);
            Assert.DoesNotContain("{", text, StringComparison.Ordinal);
            Assert.DoesNotContain("document.", text, StringComparison.Ordinal);
            Assert.Contains("Maes Metaal", text, StringComparison.Ordinal);
            // The page and the PDF are of the same words.
            using var read = new ReadBack(paper);
            await read.AssertSoundAsync();
            var printed = Letters(await read.TextAsync());
            // Longer ones may be broken at the end of a line.
            var missing = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Select(Letters)
                .Where(word => word.Length < LongWord && !printed.Contains(word, StringComparison.Ordinal));
            Assert.Empty(missing);
            Assert.Equal(paper.Title, DocumentPaper.Unpack(Version(kind), DocumentPaper.Pack(paper)).Title);
        }
    }

    [Fact]
    public async Task An_exit_statement_values_days_only_where_it_was_asked_and_warns()
    {
        await using var test = await OpenAsync();
        var world = await Company().RecordedIn(test.Database);
        var desk = new Desk(test.Database);
        var (facts, plain) = await desk.MakeAsync(world, DocumentKind.ExitStatement, Asked(Language.En), 1);
        var outstanding = facts.Account.Exit!.Outstanding;
        Assert.True(outstanding.Sign > 0);
        Assert.DoesNotContain("V1", Told.Of(plain), StringComparison.Ordinal);
        Assert.DoesNotContain("€", Told.Of(plain), StringComparison.Ordinal);
        var asked = Asked(Language.En) with { Valuations = [Valuation.V1], MonthlyPay = 3900 };
        var (_, valued) = await desk.MakeAsync(world, DocumentKind.ExitStatement, asked, 1);
        // 3,900 × 3 ÷ 13 ÷ 5 = 180 euro a day.
        Assert.Contains(Words.In(Language.En).Euro(outstanding * 180), Told.Of(valued), StringComparison.Ordinal);
        Assert.Contains(valued.Blocks, block => block is PaperText { Voice: PaperVoice.Warning });
    }

    [Theory, MemberData(nameof(AllLanguages))]
    public async Task A_letter_with_logo_and_who_signs_is_one_sheet(Language language)
    {
        await using var test = await OpenAsync();
        var world = await Company().Trained("2026-12-07", "1", "Forklift", TrainingStatus.Planned).RecordedIn(test.Database);
        await SignedAsync(test.Database, world);
        var desk = new Desk(test.Database);
        foreach (
            var (kind, worker) in new[]
            {
                (DocumentKind.OpeningNotice, 0),
                (DocumentKind.NewcomerNotice, 0),
                (DocumentKind.YearlyNotice, 0),
                (DocumentKind.ExitStatement, 1),
            }
        )
        {
            var (_, paper) = await desk.MakeAsync(world, kind, Asked(language), worker);
            using var read = new ReadBack(paper);
            var pages = await read.PagesAsync();
            Assert.True(pages.Length == 1, $"{kind}: {pages[^1]}");
        }
    }

    [Theory, MemberData(nameof(AllLanguages))]
    public async Task After_a_death_the_statement_is_written_to_the_heirs(Language language)
    {
        await using var test = await OpenAsync();
        var world = await World
            .With()
            .OfSize(SizeClass.Full)
            .AndWorker()
            .Employed("2024-01-01", "2026-03-03", reason: EndReason.Death)
            .RecordedIn(test.Database);
        var (facts, paper) = await new Desk(test.Database).MakeAsync(world, DocumentKind.ExitStatement, Asked(language));
        var (text, words) = (Told.Of(paper), Words.In(language));
        Assert.Equal(words.Of("document.heirs", ("name", facts.WorkerName)), paper.Addressee[0]);
        Assert.Contains(words["document.greetingNobody"], text, StringComparison.Ordinal);
        Assert.DoesNotContain(words.Of("document.greeting", ("name", facts.WorkerName)), text, StringComparison.Ordinal);
        Assert.DoesNotContain(words["document.exitKeeps"], text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_reads_days_with_two_decimals_and_the_evidence_tells_them_exactly()
    {
        await using var test = await OpenAsync();
        var world = await World
            .With()
            .OfSize(SizeClass.Full)
            .AndWorker()
            .Employed("2024-01-01", "2026-12-31", regime: "22/38", reason: EndReason.Dismissal)
            .RecordedIn(test.Database);
        var desk = new Desk(test.Database);
        var (facts, exit) = await desk.MakeAsync(world, DocumentKind.ExitStatement, Asked(Language.Nl));
        var outstanding = facts.Account.Exit!.Outstanding;
        Assert.NotEqual(outstanding.Round(2), outstanding);
        var (_, form) = await desk.MakeAsync(world, DocumentKind.AccountForm, Asked(Language.Nl));
        var (_, evidence) = await desk.MakeAsync(world, DocumentKind.EvidenceFile, Asked(Language.Nl));
        Assert.DoesNotContain($"({outstanding})", Told.Of(exit), StringComparison.Ordinal);
        Assert.DoesNotContain($"({outstanding})", Told.Of(form), StringComparison.Ordinal);
        Assert.Contains($"({outstanding})", Told.Of(evidence), StringComparison.Ordinal);
        var rounded = $"Nog open: {Words.In(Language.Nl).Short(outstanding)} dagen";
        Assert.Contains(rounded, Told.Of(exit), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_two_hundred_trainings_and_one_of_none_tell_all_there_is()
    {
        await using var test = await OpenAsync();
        var world = World.With().OfSize(SizeClass.Full).AndWorker().Employed("2024-01-01");
        for (var i = 0; i < 200; i++)
        {
            world.Trained(
                new DateOnly(2025, 1, 1).AddDays(i).ToString("yyyy-MM-dd", Words.Invariant),
                "1/100",
                $"Training {i:000}"
            );
        }
        await world.AndWorker("None", "At all").Employed("2026-01-01").RecordedIn(test.Database);
        var desk = new Desk(test.Database);
        var (_, many) = await desk.MakeAsync(world, DocumentKind.AccountForm, Asked(Language.En));
        Assert.Equal(201, many.Blocks.OfType<PaperTable>().Last().Rows.Length);
        // All six mentions stand on the first sheet, whatever follows them.
        using var read = new ReadBack(many);
        var pages = await read.PagesAsync();
        Assert.True(pages.Length > 3);
        foreach (
            var mention in (string[])
                ["1. Identity", "2. Work regime", "3. Joint committee", "4. Training", "5. Days", "6. Growth", "art. 55"]
        )
        {
            Assert.Contains(mention, pages[0], StringComparison.Ordinal);
        }
        Assert.All(
            pages.Skip(1),
            page => Assert.Contains("From the credit", page.ReplaceLineEndings(" "), StringComparison.Ordinal)
        );
        var (_, none) = await desk.MakeAsync(world, DocumentKind.AccountForm, Asked(Language.En), 1);
        Assert.Contains("No training is registered.", Told.Of(none), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_are_those_of_the_day_that_was_asked_for()
    {
        await using var test = await OpenAsync();
        var world = await Company().RecordedIn(test.Database);
        var desk = new Desk(test.Database);
        var (_, before) = await desk.MakeAsync(
            world,
            DocumentKind.YearlyNotice,
            Asked(Language.En) with
            {
                On = new(2026, 3, 1),
            }
        );
        var (_, after) = await desk.MakeAsync(world, DocumentKind.YearlyNotice, Asked(Language.En) with { On = new(2026, 3, 2) });
        Assert.Contains("Followed in 2026: 0", Told.Of(before), StringComparison.Ordinal);
        Assert.Contains("Followed in 2026: 1", Told.Of(after), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_evidence_file_tells_grants_notices_documents_and_the_lines_of_the_journal()
    {
        await using var test = await OpenAsync();
        var world = await Company().RecordedIn(test.Database);
        var desk = new Desk(test.Database);
        await desk.IssueAsync(world, DocumentKind.OpeningNotice, Asked(Language.En), 0);
        var (facts, paper) = await desk.MakeAsync(world, DocumentKind.EvidenceFile, Asked(Language.En));
        var text = Told.Of(paper);
        Assert.Contains(facts.Evidence!.Head.Hash, text, StringComparison.Ordinal);
        Assert.Contains(facts.Evidence.Documents[0].Document.ContentHash[..16], text, StringComparison.Ordinal);
        Assert.Equal(["world"], facts.Evidence.Lines.Select(line => line.Action));
        Assert.All(
            facts.Account.Entries,
            entry => Assert.Contains(Words.In(Language.En).ShortDate(entry.On), text, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_was_chosen_for_a_document_is_kept_and_read_back()
    {
        await Task.CompletedTask;
        var asked = new DocumentAsked
        {
            On = new(2026, 11, 20),
            Language = Language.De,
            Way = DocumentWay.Paper,
            Valuations = [Valuation.V1, Valuation.V2],
            MonthlyPay = Fraction.Parse("3900.5"),
            DayPrice = 250,
            Replaces = Guid.CreateVersion7(),
        };
        Assert.Equal(asked.ToJson(), DocumentAsked.FromJson(asked.ToJson()).ToJson());
    }

    private static async Task<TestDatabase> OpenAsync()
    {
        var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        test.Clock.Set("2026-11-20T09:00:00Z");
        return test;
    }

    private static DocumentAsked Asked(Language language) => new() { On = new(2026, 11, 20), Language = language };

    private static World Company() =>
        World
            .With()
            .OfSize(SizeClass.Full)
            .AndWorker("Đorđević-Şahin", "Łukasz Žofia")
            .Employed("2024-01-01", regime: "19/38", committee: "200")
            .Trained("2026-03-02", "1", "Welding * and > more")
            .AndWorker("Janssens", "Bram")
            .Employed("2024-01-01", "2026-12-31", reason: EndReason.Dismissal);

    private static Task SignedAsync(Database database, World world) =>
        LearningAccount.Records.Journal.Change.Make(
            database,
            Synthetic.Tester,
            change =>
                LearningAccount.Records.Documents.SayLetterhead.Do(
                    change,
                    new()
                    {
                        EmployerId = world.EmployerId,
                        Origin = FactVersion.ByHand,
                        Lines = "Zonnelaan 12\n9000 Gent\nBelgië",
                        Town = "Gent",
                        Signatory = "Els Janssens",
                        Capacity = "HR-directeur",
                        Logo = Convert.ToBase64String(Pictures.Png(2, 8)),
                    },
                    TestContext.Current.CancellationToken
                ),
            TestContext.Current.CancellationToken
        );

    private static async Task<string> TrainingAsync(Database database, World world)
    {
        await using var connection = await database.Connect(TestContext.Current.CancellationToken);
        var trainings = await ReadVersions.Now(
            connection,
            Tables.Training,
            world.EmployerId,
            TestContext.Current.CancellationToken
        );
        return ColumnText.Of(trainings.Single().TrainingId);
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    // The line of a heading and what stands below it.
    private static string Line(string text, string heading)
    {
        var lines = text.Split('\n');
        var at = Array.FindIndex(lines, line => line.Contains(heading, StringComparison.Ordinal));
        return lines[at + 1];
    }

    private static IssuedDocumentVersion Version(DocumentKind kind) =>
        new()
        {
            EmployerId = Guid.Empty,
            Origin = FactVersion.ByHand,
            DocumentId = Guid.Empty,
            WorkerId = Guid.Empty,
            Kind = kind,
            Language = "en",
            StatedOn = default,
            IssuedOn = default,
            About = null,
            Asked = null,
            Figures = "{}",
            ContentHash = new string('0', 64),
            KnownSeq = 1,
            RunId = null,
            ReplacesId = null,
        };
}
