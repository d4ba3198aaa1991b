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
            Assert.Equal($"/employers/{one.EmployerId}", answer.Headers.Location!.ToString());
        }
        await using var two = await ServedPortal.StartAsync(database => Record(database, one, other));
        using var list = await two.GetAsync("/");
        Assert.Equal("/employers", list.Headers.Location!.ToString());
    }

    [Fact]
    public async Task The_first_page_of_an_empty_program_reads_well_in_every_language()
    {
        await using var portal = await ServedPortal.StartAsync();
        foreach (var language in Languages)
        {
            var page = await portal.PageAsync("/", language);
            Assert.Equal((HttpStatusCode.OK, language), (page.Status, page.Language));
            Assert.Empty(DoubleIds(page));
            var label = page.All("label").First().Attribute("for")!.Value;
            Assert.Equal("input", page.Root.Descendants().Single(element => element.Attribute("id")?.Value == label).Name);
        }
    }

    [Fact]
    public async Task A_remark_on_several_trainings_is_made_once_and_names_them()
    {
        var world = World
            .With("Maes Metaal", 9_999_911)
            .OfSize(SizeClass.Full)
            .AndWorker("Peeters", "Anna")
            .Employed("2026-01-01")
            .Trained("2026-02-02", "4")
            .Trained("2026-03-03", "3")
            .Trained("2026-04-04", "1");
        await using var portal = await ServedPortal.StartAsync(database => Record(database, world));
        var page = await portal.PageAsync(PagesOf(world).ElementAt(2));
        var remark = page.WithClass("notice").Single();
        Assert.Equal(2, remark.Descendants("li").Count());
        Assert.Contains("3 March 2026", HtmlPage.TextOf(remark).Replace('\u00A0', ' '), StringComparison.Ordinal);
        var list = await portal.PageAsync(PagesOf(world).First() + "?show=attention");
        Assert.Contains("beyond the credit", list.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nl", "nothing.xml", "<DmfAUpdate/>", "geweigerd", "dmfa.update")]
    [InlineData("fr", "nothing.csv", "bonjour", "refusé", "table.noHeader")]
    public async Task A_file_that_cannot_be_read_is_refused_with_its_code_in_the_reader_s_language(
        string language,
        string name,
        string content,
        string refused,
        string code
    )
    {
        await using var portal = await ServedPortal.StartAsync();
        var preview = await portal.PageAsync(await UploadAsync(portal, $"../../{name}", content), language);
        Assert.Contains(name, preview.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("..", preview.Words, StringComparison.Ordinal);
        var cell = preview.All("td").Single();
        Assert.Contains(refused, HtmlPage.TextOf(cell), StringComparison.Ordinal);
        Assert.EndsWith(code, HtmlPage.TextOf(cell), StringComparison.Ordinal);
        Assert.DoesNotContain(preview.All("form"), form => Action(form).Contains("Confirm", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_list_is_looked_at_brought_in_and_taken_back()
    {
        const string list =
            "Ondernemingsnummer;Naam werkgever;INSZ;Naam;Datum in dienst\n0999990222;Maes Metaal;64022999278;Peeters;1/3/2020\n0999990222;;64022999278;Peeters;31/2/2021\n";
        await using var portal = await ServedPortal.StartAsync();
        var address = await UploadAsync(portal, "staff.csv", list);
        var preview = await portal.PageAsync(address, "nl");
        Assert.Contains("rij 3, kolom Datum in dienst · cell.dateNotInCalendar", preview.Words, StringComparison.Ordinal);
        Assert.Empty((await portal.PageAsync("/employers")).All("tbody"));

        using (var wrong = await portal.GetAsync(address + "?handler=Rows&file=0"))
        {
            var lines = (await wrong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimEnd().Split('\n');
            Assert.Equal(2, lines.Length);
            Assert.Contains("31/2/2021", lines[1], StringComparison.Ordinal);
        }

        var done = await portal.PageAsync(await SubmitAsync(portal, address, "Confirm"));
        Assert.Contains("Workers of Maes Metaal", done.Words, StringComparison.Ordinal);

        var undo = (await portal.PageAsync("/imports"))
            .All("a")
            .Select(a => a.Attribute("href")!.Value)
            .Single(href => href.EndsWith("/undo", StringComparison.Ordinal));
        var undone = await PostAsync(portal, undo, undo);
        Assert.Contains("hold no more", (await HtmlPage.ReadAsync(undone)).Words, StringComparison.Ordinal);
        Assert.Empty((await portal.PageAsync("/employers")).All("tbody"));
    }

    [Theory]
    [InlineData("staff.csv", "Personeelslijst.csv")]
    [InlineData("trainings.xlsx", ".xlsx")]
    [InlineData("rights.csv", "Rechten.csv")]
    public async Task A_list_to_start_from_is_given_in_the_reader_s_language(string asked, string given)
    {
        await using var portal = await ServedPortal.StartAsync();
        using var answer = await portal.GetAsync($"/templates/{asked}", "nl");
        Assert.EndsWith(given, answer.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
        Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
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

    // The address of the preview.
    internal static Task<string> UploadAsync(ServedPortal portal, string name, string content) =>
        UploadAsync(portal, (name, content));

    internal static Task<string> UploadAsync(ServedPortal portal, params (string Name, string Content)[] files) =>
        UploadAsync(portal, portal.Administrator, files);

    internal static async Task<string> UploadAsync(
        ServedPortal portal,
        string visitor,
        params (string Name, string Content)[] files
    )
    {
        var (form, cookie) = await FormAsync(portal, "/imports/new", visitor);
        using var upload = new MultipartFormDataContent { { new StringContent(form), "form" } };
        foreach (var (name, content) in files)
        {
            upload.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "files", name);
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, "/imports/new") { Content = upload };
        request.Headers.Add("Cookie", $"{visitor}; {cookie}");
        using var answer = await portal.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    internal static async Task<string> SubmitAsync(ServedPortal portal, string page, string handler)
    {
        using var answer = await PostAsync(portal, page, $"{page}?handler={handler}");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    private static async Task<HttpResponseMessage> PostAsync(ServedPortal portal, string page, string address)
    {
        var (form, cookie) = await FormAsync(portal, page);
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent([new("form", form)]),
        };
        request.Headers.Add("Cookie", cookie);
        return await portal.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string Action(XElement form) => form.Attribute("action")?.Value ?? "";

    private static async Task<(string Form, string Cookie)> FormAsync(ServedPortal portal, string path, string? visitor = null)
    {
        using var answer = await portal.GetAsync(path, visitor: visitor);
        var page = await HtmlPage.ReadAsync(answer);
        var token = page.All("input").First(input => input.Attribute("name")?.Value is "form").Attribute("value")!.Value;
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
        yield return $"/employers/{world.EmployerId}";
        yield return $"/employers/{world.EmployerId}/anomalies";
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
