using System.Net;
using System.Text;
using System.Xml.Linq;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Portal;

/// <summary>The pages of an employer and its workers, asked through HTTP and read by meaning.</summary>
public sealed class PagesTests
{
    private static readonly string[] Languages = ["nl", "fr", "de", "en"];

    [Fact]
    public async Task Every_page_reads_well_in_every_language_for_none_five_and_many_workers()
    {
        var worlds = new[] { Company(0, 9_999_910), Company(5, 9_999_911), Company(120, 9_999_912) };
        await using var portal = await ServedPortal.StartAsync(database => Record(database, worlds));
        foreach (var path in worlds.SelectMany(PagesOf).Concat(["/employers", "/imports", "/imports/new"]))
        {
            foreach (var language in Languages)
            {
                var page = await portal.PageAsync(path, language);
                Assert.Equal(HttpStatusCode.OK, page.Status);
                Assert.Equal(language, page.Language);
                Assert.Single(page.All("h1"));
                Assert.NotEmpty(page.Title);
                Assert.DoesNotContain(page.Root.DescendantsAndSelf(), element => element.Attribute("style") is not null);
                Assert.Empty(DoubleIds(page));
            }
        }
    }

    [Fact]
    public async Task The_figures_of_an_account_are_those_of_the_law()
    {
        var world = Company(1, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => Record(database, world));
        var page = await portal.PageAsync(PagesOf(world).ElementAt(2));
        // Full time since 2024: 5 days a year; 2 used in 2025, 1 planned.
        Assert.Contains(
            "13 days left.",
            page.WithClass("statement").Select(HtmlPage.TextOf).Single().Replace('\u00A0', ' '),
            StringComparison.Ordinal
        );
        var years = HtmlPage.Table(page.WithClass("years").Single());
        Assert.Equal(4, years.Length);
        Assert.EndsWith("8 + 5 = 13", Formula(page, "y2026"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_as_it_stood_on_a_day_shows_that_day()
    {
        var world = Company(1, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => Record(database, world));
        var page = await portal.PageAsync(PagesOf(world).ElementAt(2) + "?on=2024-06-30");
        Assert.Contains("5 days left.", page.Words.Replace('\u00A0', ' '), StringComparison.Ordinal);
        // What was not known yet is not there.
        using var before = await portal.GetAsync(PagesOf(world).ElementAt(2) + "?known=2025-01-01");
        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
    }

    [Fact]
    public async Task The_list_as_a_file_holds_the_rows_of_the_list_in_the_reader_s_language()
    {
        var world = Company(60, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => Record(database, world));
        using var answer = await portal.GetAsync($"/employers/{world.EmployerId}/workers.csv?q=peeters", "nl");
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimEnd().Split("\r\n");
        Assert.StartsWith("Naam;Eigen referentie;Krediet 2026;", lines[0].TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Equal(61, lines.Length);
        using var workbook = await portal.GetAsync($"/employers/{world.EmployerId}/workers.xlsx");
        Assert.Equal(HttpStatusCode.OK, workbook.StatusCode);
    }

    [Fact]
    public async Task A_national_number_that_is_searched_for_does_not_stay_in_the_address()
    {
        var world = Company(1, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => Record(database, world));
        using var answer = await portal.GetAsync($"/employers/{world.EmployerId}/workers?q=60.02.28-991.00");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.DoesNotContain("991", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_of_one_employer_is_not_found_at_another()
    {
        var (one, other) = (Company(1, 9_999_910), Company(1, 9_999_911));
        await using var portal = await ServedPortal.StartAsync(database => Record(database, one, other));
        using var answer = await portal.GetAsync($"/employers/{one.EmployerId}/workers/{other.WorkerIds[0]}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_national_number_stands_on_the_form_alone()
    {
        var world = Company(1, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => Record(database, world));
        foreach (var path in PagesOf(world))
        {
            using var answer = await portal.GetAsync(path);
            var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Equal(
                path.EndsWith("/statement", StringComparison.Ordinal),
                html.Contains("60.02.20-991", StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public async Task The_first_page_leads_to_the_only_employer_and_else_to_the_list()
    {
        var (one, other) = (Company(1, 9_999_910), Company(1, 9_999_911));
        await using var alone = await ServedPortal.StartAsync(database => Record(database, one));
        using (var answer = await alone.GetAsync("/"))
        {
            Assert.Equal($"/employers/{one.EmployerId}/workers", answer.Headers.Location!.ToString());
        }
        await using var two = await ServedPortal.StartAsync(database => Record(database, one, other));
        using var list = await two.GetAsync("/");
        Assert.Equal("/employers", list.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Files_are_shown_before_they_are_kept()
    {
        await using var portal = await ServedPortal.StartAsync();
        var (form, cookie) = await FormAsync(portal, "/imports/new");
        using var upload = new MultipartFormDataContent { { new StringContent(form), "form" } };
        upload.Add(new ByteArrayContent(Encoding.UTF8.GetBytes("<nothing/>")), "files", "../../nothing.xml");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/imports/new") { Content = upload };
        request.Headers.Add("Cookie", cookie);
        using var answer = await portal.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var preview = await portal.PageAsync(answer.Headers.Location!.ToString());
        Assert.Contains("nothing.xml", preview.Words, StringComparison.Ordinal);
        Assert.Contains("refused", preview.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_without_the_token_of_the_form_are_not_read()
    {
        await using var portal = await ServedPortal.StartAsync();
        using var upload = new MultipartFormDataContent
        {
            { new StringContent("x"), "form" },
            { new StringContent("<a/>"), "files", "a.xml" },
        };
        using var answer = await portal.Http.PostAsync("/imports/new", upload, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task<(string Form, string Cookie)> FormAsync(ServedPortal portal, string path)
    {
        using var answer = await portal.GetAsync(path);
        var page = await HtmlPage.ReadAsync(answer);
        var token = page.All("input").Single(input => input.Attribute("name")?.Value is "form").Attribute("value")!.Value;
        return (token, answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
    }

    private static string Formula(HtmlPage page, string row) =>
        page
            .Root.Descendants("tr")
            .Single(tr => tr.Attribute("id")?.Value == row)
            .Descendants("p")
            .Where(p => p.Attribute("class")?.Value is "formula")
            .Select(HtmlPage.TextOf)
            .Last();

    private static IEnumerable<string> DoubleIds(HtmlPage page) =>
        page
            .Root.DescendantsAndSelf()
            .Attributes("id")
            .GroupBy(id => id.Value, StringComparer.Ordinal)
            .Where(same => same.Count() > 1)
            .Select(same => same.Key);

    private static IEnumerable<string> PagesOf(World world)
    {
        yield return $"/employers/{world.EmployerId}/workers";
        yield return $"/employers/{world.EmployerId}/size";
        foreach (var worker in world.WorkerIds.Take(1))
        {
            var account = $"/employers/{world.EmployerId}/workers/{worker}";
            yield return account;
            yield return $"{account}/trainings";
            yield return $"{account}/employments";
            yield return $"{account}/statement";
        }
    }

    internal static World Company(int workers, int number)
    {
        var world = World.With($"Company of {workers}", number).OfSize(SizeClass.Full);
        for (var i = 0; i < workers; i++)
        {
            world
                .AndWorker("Peeters", $"Anna {i}")
                .Employed("2024-01-01")
                .Trained("2025-03-10", "2")
                .Trained("2026-12-01", "1", status: TrainingStatus.Planned);
        }
        return world;
    }

    internal static async Task Record(Database database, params World[] worlds)
    {
        foreach (var world in worlds)
        {
            await world.RecordedIn(database);
        }
    }
}
