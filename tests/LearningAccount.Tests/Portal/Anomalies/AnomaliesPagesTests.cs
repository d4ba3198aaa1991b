using System.Net;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Portal.Anomalies;

/// <summary>The standing list of anomalies: settled with a reason, taken back, and shown only to whom it concerns.</summary>
public sealed class AnomaliesPagesTests
{
    [Fact]
    public async Task What_is_settled_with_a_reason_leaves_the_list_and_comes_back_when_undone()
    {
        var world = TwoToCheck();
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var list = $"/employers/{world.EmployerId}/anomalies";
        Assert.Equal(2, (await ShownAsync(portal, list)).Count);

        var settle = (await portal.PageAsync(list))
            .All("a")
            .Select(Href)
            .Single(href => href.Contains("/settle?check=longerThanItsDays", StringComparison.Ordinal));
        using (var empty = await SendAsync(portal, settle, settle, ("reason", "  ")))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        }
        using var done = await SendAsync(portal, settle, settle, ("reason", "Two evenings came with it."));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        var after = await portal.PageAsync(done.Headers.Location!.ToString());
        Assert.Contains("Settled.", after.Words, StringComparison.Ordinal);
        Assert.Single(await ShownAsync(portal, list));
        Assert.Contains(
            "Two evenings came with it.",
            (await portal.PageAsync($"{list}?show=settled")).Words,
            StringComparison.Ordinal
        );
        // The list of workers honours it too.
        Assert.DoesNotContain(
            "Peeters",
            (await portal.PageAsync($"/employers/{world.EmployerId}/workers?show=attention")).Words,
            StringComparison.Ordinal
        );

        var undo = after
            .All("form")
            .Select(form => form.Attribute("action")?.Value ?? "")
            .Single(to => to.Contains("Reopen", StringComparison.Ordinal));
        using var undone = await SendAsync(portal, done.Headers.Location!.ToString(), undo);
        Assert.Equal(HttpStatusCode.Redirect, undone.StatusCode);
        Assert.Equal(2, (await ShownAsync(portal, list)).Count);
    }

    [Fact]
    public async Task The_list_is_narrowed_by_cause_and_by_word()
    {
        var world = TwoToCheck();
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var list = $"/employers/{world.EmployerId}/anomalies";
        Assert.Contains(
            "Maes, Jan",
            Assert.Single(await ShownAsync(portal, $"{list}?check=outsideContract")),
            StringComparison.Ordinal
        );
        Assert.Contains("Peeters, Anna", Assert.Single(await ShownAsync(portal, $"{list}?q=peeters")), StringComparison.Ordinal);
        Assert.Equal(2, (await ShownAsync(portal, $"{list}?check=nosuchcheck")).Count);
    }

    [Fact]
    public async Task A_list_without_anything_to_check_says_so_in_every_language()
    {
        var world = World.With("Maes Metaal", 9_999_911).OfSize(SizeClass.Full).AndWorker().Employed("2026-01-01");
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        foreach (var language in (string[])["nl", "fr", "de", "en"])
        {
            var page = await portal.PageAsync($"/employers/{world.EmployerId}/anomalies", language);
            Assert.Equal((HttpStatusCode.OK, language), (page.Status, page.Language));
            Assert.Single(page.WithClass("empty"));
        }
    }

    [Fact]
    public async Task Who_only_reads_sees_the_list_and_cannot_settle()
    {
        var world = TwoToCheck();
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var reader = await portal.As(TestVisitor.Named().At(world.EmployerId, Role.EmployerUser));
        var page = await portal.PageAsync($"/employers/{world.EmployerId}/anomalies", visitor: reader);
        Assert.Equal(2, page.WithClass("decisions").Single().Elements("li").Count());
        Assert.DoesNotContain(page.All("a"), link => Href(link).Contains("/settle?", StringComparison.Ordinal));
        var all = await portal.PageAsync($"/employers/{world.EmployerId}/anomalies");
        var settle = all.All("a").Select(Href).First(href => href.Contains("/settle?", StringComparison.Ordinal));
        using var refused = await portal.GetAsync(settle, visitor: reader);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private static World TwoToCheck() =>
        World
            .With("Maes Metaal", 9_999_911)
            .OfSize(SizeClass.Full)
            .AndWorker("Peeters", "Anna")
            .Employed("2026-01-01")
            .Trained("2026-02-02", "3")
            .AndWorker("Maes", "Jan")
            .Employed("2026-02-02")
            .Trained("2026-01-05", "1");

    private static async Task<IReadOnlyList<string>> ShownAsync(ServedPortal portal, string path) =>
        [
            .. (await portal.PageAsync(path)).WithClass("decisions").SingleOrDefault()?.Elements("li").Select(HtmlPage.TextOf)
                ?? [],
        ];

    private static string Href(System.Xml.Linq.XElement link) => link.Attribute("href")?.Value ?? "";

    // Sends a form of a page with what stands in it and what is typed.
    private static async Task<HttpResponseMessage> SendAsync(
        ServedPortal portal,
        string page,
        string to,
        params (string Name, string Value)[] typed
    )
    {
        using var answer = await portal.GetAsync(page);
        var form = await HtmlPage.ReadAsync(answer);
        var fields = form.All("input")
            .Where(input => input.Attribute("type")?.Value is "hidden" && input.Attribute("name") is not null)
            .GroupBy(input => input.Attribute("name")!.Value, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First().Attribute("value")?.Value ?? "", StringComparer.Ordinal);
        foreach (var (name, value) in typed)
        {
            fields[name] = value;
        }
        var cookie = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        return await portal.PostAsync(to, fields, $"{cookie}; {portal.Administrator}");
    }
}
