using System.Net;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>Accounts as programs read them.</summary>
public sealed class AccountsTests
{
    private static readonly World Metaal = World
        .With("Maes Metaal")
        .OfSize(SizeClass.Full)
        .AndWorker("Peeters", "Anna")
        .Employed("2024-01-01")
        .Trained("2026-03-02", "2", "Welding")
        .Corrected("2026-04-01", "1/2", "agreed")
        .AndWorker("Claes", "Bart")
        .Employed("2025-01-01", to: "2026-06-30", reason: EndReason.Dismissal);

    private static string Root => $"/employers/{Metaal.Number.Digits}";

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Balances_come_by_name_page_by_page_and_each_leads_to_its_account(Engine engine)
    {
        await using var api = await ApiWorld.OfAsync(Metaal, engine);
        var first = (await api.GetAsync($"{Root}/accounts?pageSize=1&on=2026-11-20")).Expect(HttpStatusCode.OK);
        Assert.Equal("Claes", first.Items[0]!["familyName"]!.ToString());
        Assert.Equal(2, first.Json["total"]!.GetValue<int>());
        var next = new Uri(first.Json["next"]!.ToString()).PathAndQuery["/REST/learningAccount/v1".Length..];
        var second = (await api.GetAsync(next)).Expect(HttpStatusCode.OK).Items[0]!;
        Assert.Equal("Peeters", second["familyName"]!.ToString());
        Assert.Equal("2", second["year"]!["used"]!.ToString());

        var account = await api.GetAsync(
            $"{Root}/workers/{Metaal.WorkerIds[0]:D}/account?on=2026-11-20",
            ("Accept-Language", "nl-BE")
        );
        account.Expect(HttpStatusCode.OK);
        Assert.Equal(second["balance"]!["exact"]!.ToString(), account.Json["balance"]!["exact"]!.ToString());
        Assert.Equal("nl", account.Headers["Content-Language"]);
        var use = account.Json["entries"]!.AsArray().Single(entry => entry!["kind"]!.ToString() is "use")!;
        Assert.NotNull(use["trainingId"]);
        Assert.NotNull(account.Json["reasons"]![use["reason"]!.ToString()]!["text"]);
        Assert.DoesNotContain("null", account.Text.Replace("\"", "", StringComparison.Ordinal).Split(':', ','));
    }

    [Fact]
    public async Task What_is_doubtful_names_the_fact_it_is_about()
    {
        var world = World
            .With()
            .OfSize(SizeClass.Full)
            .AndWorker()
            .Employed("2024-01-01", to: "2026-06-30")
            .Trained("2026-03-02", "1", "Welding")
            .Trained("2026-09-02", "1", "Excel");
        await using var api = await ApiWorld.OfAsync(world);
        var root = $"/employers/{world.Number.Digits}";
        var account = (await api.GetAsync($"{root}/workers/{world.WorkerIds[0]}/account")).Expect(HttpStatusCode.OK);
        var anomalies = account.Json["anomalies"]!.AsArray().ToDictionary(one => one!["code"]!.ToString());
        var excel = (await api.GetAsync($"{root}/trainings?sort=title")).Items[0]!["trainingId"]!.ToString();
        var outside = anomalies["trainingOutsideEmployment"]!;
        Assert.Equal(("trainings", excel), (outside["at"]!.ToString(), outside["trainingId"]!.ToString()));
        var employment = (await api.GetAsync($"{root}/workers/{world.WorkerIds[0]}/employments")).Items[0]!["id"]!.ToString();
        var ended = anomalies["endReasonMissing"]!;
        Assert.Equal(("employments.endReason", employment), (ended["at"]!.ToString(), ended["employmentId"]!.ToString()));
    }

    [Fact]
    public async Task What_did_not_change_is_not_sent_again_and_what_did_is()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var address = $"{Root}/workers/{Metaal.WorkerIds[0]:D}/account";
        var read = (await api.GetAsync(address)).Expect(HttpStatusCode.OK);
        (await api.GetAsync(address, ("If-None-Match", read.ETag))).Expect(HttpStatusCode.NotModified);
        (await api.GetAsync(address, ("If-None-Match", read.ETag), ("Accept-Language", "fr"))).Expect(HttpStatusCode.OK);
        await World.With("Other", 9_999_955).AndWorker().RecordedIn(api.Database);
        (await api.GetAsync(address, ("If-None-Match", read.ETag))).Expect(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Only_who_may_reads_and_nobody_learns_of_another_employer()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var other = await World.With("Other", 9_999_956).AndWorker().RecordedIn(api.Database);
        (await api.GetAsync($"/employers/{other.Number.Digits}/accounts")).Expect(404, "resourceNotFound");
        (await api.GetAsync("/employers/0999999999/accounts")).Expect(404, "resourceNotFound");
        (await api.GetAsync("/employers/12/accounts")).Expect(400, "badRequest", "path employerNumber schemaViolation");
        (await api.GetAsync($"{Root}/workers/{other.WorkerIds[0]:D}/account")).Expect(
            404,
            "resourceNotFound",
            "path workerId referencedResourceNotFound"
        );
        (await api.SendAsync(null, HttpMethod.Get, $"{Root}/accounts")).Expect(401, "noAccessToken");
        (await api.SendAsync("x.y.z", HttpMethod.Get, $"{Root}/accounts")).Expect(401, "invalidAccessToken");
        var narrow = await api.Machine.TokenAsync(api.Portal, "trainings:read");
        (await api.SendAsync(narrow, HttpMethod.Get, $"{Root}/accounts")).Expect(403, "missingScope");
        var token = await api.TokenOf(api.Machine);
        api.Portal.Clock.Now += TimeSpan.FromMinutes(11);
        (await api.SendAsync(token, HttpMethod.Get, $"{Root}/accounts")).Expect(401, "expiredAccessToken");
    }

    [Fact]
    public async Task A_day_that_nothing_can_be_said_of_is_refused()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        (await api.GetAsync($"{Root}/accounts?on=9999-12-31")).Expect(400, "badRequest", "query on invalidInput");
        (await api.GetAsync($"{Root}/accounts?knownOn=2027-01-01")).Expect(400, "badRequest", "query knownOn invalidInput");
        (await api.GetAsync($"{Root}/accounts?knownOn=2020-01-01")).Expect(404, "resourceNotFound");
        (await api.GetAsync($"{Root}/accounts?on=2026-02-30&page=0&x=1")).Expect(
            400,
            "badRequest",
            "query on schemaViolation, query page schemaViolation, query x unknownInput"
        );
    }

    [Fact]
    public async Task That_an_account_was_read_is_kept_for_the_worker()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        (await api.GetAsync($"{Root}/workers/{Metaal.WorkerIds[0]:D}/account")).Expect(HttpStatusCode.OK);
        var looks = await api
            .Portal.Part<Looks>()
            .At(Metaal.EmployerId, Metaal.WorkerIds[0], TestContext.Current.CancellationToken);
        Assert.Equal(("Payroll", "account"), (looks.Single().UserName, looks.Single().Purpose));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Many_who_read_side_by_side_are_all_answered_and_every_look_is_kept(Engine engine)
    {
        var world = World.With("Many", 9_999_957).OfSize(SizeClass.Full);
        for (var i = 0; i < 60; i++)
        {
            world.AndWorker($"Peeters{i}").Employed("2024-01-01");
        }
        await using var api = await ApiWorld.OfAsync(world, engine);
        await Parallel.ForEachAsync(
            world.WorkerIds.Concat(world.WorkerIds),
            new ParallelOptions { MaxDegreeOfParallelism = 40 },
            async (worker, _) =>
                (await api.GetAsync($"/employers/{world.Number.Digits}/workers/{worker:D}/account")).Expect(HttpStatusCode.OK)
        );
        foreach (var worker in world.WorkerIds)
        {
            Assert.Single(await api.Portal.Part<Looks>().At(world.EmployerId, worker, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_case_file_is_evaluated_and_what_is_wrong_in_it_is_told_at_its_place()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var facts = new
        {
            employer = new { sizeClass = new[] { new { from = "2024-01-01", @class = "full" } } },
            employments = new[] { new { start = "2024-01-01", end = (string?)null } },
            on = "2024-12-31",
            expect = new { balance = new { days = "4" } },
        };
        var answer = (await api.PostAsync("/evaluations", facts)).Expect(HttpStatusCode.OK);
        Assert.Equal("5.00", answer.Json["balance"]!["days"]!.ToString());
        Assert.Equal("balance.days", answer.Json["differences"]![0]!["path"]!.ToString());
        (await api.PostAsync("/evaluations", """{"employments":[{"start":"2024-01-01","end":"2023-01-01"}]}""")).Expect(
            400,
            "badRequest",
            "body employments[0] invalidInput"
        );
        (await api.PostAsync("/evaluations", """{"employments":[{"start":"x","strat":1}],"on":"9999-01-01"}""")).Expect(
            400,
            "badRequest",
            "body employments[0].start schemaViolation, body employments[0].strat unknownInput, body on invalidInput"
        );
    }
}
