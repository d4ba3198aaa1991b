using System.Net;
using LearningAccount.App.Documents;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Journal;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>Documents through the API: asked for, issued by and by, read, followed on their way.</summary>
public sealed class DocumentsApiTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static World TwoWorkers() =>
        World
            .With()
            .OfSize(SizeClass.Full)
            .AndWorker()
            .Who(department: "Paint")
            .Employed("2024-01-01")
            .Trained("2026-02-03", "1", "Welding")
            .AndWorker("Claes", "Bo")
            .Who(department: "Office")
            .Employed("2024-01-01");

    private static string At(World world, string rest) => $"/employers/{world.Number.Digits}{rest}";

    private static string Below(string href) => href.Split("/v1")[1];

    /// <summary>Asks, and has it done at once.</summary>
    private static async Task<ApiReply> IssuedAsync(ApiWorld api, World world, string body)
    {
        var asked = (await api.PostAsync(At(world, "/documentRuns"), body)).Expect(HttpStatusCode.Accepted);
        var runs = api.Portal.Part<DocumentRuns>();
        var run = await runs.Find(world.EmployerId, Guid.Parse(asked.Json["documentRunId"]!.ToString()), Cancel);
        await api.Portal.Part<IssueRun>().Do(run!, null, Cancel);
        return asked;
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Notices_are_asked_for_of_who_has_none_and_issued(Engine engine)
    {
        var world = TwoWorkers();
        await using var api = await ApiWorld.OfAsync(world, engine);
        var asked = await IssuedAsync(api, world, """{"kind":"yearlyNotice","statedOn":"2026-11-20","whom":"missing"}""");
        Assert.Equal(2, asked.Json["total"]!.GetValue<int>());
        Assert.Equal("processing", asked.Json["status"]!["state"]!.ToString());
        var done = await api.GetAsync(Below(asked.Headers["Location"]));
        Assert.Equal(("done", 2), (done.Json["status"]!["state"]!.ToString(), done.Json["made"]!.GetValue<int>()));
        // Everybody has one now: there is nobody left to make one for.
        (
            await api.PostAsync(
                At(world, "/documentRuns"),
                """{"kind":"yearlyNotice","statedOn":"2026-11-20","whom":"missing"}"""
            )
        ).Expect(400, "badRequest", "body whom invalidInput");
        var list = await api.GetAsync(At(world, $"/documents?documentRunId={asked.Json["documentRunId"]}&told=false"));
        Assert.Equal(2, list.Items.Count);
        Assert.Single((await api.GetAsync(At(world, $"/documents?workerId={world.WorkerIds[0]}&kind=yearlyNotice"))).Items);
        var one = await api.GetAsync(Below(list.Items[0]!["href"]!.ToString()));
        Assert.Empty(one.Json["changedSince"]!.AsArray());
        (await api.GetAsync(Below(list.Items[0]!["href"]!.ToString()), ("If-None-Match", one.ETag))).Expect(
            HttpStatusCode.NotModified
        );
        var pdf = await api.GetAsync(Below(one.Json["file"]!.ToString()));
        Assert.StartsWith("%PDF-", pdf.Text, StringComparison.Ordinal);
        Assert.Contains("yearlyNotice-2026-11-20", pdf.Headers["Content-Disposition"], StringComparison.Ordinal);
        // Who asked through the API issued through it.
        await using var connection = await api.Database.Connect(Cancel);
        Assert.Equal(Door.Api, (await ReadJournal.Last(connection, world.EmployerId, Cancel))!.Door);
        Assert.Single((await api.GetAsync(At(world, "/documentRuns"))).Items);
    }

    [Fact]
    public async Task What_happened_on_the_way_is_told_of_one_and_of_all_that_did_not_leave()
    {
        var world = TwoWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        var asked = await IssuedAsync(api, world, """{"kind":"openingNotice","whom":"everybody","way":"paper"}""");
        var run = Below(asked.Headers["Location"]);
        var first = Below((await api.GetAsync(At(world, "/documents"))).Items[0]!["href"]!.ToString());
        var told = await api.PostAsync($"{first}/steps", """{"channel":"eBoxCitizen","step":"sent","reference":"EBX-1"}""");
        Assert.Equal("True eBoxCitizen sent EBX-1", Step(told));
        (await api.PostAsync($"{first}/steps", """{"channel":"paper","step":"sent","day":"2026-11-19"}""")).Expect(
            400,
            "badRequest",
            "body day invalidInput"
        );
        (await api.PostAsync($"{first}/steps", """{"channel":"portal","step":"opened"}""")).Expect(400, "badRequest");
        var all = await api.PostAsync($"{run}/steps", """{"channel":"paper","step":"sent"}""");
        Assert.Equal(1, all.Json["told"]!.GetValue<int>());
        Assert.Equal(
            0,
            (await api.PostAsync($"{run}/steps", """{"channel":"paper","step":"sent"}""")).Json["told"]!.GetValue<int>()
        );
        Assert.StartsWith("%PDF-", (await api.GetAsync($"{run}/file")).Text, StringComparison.Ordinal);
        Assert.Equal("application/zip", (await api.GetAsync($"{run}/file?format=zip")).MediaType);
        Assert.Equal("False", (await api.PostAsync($"{run}/stop", "")).Json["stopped"]!.ToString(), ignoreCase: true);
        (await api.PostAsync($"{run}/resume", "", ("Idempotency-Key", "a"))).Expect(HttpStatusCode.OK);
        var again = (await api.PostAsync($"{run}/resume", "", ("Idempotency-Key", "a"))).Expect(HttpStatusCode.OK);
        Assert.Equal("true", again.Headers["Idempotency-Replayed"]);
        (await api.PostAsync($"{run}/stop", "", ("Idempotency-Key", "a"))).Expect(409, "idempotencyKeyTaken");

        static string Step(ApiReply document) =>
            $"{document.Json["told"]!.GetValue<bool>()} {document.Json["steps"]![0]!["channel"]} {document.Json["steps"]![0]!["step"]} {document.Json["steps"]![0]!["reference"]}";
    }

    [Fact]
    public async Task One_worker_is_named_in_the_body_and_of_whom_none_can_be_made_is_told_why()
    {
        var world = TwoWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        var runs = At(world, "/documentRuns");
        (await api.PostAsync(runs, $$"""{"kind":"exitStatement","workers":[{"ssin":"{{world.NumberOf(0)}}"}]}""")).Expect(
            400,
            "badRequest",
            "body workers invalidInput"
        );
        (await api.PostAsync(runs, """{"kind":"accountForm","workers":[{"ownReference":"P-9"}]}""")).Expect(
            400,
            "badRequest",
            "body workers[0].ownReference referencedResourceNotFound"
        );
        (await api.PostAsync(runs, """{"kind":"accountForm","statedOn":"2028-01-01","whom":"everybody"}""")).Expect(
            400,
            "badRequest",
            "body statedOn invalidInput"
        );
        (await api.PostAsync(runs, """{"kind":"accountForm"}""")).Expect(400, "badRequest", "body  schemaViolation");
        var asked = await api.PostAsync(
            runs,
            $$"""{"kind":"trainingStatement","statedOn":"2026-11-20","workers":[{"ssin":"{{world.NumberOf(0)}}"},{"workerId":"{{world.WorkerIds[1]}}"}]}""",
            ("Idempotency-Key", "d-1")
        );
        Assert.Equal(1, asked.Expect(HttpStatusCode.Accepted).Json["total"]!.GetValue<int>());
        // Asked again while it is under way, by another key, it is the same task.
        var again = await api.PostAsync(
            runs,
            $$"""{"kind":"trainingStatement","statedOn":"2026-11-20","workers":[{"ssin":"{{world.NumberOf(0)}}"},{"workerId":"{{world.WorkerIds[1]}}"}]}""",
            ("Idempotency-Key", "d-2")
        );
        Assert.Equal(asked.Headers["Location"], again.Headers["Location"]);
    }

    [Fact]
    public async Task Who_sees_one_department_sees_its_documents_alone_and_issues_for_it_alone()
    {
        var world = TwoWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        await IssuedAsync(api, world, """{"kind":"openingNotice","whom":"everybody"}""");
        var office = await TestMachine.Register(api.Database);
        await office.GrantAsync(world.EmployerId, new AccessScope(ScopeKind.Department, "Office"), [Right.IssueDocuments]);
        var token = await office.TokenAsync(api.Portal);
        var seen = await api.SendAsync(token, HttpMethod.Get, At(world, "/documents"));
        Assert.Equal(world.WorkerIds[1].ToString(), Assert.Single(seen.Items)!["workerId"]!.ToString());
        var hidden = (await api.GetAsync(At(world, $"/documents?workerId={world.WorkerIds[0]}"))).Items[0]!["href"]!.ToString();
        (await api.SendAsync(token, HttpMethod.Get, Below(hidden))).Expect(404, "resourceNotFound");
        (await api.SendAsync(token, HttpMethod.Get, $"{Below(hidden)}/file")).Expect(404, "resourceNotFound");
        Assert.Empty((await api.SendAsync(token, HttpMethod.Get, At(world, "/documentRuns"))).Items);
        var asked = await api.SendAsync(
            token,
            HttpMethod.Post,
            At(world, "/documentRuns"),
            """{"kind":"accountForm","whom":"everybody"}"""
        );
        Assert.Equal(1, asked.Expect(HttpStatusCode.Accepted).Json["total"]!.GetValue<int>());
        (
            await api.SendAsync(
                token,
                HttpMethod.Post,
                At(world, "/documentRuns"),
                $$"""{"kind":"accountForm","workers":[{"workerId":"{{world.WorkerIds[0]}}"}]}"""
            )
        ).Expect(400, "badRequest", "body workers[0].workerId referencedResourceNotFound");
    }
}
