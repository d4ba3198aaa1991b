using System.Net;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Portal.History;

/// <summary>The history of an employer and its workers, asked through HTTP and read by meaning.</summary>
public sealed class HistoryPagesTests
{
    [Fact]
    public async Task A_training_shows_who_changed_what_when_and_why_and_leads_to_the_day_before()
    {
        var world = Company();
        await using var portal = await ServedPortal.StartAsync(database => ChangedAsync(database, world));
        var page = await portal.PageAsync($"/employers/{world.EmployerId}/workers/{world.WorkerIds[0]}/history");
        var lines = page.WithClass("lines").Single().Elements("li").ToList();
        Assert.Equal(2, lines.Count);
        var change = HtmlPage.TextOf(lines[0]);
        Assert.Contains("training “Welding” changed", change, StringComparison.Ordinal);
        Assert.Equal(
            ["1", "2"],
            lines[0].Descendants("dd").Single().Elements().Where(one => one.Name != "span").Select(HtmlPage.TextOf)
        );
        Assert.Contains("Reason: Typed wrong, see **.**.**-***.**", change, StringComparison.Ordinal);
        Assert.Contains(
            page.All("a").Select(link => link.Attribute("href")!.Value),
            href => href.EndsWith($"/workers/{world.WorkerIds[0]}?known=2026-11-20", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_journal_of_an_employer_is_narrowed_by_word_door_and_day()
    {
        var world = Company();
        await using var portal = await ServedPortal.StartAsync(database => ChangedAsync(database, world));
        var list = $"/employers/{world.EmployerId}/history";
        var all = await CountAsync(portal, list);
        Assert.Equal(1, await CountAsync(portal, $"{list}?q=typed"));
        Assert.Equal(1, await CountAsync(portal, $"{list}?show=portal"));
        Assert.Equal(all, await CountAsync(portal, $"{list}?from=2026-11-20&to=2026-11-20"));
        Assert.Equal(0, await CountAsync(portal, $"{list}?to=2026-11-19"));
    }

    [Fact]
    public async Task Every_page_of_history_reads_well_in_every_language()
    {
        var world = Company();
        await using var portal = await ServedPortal.StartAsync(database => ChangedAsync(database, world));
        string[] paths =
        [
            $"/employers/{world.EmployerId}/history",
            $"/employers/{world.EmployerId}/history/2",
            $"/employers/{world.EmployerId}/history/employer",
            $"/employers/{world.EmployerId}/workers/{world.WorkerIds[0]}/history",
        ];
        foreach (var path in paths)
        {
            foreach (var language in (string[])["nl", "fr", "de", "en"])
            {
                var page = await portal.PageAsync(path, language);
                Assert.Equal((HttpStatusCode.OK, language), (page.Status, page.Language));
                Assert.Single(page.All("h1"));
            }
        }
        using var none = await portal.GetAsync($"/employers/{world.EmployerId}/history/999");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task Who_may_not_read_the_history_finds_no_way_to_it()
    {
        var world = Company();
        await using var portal = await ServedPortal.StartAsync(database => ChangedAsync(database, world));
        var reader = await portal.As(TestVisitor.Named().At(world.EmployerId, Role.EmployerUser));
        foreach (var path in (string[])["history", "history/2", "history/employer", $"workers/{world.WorkerIds[0]}/history"])
        {
            using var answer = await portal.GetAsync($"/employers/{world.EmployerId}/{path}", visitor: reader);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
        var page = await portal.PageAsync($"/employers/{world.EmployerId}/workers/{world.WorkerIds[0]}", visitor: reader);
        Assert.DoesNotContain(page.All("a"), link => link.Attribute("href")!.Value.Contains("history", StringComparison.Ordinal));
    }

    private static World Company() =>
        World
            .With("Maes Metaal", 9_999_911)
            .OfSize(SizeClass.Full)
            .AndWorker("Peeters", "Anna")
            .Employed("2026-01-01")
            .Trained("2026-02-02", "1");

    private static async Task ChangedAsync(Database database, World world)
    {
        var cancel = TestContext.Current.CancellationToken;
        await PagesTests.Record(database, world);
        await using var connection = await database.Connect(cancel);
        var training = Assert.Single(await ReadVersions.Now(connection, Tables.Training, world.EmployerId, cancel));
        await Change.Make(
            database,
            new Author("Els Janssens", Door.Portal, "Typed wrong, see 60.02.28-991.00"),
            async change =>
            {
                await change.Touch(world.EmployerId, "editTraining", cancel);
                await change.Replace(Tables.Training, training, training with { Days = 2 }, cancel);
                return true;
            },
            cancel
        );
    }

    private static async Task<int> CountAsync(ServedPortal portal, string path) =>
        (await portal.PageAsync(path)).WithClass("lines").SingleOrDefault()?.Elements("li").Count() ?? 0;
}
