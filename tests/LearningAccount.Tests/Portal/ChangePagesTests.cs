using System.Net;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Portal;

/// <summary>Rights, settings, workers and employments, changed through the pages: asked, checked with the effect, saved, undone.</summary>
public sealed class ChangePagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_disputed_point_shows_what_another_answer_changes_before_it_is_saved_and_can_be_undone()
    {
        var world = World
            .With()
            .OfSize(SizeClass.Full)
            .AndWorker()
            .Employed("2026-01-01", to: "2026-03-09", regime: "1/5")
            .Employed("2026-03-10", regime: "1");
        await using var portal = await ServedPortal.StartAsync(database => world.RecordedIn(database));
        var path = $"/employers/{world.EmployerId}/rights/settings/monthRegime";
        var asked = await portal.PageAsync(path);
        Assert.Equal("Month in which the work regime changes", asked.Texts("h1").Single());
        Assert.Contains("R4.4", asked.Words, StringComparison.Ordinal);

        var before = await Lines(portal, world);
        var form = new ChangeForm(portal, path);
        var check = await form.CheckAsync(new() { ["value"] = "\"firstDay\"", ["why"] = "As payroll does" });
        Assert.Contains("0.33 days less left than now.", check, StringComparison.Ordinal);
        Assert.Equal(before, await Lines(portal, world));
        var saved = await form.SaveAsync();
        Assert.Equal($"/employers/{world.EmployerId}/rights?saved={before + 1}#settings", saved);
        Assert.Equal(MonthRegime.FirstDay, (await Snapshot(portal, world)).Settings.MonthRegime);
        var line = (await Newest(portal, world)).Single();
        Assert.Equal(("changeSettings", "As payroll does", Door.Portal), (line.Action, line.Why, line.Door));

        var rights = await portal.PageAsync(saved);
        var undo = rights
            .All("a")
            .Select(link => (string?)link.Attribute("href"))
            .Single(href => href?.EndsWith("/undo", StringComparison.Ordinal) is true)!;
        var undoing = new ChangeForm(portal, undo);
        Assert.Contains(
            "0.33 days more left than now.",
            await undoing.CheckAsync(new() { ["why"] = "Not so" }),
            StringComparison.Ordinal
        );
        await undoing.SaveAsync();
        Assert.Equal(MonthRegime.Max, (await Snapshot(portal, world)).Settings.MonthRegime);
    }

    [Fact]
    public async Task A_reason_with_a_national_number_is_refused()
    {
        var world = PagesTests.Company(1, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        using var answer = await portal.SendFormAsync(
            $"/employers/{world.EmployerId}/rights/settings/monthRegime",
            new()
            {
                ["do"] = "check",
                ["value"] = "\"firstDay\"",
                ["why"] = "As for 64.02.29-992.78",
            },
            portal.Administrator
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var said = (await HtmlPage.ReadAsync(answer)).Words;
        Assert.Contains("Leave out the national number", said, StringComparison.Ordinal);
        Assert.Equal("See **.**.**-***.**", new Author("test", Door.Portal, "See 64022999278").Why);
    }

    [Fact]
    public async Task What_somebody_else_changed_in_between_is_shown_before_anything_is_saved()
    {
        var world = PagesTests.Company(1, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var path = $"/employers/{world.EmployerId}/rights/extraDays";
        var (first, second) = (new ChangeForm(portal, path), new ChangeForm(portal, path));
        await first.CheckAsync(Extra("1"));
        await second.CheckAsync(Extra("2"));
        await second.SaveAsync();
        var lines = await Lines(portal, world);
        using var again = await first.SendAsync("save");
        var page = await HtmlPage.ReadAsync(again);
        Assert.Contains("Somebody else changed something in the meantime", page.Words, StringComparison.Ordinal);
        Assert.Contains("1 day less left than now.", page.Words.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Equal(lines, await Lines(portal, world));
    }

    [Fact]
    public async Task Days_are_granted_to_several_workers_at_once_by_name_and_reference()
    {
        var world = World.With().OfSize(SizeClass.Full);
        foreach (var name in (string[])["Aerts", "Bosmans", "Claes"])
        {
            world.AndWorker(name, "Jo").Employed("2024-01-01");
        }
        await using var portal = await ServedPortal.StartAsync(database => world.RecordedIn(database));
        var form = new ChangeForm(portal, $"/employers/{world.EmployerId}/rights/ownNumber");
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["year"] = "2026",
            ["days"] = "7,5",
            ["whom"] = "these",
            ["names"] = "jo claes\nNobody At All",
            ["why"] = "Company agreement",
        };
        using (var refused = await form.SendAsync("check", fields))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            var page = await HtmlPage.ReadAsync(refused);
            Assert.Contains("“Nobody At All” is nobody at this employer.", page.Words, StringComparison.Ordinal);
            // Nothing typed is lost.
            Assert.Equal(
                "7,5",
                page.All("input").Single(input => (string?)input.Attribute("name") is "days").Attribute("value")!.Value
            );
        }
        fields["names"] = "jo claes\nAerts, Jo";
        var check = await form.CheckAsync(fields);
        Assert.Contains("2 workers get more days, 5 days together.", check, StringComparison.Ordinal);
        await form.SaveAsync();
        var snapshot = await Snapshot(portal, world);
        Assert.Equal([1, 0, 1], world.WorkerIds.Select(id => snapshot.Worker(id)!.OptOuts.Length));
    }

    [Fact]
    public async Task An_own_agreement_is_checked_as_an_agreement_file_is()
    {
        var world = World.With().OfSize(SizeClass.Full).AndWorker().Employed("2024-01-01", committee: "302");
        await using var portal = await ServedPortal.StartAsync(database => world.RecordedIn(database));
        var form = new ChangeForm(portal, $"/employers/{world.EmployerId}/rights/scheme");
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["registration"] = "190001/CO/302",
            ["committee"] = "302",
            ["class"] = "full",
            ["worker"] = "all",
            ["signedOn"] = "2025-05-01",
            ["bindingFrom"] = "2025-06-01",
            ["source"] = "https://example.org/agreement",
            ["from1"] = "2026-01-01",
            ["to1"] = "2026-03-31",
            ["days1"] = "1",
            ["from2"] = "2026-06-01",
            ["days2"] = "6",
            ["why"] = "We follow it",
        };
        using (var refused = await form.SendAsync("check", fields))
        {
            var page = await HtmlPage.ReadAsync(refused);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            var wrong = page.WithClass("wrong").Select(told => (string)told.Attribute("id")!).ToList();
            // Under the floor of two days, and a gap in April and May.
            Assert.Contains("days1-wrong", wrong);
            Assert.Contains("from2-wrong", wrong);
        }
        (fields["days1"], fields["from2"]) = ("5", "2026-04-01");
        Assert.Contains("0.75 days more left than now.", await form.CheckAsync(fields), StringComparison.Ordinal);
        await form.SaveAsync();
        var rights = await portal.PageAsync($"/employers/{world.EmployerId}/rights");
        Assert.Contains("190001/CO/302", rights.Words, StringComparison.Ordinal);
        Assert.Equal(2, (await Snapshot(portal, world)).Schemes.Length);
    }

    [Fact]
    public async Task A_size_nobody_declared_is_stated_by_hand_and_withdrawn_again()
    {
        var world = World.With().AndWorker().Employed("2026-01-01");
        await using var portal = await ServedPortal.StartAsync(database => world.RecordedIn(database));
        var path = $"/employers/{world.EmployerId}/size";
        var before = await portal.PageAsync(path);
        Assert.Contains("The size is not known, so no right is computed yet.", before.Words, StringComparison.Ordinal);
        Assert.Contains($"{path}/class", HrefsOf(before));
        var anomalies = await portal.PageAsync($"/employers/{world.EmployerId}/anomalies");
        Assert.Contains(path, HrefsOf(anomalies));

        var form = new ChangeForm(portal, $"{path}/class");
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["year"] = "2026", ["why"] = "Counted by hand" };
        using (var refused = await form.SendAsync("check", fields))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }
        fields["class"] = "full";
        Assert.Contains("5 days", await form.CheckAsync(fields), StringComparison.Ordinal);
        await form.SaveAsync();
        Assert.Equal(SizeClass.Full, Assert.Single((await Snapshot(portal, world)).Facts.SizeClasses).Class);

        // The average of what the quarters say decides nothing while a class is stated.
        var quarter = new ChangeForm(portal, $"{path}/quarter");
        fields = new(StringComparer.Ordinal)
        {
            ["quarter"] = "2025Q3",
            ["fte"] = "12,5",
            ["why"] = "Old declaration on paper",
        };
        await quarter.CheckAsync(fields);
        await quarter.SaveAsync();
        var stated = await portal.PageAsync(path);
        Assert.Contains("12.5", stated.Words, StringComparison.Ordinal);
        var withdraw = HrefsOf(stated).First(href => href.EndsWith("/withdraw/sizeClass/2026", StringComparison.Ordinal));
        var withdrawing = new ChangeForm(portal, withdraw);
        Assert.Contains(
            "4 days less left than now.",
            await withdrawing.CheckAsync(new() { ["why"] = "The quarter tells it" }),
            StringComparison.Ordinal
        );
        Assert.StartsWith(path, await withdrawing.SaveAsync(), StringComparison.Ordinal);
        var small = await portal.PageAsync(path);
        Assert.Contains("12.50", small.Words, StringComparison.Ordinal);
        await new ChangeForm(
            portal,
            HrefsOf(small).First(href => href.EndsWith("/quarterSize/2025Q3", StringComparison.Ordinal))
        ).CheckAsync(new() { ["why"] = "Nor that" });
    }

    private static List<string> HrefsOf(HtmlPage page) =>
        [.. page.All("a").Select(link => (string?)link.Attribute("href")).OfType<string>()];

    [Theory]
    [InlineData("resignation", "", "Who resigns loses what is outstanding.")]
    [InlineData("dismissal", "worked", "The worker may take what is outstanding during notice.")]
    [InlineData("dismissal", "inLieu", "What is outstanding is an acquired benefit")]
    public async Task The_end_of_a_contract_says_what_the_law_says_of_the_days_outstanding(
        string reason,
        string notice,
        string says
    )
    {
        var world = World.With().OfSize(SizeClass.Full).AndWorker().Employed("2026-01-01");
        await using var portal = await ServedPortal.StartAsync(database => world.RecordedIn(database));
        var worker = $"/employers/{world.EmployerId}/workers/{world.WorkerIds[0]}";
        var form = new ChangeForm(portal, $"{worker}/employments/end");
        var check = await form.CheckAsync(
            new()
            {
                ["on"] = "2026-12-31",
                ["reason"] = reason,
                ["notice"] = notice,
                ["why"] = "Letter of today",
            }
        );
        Assert.Contains("On the last day 5 days are outstanding.", check, StringComparison.Ordinal);
        Assert.Contains(says, check, StringComparison.Ordinal);
        await form.SaveAsync();
        var employment = Assert.Single((await Snapshot(portal, world)).Workers[0].Employments.Employments);
        Assert.Equal((new DateOnly(2026, 12, 31), reason), (employment.End!.Value, CodeText.Of(employment.EndReason!.Value)));
    }

    [Fact]
    public async Task A_regime_said_by_hand_stands_beside_what_was_known_and_is_withdrawn_again()
    {
        var world = World.With().OfSize(SizeClass.Full).AndWorker().Employed("2026-01-01");
        await using var portal = await ServedPortal.StartAsync(database => world.RecordedIn(database));
        var employments = $"/employers/{world.EmployerId}/workers/{world.WorkerIds[0]}/employments";
        var form = new ChangeForm(portal, $"{employments}/regime");
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["from"] = "2026-07-01",
            ["hours"] = "19",
            ["fullTimeHours"] = "38",
            ["why"] = "Asked by the worker",
        };
        Assert.Contains("1.25 days less left than now.", await form.CheckAsync(fields), StringComparison.Ordinal);
        await form.SaveAsync();
        var page = await portal.PageAsync(employments);
        Assert.Contains("19 of 38 hours (50%)", page.Words, StringComparison.Ordinal);
        var withdraw = page.All("a")
            .Select(link => (string?)link.Attribute("href"))
            .First(href => href?.Contains("/withdraw/contract/", StringComparison.Ordinal) is true)!;
        var withdrawing = new ChangeForm(portal, withdraw);
        Assert.Contains(
            "1.25 days more left than now.",
            await withdrawing.CheckAsync(new() { ["why"] = "A slip" }),
            StringComparison.Ordinal
        );
        await withdrawing.SaveAsync();
        Assert.DoesNotContain("19 of 38", (await portal.PageAsync(employments)).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_is_registered_by_hand_and_the_number_never_stands_in_an_address()
    {
        var world = World.With().OfSize(SizeClass.Full).AndWorker().Employed("2026-01-01");
        await using var portal = await ServedPortal.StartAsync(database => world.RecordedIn(database));
        var form = new ChangeForm(portal, $"/employers/{world.EmployerId}/workers/new");
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ssin"] = "60.02.28-991.00",
            ["familyName"] = "Dubois",
            ["givenNames"] = "Chloé",
            ["department"] = "Logistics",
            ["from"] = "2026-11-01",
            ["hours"] = "38",
            ["fullTimeHours"] = "38",
            ["category"] = "employee",
            ["committee"] = "200",
            ["why"] = "Starts today",
        };
        using (var refused = await form.SendAsync("check", fields))
        {
            var page = await HtmlPage.ReadAsync(refused);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Equal("ssin-wrong", (string?)page.WithClass("wrong").Single().Attribute("id"));
        }
        fields["ssin"] = Records.Synthetic.Person(3).Digits;
        var check = await form.CheckAsync(fields);
        Assert.Contains("An account opens with", check, StringComparison.Ordinal);
        var saved = await form.SaveAsync();
        Assert.DoesNotContain(fields["ssin"], saved, StringComparison.Ordinal);
        var hired = (await Snapshot(portal, world)).Workers.Single(worker => worker.Identity?.FamilyName is "Dubois");
        Assert.Equal("Logistics", hired.Identity!.Department);
    }

    [Fact]
    public async Task Who_may_only_read_sees_the_rights_and_changes_nothing()
    {
        var world = PagesTests.Company(1, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var cookie = await portal.As(TestVisitor.Named().At(world.EmployerId, Role.EmployerUser));
        var rights = await portal.PageAsync($"/employers/{world.EmployerId}/rights", visitor: cookie);
        Assert.DoesNotContain(
            rights.All("a"),
            link => ((string?)link.Attribute("href"))?.Contains("/rights/", StringComparison.Ordinal) is true
        );
        using var form = await portal.GetAsync($"/employers/{world.EmployerId}/rights/extraDays", visitor: cookie);
        Assert.Equal(HttpStatusCode.Forbidden, form.StatusCode);
    }

    private static Dictionary<string, string> Extra(string days) =>
        new(StringComparer.Ordinal)
        {
            ["year"] = "2026",
            ["days"] = days,
            ["whom"] = "all",
            ["why"] = "A good year",
        };

    private static async Task<EmployerSnapshot> Snapshot(ServedPortal portal, World world) =>
        (await new ReadSnapshots(portal.Database).Of(world.EmployerId, null, Cancel))!;

    private static async Task<long> Lines(ServedPortal portal, World world)
    {
        await using var connection = await portal.Database.Connect(Cancel);
        return await Knowledge.SeqOn(connection, world.EmployerId, null, Cancel);
    }

    private static async Task<IReadOnlyList<JournalLine>> Newest(ServedPortal portal, World world)
    {
        await using var connection = await portal.Database.Connect(Cancel);
        return await ReadJournal.Newest(connection, world.EmployerId, 1, null, Cancel);
    }
}
