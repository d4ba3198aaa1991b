using System.Net;
using LearningAccount.App.Imports;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Portal.Reconciliation;

/// <summary>The page that shows what another register showed beside the accounts, and the decisions made on it.</summary>
public sealed class ReconciliationPagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_differs_is_accepted_with_one_click_and_taken_back()
    {
        var world = ThreeWorkers();
        await using var portal = await ServedPortal.StartAsync(database => RecordAsync(database, world));
        var list = $"/employers/{world.EmployerId}/reconciliation";
        var shown = await ShownAsync(portal, list);
        Assert.Equal(2, shown.Count);
        Assert.Contains("Maes, Jan", shown[0], StringComparison.Ordinal);
        Assert.Contains("not known here", shown[0], StringComparison.Ordinal);

        var accept = await ActionAsync(portal, list, "handler=Accept");
        using var done = await SendAsync(portal, list, accept);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Contains("saved=", done.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Single(await ShownAsync(portal, list));
        var decided = Assert.Single(await ShownAsync(portal, $"{list}?show=decided"));
        Assert.Contains("Accepted", decided, StringComparison.Ordinal);
        Assert.Equal(Fraction.Of(3), await BalanceAsync(portal, world, 1, new(2025, 12, 31)));
        // The same form sent again is of figures that are no more.
        using var again = await SendAsync(portal, list, accept);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);

        using var back = await SendAsync(
            portal,
            $"{list}?show=decided",
            await ActionAsync(portal, $"{list}?show=decided", "handler=Reopen")
        );
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.Equal(2, (await ShownAsync(portal, list)).Count);
        Assert.Equal(Fraction.Of(5), await BalanceAsync(portal, world, 1, new(2025, 12, 31)));
    }

    [Fact]
    public async Task All_of_one_cause_are_decided_at_once_and_undone_as_one_line()
    {
        var world = ThreeWorkers();
        await using var portal = await ServedPortal.StartAsync(database => RecordAsync(database, world));
        var list = $"/employers/{world.EmployerId}/reconciliation";
        var decide = $"{list}/decide?cause=trainingUnknownHere";
        Assert.Equal(2, (await portal.PageAsync(decide)).WithClass("decisions").Single().Elements("li").Count());
        using var done = await SendAsync(portal, decide, $"{decide}&handler=Keep", ("reason", "They never went."));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Empty(await ShownAsync(portal, list));
        var kept = await ShownAsync(portal, $"{list}?show=decided");
        Assert.All(kept, line => Assert.Contains("They never went.", line, StringComparison.Ordinal));

        var after = await portal.PageAsync(done.Headers.Location!.ToString());
        var undo = after
            .All("a")
            .Select(link => link.Attribute("href")?.Value ?? "")
            .Single(to => to.EndsWith("/undo", StringComparison.Ordinal));
        var form = new ChangeForm(portal, undo);
        await form.CheckAsync(new(StringComparer.Ordinal) { ["why"] = "Too soon" });
        await form.SaveAsync();
        Assert.Equal(2, (await ShownAsync(portal, list)).Count);
    }

    [Fact]
    public async Task The_totals_hold_every_row_and_those_left_out_are_named_in_every_language()
    {
        var world = ThreeWorkers();
        await using var portal = await ServedPortal.StartAsync(database => RecordAsync(database, world));
        foreach (var language in (string[])["nl", "fr", "de", "en"])
        {
            foreach (var show in (string[])["", "unexplained", "decided", "equal", "leftOut"])
            {
                var page = await portal.PageAsync($"/employers/{world.EmployerId}/reconciliation?show={show}", language);
                Assert.Equal((HttpStatusCode.OK, language), (page.Status, page.Language));
                Assert.DoesNotContain("{", page.Words, StringComparison.Ordinal);
            }
        }
        var leftOut = await portal.PageAsync($"/employers/{world.EmployerId}/reconciliation?show=leftOut");
        Assert.Contains("rights.csv:5", leftOut.Words, StringComparison.Ordinal);
        Assert.Contains("cell.ssinCheck", leftOut.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_is_given_as_a_file_and_text_in_it_is_no_formula()
    {
        var world = ThreeWorkers();
        await using var portal = await ServedPortal.StartAsync(database => RecordAsync(database, world));
        using var csv = await portal.GetAsync($"/employers/{world.EmployerId}/reconciliation.csv");
        var text = await csv.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(3, text.Trim().Split('\n').Length);
        Assert.DoesNotContain(";=", text, StringComparison.Ordinal);
        using var xlsx = await portal.GetAsync($"/employers/{world.EmployerId}/reconciliation.xlsx?show=leftOut");
        Assert.Equal(HttpStatusCode.OK, xlsx.StatusCode);
    }

    [Fact]
    public async Task Who_only_reads_decides_nothing()
    {
        var world = ThreeWorkers();
        await using var portal = await ServedPortal.StartAsync(database => RecordAsync(database, world));
        var list = $"/employers/{world.EmployerId}/reconciliation";
        var reader = await portal.As(TestVisitor.Named().At(world.EmployerId, Role.EmployerUser));
        var page = await portal.PageAsync(list, visitor: reader);
        Assert.Equal(2, page.WithClass("decisions").Single().Elements("li").Count());
        Assert.DoesNotContain(
            page.All("form"),
            form => form.Attribute("action")?.Value.Contains("/decide", StringComparison.Ordinal) ?? false
        );
        using var refused = await portal.GetAsync($"{list}/decide", visitor: reader);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Without_any_counters_the_page_says_how_to_begin()
    {
        var world = World.With("Maes Metaal", 9_999_911).OfSize(SizeClass.Full).AndWorker().Employed("2026-01-01");
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        Assert.Single((await portal.PageAsync($"/employers/{world.EmployerId}/reconciliation")).WithClass("empty"));
    }

    private static World ThreeWorkers() =>
        World
            .With("Maes Metaal", 9_999_911)
            .OfSize(SizeClass.Full)
            .AndWorker("Peeters", "Anna")
            .Employed("2025-01-01")
            .AndWorker("Maes", "Jan")
            .Employed("2025-01-01")
            .AndWorker("Wouters", "=1+1")
            .Employed("2025-01-01");

    private static async Task RecordAsync(Database database, World world)
    {
        await PagesTests.Record(database, world);
        var rows =
            "INSZ;Jaar;Krediet;Opgenomen;Saldo;Overgedragen;Gezien op\n"
            + $"{world.NumberOf(0)};2025;5;0;5;0;15/1/2026\n"
            + $"{world.NumberOf(1)};2025;5;2;3;0;15/1/2026\n"
            + $"{world.NumberOf(2)};2025;5;1;4;0;15/1/2026\n"
            + "64022999279;2025;5;1;4;0;15/1/2026\n";
        var report = await new ImportFile(database).Do(
            new(
                new MemoryStream(System.Text.Encoding.UTF8.GetBytes(rows)),
                "rights.csv",
                new() { Employer = world.Number.ToString() },
                false
            ),
            Synthetic.Tester,
            null,
            Cancel
        );
        Assert.Equal((3L, 1L), (report.CountOf(RowOutcome.New), report.CountOf(RowOutcome.Error)));
    }

    private static async Task<Fraction> BalanceAsync(ServedPortal portal, World world, int worker, DateOnly on)
    {
        var snapshot = (await new ReadSnapshots(portal.Database).Of(world.EmployerId, null, Cancel))!;
        var found = snapshot.Worker(world.WorkerIds[worker])!;
        return EmployerSnapshot.AccountOf(found, LawBook.Shipped, on).Balance.Exact;
    }

    private static async Task<IReadOnlyList<string>> ShownAsync(ServedPortal portal, string path) =>
        [
            .. (await portal.PageAsync(path)).WithClass("decisions").SingleOrDefault()?.Elements("li").Select(HtmlPage.TextOf)
                ?? [],
        ];

    private static async Task<string> ActionAsync(ServedPortal portal, string path, string part) =>
        (await portal.PageAsync(path))
            .All("form")
            .Select(form => form.Attribute("action")?.Value ?? "")
            .First(to => to.Contains(part, StringComparison.Ordinal));

    // Sends the form of a page that leads there, with what stands in it and what is typed.
    private static async Task<HttpResponseMessage> SendAsync(
        ServedPortal portal,
        string page,
        string to,
        params (string Name, string Value)[] typed
    )
    {
        using var answer = await portal.GetAsync(page);
        var read = await HtmlPage.ReadAsync(answer);
        var form =
            read.All("form").FirstOrDefault(one => string.Equals(one.Attribute("action")?.Value, to, StringComparison.Ordinal))
            ?? read.All("form").Last(one => one.Attribute("method")?.Value is "post");
        var fields = form.Descendants()
            .Where(input =>
                input.Name.LocalName is "input"
                && input.Attribute("type")?.Value is "hidden"
                && input.Attribute("name") is not null
            )
            .GroupBy(input => input.Attribute("name")!.Value, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First().Attribute("value")?.Value ?? "", StringComparer.Ordinal);
        foreach (var (name, value) in typed)
        {
            fields[name] = value;
        }
        var cookie = answer.Headers.GetValues("Set-Cookie").First().Split(';')[0];
        return await portal.PostAsync(to, fields, $"{cookie}; {portal.Administrator}");
    }
}
