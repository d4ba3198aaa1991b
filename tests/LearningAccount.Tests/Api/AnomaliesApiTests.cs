using System.Net;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Anomalies;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>What somebody should look at, as programs list it and say that it is settled.</summary>
public sealed class AnomaliesApiTests
{
    private const string Reason = "Two evenings came with it.";

    // Three days on one day of the calendar; and a training before the contract began.
    private static readonly World Metaal = World
        .With("Maes Metaal", 9_999_911)
        .OfSize(SizeClass.Full)
        .AndWorker("Peeters", "Anna")
        .Being(said => said with { Department = "Assembly" })
        .Employed("2026-01-01")
        .Trained("2026-02-02", "3")
        .AndWorker("Maes", "Jan")
        .Being(said => said with { Department = "Stock" })
        .Employed("2026-02-02")
        .Trained("2026-01-05", "1");

    private static readonly string Root = $"/employers/{Metaal.Number.Digits}/anomalies";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_is_settled_with_a_reason_is_open_again_when_that_is_taken_back(Engine engine)
    {
        await using var api = await ApiWorld.OfAsync(Metaal, engine);
        var open = (await api.GetAsync($"{Root}?state=open")).Expect(HttpStatusCode.OK);
        Assert.Equal(["outsideContract", "longerThanItsDays"], open.Items.Select(one => one!["code"]!.ToString()));
        var found = open.Items[1]!;
        Assert.Equal("error open", $"{found["severity"]} {found["state"]}");
        Assert.Equal($"{Metaal.WorkerIds[0]:D}", found["workerId"]!.ToString());
        Assert.Equal("3 days", found["values"]!["duration"]!.ToString());
        var address = $"{Root}/{found["id"]}";
        var read = (await api.GetAsync(address)).Expect(HttpStatusCode.OK);
        Assert.Equal(found["description"]!.ToString(), read.Json["description"]!.ToString());

        var settled = await api.PostAsync(
            $"{address}/settle",
            new { reason = Reason },
            ("If-Match", read.ETag),
            ("Idempotency-Key", "a")
        );
        Assert.Equal("settled", settled.Expect(HttpStatusCode.OK).Json["state"]!.ToString());
        Assert.Equal(Reason, settled.Json["settlement"]!["reason"]!.ToString());
        var again = await api.PostAsync(
            $"{address}/settle",
            new { reason = Reason },
            ("If-Match", read.ETag),
            ("Idempotency-Key", "a")
        );
        Assert.Equal("true", again.Expect(HttpStatusCode.OK).Headers["Idempotency-Replayed"]);
        var stale = await api.PostAsync($"{address}/settle", new { reason = "Other" }, ("If-Match", read.ETag));
        stale.Expect(412, "preconditionFailed");
        var after = (await api.GetAsync(address)).Expect(HttpStatusCode.OK);
        Assert.Equal((settled.ETag, settled.Text), (after.ETag, after.Text));
        Assert.Single((await api.GetAsync($"{Root}?state=open")).Items);
        Assert.Equal(
            found["id"]!.ToString(),
            Assert.Single((await api.GetAsync($"{Root}?state=settled")).Items)!["id"]!.ToString()
        );
        // The same word again is no second line in the journal.
        var lines = await LastAsync(api);
        (await api.PostAsync($"{address}/settle", new { reason = $" {Reason} " })).Expect(HttpStatusCode.OK);
        Assert.Equal(lines, await LastAsync(api));
        Assert.Equal(("settleAnomaly", Reason), (lines.Action, lines.Why));

        var reopened = (await api.SendAsync(HttpMethod.Post, $"{address}/reopen")).Expect(HttpStatusCode.OK);
        Assert.Equal((read.ETag, read.Text), (reopened.ETag, reopened.Text));
        (await api.SendAsync(HttpMethod.Post, $"{address}/reopen")).Expect(HttpStatusCode.OK);
        Assert.Equal(2, (await api.GetAsync($"{Root}?state=open")).Items.Count);
    }

    [Fact]
    public async Task The_list_is_narrowed_by_check_severity_and_worker()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        async Task<string> Codes(string query) =>
            string.Join(
                ' ',
                (await api.GetAsync($"{Root}?{query}")).Expect(HttpStatusCode.OK).Items.Select(one => one!["code"]!.ToString())
            );

        Assert.Equal("outsideContract", await Codes("code=outsideContract"));
        Assert.Equal("outsideContract longerThanItsDays", await Codes("code=outsideContract&code=longerThanItsDays"));
        Assert.Equal("", await Codes("code=nothing"));
        Assert.Equal("", await Codes("severity=warning"));
        Assert.Equal("longerThanItsDays", await Codes($"severity=error&workerId={Metaal.WorkerIds[0]:D}"));
        Assert.Equal("outsideContract", await Codes("pageSize=1"));
        // All of it was found before today; from before the employer was known nothing was.
        Assert.Equal("outsideContract longerThanItsDays", await Codes("since=2020-01-01"));
        (await api.GetAsync($"{Root}?since=2100-01-01")).Expect(400, "badRequest", "query since invalidInput");
        (await api.GetAsync($"{Root}?state=closed")).Expect(400, "badRequest", "query state schemaViolation");
        (await api.GetAsync($"{Root}?knownOn=2030-01-01")).Expect(400, "badRequest", "query knownOn invalidInput");
        // The way to what was found on another day says which day.
        var then = (await api.GetAsync($"{Root}?on=2026-12-31")).Items[0]!["href"]!.ToString();
        Assert.EndsWith("?on=2026-12-31", then, StringComparison.Ordinal);
        (await api.GetAsync(then.Split("/v1")[1])).Expect(HttpStatusCode.OK);
        var french = await api.GetAsync(Root, ("Accept-Language", "fr"));
        Assert.Equal("fr", french.Headers["Content-Language"]);
        Assert.NotEqual(
            (await api.GetAsync(Root, ("Accept-Language", "nl"))).Items[0]!["description"]!.ToString(),
            french.Items[0]!["description"]!.ToString()
        );
    }

    [Fact]
    public async Task What_is_found_since_a_day_is_what_was_not_there_or_stood_otherwise()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var day = Knowledge.DayOf(api.Portal.Clock.Now).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var first = (await api.GetAsync(Root)).Items[1]!;
        api.Portal.Clock.Now = api.Portal.Clock.Now.AddDays(2);
        Assert.Empty((await api.GetAsync($"{Root}?since={day}")).Expect(HttpStatusCode.OK).Items);
        (await api.PostAsync($"{Root}/{first["id"]}/settle", new { reason = Reason })).Expect(HttpStatusCode.OK);
        var changed = Assert.Single((await api.GetAsync($"{Root}?since={day}")).Items)!;
        Assert.Equal($"{first["id"]} settled", $"{changed["id"]} {changed["state"]}");
    }

    [Fact]
    public async Task What_the_pages_find_is_what_programs_find()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var page = await api.Portal.PageAsync($"/employers/{Metaal.EmployerId}/anomalies");
        foreach (var one in (await api.GetAsync(Root)).Items)
        {
            Assert.Contains(one!["description"]!.ToString(), page.Words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_settled_one_is_open_again_once_its_facts_change_and_gone_once_they_are_mended()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var found = (await api.GetAsync($"{Root}?code=longerThanItsDays")).Items[0]!;
        var address = $"{Root}/{found["id"]}";
        (await api.PostAsync($"{address}/settle", new { reason = Reason })).Expect(HttpStatusCode.OK);
        var training = $"/employers/{Metaal.Number.Digits}/trainings/{found["trainingId"]}";
        (await api.PatchAsync(training, new { days = "2" }, ("Content-Type", "application/merge-patch+json"))).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal("open", (await api.GetAsync(address)).Expect(HttpStatusCode.OK).Json["state"]!.ToString());
        (await api.PatchAsync(training, new { days = "1" }, ("Content-Type", "application/merge-patch+json"))).Expect(
            HttpStatusCode.OK
        );
        (await api.GetAsync(address)).Expect(404, "resourceNotFound", "path anomalyId referencedResourceNotFound");
        (await api.PostAsync($"{address}/settle", new { reason = Reason })).Expect(404, "resourceNotFound");
    }

    [Fact]
    public async Task Nobody_settles_without_right_scope_or_reason_or_what_they_do_not_see()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var items = (await api.GetAsync(Root)).Items;
        var (ofJan, ofAnna) = ($"{Root}/{items[0]!["id"]}", $"{Root}/{items[1]!["id"]}");
        (await api.PostAsync($"{ofAnna}/settle", new { reason = "" })).Expect(400, "badRequest", "body reason schemaViolation");
        (await api.PostAsync($"{ofAnna}/settle", new { reason = "  " })).Expect(400, "badRequest", "body reason invalidInput");
        (await api.PostAsync($"{ofAnna}/settle", new { reason = Reason, more = 1 })).Expect(400, "badRequest");

        var reader = await api.AddMachineAsync(Metaal.EmployerId);
        var body = new { reason = Reason };
        var refused = await api.SendAsync(await api.TokenOf(reader), HttpMethod.Post, $"{ofAnna}/settle", body);
        refused.Expect(403, "missingPermission");
        var reading = await api.Machine.TokenAsync(api.Portal, "anomalies:read");
        (await api.SendAsync(reading, HttpMethod.Post, $"{ofAnna}/settle", body)).Expect(403, "missingScope");
        (await api.SendAsync(await api.Machine.TokenAsync(api.Portal, "accounts:read"), HttpMethod.Get, Root)).Expect(
            403,
            "missingScope"
        );

        var narrow = await api.AddMachineAsync(World.With("Other", 9_999_955).EmployerId);
        await narrow.GrantAsync(Metaal.EmployerId, new AccessScope(ScopeKind.Department, "Assembly"), [Right.RegisterTrainings]);
        var token = await api.TokenOf(narrow);
        var seen = (await api.SendAsync(token, HttpMethod.Get, Root)).Expect(HttpStatusCode.OK);
        Assert.Equal("longerThanItsDays", Assert.Single(seen.Items)!["code"]!.ToString());
        (await api.SendAsync(token, HttpMethod.Post, $"{ofJan}/settle", body)).Expect(404, "resourceNotFound");
        (await api.SendAsync(token, HttpMethod.Post, $"{ofAnna}/settle", body)).Expect(HttpStatusCode.OK);

        var other = await World.With("Other one", 9_999_902).AndWorker().RecordedIn(api.Database);
        (await api.GetAsync($"/employers/{other.Number.Digits}/anomalies")).Expect(404, "resourceNotFound");
        (await api.GetAsync($"{Root}/{Guid.CreateVersion7():D}")).Expect(404, "resourceNotFound");
    }

    [Fact]
    public async Task Of_a_worker_whose_data_are_not_used_now_nothing_is_settled()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var id = (await api.GetAsync($"{Root}?workerId={Metaal.WorkerIds[0]:D}")).Items[0]!["id"];
        var restriction = new RestrictionVersion
        {
            EmployerId = Metaal.EmployerId,
            Origin = FactVersion.ByHand,
            WorkerId = Metaal.WorkerIds[0],
            Ground = RestrictionGround.Accuracy,
            Reason = "She says it is wrong",
        };
        await Change.Make(
            api.Database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(Metaal.EmployerId, "restrictWorker", Cancel);
                change.Insert(Tables.Restriction, restriction);
            },
            Cancel
        );
        (await api.PostAsync($"{Root}/{id}/settle", new { reason = Reason })).Expect(409, "workerRestricted");
    }

    [Fact]
    public async Task Of_many_who_settle_the_same_as_it_was_read_one_does()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var address = $"{Root}/{(await api.GetAsync(Root)).Items[0]!["id"]}";
        var tag = (await api.GetAsync(address)).ETag;
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(one => api.PostAsync($"{address}/settle", new { reason = $"R{one}" }, ("If-Match", tag)))
        );
        var won = Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer != won), answer => Assert.Equal(412, answer.Status));
        Assert.Equal(won.Text, (await api.GetAsync(address)).Text);
    }

    [Fact]
    public void Every_check_keeps_to_the_form_of_its_code_in_the_contract()
    {
        var schema = LearningAccount.App.Api.Contract.ApiContract.Shipped.Schemas["AnomalyCode"];
        foreach (var code in Checks.Codes)
        {
            var check = new LearningAccount.App.Api.Contract.SchemaCheck(LearningAccount.App.Api.Contract.InputPlace.Body);
            check.Check(System.Text.Json.JsonSerializer.SerializeToElement(code), schema);
            Assert.Empty(check.Issues);
        }
    }

    private static async Task<(long Seq, string Action, string? Why)> LastAsync(ApiWorld api)
    {
        await using var connection = await api.Database.Connect(Cancel);
        var last = (await ReadJournal.Last(connection, Metaal.EmployerId, Cancel))!;
        return (last.Seq, last.Action, last.Why);
    }
}
