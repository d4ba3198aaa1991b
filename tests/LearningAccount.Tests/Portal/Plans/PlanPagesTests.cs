using System.Net;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records.Plans;

namespace LearningAccount.Tests.Portal.Plans;

/// <summary>The pages of training plans: made, changed, taken through their steps, compared and seen by who may see them.</summary>
public sealed class PlanPagesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    internal static World Staff() =>
        World
            .With()
            .OfSize(SizeClass.Full)
            .AndWorker("Aerts", "Anna")
            .Who("f", "Workshop")
            .Employed("2024-01-01")
            .Trained("2026-02-03", "2", "Welding")
            .Trained("2027-02-03", "2", "Welding", TrainingStatus.Planned)
            .AndWorker("Baert", "Bea")
            .Who("f", "Office")
            .Employed("2024-01-01")
            .Trained("2026-02-04", "1", "Excel");

    [Fact]
    public async Task A_plan_is_begun_from_a_proposal_edited_and_taken_through_its_steps()
    {
        var world = Staff();
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var list = $"/employers/{world.EmployerId}/plan";
        var empty = await portal.PageAsync(list);
        Assert.Contains("A training plan is needed for 2026", empty.Words, StringComparison.Ordinal);
        Assert.Contains("There is no training plan for 2026", empty.Words, StringComparison.Ordinal);

        var begin = await HtmlForm.OpenAsync(portal, $"{list}/new", "from");
        Assert.Equal(("2026-01-01", "2026-12-31"), (begin["from"], begin["to"]));
        begin = begin.With("from", "2027-01-01").With("to", "2027-12-31");
        var one = (await begin.PressAsync()).Location!;
        var page = await portal.PageAsync(one);
        var rows = HtmlPage.Table(page.All("table").First());
        // Planned for 2027, and followed the year before under another title.
        Assert.Equal(["Welding", "Excel"], rows[1..3].Select(row => row[0].Split(' ')[0]));

        var refused = await (await HtmlForm.OpenAsync(portal, $"{one}/trainings", "title"))
            .With("persons", "four")
            .PressAsync("do", "save");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Give a whole number", refused.Words, StringComparison.Ordinal);
        var added = await refused
            .Form!("title")
            .With("title", "Coaching")
            .With("persons", "12")
            .With("length", "1,5")
            .With("parts", "department:Workshop")
            .PressAsync("do", "save");
        Assert.Equal($"{one}#trainings", added.Location);
        page = await portal.PageAsync(one);
        Assert.Contains("Department Workshop", page.Words, StringComparison.Ordinal);
        // 12 people, a day and a half each.
        Assert.Equal(
            "18",
            HtmlPage.Table(page.All("table").First())[3][^1].Replace("Days together", "", StringComparison.Ordinal)
        );

        await Step("send", ("on", "2026-11-02"), ("meeting", "2026-11-10"));
        Assert.Contains("less than 15 days", (await portal.PageAsync(one)).Words, StringComparison.Ordinal);
        await Step("advise", ("on", "2026-11-10"), ("opinion", "More coaching."));
        await Step("fix", ("on", "2026-11-19"), ("inForce", "2027-01-01"));
        page = await portal.PageAsync(one);
        Assert.Contains("Fixed on 19 November 2026", page.Words.Replace('\u00A0', ' '), StringComparison.Ordinal);
        using (var closed = await portal.GetAsync($"{one}/trainings"))
        {
            Assert.Equal(HttpStatusCode.NotFound, closed.StatusCode);
        }
        await Step("file", ("on", "2026-11-20"), ("reference", "FPS-12"));
        await Step("amend");
        var words = await HtmlForm.OpenAsync(portal, $"{one}/words", "gender");
        await words.With("gender", "Half of the places for women").PressAsync();
        var versions = await portal.PageAsync($"{one}/versions");
        Assert.Contains("Half of the places for women", versions.Words, StringComparison.Ordinal);
        Assert.Contains("Amendment of the training plan begun", versions.Words, StringComparison.Ordinal);
        var first = await portal.PageAsync($"{one}/versions?edition=1");
        Assert.Contains("More coaching.", first.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Half of the places", first.Words, StringComparison.Ordinal);
        async Task Step(string step, params (string Field, string Value)[] fields)
        {
            var form = await HtmlForm.OpenAsync(portal, $"{one}/steps/{step}", "form");
            foreach (var (field, value) in fields)
            {
                form[field] = value;
            }
            Assert.Equal(one, (await form.PressAsync()).Location);
        }
    }

    [Fact]
    public async Task What_was_followed_under_another_title_is_assigned_to_a_training_of_the_plan()
    {
        var (world, id) = (Staff(), Guid.Empty);
        await using var portal = await ServedPortal.StartAsync(async database =>
        {
            await world.RecordedIn(database);
            id = await PlanWorld.PlanAsync(
                database,
                world,
                PlanWorld.Line("Welding", 2, days: 2) with
                {
                    GroupParts = "all",
                },
                PlanWorld.Line("Office software", 1, days: 1) with
                {
                    GroupName = "Clerks",
                }
            );
        });
        var done = $"/employers/{world.EmployerId}/plan/{id}/done";
        var page = await portal.PageAsync(done);
        Assert.Contains("3 days followed, 5 days planned.", page.Words.Replace('\u00A0', ' '), StringComparison.Ordinal);
        var link = page.All("a").Single(one => HtmlPage.TextOf(one) is "Excel");
        var form = await HtmlForm.OpenAsync(portal, (string)link.Attribute("href")!, "line");
        var plan = await PlanWorld.ReadAsync(portal.Database, world, id);
        await form.With("line", plan.Latest.Lines[1].LineId.ToString("D")).PressAsync();
        page = await portal.PageAsync(done);
        Assert.DoesNotContain("Followed outside the plan", page.Words, StringComparison.Ordinal);
        Assert.Contains("also ‘Excel’", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_sees_a_department_reads_the_plan_and_changes_nothing_of_it()
    {
        var (world, id) = (Staff(), Guid.Empty);
        await using var portal = await ServedPortal.StartAsync(async database =>
        {
            await world.RecordedIn(database);
            id = await PlanWorld.PlanAsync(database, world, PlanWorld.Line("Welding", 2, days: 2));
        });
        var reader = await portal.As(
            TestVisitor.Named().Within(world.EmployerId, ScopeKind.Department, "Office", Right.RegisterTrainings)
        );
        var one = $"/employers/{world.EmployerId}/plan/{id}";
        var page = await portal.PageAsync(one, visitor: reader);
        Assert.Contains("Welding", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Add a training", page.Words, StringComparison.Ordinal);
        var done = await portal.PageAsync($"{one}/done", visitor: reader);
        // Bea of the office followed a day; the welding of Anna is not hers to see.
        Assert.Contains("1 day followed, 4 days planned.", done.Words.Replace('\u00A0', ' '), StringComparison.Ordinal);
        foreach (var path in (string[])[$"{one}/trainings", $"{one}/words", $"{one}/steps/fix", $"{one}/link?title=Excel"])
        {
            using var answer = await portal.GetAsync(path, visitor: reader);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_worker_sees_the_plan_once_it_is_fixed_and_nobody_in_it()
    {
        var (world, id) = (Staff(), Guid.Empty);
        await using var portal = await ServedPortal.StartAsync(async database =>
        {
            await world.RecordedIn(database);
            id = await PlanWorld.PlanAsync(
                database,
                world,
                PlanWorld.Line("Welding with Bea Baert", 2, days: 2) with
                {
                    WithDisability = 1,
                },
                PlanWorld.Line("Excel", 30, days: 1)
            );
        });
        var worker = await portal.As(TestVisitor.Named("Anna Aerts").AsWorker(world.EmployerId, world.WorkerIds[0]));
        var path = $"/me/{world.EmployerId}/plan";
        Assert.Contains(
            "No plan is fixed for this year",
            (await portal.PageAsync(path, visitor: worker)).Words,
            StringComparison.Ordinal
        );
        await PlanWorld.Make(
            portal.Database,
            change =>
                TakePlanStep.Fix(
                    change,
                    new(world.EmployerId, id),
                    PlanWorld.Day(3, 27),
                    PlanWorld.Day(4, 1),
                    PlanWorld.Today,
                    Stop
                )
        );
        var page = await portal.PageAsync(path, visitor: worker);
        Assert.Contains("Welding with […]", page.Words, StringComparison.Ordinal);
        Assert.Contains("hidden", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Baert", page.Words, StringComparison.Ordinal);
        // Their own pages lead to it; those of the employer stay closed.
        Assert.Contains(
            path,
            (await portal.PageAsync($"/me/{world.EmployerId}/trainings", visitor: worker))
                .All("a")
                .Select(link => (string?)link.Attribute("href"))
        );
        using var closed = await portal.GetAsync($"/employers/{world.EmployerId}/plan", visitor: worker);
        Assert.Equal(HttpStatusCode.NotFound, closed.StatusCode);
    }

    [Fact]
    public async Task Every_page_reads_well_in_every_language_with_and_without_a_plan()
    {
        var (world, small, id) = (Staff(), World.With("Klein BV", 9_999_930).OfSize(SizeClass.Small), Guid.Empty);
        await using var portal = await ServedPortal.StartAsync(async database =>
        {
            await PagesTests.Record(database, world, small);
            id = await PlanWorld.PlanAsync(
                database,
                world,
                PlanWorld.Line("Welding", 2, days: 2) with
                {
                    GroupParts = "blueCollar\ncommittee:200\nsite:Gent",
                }
            );
        });
        var one = $"/employers/{world.EmployerId}/plan/{id}";
        string[] paths =
        [
            $"/employers/{world.EmployerId}/plan",
            $"/employers/{world.EmployerId}/plan/new",
            one,
            $"{one}/trainings",
            $"{one}/words",
            $"{one}/done",
            $"{one}/versions",
            $"{one}/link?title=Excel",
            $"/employers/{small.EmployerId}/plan",
            .. ((string[])["send", "advise", "fix", "file", "back", "amend", "withdraw"]).Select(step => $"{one}/steps/{step}"),
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
        var none = await portal.PageAsync($"/employers/{small.EmployerId}/plan");
        Assert.Contains("No training plan is needed for 2026", none.Words, StringComparison.Ordinal);
        Assert.Contains("10 to under 20", none.Words, StringComparison.Ordinal);
    }
}
