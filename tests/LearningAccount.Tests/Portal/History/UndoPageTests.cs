using System.Net;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Portal.History;

/// <summary>One page takes back any line of the journal, for whoever may do what the line did.</summary>
public sealed class UndoPageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_line_is_taken_back_by_whoever_may_do_what_it_did_and_by_nobody_else()
    {
        var world = PagesTests.Company(2, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var setting = await SettingAsync(portal, world);
        var page = $"/employers/{world.EmployerId}/changes/{setting}/undo";
        var registrar = await As(portal, world, Right.RegisterTrainings, Right.ManageWorkers, Right.ReadHistory);
        var decider = await As(portal, world, Right.ManageRights, Right.ReadHistory);
        using (var refused = await portal.GetAsync(page, visitor: registrar))
        {
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }
        var history = $"/employers/{world.EmployerId}/history/{setting}";
        Assert.Empty(UndoLinks(await portal.PageAsync(history, visitor: registrar)));
        Assert.Equal([page], UndoLinks(await portal.PageAsync(history, visitor: decider)));
        using var asked = await portal.SendFormAsync(page, new() { ["do"] = "check", ["why"] = "Not so" }, decider);
        var check = await HtmlPage.ReadAsync(asked);
        Assert.Contains("What it changes", check.Words, StringComparison.Ordinal);
        var seen = check.All("input").Single(input => (string?)input.Attribute("name") is "seen").Attribute("value")!.Value;
        using var done = await portal.SendFormAsync(
            page,
            new()
            {
                ["do"] = "save",
                ["why"] = "Not so",
                ["seen"] = seen,
            },
            decider
        );
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Empty(await SettingsAsync(portal, world));
    }

    [Fact]
    public async Task Access_and_files_are_not_taken_back_as_a_line()
    {
        var world = PagesTests.Company(1, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        // The lines that recorded the company and gave the administrator access.
        foreach (var line in new[] { 1, 2, 99 })
        {
            using var answer = await portal.GetAsync($"/employers/{world.EmployerId}/changes/{line}/undo");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public void Every_table_that_pages_write_says_who_may_take_it_back()
    {
        Assert.Equal([Right.RegisterTrainings], UndoRules.Needed([Tables.Training.Name, Tables.Attachment.Name]));
        Assert.Equal(2, UndoRules.Needed([Tables.Training.Name, Tables.Setting.Name])!.Count);
        Assert.Null(UndoRules.Needed([Tables.Training.Name, Tables.AccessGrant.Name]));
        Assert.Null(UndoRules.Needed([]));
    }

    private static IEnumerable<string> UndoLinks(HtmlPage page) =>
        page.All("a")
            .Select(link => (string)link.Attribute("href")!)
            .Where(href => href.EndsWith("/undo", StringComparison.Ordinal));

    private static Task<string> As(ServedPortal portal, World world, params Right[] rights) =>
        portal.As(TestVisitor.Named().At(world.EmployerId, Role.EmployerUser, rights));

    private static async Task<List<SettingVersion>> SettingsAsync(ServedPortal portal, World world)
    {
        await using var connection = await portal.Database.Connect(Cancel);
        return await ReadVersions.Now(connection, Tables.Setting, world.EmployerId, Cancel);
    }

    private static async Task<long> SettingAsync(ServedPortal portal, World world)
    {
        var path = $"/employers/{world.EmployerId}/rights/settings/monthRegime";
        using var asked = await portal.SendFormAsync(path, Answer("check", null), portal.Administrator);
        var seen = (await HtmlPage.ReadAsync(asked))
            .All("input")
            .Single(input => (string?)input.Attribute("name") is "seen")
            .Attribute("value")!
            .Value;
        using var saved = await portal.SendFormAsync(path, Answer("save", seen), portal.Administrator);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        return long.Parse(seen, System.Globalization.CultureInfo.InvariantCulture) + 1;
    }

    private static Dictionary<string, string> Answer(string step, string? seen) =>
        new()
        {
            ["do"] = step,
            ["value"] = "\"firstDay\"",
            ["why"] = "As payroll does",
            ["seen"] = seen ?? "",
        };
}
