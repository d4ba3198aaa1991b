using System.Net;
using LearningAccount.App.Imports.Tables;
using LearningAccount.App.Wording;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Papers;
using LearningAccount.Tests.Records;
using LearningAccount.Tests.Records.Plans;
using LearningAccount.Tests.Records.Reports;

namespace LearningAccount.Tests.Portal.Figures;

/// <summary>The page of figures, what opens behind each, and the files of both.</summary>
public sealed class FiguresPagesTests
{
    private static readonly string[] Reports = ["social-balance", "leave", "sector-fund", "equality"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_report_and_what_is_behind_it_reads_well_in_every_language()
    {
        var (told, out_) = (SmallCompany.Told, SmallCompany.LeftOut);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, told, out_));
        foreach (var world in new[] { told, out_ })
        {
            foreach (var report in Reports)
            {
                foreach (var language in new[] { "nl", "fr", "de", "en" })
                {
                    var path = $"{Home(world)}?report={report}&from=2025-01-01&to=2025-12-31";
                    var page = await portal.PageAsync(path, language);
                    Assert.True(page.Status == HttpStatusCode.OK, path);
                    Assert.Equal(language, page.Language);
                    Assert.Single(page.All("h1"));
                    Assert.DoesNotContain(page.Root.Descendants(), element => element.Attribute("style") is not null);
                }
                var shown = await portal.PageAsync($"{Home(world)}?report={report}&from=2025-01-01&to=2025-12-31");
                foreach (var link in Behind(shown))
                {
                    var behind = await portal.PageAsync(link, "fr");
                    Assert.True(behind.Status == HttpStatusCode.OK, link);
                    Assert.True(
                        behind.Words.Contains(", car ", StringComparison.Ordinal)
                            || behind.Words.Contains("Coût non connu", StringComparison.Ordinal),
                        link
                    );
                }
            }
        }
    }

    [Fact]
    public async Task Each_figure_opens_into_the_trainings_that_count_and_those_that_do_not_each_with_its_reason()
    {
        var world = SmallCompany.LeftOut;
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var page = await portal.PageAsync($"{Home(world)}?report=social-balance&from=2025-01-01&to=2025-12-31");
        Assert.Contains("15.2", page.Words, StringComparison.Ordinal);
        var behind = await portal.PageAsync(Behind(page).Single(link => link.EndsWith("figure=5802", StringComparison.Ordinal)));
        var parts = behind.WithClass("part").Select(HtmlPage.TextOf).ToList();
        Assert.Contains(
            parts,
            part =>
                part.StartsWith("Counts, because It is formal training", StringComparison.Ordinal)
                && part.Contains("counted", StringComparison.Ordinal)
        );
        foreach (var reason in new[] { "cancelled", "notEmployed", "notFollowed", "otherPeriod", "ownCost", "planned" })
        {
            Assert.Contains(
                parts,
                part =>
                    part.StartsWith("Does not count, because", StringComparison.Ordinal)
                    && part.Contains(reason, StringComparison.Ordinal)
            );
        }
        Assert.Contains("no cost known: 2 trainings, 15.2 hours", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_period_that_cannot_be_is_told_and_nothing_breaks()
    {
        var world = SmallCompany.Told;
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        foreach (
            var (period, says) in new[]
            {
                ("from=2025-12-31&to=2025-01-01", "Swap them"),
                ("from=2020-01-01&to=2025-01-01", "at the most"),
                ("from=yesterday&to=2025-01-01", "two days"),
            }
        )
        {
            var page = await portal.PageAsync($"{Home(world)}?report=leave&{period}");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
            Assert.Contains(says, page.Words, StringComparison.Ordinal);
        }
        using var unknown = await portal.GetAsync($"{Home(world)}/behind?report=leave&from=2025-01-01&to=2025-12-31&figure=5801");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Who_sees_one_department_is_told_that_the_figures_are_of_it_alone()
    {
        var world = World
            .With()
            .AndWorker()
            .OfSex("f")
            .Being(identity => identity with { Department = "Sales" })
            .Employed("2020-01-01")
            .Trained("2025-03-03", "1", "Ours")
            .AndWorker("Maes")
            .OfSex("f")
            .Employed("2020-01-01")
            .Trained("2025-03-03", "1", "Theirs");
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var cookie = await portal.As(TestVisitor.Named().Within(world.EmployerId, ScopeKind.Department, "Sales"));
        var query = "report=social-balance&from=2025-01-01&to=2025-12-31";
        var page = await portal.PageAsync($"{Home(world)}?{query}", visitor: cookie);
        Assert.Contains("These figures are of Sales only", page.Words, StringComparison.Ordinal);
        var behind = await portal.PageAsync($"{Home(world)}/behind?{query}&figure=5811", visitor: cookie);
        Assert.Contains("Ours", behind.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Theirs", behind.Words, StringComparison.Ordinal);
        var whole = await portal.PageAsync($"{Home(world)}?{query}");
        Assert.DoesNotContain("These figures are of", whole.Words, StringComparison.Ordinal);
        using var file = await portal.GetAsync($"{Home(world)}.csv?{query}&what=behind", visitor: cookie);
        Assert.DoesNotContain("Theirs", await file.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task The_files_say_what_the_page_says(string format)
    {
        var world = SmallCompany.Told;
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var query = "report=social-balance&from=2025-01-01&to=2025-12-31";
        var figures = await RowsAsync(portal, $"{Home(world)}.{format}?{query}");
        var net = figures.Single(row => row.Contains("5803", StringComparer.Ordinal));
        Assert.Equal(["Formal continued training", "Men", "5803", "Net cost", "600", "euro", "1", "6", "1"], net);
        Assert.Equal("17.6", figures.Single(row => row.Contains("5802", StringComparer.Ordinal))[4]);

        var behind = await RowsAsync(portal, $"{Home(world)}.{format}?{query}&what=behind&figure=5802");
        Assert.Equal(3, behind.Count(row => row.Contains("counts", StringComparer.Ordinal)));
        Assert.Contains(behind, row => row.Contains("SF-77", StringComparer.Ordinal));
        var all = await RowsAsync(portal, $"{Home(world)}.{format}?{query}&what=behind");
        Assert.Equal(7 + 1, all.Count);

        var leave = await RowsAsync(
            portal,
            $"{Home(world)}.{format}?{query.Replace("social-balance", "leave", StringComparison.Ordinal)}&what=leave"
        );
        Assert.Contains("ODB-1001234", leave[1]);

        // Of groups of people a file names nobody.
        var equality = await RowsAsync(
            portal,
            $"{Home(world)}.{format}?{query.Replace("social-balance", "equality", StringComparison.Ordinal)}&what=behind"
        );
        Assert.DoesNotContain(equality, row => row.Exists(cell => cell.Contains("Peeters", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task On_paper_stand_the_figures_how_they_were_counted_and_the_trainings_behind_them()
    {
        var world = SmallCompany.Told;
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        foreach (var language in new[] { "nl", "fr", "de", "en" })
        {
            foreach (var report in Reports)
            {
                var text = await PaperAsync(portal, $"{Home(world)}.pdf?report={report}&from=2025-01-01&to=2025-12-31", language);
                Assert.True(Languages.TryParse(language, out var known));
                Assert.Contains(InOneLine(Words.In(known)["figures.paper.annex"]), text, StringComparison.Ordinal);
                Assert.Contains(world.Number.ToString(), text, StringComparison.Ordinal);
                // Of groups of people a paper names nobody.
                Assert.Equal(report is not "equality", text.Contains("Claes", StringComparison.Ordinal));
            }
        }
        var balance = await PaperAsync(portal, $"{Home(world)}.pdf?report=social-balance&from=2025-01-01&to=2025-12-31");
        Assert.Contains("5803", balance, StringComparison.Ordinal);
        Assert.Contains("€600.00", balance, StringComparison.Ordinal);
        Assert.Contains("no cost known: 1 training, 6 hours", balance, StringComparison.Ordinal);
        var annex = balance[balance.IndexOf("Annex", StringComparison.Ordinal)..];
        Assert.Contains("Counts, because It is formal training", annex, StringComparison.Ordinal);
        Assert.Contains("SF-77", annex, StringComparison.Ordinal);

        var cookie = await portal.As(TestVisitor.Named().Within(world.EmployerId, ScopeKind.Department, "Sales"));
        var narrowed = await PaperAsync(portal, $"{Home(world)}.pdf?report=leave&from=2025-01-01&to=2025-12-31", visitor: cookie);
        Assert.Contains("These figures are of Sales only", narrowed, StringComparison.Ordinal);
        Assert.DoesNotContain("Claes", narrowed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_a_training_says_what_it_counts_for()
    {
        var world = SmallCompany.Told;
        await using var portal = await ServedPortal.StartAsync(async database =>
        {
            await PagesTests.Record(database, world);
            await PlanWorld.Make(
                database,
                change =>
                    OpenPlan.Do(
                        change,
                        world.EmployerId,
                        new(2025, 1, 1),
                        new(2025, 12, 31),
                        [PlanWorld.Line("French", 5, days: 2)],
                        Stop
                    )
            );
        });
        var shown = await portal.PageAsync(
            $"{Home(world)}/behind?report=leave&from=2025-01-01&to=2025-12-31&figure=VOV.followed"
        );
        var link = shown.All("a").First(one => HtmlPage.TextOf(one) is "French").Attribute("href")!.Value;
        var page = await portal.PageAsync(link);
        var facts = page.WithClass("facts").Last().Elements("div").Select(HtmlPage.TextOf).ToList();
        Assert.Collection(
            facts,
            account => Assert.StartsWith("Training accountdoes not count", account, StringComparison.Ordinal),
            plan =>
            {
                Assert.StartsWith("Training plancounts", plan, StringComparison.Ordinal);
                Assert.Contains("as “French”", plan, StringComparison.Ordinal);
            },
            balance => Assert.Contains("5811", balance, StringComparison.Ordinal),
            leave => Assert.Contains("15 Dec 2025", leave.Replace('\u00A0', ' '), StringComparison.Ordinal),
            fund => Assert.Contains("not said", fund, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_other_papers_ask_is_filled_in_kept_changed_and_shown()
    {
        var world = World.With().OfSize(SizeClass.Full).AndWorker().OfSex("m").Employed("2020-01-01");
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var form = await HtmlForm.OpenAsync(portal, $"/employers/{world.EmployerId}/trainings/register", "title");
        form.With("title", "Lassen")
            .With("kind", "formal")
            .With("start", "2026-03-02")
            .With("length", "8")
            .With("fundedBy", "sectorFund")
            .With("dossierNumber", "SF-12")
            .With("cost", "300")
            .With("wageCost", "228,50")
            .With("fundContributions", "20")
            .With("subsidy", "48");
        form.Fields.Add(("initial", "yes"));
        form.Fields.Add(("pick", world.WorkerIds[0].ToString("D")));
        var saved = await (await form.PressAsync("do", "look")).Form!("occasion").PressAsync("do", "save");
        Assert.NotNull(saved.Location);
        await using var connection = await portal.Database.Connect(Stop);
        var held = Assert.Single(await ReadVersions.Now(connection, FactTables.Training, world.EmployerId, Stop));
        Assert.Equal(
            (FundingSource.SectorFund, "SF-12", "457/2", "20", "48", true),
            (
                held.FundedBy!.Value,
                held.DossierNumber,
                held.WageCost.ToString(),
                held.FundContributions.ToString(),
                held.Subsidy.ToString(),
                held.IsInitial!.Value
            )
        );
        var edit = await HtmlForm.OpenAsync(portal, $"/employers/{world.EmployerId}/trainings/register/{held.Occasion}", "title");
        Assert.Equal(("sectorFund", "228.5"), (edit["fundedBy"], edit["wageCost"]));
        var wrong = await edit.With("subsidy", "lots").With("why", "x").PressAsync("do", "look");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
    }

    private static async Task<string> PaperAsync(ServedPortal portal, string path, string language = "en", string? visitor = null)
    {
        using var answer = await portal.GetAsync(path, language, visitor: visitor);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, path);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        return InOneLine(await ReadBack.TextOfAsync(await answer.Content.ReadAsByteArrayAsync(Stop)));
    }

    private static string InOneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Home(World world) => $"/employers/{world.EmployerId}/figures";

    private static IEnumerable<string> Behind(HtmlPage page) =>
        page.All("a")
            .Select(link => (string?)link.Attribute("href") ?? "")
            .Where(link => link.Contains("/figures/behind?", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal);

    private static async Task<List<List<string>>> RowsAsync(ServedPortal portal, string path)
    {
        using var answer = await portal.GetAsync(path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, path);
        using var file = new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Stop));
        using var table = TableFile.Open(file, names => names.Count);
        return [.. table.Rows().Select(row => row.Cells.Select(cell => cell.Text).ToList())];
    }
}
