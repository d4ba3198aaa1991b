using System.Net;
using System.Text;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Portal.Trainings;

/// <summary>The pages of an employer's trainings, asked and filled in through HTTP as a browser without script does.</summary>
public sealed class TrainingPagesTests
{
    private static readonly string[] Languages = ["nl", "fr", "de", "en"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_reads_well_in_every_language()
    {
        var (world, empty) = (PagesTests.Company(12, 9_999_911), PagesTests.Company(0, 9_999_912));
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world, empty));
        var training = await OnlyTraining(portal, world);
        var home = $"/employers/{world.EmployerId}/trainings";
        string[] paths =
        [
            home,
            $"{home}?show=planned&year=2026&kind=formal&sort=-workers&q=anna",
            $"{home}?q=nobody",
            $"/employers/{empty.EmployerId}/trainings",
            $"{home}/register",
            $"{home}/register?from={training}",
            $"{home}/register?worker={world.WorkerIds[0]}",
            $"{home}/register/{training}",
            $"{home}/templates",
            $"{home}/{training}",
            $"{home}/{training}/attendance",
            $"{home}/{training}/files",
        ];
        foreach (var path in paths)
        {
            foreach (var language in Languages)
            {
                var page = await portal.PageAsync(path, language);
                Assert.True(page.Status == HttpStatusCode.OK, $"{path}: {page.Status}");
                Assert.Equal(language, page.Language);
                Assert.Single(page.All("h1"));
                Assert.DoesNotContain(page.Root.DescendantsAndSelf(), element => element.Attribute("style") is not null);
                Assert.Empty(DoubleIds(page));
            }
        }
    }

    [Fact]
    public async Task One_training_for_all_of_a_company_is_registered_looked_at_and_undone()
    {
        var world = Staff(40);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var form = await Filled(portal, world);
        form["place"] = "all:";
        var chosen = await form.PressAsync("do", "place");
        Assert.Contains("40 workers chosen", chosen.Words, StringComparison.Ordinal);
        var look = await chosen.Form!("title").PressAsync("do", "look");
        Assert.Equal(HttpStatusCode.OK, look.Status);
        Assert.Contains("First aid for 40 workers", look.Words, StringComparison.Ordinal);
        Assert.Contains(
            "40 workers have fewer days left, 40 days less together.",
            look.Words.Replace('\u00A0', ' '),
            StringComparison.Ordinal
        );
        Assert.Empty(await Held(portal, world));
        var confirm = look.Form!("occasion");
        var saved = await confirm.PressAsync("do", "save");
        Assert.Equal(40, (await Held(portal, world)).Count);
        // The same form sent again registers nothing and leads to the same place.
        Assert.Equal(saved.Location, (await confirm.PressAsync("do", "save")).Location);
        Assert.Equal(40, (await Held(portal, world)).Count);
        var done = await portal.PageAsync(saved.Location!);
        Assert.Contains("Registered for 40 workers", done.Words, StringComparison.Ordinal);
        var line = (await Held(portal, world))[0].Recorded;
        var undo = await HtmlForm.OpenAsync(portal, saved.Location!, "why");
        var undone = await undo.PressAsync("do", "save", to: $"/employers/{world.EmployerId}/changes/{line}/undo");
        Assert.True(undone.Location is not null, undone.Words);
        Assert.Contains("Taken back for 40 workers", (await portal.PageAsync(undone.Location!)).Words, StringComparison.Ordinal);
        Assert.Empty(await Held(portal, world));
    }

    [Fact]
    public async Task Pasted_lines_are_matched_by_number_reference_and_name_or_explained()
    {
        var world = Staff(6);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var form = await Filled(portal, world);
        var wrong = world.NumberOf(4)[..9] + (world.NumberOf(4)[9..] is "01" ? "02" : "01");
        form["pasted"] = $"{world.NumberOf(0)}\nclaes dirk 1\nClaes, Dirk 2;Sales\nClaes\nJanssens Piet\n{wrong}\nClaus Dirk 5";
        var answer = await form.PressAsync("do", "look");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("3 workers chosen", answer.Words, StringComparison.Ordinal);
        Assert.Contains("4 pasted lines name nobody, or more than one.", answer.Words, StringComparison.Ordinal);
        Assert.Contains("Claes More than one worker fits.", answer.Words, StringComparison.Ordinal);
        Assert.Contains("Janssens Piet Nobody is called so.", answer.Words, StringComparison.Ordinal);
        Assert.Contains("A national number The check digits are wrong.", answer.Words, StringComparison.Ordinal);
        // What was typed is still there, but for the lines that were understood.
        var again = answer.Form!("title");
        Assert.Equal("First aid", again["title"]);
        Assert.DoesNotContain(world.NumberOf(0), again["pasted"], StringComparison.Ordinal);
        again.Fields.Add(("pick", world.WorkerIds[5].ToString("D")));
        again["pasted"] = "";
        var look = await again.PressAsync("do", "look");
        Assert.Contains("First aid for 4 workers", look.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost()
    {
        var world = Staff(2);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var form = await HtmlForm.OpenAsync(portal, $"/employers/{world.EmployerId}/trainings/register", "title");
        form.With("start", "31/02/2026")
            .With("length", "long")
            .With("basis", "leave")
            .With("cost", "cheap")
            .With("remark", "in two groups");
        var answer = await form.PressAsync("do", "look");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        var targets = answer
            .Page!.WithClass("error")
            .SelectMany(notice => notice.Descendants("a"))
            .Select(link => ((string)link.Attribute("href")!)[1..]);
        string[] fields = ["title", "kind", "start", "length", "leave", "cost", "find"];
        Assert.Equal(fields.Order(StringComparer.Ordinal), targets.Order(StringComparer.Ordinal));
        Assert.All(
            fields,
            field =>
                Assert.Contains(
                    answer.Page.Root.Descendants(),
                    element => string.Equals((string?)element.Attribute("id"), field, StringComparison.Ordinal)
                )
        );
        var again = answer.Form!("title");
        Assert.Equal(
            ("31/02/2026", "long", "leave", "cheap", "in two groups"),
            (again["start"], again["length"], again["basis"], again["cost"], again["remark"])
        );
        Assert.Empty(await Held(portal, world));
    }

    [Fact]
    public async Task A_warning_does_not_keep_from_saving()
    {
        var world = Staff(2);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var form = await Filled(portal, world);
        form.With("start", "2023-05-02").With("length", "12").With("pasted", "Claes Dirk 0");
        var look = await form.PressAsync("do", "look");
        Assert.Contains("The last day of the training lies outside every employment", look.Words, StringComparison.Ordinal);
        Assert.Contains("The duration is longer than these days can hold.", look.Words, StringComparison.Ordinal);
        await look.Form!("occasion").PressAsync("do", "save");
        Assert.Single(await Held(portal, world));
    }

    [Fact]
    public async Task A_training_by_day_over_two_years_falls_on_each_and_absence_shortens_it()
    {
        var world = Staff(2);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var form = await Filled(portal, world);
        form.With("start", "2025-12-30").With("end", "2026-01-02").With("length", "32").With("place", "all:");
        var whole = await form.PressAsync("do", "look");
        Assert.Contains("The training runs over two years.", whole.Words, StringComparison.Ordinal);
        var byDay = await whole.Form!("title").With("place", "all:").PressAsync("do", "days");
        var days = byDay.Form!("title");
        Assert.Equal(("2025-12-30", "8", "2026-01-02", "8"), (days["day0"], days["length0"], days["day3"], days["length3"]));
        days.With("day2", "").With("length2", "").With("place", "all:");
        var chosen = await days.PressAsync("do", "place");
        var look = await chosen.Form!("title").PressAsync("do", "look");
        var saved = await look.Form!("occasion").PressAsync("do", "save");
        var held = await Held(portal, world);
        Assert.All(held, training => Assert.Equal("""{"2025":"16","2026":"8"}""", training.PerYear));
        var path = $"/employers/{world.EmployerId}/trainings/{held[0].OccasionId}/attendance";
        var attendance = await HtmlForm.OpenAsync(portal, path, "here");
        attendance.Fields.RemoveAll(field => field.Value.StartsWith($"{held[0].TrainingId:N}", StringComparison.Ordinal));
        attendance.Fields.RemoveAll(field => field.Value == $"{held[1].TrainingId:N}.2");
        var shown = await attendance.PressAsync("do", "look");
        Assert.Contains(" are ticked", shown.Words, StringComparison.Ordinal);
        Assert.Contains("more days", shown.Words, StringComparison.Ordinal);
        Assert.All(await Held(portal, world), one => Assert.Equal(24, one.Hours));
        await shown.Form!("here").PressAsync("do", "save");
        held = await Held(portal, world);
        Assert.Equal(
            [(TrainingStatus.NotFollowed, 0), (TrainingStatus.Followed, 16)],
            held.Select(one => (one.Status, (int)one.Hours!.Value.Numerator))
        );
        Assert.NotNull(saved.Location);
    }

    [Fact]
    public async Task A_training_is_corrected_with_a_reason_and_workers_join_and_leave()
    {
        var world = Staff(4);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        await Register(portal, world, "Claes Dirk 0\nClaes Dirk 1\nClaes Dirk 2");
        var training = (await Held(portal, world))[0].OccasionId;
        var path = $"/employers/{world.EmployerId}/trainings/register/{training}";
        var form = await HtmlForm.OpenAsync(portal, path, "title");
        Assert.Equal("2026-03-02", form["start"]);
        form.Fields.RemoveAll(field => field.Name is "pick" && field.Value == world.WorkerIds[0].ToString("D"));
        form.With("length", "4").With("pasted", "Claes Dirk 3");
        var without = await form.PressAsync("do", "look");
        Assert.Contains("Say why you change this.", without.Words, StringComparison.Ordinal);
        var look = await without.Form!("title").With("why", "half a day only").PressAsync("do", "look");
        var saved = await look.Form!("occasion").PressAsync("do", "save");
        var held = (await Held(portal, world)).ToDictionary(one => one.WorkerId);
        Assert.Equal(TrainingStatus.Cancelled, held[world.WorkerIds[0]].Status);
        Assert.All(
            world.WorkerIds.Skip(1),
            worker => Assert.Equal((TrainingStatus.Followed, "4"), (held[worker].Status, held[worker].Hours.ToString()))
        );
        Assert.Single(held.Values.Select(one => one.Occasion).Distinct());
        var done = await portal.PageAsync(saved.Location!);
        Assert.Contains("half a day only", done.Words, StringComparison.Ordinal);
        // Who opened the form before is told, and keeps what was typed.
        var late = await form.With("why", "late").PressAsync("do", "look");
        Assert.Contains("Somebody changed this training in the meantime.", late.Words, StringComparison.Ordinal);
        Assert.Equal("4", late.Form!("title")["length"]);
    }

    [Fact]
    public async Task A_selection_survives_paging_and_is_cancelled_together()
    {
        var world = Staff(1);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var form = await Filled(portal, world);
        form.With("start", "2026-12-01").With("pasted", "Claes Dirk 0").With("every", "month").With("times", "40");
        var look = await form.PressAsync("do", "look");
        await look.Form!("occasion").PressAsync("do", "save");
        Assert.Equal(40, (await Held(portal, world)).Count);
        var path = $"/employers/{world.EmployerId}/trainings?size=25";
        var list = await HtmlForm.OpenAsync(portal, path, "picked");
        list.Fields.Add(("pick", (await Held(portal, world))[39].OccasionId!.Value.ToString("D")));
        var second = await list.PressAsync(to: path + "&page=2");
        Assert.Contains("1 chosen", second.Words, StringComparison.Ordinal);
        var all = await second.Form!("picked").PressAsync("choose", "all", path + "&page=2");
        Assert.Contains("40 chosen", all.Words, StringComparison.Ordinal);
        var cancel = await all.Form!("picked").PressAsync("act", "cancel", $"/employers/{world.EmployerId}/trainings/change");
        Assert.Contains("40 trainings, 40 times in an account", cancel.Words, StringComparison.Ordinal);
        var silent = await cancel.Form!("why").PressAsync("do", "look");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.Status);
        var seen = await silent.Form!("why").With("why", "no teacher").PressAsync("do", "look");
        // Somebody changes one of them while the effect is looked at: that is shown, and nothing is overwritten.
        var one = (await Held(portal, world))[0].OccasionId;
        var other = await HtmlForm.OpenAsync(portal, $"/employers/{world.EmployerId}/trainings/register/{one}", "title");
        var edit = await other.With("title", "First aid again").With("why", "other name").PressAsync("do", "look");
        await edit.Form!("occasion").PressAsync("do", "save");
        var again = await seen.Form!("why").PressAsync("do", "save");
        Assert.Contains("Somebody else changed something in the meantime", again.Words, StringComparison.Ordinal);
        Assert.All(await Held(portal, world), training => Assert.Equal(TrainingStatus.Planned, training.Status));
        await again.Form!("why").PressAsync("do", "save");
        Assert.All(
            await Held(portal, world),
            one => Assert.Equal((TrainingStatus.Cancelled, "no teacher"), (one.Status, one.StatusReason))
        );
    }

    [Fact]
    public async Task Who_may_only_read_sees_no_way_to_change_and_who_sees_part_changes_part()
    {
        var world = Staff(3);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        await Register(portal, world, "Claes Dirk 0\nClaes Dirk 1");
        var home = $"/employers/{world.EmployerId}/trainings";
        var reader = await portal.As(TestVisitor.Named().At(world.EmployerId, Role.EmployerUser));
        var page = await portal.PageAsync(home, visitor: reader);
        Assert.DoesNotContain(
            page.All("a"),
            link => ((string)link.Attribute("href")!).EndsWith("/register", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(page.All("input"), input => (string?)input.Attribute("type") is "checkbox");
        // A line that touched somebody of another department is not theirs to see or to take back.
        var scoped = await portal.As(
            TestVisitor.Named().Within(world.EmployerId, ScopeKind.Department, "Sales", Right.RegisterTrainings)
        );
        using var change = await portal.GetAsync($"{home}/changes/{(await Held(portal, world))[0].Recorded}", visitor: scoped);
        Assert.Equal(HttpStatusCode.NotFound, change.StatusCode);
        var form = await HtmlForm.OpenAsync(portal, $"{home}/register", "title", scoped);
        form["pasted"] = "Claes Dirk 0";
        var answer = await form.PressAsync("do", "match");
        Assert.Contains("0 workers chosen", answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_as_a_file_has_a_row_for_each_worker()
    {
        var world = Staff(3);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        await Register(portal, world, "Claes Dirk 0\nClaes Dirk 1");
        using var answer = await portal.GetAsync($"/employers/{world.EmployerId}/trainings.csv?q=first", "nl");
        var lines = (await answer.Content.ReadAsStringAsync(Stop)).TrimEnd().Split("\r\n");
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("Claes, Dirk 0;;First aid;02/03/2026;", lines[1], StringComparison.Ordinal);
        using var number = await portal.GetAsync($"/employers/{world.EmployerId}/trainings?q=60.02.28-991.00");
        Assert.DoesNotContain("991", number.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_thousand_workers_in_one_go_are_answered()
    {
        var world = Staff(2_000);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var form = await Filled(portal, world);
        form["place"] = "all:";
        var chosen = await form.PressAsync("do", "place");
        var look = await chosen.Form!("title").PressAsync("do", "look");
        var saved = await look.Form!("occasion").PressAsync("do", "save");
        Assert.Equal(2_000, (await Held(portal, world)).Count);
        Assert.Contains(
            "Registered for 2,000 workers",
            (await portal.PageAsync(saved.Location!)).Words,
            StringComparison.Ordinal
        );
        var training = (await Held(portal, world))[0].OccasionId;
        var attendance = await HtmlForm.OpenAsync(
            portal,
            $"/employers/{world.EmployerId}/trainings/{training}/attendance",
            "here"
        );
        var confirmed = await attendance.PressAsync("do", "save");
        Assert.Equal(HttpStatusCode.Redirect, confirmed.Status);
    }

    internal static World Staff(int workers)
    {
        var world = World.With($"Staff of {workers}", 9_999_913).OfSize(SizeClass.Full);
        for (var i = 0; i < workers; i++)
        {
            world.AndWorker("Claes", $"Dirk {i}").Employed("2024-01-01");
        }
        return world;
    }

    private static async Task<HtmlForm> Filled(ServedPortal portal, World world)
    {
        var form = await HtmlForm.OpenAsync(portal, $"/employers/{world.EmployerId}/trainings/register", "title");
        return form.With("title", "First aid").With("kind", "formal").With("start", "2026-03-02").With("length", "7,6");
    }

    internal static async Task Register(ServedPortal portal, World world, string who)
    {
        var form = await Filled(portal, world);
        var look = await form.With("length", "8").With("pasted", who).PressAsync("do", "look");
        await look.Form!("occasion").PressAsync("do", "save");
    }

    internal static async Task<List<TrainingVersion>> Held(ServedPortal portal, World world)
    {
        await using var connection = await portal.Database.Connect(Stop);
        var held = await ReadVersions.Now(connection, Tables.Training, world.EmployerId, Stop);
        return [.. held.OrderBy(one => one.StartOn).ThenBy(one => world.WorkerIds.ToList().IndexOf(one.WorkerId))];
    }

    private static async Task<Guid> OnlyTraining(ServedPortal portal, World world) => (await Held(portal, world))[0].TrainingId;

    private static IEnumerable<string> DoubleIds(HtmlPage page) =>
        page
            .Root.DescendantsAndSelf()
            .Select(element => (string?)element.Attribute("id"))
            .OfType<string>()
            .GroupBy(id => id, StringComparer.Ordinal)
            .Where(same => same.Count() > 1)
            .Select(same => same.Key);
}
