using System.Net;
using LearningAccount.Law.Facts;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Portal.Home;

/// <summary>The home of an employer, asked through HTTP and read by meaning.</summary>
public sealed class HomePageTests
{
    [Theory]
    [InlineData("nl")]
    [InlineData("fr")]
    [InlineData("de")]
    [InlineData("en")]
    public async Task It_reads_well_in_every_language_for_none_and_for_many_workers(string language)
    {
        var (none, many) = (World.With("Nobody", 9_999_910), PagesTests.Company(30, 9_999_911));
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, none, many));
        foreach (var world in (World[])[none, many])
        {
            var page = await portal.PageAsync($"/employers/{world.EmployerId}", language);
            Assert.Equal((HttpStatusCode.OK, language), (page.Status, page.Language));
            Assert.Single(page.All("h1"));
            Assert.DoesNotContain("{", page.Words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task It_says_first_what_needs_a_decision_and_leads_to_where_it_is_settled()
    {
        var world = World
            .With("Maes Metaal", 9_999_911)
            .OfSize(SizeClass.Full)
            .AndWorker("Peeters", "Anna")
            .Employed("2026-01-01")
            .Trained("2026-02-02", "3")
            .AndWorker("Maes", "Jan")
            .Employed("2026-01-01");
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var page = await portal.PageAsync($"/employers/{world.EmployerId}");
        Assert.Equal("1 of 2 workers need attention.", page.WithClass("statement").Select(HtmlPage.TextOf).Single());
        var decision = page.WithClass("decisions").Single().Elements("li").Single();
        Assert.Contains("“Welding”", HtmlPage.TextOf(decision), StringComparison.Ordinal);
        var links = decision.Descendants("a").Select(a => a.Attribute("href")!.Value).ToList();
        Assert.Equal($"/employers/{world.EmployerId}/workers/{world.WorkerIds[0]}/trainings", links[0]);
        Assert.StartsWith(
            $"/employers/{world.EmployerId}/anomalies/settle?check=longerThanItsDays",
            links[1],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Every_chart_has_a_title_a_text_and_the_numbers_behind_it()
    {
        var world = PagesTests.Company(30, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var page = await portal.PageAsync($"/employers/{world.EmployerId}");
        var charts = page.WithClass("chart").ToList();
        Assert.Equal(3, charts.Count);
        foreach (var chart in charts)
        {
            var svg = chart.Elements("svg").Single();
            Assert.Equal("img", svg.Attribute("role")!.Value);
            Assert.NotEmpty(HtmlPage.TextOf(svg.Element("title")!));
            Assert.NotEmpty(HtmlPage.TextOf(svg.Element("desc")!));
            Assert.NotEmpty(HtmlPage.Table(chart.Descendants("table").Single()));
        }
        var use = HtmlPage.Table(charts[0].Descendants("table").Single());
        // 30 workers followed 2 days each in March of last year, of a credit of 5.
        Assert.Contains(use, row => row.Contains("60.00") && row.Contains("40%"));
    }

    [Fact]
    public async Task Dates_come_from_the_law_and_from_the_situation()
    {
        var world = PagesTests.Company(3, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var page = await portal.PageAsync($"/employers/{world.EmployerId}");
        var dates = page.WithClass("dates")
            .Last()
            .Elements("li")
            .Select(line => HtmlPage.TextOf(line).Replace('\u00A0', ' '))
            .ToList();
        // Nobody can read the portal yet: a month to tell them from the day they are kept here.
        Assert.StartsWith("20 December 2026", dates[0], StringComparison.Ordinal);
        Assert.Contains(dates, line => line.StartsWith("31 December 2026", StringComparison.Ordinal));
        Assert.Contains(dates, line => line.StartsWith("31 March 2027", StringComparison.Ordinal));
        Assert.DoesNotContain(dates, line => line.Contains("declar", StringComparison.OrdinalIgnoreCase));
    }
}
