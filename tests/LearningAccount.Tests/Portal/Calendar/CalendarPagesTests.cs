using System.Net;
using System.Text.RegularExpressions;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Duties;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Portal.Calendar;

/// <summary>The calendar as pages and as a feed, asked through HTTP. It is 20 November 2026.</summary>
public sealed partial class CalendarPagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("nl")]
    [InlineData("fr")]
    [InlineData("de")]
    [InlineData("en")]
    public async Task It_reads_well_in_every_language_as_list_and_by_month(string language)
    {
        var world = Company();
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var home = $"/employers/{world.EmployerId}/calendar";
        foreach (
            var path in new[]
            {
                home,
                $"{home}?view=month&month=2027-03",
                $"{home}?show=all&kind=PlanFixed",
                "/calendar",
                $"/calendar/follow?of={world.EmployerId}",
                $"{home}/duty?kind=TellAccount&subject=2026-12-20",
            }
        )
        {
            var page = await portal.PageAsync(path, language);
            Assert.Equal((HttpStatusCode.OK, language), (page.Status, page.Language));
            Assert.Single(page.All("h1"));
            Assert.DoesNotContain("{", page.Words, StringComparison.Ordinal);
            Assert.DoesNotContain("duty.", page.Words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_month_is_a_table_of_weeks_with_the_months_beside_it()
    {
        var world = Company();
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var page = await portal.PageAsync($"/employers/{world.EmployerId}/calendar?view=month&month=2027-03");
        var table = page.WithClass("month").Single();
        Assert.Equal(7, table.Descendants("th").Count());
        Assert.Equal(5, table.Element("tbody")!.Elements("tr").Count());
        var days = table.Descendants("td").Where(cell => cell.Descendants("time").Any()).ToList();
        Assert.Equal(31, days.Count);
        var last = days.Single(cell => cell.Descendants("time").Single().Attribute("datetime")!.Value == "2027-03-31");
        Assert.Contains("Fix the training plan", HtmlPage.TextOf(last), StringComparison.Ordinal);
        Assert.Contains(
            page.All("a"),
            link =>
                link.Attribute("rel")?.Value is "next"
                && link.Attribute("href")!.Value.Contains("2027-04", StringComparison.Ordinal)
        );
        // Far away it shows nothing instead of failing.
        Assert.Equal(
            HttpStatusCode.OK,
            (await portal.PageAsync($"/employers/{world.EmployerId}/calendar?view=month&month=9999-12")).Status
        );
    }

    [Fact]
    public async Task As_known_on_a_day_gone_by_it_knows_nothing_of_what_was_said_since()
    {
        var world = Company();
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var home = $"/employers/{world.EmployerId}/calendar";
        portal.Clock.Set("2027-03-20T09:00:00Z");
        // Sessions of months ago have ended.
        var admin = await portal.As(TestVisitor.Named("Els").At(world.EmployerId, Role.EmployerAdmin));
        var form = await HtmlForm.OpenAsync(portal, $"{home}/duty?kind=PlanFixed&subject=2027", "on", admin);
        var said = await form.With("on", "2027-03-19").With("note", "Signed by the board").PressAsync();
        Assert.Equal(HttpStatusCode.Redirect, said.Status);

        var now = await portal.PageAsync($"{home}?kind=PlanFixed&show=all", visitor: admin);
        Assert.Contains("done", StateOf(now), StringComparison.Ordinal);
        // The same day, as it was known the evening before.
        var before = await portal.PageAsync($"{home}?kind=PlanFixed&show=all&on=2027-03-20&known=2027-03-19", visitor: admin);
        Assert.Contains("to do now", StateOf(before), StringComparison.Ordinal);
        var early = await portal.PageAsync($"{home}?kind=PlanFixed&show=all&on=2026-12-01&known=2026-12-01", visitor: admin);
        Assert.Contains("coming", StateOf(early), StringComparison.Ordinal);

        static string StateOf(HtmlPage page) => HtmlPage.TextOf(page.WithClass("decisions").First());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_the_program_cannot_see_is_said_done_with_proof_and_taken_back(Engine engine)
    {
        var world = Company();
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world), engine: engine);
        var path = $"/employers/{world.EmployerId}/calendar/duty?kind=FederalAccounts&subject=2026";
        using (var wrong = await Send(portal, path, ("on", "2026-11-21"), ("note", "Saved")))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }
        using (var said = await Send(portal, path, ("on", "2026-11-19"), ("note", "Saved in the archive")))
        {
            Assert.Equal(HttpStatusCode.Redirect, said.StatusCode);
        }
        var page = await portal.PageAsync(path);
        Assert.Contains(
            "Done on 19 November 2026: Saved in the archive",
            page.Words.Replace('\u00A0', ' '),
            StringComparison.Ordinal
        );
        Assert.Contains("Els Janssens", page.Words, StringComparison.Ordinal);
        Assert.Contains(
            "Duty said done",
            (await portal.PageAsync($"/employers/{world.EmployerId}/history")).Words,
            StringComparison.Ordinal
        );
        using (var back = await Send(portal, $"{path}&handler=Reopen"))
        {
            Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        }
        Assert.DoesNotContain("Saved in the archive", (await portal.PageAsync(path)).Words, StringComparison.Ordinal);
        var reader = await portal.As(TestVisitor.Named().At(world.EmployerId, Role.EmployerUser));
        Assert.Empty((await portal.PageAsync(path, visitor: reader)).All("textarea"));
    }

    [Fact]
    public async Task Whoever_sees_a_department_sees_its_workers_alone_behind_a_duty()
    {
        var world = Company();
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var scoped = await portal.As(TestVisitor.Named().Within(world.EmployerId, ScopeKind.Department, "Nowhere"));
        var page = await portal.PageAsync($"/employers/{world.EmployerId}/calendar", visitor: scoped);
        Assert.DoesNotContain("Tell your workers", page.Words, StringComparison.Ordinal);
        Assert.Contains("Fix the training plan", page.Words, StringComparison.Ordinal);
        Assert.Contains(
            "3 workers",
            (await portal.PageAsync($"/employers/{world.EmployerId}/calendar")).Words.Replace('\u00A0', ' '),
            StringComparison.Ordinal
        );
        var all = await portal.PageAsync("/calendar", visitor: scoped);
        Assert.DoesNotContain("Tell your workers", all.Words, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_feed_is_a_calendar_of_its_owner_until_it_is_renewed_revoked_or_access_ends(Engine engine)
    {
        var (world, other) = (
            Company(),
            World.With("Buurman BV", 9_999_912).OfSize(SizeClass.Full).AndWorker("Wouters", "Eva").Employed("2026-01-01")
        );
        await using var portal = await ServedPortal.StartAsync(
            database => PagesTests.Record(database, world, other),
            engine: engine
        );
        var admin = TestVisitor.Named("Els").At(world.EmployerId, Role.EmployerAdmin);
        var cookie = await portal.As(admin);
        var first = await Renew(portal, cookie, world.EmployerId);
        var calendar = await Feed(portal, first);
        Assert.Contains(calendar.Events, one => one["SUMMARY"] is "Fix the training plan" && one["DTSTART"] is "2027-03-31");
        Assert.Contains(
            calendar.Events,
            one =>
                one["DESCRIPTION"].Contains("3 workers", StringComparison.Ordinal)
                || one["DESCRIPTION"].Contains("3\u00A0workers", StringComparison.Ordinal)
        );
        Assert.All(calendar.Events, one => Assert.StartsWith(portal.Address.ToString(), one["URL"], StringComparison.Ordinal));
        var text = await portal.Http.GetStringAsync(first, Cancel);
        Assert.DoesNotMatch("Peeters|Jacobs|Wouters|(?<![0-9a-f])[0-9]{11}(?![0-9a-f])", text);

        // The same a second time, and answered with nothing new.
        using (var again = new HttpRequestMessage(HttpMethod.Get, first))
        {
            using var before = await portal.GetAsync(first, visitor: ServedPortal.Nobody);
            again.Headers.IfNoneMatch.Add(before.Headers.ETag!);
            using var answer = await portal.Http.SendAsync(again, Cancel);
            Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
        }
        var second = await Renew(portal, cookie, world.EmployerId);
        await Gone(portal, first);
        var uids = (await Feed(portal, second)).Events.Select(one => one["UID"]);
        Assert.Equal(calendar.Events.Select(one => one["UID"]), uids);

        using (
            var revoked = await Send(
                portal,
                cookie,
                $"/calendar/follow?of={world.EmployerId}&handler=Revoke",
                ("employer", $"{world.EmployerId:D}")
            )
        )
        {
            Assert.Equal(HttpStatusCode.Redirect, revoked.StatusCode);
        }
        await Gone(portal, second);

        var all = await Renew(portal, cookie, null);
        Assert.NotEmpty((await Feed(portal, all)).Events);
        await EndAccess(portal, world, admin.UserId);
        await Gone(portal, all);
        await Gone(portal, "/feeds/none/calendar.ics");
        await Gone(portal, $"/feeds/{new string('a', 43)}/calendar.ics");
        await using var connection = await portal.Database.Connect(Cancel);
        var secret = all.Split('/')[2];
        Assert.Equal(
            0,
            await Dapper.SqlMapper.ExecuteScalarAsync<long>(
                connection,
                "select count(*) from calendar_feed where secret_hash = @secret",
                new { secret }
            )
        );
    }

    [Fact]
    public async Task A_feed_is_in_the_language_its_owner_chose_and_marks_what_is_late()
    {
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, Company()));
        var world = Company(9_999_913);
        await world.RecordedIn(portal.Database);
        foreach (var language in Languages.All)
        {
            var name = DutyFeedName(language);
            var duty = new Duty
            {
                Kind = DutyKind.PlanFixed,
                Subject = "2026",
                On = new(2026, 3, 31),
                State = DutyState.Late,
            };
            var text = LearningAccount.App.Duties.CalendarText.Of(
                name,
                [new(world.EmployerId, "Maes, Zoon; \\ & Co\nBV", duty, new("https://accounts.example/x"))],
                new(2026, 11, 20),
                LearningAccount.App.Wording.Words.In(language)
            );
            var read = ReadCalendar.Of(System.Text.Encoding.UTF8.GetBytes(text));
            var one = Assert.Single(read.Events);
            Assert.EndsWith(" – Maes, Zoon; \\ & Co\nBV", one["SUMMARY"], StringComparison.Ordinal);
            Assert.Equal(("2026-11-20", name), (one["DTSTART"], read.Properties["NAME"]));
            Assert.Contains(
                LearningAccount.App.Wording.Words.In(language).Date(new(2026, 3, 31)),
                one["DESCRIPTION"],
                StringComparison.Ordinal
            );
        }
        static string DutyFeedName(Language language) => $"Ünïcödé {language} {new string('é', 80)}";
    }

    [Fact]
    public async Task All_employers_of_a_person_stand_on_one_page_the_most_urgent_first()
    {
        var (world, other) = (
            Company(),
            World.With("Buurman BV", 9_999_912).OfSize(SizeClass.Full).AndWorker().Employed("2026-01-01")
        );
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world, other));
        var page = await portal.PageAsync("/calendar?size=250");
        Assert.Contains("Buurman BV", page.Words, StringComparison.Ordinal);
        Assert.Contains("Maes Metaal", page.Words, StringComparison.Ordinal);
        // Searched by name, and by number however it is written.
        foreach (var search in (string[])["buurman", other.Number.Digits, other.Number.Digits[4..]])
        {
            var found = await portal.PageAsync($"/calendar?q={search}");
            Assert.Contains("Buurman BV", found.Words, StringComparison.Ordinal);
            Assert.DoesNotContain("Maes Metaal", found.Words, StringComparison.Ordinal);
        }
        Assert.Contains("No employer is called so", (await portal.PageAsync("/calendar?q=zzz")).Words, StringComparison.Ordinal);
        var stranger = await portal.As(TestVisitor.Named().At(other.EmployerId, Role.EmployerUser));
        Assert.DoesNotContain(
            "Maes Metaal",
            (await portal.PageAsync("/calendar", visitor: stranger)).Words,
            StringComparison.Ordinal
        );
    }

    private static World Company(int number = 9_999_911) =>
        World
            .With("Maes Metaal", number)
            .OfSize(SizeClass.Full)
            .AndWorker()
            .Employed("2026-01-01")
            .AndWorker("Jacobs", "Bert")
            .Employed("2026-01-01")
            .AndWorker("Maes", "Jan")
            .Employed("2026-01-01");

    private static Task<HttpResponseMessage> Send(
        ServedPortal portal,
        string path,
        params (string Name, string Value)[] fields
    ) => Send(portal, portal.Administrator, path, fields);

    // The token stands in the page the form is on.
    private static async Task<HttpResponseMessage> Send(
        ServedPortal portal,
        string cookie,
        string path,
        params (string Name, string Value)[] fields
    )
    {
        using var opened = await portal.GetAsync(Handler().Replace(path, ""), visitor: cookie);
        var page = await HtmlPage.ReadAsync(opened);
        var token = page.All("input").First(input => input.Attribute("name")?.Value is "form").Attribute("value")!.Value;
        var kept = opened.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        var sent = fields.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);
        return await portal.PostAsync(path, new(sent) { ["form"] = token }, $"{cookie}; {kept}");
    }

    private static async Task<string> Renew(ServedPortal portal, string cookie, Guid? employer)
    {
        var path = employer is { } one ? $"/calendar/follow?of={one}&handler=Renew" : "/calendar/follow?handler=Renew";
        using var answer = await Send(portal, cookie, path, ("employer", employer?.ToString("D") ?? ""));
        var page = await HtmlPage.ReadAsync(answer);
        var address = page.WithClass("secret").Single().Attribute("value")!.Value;
        return new Uri(address).AbsolutePath;
    }

    private static async Task<ReadCalendar> Feed(ServedPortal portal, string path)
    {
        using var answer = await portal.GetAsync(path, visitor: ServedPortal.Nobody);
        Assert.Equal((HttpStatusCode.OK, "text/calendar"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return ReadCalendar.Of(await answer.Content.ReadAsByteArrayAsync(Cancel));
    }

    private static async Task Gone(ServedPortal portal, string path)
    {
        using var answer = await portal.GetAsync(path, visitor: ServedPortal.Nobody);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task EndAccess(ServedPortal portal, World world, Guid user)
    {
        await using var connection = await portal.Database.Connect(Cancel);
        var grants = await ReadAccess.GrantsOf(connection, user, Cancel);
        await Change.Make(
            portal.Database,
            Synthetic.Tester,
            async change =>
            {
                foreach (var grant in grants)
                {
                    await GrantAccess.End(change, world.EmployerId, grant.GrantId, Cancel);
                }
                return true;
            },
            Cancel
        );
    }

    [GeneratedRegex("[?&]handler=[A-Za-z]+", RegexOptions.None, 1000)]
    private static partial Regex Handler();
}
