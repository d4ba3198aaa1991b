using System.Net;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>What employers have to do by when, as programs list it and say that it is done.</summary>
public sealed class DutiesApiTests
{
    private const string Note = "Minutes of 10 March";

    private static readonly World Metaal = Company("Maes Metaal", 9_999_911);
    private static readonly World Hout = Company("Claes Hout", 9_999_955);
    private static readonly string Root = $"/employers/{Metaal.Number.Digits}/duties";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static World Company(string name, int number) =>
        World
            .With(name, number)
            .OfSize(SizeClass.Full)
            .AndWorker("Peeters", "Anna")
            .Being(said => said with { Department = "Assembly" })
            .Employed("2024-01-01")
            .AndWorker("Maes", "Jan")
            .Being(said => said with { Department = "Stock" })
            .Employed("2024-01-01");

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_somebody_says_is_done_is_open_again_when_that_is_taken_back(Engine engine)
    {
        await using var api = await ApiWorld.OfAsync(Metaal, engine);
        var plan = Assert.Single((await api.GetAsync($"{Root}?kind=planFixed")).Expect(HttpStatusCode.OK).Items)!;
        Assert.Equal("planFixed.2027 coming 2027-03-31", $"{plan["dutyId"]} {plan["state"]} {plan["dueOn"]}");
        Assert.True(plan["settleable"]!.GetValue<bool>());
        var address = $"{Root}/planFixed.2027";
        var read = (await api.GetAsync(address)).Expect(HttpStatusCode.OK);
        var body = new { note = Note, doneOn = "2026-01-10" };

        var done = await api.PostAsync($"{address}/settle", body, ("If-Match", read.ETag), ("Idempotency-Key", "a"));
        Assert.Equal("done", done.Expect(HttpStatusCode.OK).Json["state"]!.ToString());
        Assert.Equal($"2026-01-10 {Note}", $"{done.Json["settlement"]!["doneOn"]} {done.Json["settlement"]!["note"]}");
        var again = await api.PostAsync($"{address}/settle", body, ("If-Match", read.ETag), ("Idempotency-Key", "a"));
        Assert.Equal((done.Text, "true"), (again.Text, again.Headers["Idempotency-Replayed"]));
        (await api.PostAsync($"{address}/settle", new { note = "Other" }, ("If-Match", read.ETag))).Expect(
            412,
            "preconditionFailed"
        );
        var after = (await api.GetAsync(address)).Expect(HttpStatusCode.OK);
        Assert.Equal((done.ETag, done.Text), (after.ETag, after.Text));
        // The same word again is no second line in the journal.
        var line = await LastAsync(api);
        (await api.PostAsync($"{address}/settle", body)).Expect(HttpStatusCode.OK);
        Assert.Equal((line, "sayDutyDone"), (await LastAsync(api), line.Action));

        var reopened = (await api.SendAsync(HttpMethod.Post, $"{address}/reopen")).Expect(HttpStatusCode.OK);
        Assert.Equal((read.ETag, read.Text), (reopened.ETag, reopened.Text));
        (await api.SendAsync(HttpMethod.Post, $"{address}/reopen")).Expect(HttpStatusCode.OK);
        Assert.Equal("reopenDuty", (await LastAsync(api)).Action);
    }

    [Fact]
    public async Task A_duty_names_the_workers_it_is_about_and_only_those_the_caller_sees()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var found = Assert.Single((await api.GetAsync($"{Root}?kind=tellAccount")).Items)!;
        Assert.Equal(2, found["workerCount"]!.GetValue<int>());
        var all = await api.GetAsync($"{Root}/{found["dutyId"]}");
        Assert.Equal(
            Metaal.WorkerIds.Select(id => id.ToString("D")).Order(),
            all.Json["workers"]!.AsArray().Select(one => one!["workerId"]!.ToString()).Order()
        );

        var narrow = await api.AddMachineAsync(World.With("Other", 9_999_902).EmployerId);
        await narrow.GrantAsync(Metaal.EmployerId, new AccessScope(ScopeKind.Department, "Assembly"), []);
        var token = await api.TokenOf(narrow);
        var one = await api.SendAsync(token, HttpMethod.Get, $"{Root}/{found["dutyId"]}");
        Assert.Equal($"{Metaal.WorkerIds[0]:D}", Assert.Single(one.Json["workers"]!.AsArray())!["workerId"]!.ToString());
        var listed = await api.SendAsync(token, HttpMethod.Get, "/duties?kind=tellAccount");
        Assert.Equal(1, Assert.Single(listed.Expect(HttpStatusCode.OK).Items)!["workerCount"]!.GetValue<int>());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Duties_of_all_employers_somebody_reads_come_together(Engine engine)
    {
        await using var api = await ApiWorld.OfAsync(Metaal, engine);
        await Hout.RecordedIn(api.Database);
        Assert.Equal([Metaal.Number.Digits], await Employers());
        await api.Machine.GrantAsync(Hout.EmployerId);
        Assert.Equal(new[] { Hout.Number.Digits, Metaal.Number.Digits }.Order(), await Employers());
        var plan = await api.GetAsync("/duties?kind=planFixed&pageSize=1");
        Assert.Equal((2, 1), (plan.Json["total"]!.GetValue<int>(), plan.Items.Count));
        var one = (await api.GetAsync(plan.Items[0]!["href"]!.ToString().Split("/v1")[1])).Expect(HttpStatusCode.OK);
        Assert.Equal(plan.Items[0]!["description"]!.ToString(), one.Json["description"]!.ToString());

        async Task<IEnumerable<string>> Employers()
        {
            var all = (await api.GetAsync("/duties")).Expect(HttpStatusCode.OK);
            Assert.Equal(0, all.Json["employersNotYet"]!.GetValue<int>());
            return all.Items.Select(item => item!["employerNumber"]!.ToString()).Distinct().Order();
        }
    }

    [Fact]
    public async Task Lists_are_narrowed_by_state_and_look_as_far_as_is_asked()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var open = (await api.GetAsync($"{Root}?state=due&state=coming")).Expect(HttpStatusCode.OK);
        Assert.All(open.Items, one => Assert.Contains(one!["state"]!.ToString(), new[] { "due", "coming" }));
        Assert.Empty((await api.GetAsync($"{Root}?state=late")).Items);
        Assert.Equal(2, (await api.GetAsync($"{Root}?kind=planFixed&until=2028-12-31")).Items.Count);
        (await api.GetAsync($"{Root}?until=2036-12-31")).Expect(400, "badRequest", "query until invalidInput");
        (await api.GetAsync($"{Root}?kind=none")).Expect(400, "badRequest", "query kind schemaViolation");
    }

    [Fact]
    public async Task Nobody_says_done_without_right_or_scope_nor_of_what_the_facts_show()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var address = $"{Root}/planFixed.2027";
        var body = new { note = Note };
        (await api.PostAsync($"{address}/settle", new { note = "" })).Expect(400, "badRequest", "body note schemaViolation");
        (await api.PostAsync($"{address}/settle", new { note = " " })).Expect(400, "badRequest", "body note invalidInput");
        (await api.PostAsync($"{address}/settle", new { note = Note, doneOn = "2030-01-01" })).Expect(
            400,
            "badRequest",
            "body doneOn invalidInput"
        );
        (await api.PostAsync($"{Root}/tellAccount.late/settle", body)).Expect(404, "resourceNotFound");
        var told = (await api.GetAsync($"{Root}?kind=tellAccount")).Items[0]!["dutyId"];
        (await api.PostAsync($"{Root}/{told}/settle", body)).Expect(400, "badRequest");
        (await api.GetAsync($"{Root}/planFixed.1999")).Expect(404, "resourceNotFound", "path dutyId referencedResourceNotFound");

        var registrar = await api.AddMachineAsync(Metaal.EmployerId, Right.RegisterTrainings);
        (await api.SendAsync(await api.TokenOf(registrar), HttpMethod.Post, $"{address}/settle", body)).Expect(
            403,
            "missingPermission"
        );
        var reading = await api.Machine.TokenAsync(api.Portal, "duties:read");
        (await api.SendAsync(reading, HttpMethod.Post, $"{address}/settle", body)).Expect(403, "missingScope");
        (await api.SendAsync(await api.Machine.TokenAsync(api.Portal, "accounts:read"), HttpMethod.Get, "/duties")).Expect(
            403,
            "missingScope"
        );
        await Hout.RecordedIn(api.Database);
        (await api.GetAsync($"/employers/{Hout.Number.Digits}/duties")).Expect(404, "resourceNotFound");
    }

    private static async Task<(long Seq, string Action)> LastAsync(ApiWorld api)
    {
        await using var connection = await api.Database.Connect(Cancel);
        var last = (await ReadJournal.Last(connection, Metaal.EmployerId, Cancel))!;
        return (last.Seq, last.Action);
    }
}
