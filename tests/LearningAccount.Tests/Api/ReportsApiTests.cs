using System.Net;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;
using LearningAccount.Tests.Records.Reports;

namespace LearningAccount.Tests.Api;

/// <summary>Figures for other papers, and the trainings behind them, as programs read them.</summary>
public sealed class ReportsApiTests
{
    private const string Year = "from=2025-01-01&to=2025-12-31";

    private static string At(World world, string rest) => $"/employers/{world.Number.Digits}{rest}";

    private static string Below(string href) => href.Split("/v1")[1];

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Every_figure_adds_up_from_the_trainings_it_leads_to(Engine engine)
    {
        var world = SmallCompany.Told;
        await using var api = await ApiWorld.OfAsync(world, engine);
        var opened = 0;
        foreach (var report in new[] { "socialBalance", "leave", "sectorFund", "equality" })
        {
            var read = (await api.GetAsync(At(world, $"/reports/{report}?{Year}"))).Expect(HttpStatusCode.OK);
            var figures = read.Json["figures"]!.AsArray();
            Assert.Equal(figures.Count, figures.Select(figure => figure!["code"]!.ToString()).Distinct().Count());
            foreach (var figure in figures.Where(figure => figure!["trainings"] is not null && figure["value"] is not null))
            {
                var behind = (await api.GetAsync(Below(figure!["trainings"]!["href"]!.ToString()))).Expect(HttpStatusCode.OK);
                var sum = behind
                    .Items.Select(one => one!["adds"])
                    .OfType<System.Text.Json.Nodes.JsonNode>()
                    .Aggregate(Fraction.Zero, (all, adds) => all + Fraction.Parse(adds.ToString()));
                Assert.Equal(figure["value"]!.ToString(), sum.ToString());
                opened++;
            }
        }
        Assert.True(opened > 20);
    }

    [Fact]
    public async Task The_figures_worked_out_on_paper_are_those_of_the_report_with_what_nobody_said()
    {
        var world = SmallCompany.Told;
        await using var api = await ApiWorld.OfAsync(world);
        var read = (await api.GetAsync(At(world, $"/reports/socialBalance?{Year}"))).Expect(HttpStatusCode.OK);
        Assert.Equal("88/5", Figure(read, "5802")["value"]!.ToString());
        Assert.Equal("600", Figure(read, "5803")["value"]!.ToString());
        Assert.Equal(
            ("1", "6"),
            (Figure(read, "5803")["missingTrainings"]!.ToString(), Figure(read, "5803")["missingHours"]!.ToString())
        );
        var behind = await api.GetAsync(Below(Figure(read, "5803")["trainings"]!["href"]!.ToString()));
        Assert.Equal("Forklift", Assert.Single(behind.Items, one => one!["adds"] is null)!["title"]!.ToString());
        var again = await api.GetAsync(At(world, $"/reports/socialBalance?{Year}"), ("If-None-Match", read.ETag));
        again.Expect(HttpStatusCode.NotModified);
        // In another language they are other words.
        var french = await api.GetAsync(At(world, $"/reports/socialBalance?{Year}"), ("Accept-Language", "fr"));
        Assert.NotEqual(read.Json["title"]!.ToString(), french.Json["title"]!.ToString());
        Assert.Equal("88/5", Figure(french, "5802")["value"]!.ToString());
    }

    [Fact]
    public async Task What_does_not_count_is_told_with_its_reason()
    {
        var world = SmallCompany.LeftOut;
        await using var api = await ApiWorld.OfAsync(world);
        var out_ = (await api.GetAsync(At(world, $"/reports/socialBalance/trainings?{Year}&counts=false"))).Expect(
            HttpStatusCode.OK
        );
        Assert.NotEmpty(out_.Items);
        // Each is called by why it does not count; "noLeave" is of another report.
        Assert.All(out_.Items, one => Assert.Equal(one!["title"]!.ToString(), one["reason"]!["code"]!.ToString()));
        var counted = await api.GetAsync(At(world, $"/reports/socialBalance/trainings?{Year}&counts=true"));
        Assert.Contains(counted.Items, one => one!["title"]!.ToString() == "counted");
    }

    [Fact]
    public async Task Training_leave_says_what_is_missing_and_until_when_it_is_asked()
    {
        var world = SmallCompany.Told;
        await using var api = await ApiWorld.OfAsync(world);
        var file = Assert.Single((await api.GetAsync(At(world, $"/leaveFiles?{Year}"))).Expect(HttpStatusCode.OK).Items)!;
        Assert.Equal("VOV", file["leaveScheme"]!.ToString());
        Assert.Equal(("2025-06-15", "2025-12-15"), (file["askFrom"]!.ToString(), file["askUntil"]!.ToString()));
        Assert.Empty(file["missing"]!.AsArray());
    }

    [Fact]
    public async Task A_report_is_a_paper_and_a_table_too()
    {
        var world = SmallCompany.Told;
        await using var api = await ApiWorld.OfAsync(world);
        var pdf = (await api.GetAsync(At(world, $"/reports/socialBalance/file?{Year}"))).Expect(HttpStatusCode.OK);
        Assert.StartsWith("%PDF-", pdf.Text, StringComparison.Ordinal);
        Assert.Contains("social-balance-2025-01-01", pdf.Headers["Content-Disposition"], StringComparison.Ordinal);
        var csv = (await api.GetAsync(At(world, $"/reports/leave/file?{Year}&format=csv&part=leave"))).Expect(HttpStatusCode.OK);
        Assert.Contains("ODB-1001234", csv.Text, StringComparison.Ordinal);
        var sheet = await api.GetAsync(At(world, $"/reports/equality/file?{Year}&format=xlsx"));
        Assert.StartsWith("PK", sheet.Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        var one = await api.GetAsync(At(world, $"/reports/socialBalance/file?{Year}&format=csv&part=trainings&figure=5822"));
        Assert.Contains("Mentoring", one.Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_groups_so_small_that_they_tell_of_persons_nothing_is_told()
    {
        var world = SmallCompany.Told;
        await using var api = await ApiWorld.OfAsync(world);
        var read = (await api.GetAsync(At(world, $"/reports/equality?{Year}"))).Expect(HttpStatusCode.OK);
        var hidden = read.Json["figures"]!.AsArray().Where(figure => figure!["hidden"]!.GetValue<bool>()).ToList();
        Assert.NotEmpty(hidden);
        Assert.All(hidden, figure => Assert.True(figure!["value"] is null && figure["trainings"] is null));
        (await api.GetAsync(At(world, $"/reports/equality/trainings?{Year}&figure=age.under50.women"))).Expect(
            400,
            "badRequest",
            "query figure invalidInput"
        );
        var all = await api.GetAsync(At(world, $"/reports/equality/trainings?{Year}"));
        Assert.NotEmpty(all.Items);
        Assert.All(all.Items, one => Assert.True(one!["workerId"] is null && one["trainingId"] is null && one["href"] is null));
    }

    [Fact]
    public async Task A_period_that_is_none_is_told_at_its_place()
    {
        var world = SmallCompany.Told;
        await using var api = await ApiWorld.OfAsync(world);
        async Task Wrong(string query, string place) =>
            (await api.GetAsync(At(world, $"/reports/leave?{query}"))).Expect(400, "badRequest", $"query {place} invalidInput");

        await Wrong("from=2025-01-01", "to");
        await Wrong("to=2025-01-01", "from");
        await Wrong("from=2016-12-31&to=2017-01-31", "from");
        await Wrong("from=2025-02-01&to=2025-01-31", "to");
        await Wrong("from=2020-01-01&to=2025-01-31", "to");
        (await api.GetAsync(At(world, "/reports/leave"))).Expect(HttpStatusCode.OK);
        (await api.GetAsync(At(world, "/reports/other"))).Expect(400, "badRequest");
    }

    [Fact]
    public async Task Whoever_sees_a_part_of_the_employer_reads_figures_of_that_part_alone()
    {
        var world = World
            .With(number: 9_999_911)
            .OfSize(SizeClass.Full)
            .AndWorker("Peeters", "Anna")
            .Being(said => said with { Department = "Assembly" })
            .Employed("2024-01-01")
            .Trained("2025-02-03", "1", "Welding")
            .AndWorker("Maes", "Jan")
            .Being(said => said with { Department = "Stock" })
            .Employed("2024-01-01")
            .Trained("2025-02-04", "1", "Lifting");
        await using var api = await ApiWorld.OfAsync(world);
        var narrow = await api.AddMachineAsync(World.With("Other", 9_999_955).EmployerId);
        await narrow.GrantAsync(world.EmployerId, new AccessScope(ScopeKind.Department, "Assembly"), []);
        var token = await api.TokenOf(narrow);
        var read = (await api.SendAsync(token, HttpMethod.Get, At(world, $"/reports/sectorFund/trainings?{Year}"))).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal("Welding", Assert.Single(read.Items)!["title"]!.ToString());
        var report = await api.SendAsync(token, HttpMethod.Get, At(world, $"/reports/sectorFund?{Year}"));
        Assert.Equal("Assembly", Assert.Single(report.Json["parts"]!.AsArray())!.ToString());
        var csv = await api.SendAsync(
            token,
            HttpMethod.Get,
            At(world, $"/reports/sectorFund/file?{Year}&format=csv&part=trainings")
        );
        Assert.DoesNotContain("Lifting", csv.Text, StringComparison.Ordinal);

        var other = await api.Machine.TokenAsync(api.Portal, "accounts:read");
        (await api.SendAsync(other, HttpMethod.Get, At(world, "/reports/leave"))).Expect(403, "missingScope");
    }

    private static System.Text.Json.Nodes.JsonNode Figure(ApiReply report, string code) =>
        report.Json["figures"]!.AsArray().Single(figure => figure!["code"]!.ToString() == code)!;
}
