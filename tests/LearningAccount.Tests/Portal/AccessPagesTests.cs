using System.Net;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Portal;

/// <summary>What people with little access see, and what is kept of who looked.</summary>
public sealed class AccessPagesTests
{
    [Fact]
    public async Task Whoever_has_one_department_sees_its_workers_alone()
    {
        var world = PagesTests.Company(3, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        await WorksAtAsync(portal.Database, world, world.WorkerIds[1], "Sales");
        var cookie = await portal.As(TestVisitor.Named().Within(world.EmployerId, ScopeKind.Department, "sales"));
        var list = await portal.PageAsync($"/employers/{world.EmployerId}/workers?show=all", visitor: cookie);
        Assert.Single(list.All("tbody").Single().Elements());
        for (var place = 0; place < 3; place++)
        {
            using var answer = await portal.GetAsync(
                $"/employers/{world.EmployerId}/workers/{world.WorkerIds[place]}",
                visitor: cookie
            );
            Assert.Equal(place == 1 ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode);
        }
        using var file = await portal.GetAsync($"/employers/{world.EmployerId}/workers.csv?show=all", visitor: cookie);
        var lines = (await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimEnd().Split("\r\n");
        Assert.Equal(2, lines.Length);
    }

    [Fact]
    public async Task An_auditor_says_why_first_and_the_worker_can_read_it()
    {
        var world = PagesTests.Company(1, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var cookie = await portal.As(TestVisitor.Named("Ada Auditor").At(world.EmployerId, Role.Auditor));
        var account = $"/employers/{world.EmployerId}/workers/{world.WorkerIds[0]}";
        using var asked = await portal.GetAsync(account, visitor: cookie);
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        var reason = asked.Headers.Location!.ToString();
        Assert.StartsWith($"/employers/{world.EmployerId}/reason", reason, StringComparison.Ordinal);
        using var given = await portal.SendFormAsync(
            reason,
            new() { ["Why"] = "Yearly audit of accounts", ["Back"] = account },
            cookie
        );
        Assert.Equal(account, given.Headers.Location!.ToString());
        using var opened = await portal.GetAsync(account, visitor: cookie);
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        using var again = await portal.GetAsync(account, visitor: cookie);
        var look = Assert.Single(
            await portal.Part<Looks>().At(world.EmployerId, world.WorkerIds[0], TestContext.Current.CancellationToken)
        );
        Assert.Equal(("Ada Auditor", "auditor", "Yearly audit of accounts"), (look.UserName, look.Role, look.Why));
    }

    [Fact]
    public async Task The_operator_opens_an_employer_in_an_emergency_for_an_hour_and_the_journal_says_why()
    {
        var world = PagesTests.Company(1, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var cookie = await portal.As(TestVisitor.Named("Omar Operator").Operating());
        var workers = $"/employers/{world.EmployerId}/workers";
        using (var before = await portal.GetAsync(workers, visitor: cookie))
        {
            Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        }
        var door = $"/operator/employers/{world.EmployerId}";
        using (var silent = await portal.SendFormAsync(door, new() { ["Why"] = "" }, cookie))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        }
        using var opened = await portal.SendFormAsync(door, new() { ["Why"] = "Nobody can sign in there" }, cookie);
        Assert.Equal(workers, opened.Headers.Location!.ToString());
        using var after = await portal.GetAsync(workers, visitor: cookie);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        await using var connection = await portal.Database.Connect(TestContext.Current.CancellationToken);
        var line = await ReadJournal.Last(connection, world.EmployerId, TestContext.Current.CancellationToken);
        Assert.Equal(("breakGlass", "Nobody can sign in there"), (line!.Action, line.Why));
        var grant = Assert.Single(
            await ReadVersions.Now(connection, Tables.AccessGrant, world.EmployerId, TestContext.Current.CancellationToken),
            held => held.Role is "breakGlass"
        );
        Assert.Equal(ServedPortal.Noon.AddHours(1), grant.UntilAt);
    }

    [Fact]
    public async Task Access_is_given_changed_and_ended_but_not_the_last_administrator_s()
    {
        var world = PagesTests.Company(1, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var people = $"/employers/{world.EmployerId}/people";
        using var given = await portal.SendFormAsync(
            $"{people}/new",
            new()
            {
                ["Form.Name"] = "Rik Maes",
                ["Form.Email"] = "Rik.Maes@example.be",
                ["Form.Role"] = "EmployerUser",
                ["Form.Rights"] = "RegisterTrainings",
                ["Form.Scope"] = "",
            },
            portal.Administrator
        );
        Assert.Equal(HttpStatusCode.Redirect, given.StatusCode);
        var page = await portal.PageAsync(people);
        Assert.Contains("rik.maes@example.be", page.Words, StringComparison.Ordinal);
        Assert.Contains("read, register trainings", page.Words, StringComparison.Ordinal);
        var (rik, els) = (Link(page, "Rik Maes"), Link(page, "Els Janssens"));
        using var last = await portal.SendFormAsync($"{els}?handler=End", [], portal.Administrator);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, last.StatusCode);
        using var ended = await portal.SendFormAsync($"{rik}?handler=End", [], portal.Administrator);
        Assert.Equal(people, ended.Headers.Location!.ToString());
        Assert.DoesNotContain("rik.maes@example.be", (await portal.PageAsync(people)).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_about_somebody_else_s_employer_keeps_its_own_rows_only()
    {
        var (own, other) = (PagesTests.Company(1, 9_999_910), PagesTests.Company(1, 9_999_911));
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, own, other));
        var visitor = TestVisitor.Named().At(own.EmployerId, Role.EmployerUser, Right.Import);
        var author = (await visitor.SignedInAsync(portal.Database)).Author(Right.Import, ServedPortal.Noon);
        var list =
            $"Ondernemingsnummer;INSZ;Naam;Datum in dienst\n{own.Number.Digits};64022999278;Peeters;1/3/2020\n{other.Number.Digits};68022999364;Maes;1/3/2020\n";
        var report = await new LearningAccount.App.Imports.ImportFile(portal.Database).Do(
            new(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(list)), "staff.csv", new(), IsRehearsal: false),
            author,
            null,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(1, report.CountOf(LearningAccount.App.Imports.RowOutcome.New));
        Assert.Equal("import.employerNotYours", Assert.Single(report.Rows[1].Remarks).Code);
    }

    [Fact]
    public async Task A_session_ends_when_it_is_idle_closed_or_ended()
    {
        await using var kept = await TestDatabase.OpenAsync(Engine.Sqlite);
        var stop = TestContext.Current.CancellationToken;
        var person = TestVisitor.Named();
        var cookie = (await person.SignInAsync(kept.Database)).Split('=')[1];
        var sessions = new Sessions(kept.Database, SessionLimits.Default);
        Assert.True((await sessions.Find(cookie, stop)).IsSignedIn);
        Assert.False((await sessions.Find(cookie + "x", stop)).IsSignedIn);
        var hasty = new Sessions(kept.Database, new(TimeSpan.Zero, TimeSpan.FromHours(1)));
        Assert.False((await hasty.Find(cookie, stop)).IsSignedIn);
        await sessions.EndAll(person.UserId, null, stop);
        Assert.False((await sessions.Find(cookie, stop)).IsSignedIn);
    }

    private static string Link(HtmlPage page, string text) =>
        (string)
            page.All("a")
                .First(a =>
                    HtmlPage.TextOf(a).Contains(text, StringComparison.Ordinal)
                    && ((string)a.Attribute("href")!).Contains("/people/", StringComparison.Ordinal)
                )
                .Attribute("href")!;

    private static Task WorksAtAsync(Database database, World world, Guid worker, string department) =>
        Change.Make(
            database,
            new Author("test", Door.Command),
            async change =>
            {
                await change.Touch(world.EmployerId, "test", TestContext.Current.CancellationToken);
                return await SayIdentities.Do(
                    change,
                    world.EmployerId,
                    [
                        new()
                        {
                            EmployerId = world.EmployerId,
                            Origin = "manual",
                            WorkerId = worker,
                            FamilyName = null,
                            GivenNames = null,
                            BirthDate = null,
                            BirthPlace = null,
                            Domicile = null,
                            Language = null,
                            Email = null,
                            Sex = null,
                            OwnReference = null,
                            Department = department,
                        },
                    ],
                    TestContext.Current.CancellationToken
                );
            },
            TestContext.Current.CancellationToken
        );
}
