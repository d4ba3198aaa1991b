using System.Net;
using System.Text.Json.Nodes;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>Trainings through the API: registered, read, found, replaced, patched, cancelled.</summary>
public sealed class TrainingsApiTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static World TwoWorkers() =>
        World
            .With()
            .AndWorker()
            .Being(identity => identity with { OwnReference = "P-1" })
            .Employed("2024-01-01")
            .Trained("2026-02-03", "1", "Welding")
            .AndWorker("Claes", "Bo")
            .Employed("2024-01-01")
            .Trained("2025-05-05", "2", "First aid", validUntil: "2027-05-05");

    private static string At(World world, string rest = "") => $"/employers/{world.Number.Digits}/trainings{rest}";

    private static JsonObject Body(string more) =>
        JsonNode.Parse($"{{\"kind\":\"formal\",\"startDate\":\"2026-03-10\",{more}}}")!.AsObject();

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_training_is_registered_and_says_what_was_sent(Engine engine)
    {
        var world = TwoWorkers();
        await using var api = await ApiWorld.OfAsync(world, engine);
        var sent = Body(
            $$"""
            "ssin":"{{world.NumberOf(0)}}","title":"Working at height","externalId":"L-1","endDate":"2027-01-04","days":"3/2",
            "perYear":[{"year":2026,"quantity":"1"},{"year":2027,"quantity":"0.5"}],"countsBasis":"wellBeing","cost":"125.5",
            "providerName":"Cursuscentrum","providerNumber":"{{world.Number.Digits}}","workingTime":"inside","certificateReceived":true,
            "certificateValidUntil":"2030-01-01","fundedBy":"sectorFund","wageCost":"90","isInitial":false,"status":"planned"
            """
        );
        var made = (await api.PostAsync(At(world), sent)).Expect(HttpStatusCode.Created);
        Assert.Equal("planned", made.Json["status"]!.ToString());
        var read = await api.GetAsync(made.Headers["Location"].Split("/v1")[1]);
        Assert.Equal(read.ETag, made.ETag);
        Assert.Equal(read.Json["changedAt"]!.ToString(), made.Json["changedAt"]!.ToString());
        Assert.Equal(world.WorkerIds[0].ToString(), read.Json["workerId"]!.ToString());
        foreach (var (name, value) in sent.Where(member => member.Key is not ("ssin" or "cost" or "perYear")))
        {
            Assert.Equal(value!.ToJsonString(), read.Json[name]?.ToJsonString());
        }
        Assert.Equal("251/2", read.Json["cost"]!.ToString());
        Assert.Equal("1/2", read.Json["perYear"]![1]!["quantity"]!.ToString());
        Assert.Equal("2026-11-20T11:00:00Z", read.Json["changedAt"]!.ToString());
    }

    [Fact]
    public async Task The_same_external_id_is_the_same_training_or_a_conflict_that_says_where()
    {
        var world = TwoWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        var sent = Body("\"ownReference\":\"P-1\",\"title\":\"Excel\",\"externalId\":\"L-1\",\"hours\":\"8\"");
        var made = (await api.PostAsync(At(world), sent)).Expect(HttpStatusCode.Created);
        var again = (await api.PostAsync(At(world), sent)).Expect(HttpStatusCode.OK);
        Assert.Equal(made.Json["trainingId"]!.ToString(), again.Json["trainingId"]!.ToString());
        Assert.Equal(made.ETag, again.ETag);
        sent["hours"] = "7.6";
        var other = (await api.PostAsync(At(world), sent)).Expect(409, "alreadyExists");
        Assert.Equal(made.Headers["Location"], other.Json["resource"]!.ToString());
        // Of another worker the same id is another training.
        sent.Remove("ownReference");
        sent["workerId"] = world.WorkerIds[1].ToString();
        (await api.PostAsync(At(world), sent)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task One_that_may_be_there_already_is_refused_unless_it_is_said_to_be_another()
    {
        var world = TwoWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        var sent = Body($"\"workerId\":\"{world.WorkerIds[0]}\",\"title\":\"Welding.\",\"days\":\"1\"");
        sent["startDate"] = "2026-02-03";
        var refused = (await api.PostAsync(At(world), sent)).Expect(409, "similarExists");
        (await api.GetAsync(refused.Json["resource"]!.ToString().Split("/v1")[1])).Expect(HttpStatusCode.OK);
        sent["similar"] = "register";
        var made = (await api.PostAsync(At(world), sent)).Expect(HttpStatusCode.Created);
        var read = await api.GetAsync(made.Headers["Location"].Split("/v1")[1], ("Accept-Language", "nl"));
        Assert.Equal("training.likeAnother", read.Json["remarks"]![0]!["code"]!.ToString());
        Assert.Equal("nl", read.Headers["Content-Language"]);
        // What is remarked of it is part of what is read, and nothing that a change would overwrite.
        var address = made.Headers["Location"].Split("/v1")[1];
        (await api.GetAsync(address, ("If-None-Match", read.ETag), ("Accept-Language", "nl"))).Expect(HttpStatusCode.NotModified);
        (await api.GetAsync(address, ("If-None-Match", read.ETag), ("Accept-Language", "fr"))).Expect(HttpStatusCode.OK);
        (await api.GetAsync(address, ("If-None-Match", made.ETag), ("Accept-Language", "nl"))).Expect(HttpStatusCode.OK);
        sent.Remove("workerId");
        sent.Remove("similar");
        (sent["title"], sent["startDate"]) = ("Crane", "2026-06-01");
        (await api.PutAsync(address, sent, ("If-Match", "\"999.12345678\""))).Expect(412, "preconditionFailed");
        (await api.PutAsync(address, sent, ("If-Match", read.ETag))).Expect(HttpStatusCode.OK);
        Assert.Null((await api.GetAsync(address)).Json["remarks"]);
    }

    [Theory]
    [InlineData("\"title\":\"Excel\",\"hours\":\"8\"", "body  schemaViolation")]
    [InlineData("\"workerId\":\"W\",\"title\":\"Excel\",\"hours\":\"8\",\"days\":\"1\"", "body  schemaViolation")]
    [InlineData("\"workerId\":\"W\",\"title\":\"Excel\",\"hours\":\"8\",\"cources\":\"1\"", "body cources unknownInput")]
    [InlineData("\"workerId\":\"W\",\"title\":\"Excel\",\"hours\":\"1/0\"", "body hours schemaViolation")]
    [InlineData("\"workerId\":\"W\",\"title\":\"Excel\",\"hours\":\"0\"", "body hours invalidInput")]
    [InlineData("\"workerId\":\"W\",\"title\":\"Excel\",\"hours\":\"8\",\"endDate\":\"2026-03-09\"", "body endDate invalidInput")]
    [InlineData("\"workerId\":\"W\",\"title\":\"Excel\",\"hours\":\"8\",\"endDate\":\"2150-03-09\"", "body endDate invalidInput")]
    [InlineData("\"workerId\":\"W\",\"title\":\"Excel\",\"hours\":\"8.12345\"", "body hours invalidInput")]
    [InlineData("\"workerId\":\"W\",\"title\":\"Excel\",\"hours\":\"8.1234567890123456\"", "body hours invalidInput")]
    [InlineData(
        "\"workerId\":\"W\",\"title\":\"Excel\",\"hours\":\"8\",\"countsBasis\":\"other\"",
        "body countsReason invalidInput"
    )]
    [InlineData(
        "\"workerId\":\"W\",\"title\":\"Excel\",\"hours\":\"8\",\"countsBasis\":\"leave\"",
        "body leaveScheme invalidInput"
    )]
    [InlineData(
        "\"workerId\":\"W\",\"title\":\"Excel\",\"hours\":\"8\",\"externalId\":\"85073099338\"",
        "body externalId schemaViolation"
    )]
    [InlineData(
        "\"workerId\":\"W\",\"title\":\"Excel\",\"hours\":\"8\",\"providerNumber\":\"0123456789\"",
        "body providerNumber invalidInput"
    )]
    [InlineData(
        "\"workerId\":\"W\",\"title\":\"Excel\",\"hours\":\"8\",\"sessions\":[{\"date\":\"2026-03-10\",\"length\":\"7\"}]",
        "body sessions invalidInput"
    )]
    [InlineData(
        "\"workerId\":\"W\",\"title\":\"Excel\",\"hours\":\"8\",\"perYear\":[{\"year\":2026,\"quantity\":\"7\"}]",
        "body perYear invalidInput"
    )]
    [InlineData("\"ssin\":\"53480200725\",\"title\":\"Excel\",\"hours\":\"8\"", "body ssin invalidInput")]
    [InlineData("\"ssin\":\"85073099338\",\"title\":\"Excel\",\"hours\":\"8\"", "body ssin referencedResourceNotFound")]
    [InlineData("\"ownReference\":\"P-9\",\"title\":\"Excel\",\"hours\":\"8\"", "body ownReference referencedResourceNotFound")]
    public async Task What_cannot_be_is_told_at_its_place(string more, string issues)
    {
        var world = TwoWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        var sent = Body(more.Replace("\"W\"", $"\"{world.WorkerIds[0]}\"", StringComparison.Ordinal));
        (await api.PostAsync(At(world), sent)).Expect(400, "badRequest", issues);
        Assert.Equal(2, (await api.GetAsync(At(world))).Json["total"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("2150-01-01")]
    public async Task A_first_day_that_cannot_be_is_told_once_and_as_the_first(string day)
    {
        var world = TwoWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        var sent = Body($"\"workerId\":\"{world.WorkerIds[0]}\",\"title\":\"Excel\",\"hours\":\"8\"");
        sent["startDate"] = day;
        (await api.PostAsync(At(world), sent)).Expect(400, "badRequest", "body startDate invalidInput");
    }

    [Fact]
    public async Task Lists_are_narrowed_sorted_and_paged()
    {
        var world = TwoWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        async Task<string> Titles(string query)
        {
            var page = (await api.GetAsync(At(world, query))).Expect(HttpStatusCode.OK);
            return string.Join(",", page.Items.Select(item => item!["title"]!.ToString()));
        }
        Assert.Equal("Welding,First aid", await Titles(""));
        Assert.Equal("First aid,Welding", await Titles("?sort=title"));
        Assert.Equal("First aid", await Titles("?year=2025"));
        Assert.Equal("Welding", await Titles("?quarter=2026Q1&status=followed&status=planned&kind=formal&counts=true"));
        Assert.Equal("", await Titles("?status=cancelled"));
        Assert.Equal("First aid", await Titles($"?workerId={world.WorkerIds[1]}"));
        Assert.Equal("First aid", await Titles("?page=2&pageSize=1"));
        Assert.Equal("Welding,First aid", await Titles("?changedSince=2026-11-20T10:59:59Z"));
        Assert.Equal("", await Titles("?changedSince=2026-11-20T12:00:01%2B01:00"));
        Assert.Equal("", await Titles("?externalId=L-1"));
        (await api.GetAsync(At(world, "?sort=colour&x=1"))).Expect(
            400,
            "badRequest",
            "query sort schemaViolation, query x unknownInput"
        );
        (await api.GetAsync(At(world, "?knownOn=2026-11-21"))).Expect(400, "badRequest", "query knownOn invalidInput");
    }

    [Fact]
    public async Task Workers_are_asked_for_by_number_and_reference_in_the_body_alone()
    {
        var world = TwoWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        var found = await api.PostAsync(At(world, "/query"), new { ssins = new[] { world.NumberOf(1), "85073099338" } });
        Assert.Equal("First aid", found.Items.Single()!["title"]!.ToString());
        var only = found.Json["workers"]!.AsArray().Single()!;
        Assert.Equal(
            (world.WorkerIds[1].ToString(), world.NumberOf(1)),
            (only["workerId"]!.ToString(), only["ssin"]!.ToString())
        );
        var byReference = await api.PostAsync(
            At(world, "/query?pageSize=1"),
            new { ownReferences = new[] { "P-1" }, year = 2026 }
        );
        Assert.Equal("Welding", byReference.Items.Single()!["title"]!.ToString());
        (await api.PostAsync(At(world, "/query"), """{"ssins":["53480200725"]}""")).Expect(
            400,
            "badRequest",
            "body ssins[0] invalidInput"
        );
        (await api.PostAsync(At(world, "/query"), "{}")).Expect(400, "badRequest", "body  schemaViolation");
    }

    [Fact]
    public async Task What_was_read_can_be_sent_back_changed_unless_somebody_was_first()
    {
        var world = TwoWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        var path = (await api.GetAsync(At(world))).Items[0]!["href"]!.ToString().Split("/v1")[1];
        var read = await api.GetAsync(path);
        (await api.GetAsync(path, ("If-None-Match", read.ETag))).Expect(HttpStatusCode.NotModified);
        var words = read.Json;
        words["title"] = "Welding, level 2";
        var changed = (await api.PutAsync(path, words, ("If-Match", read.ETag))).Expect(HttpStatusCode.OK);
        Assert.NotEqual(read.ETag, changed.ETag);
        Assert.Equal(changed.ETag, (await api.GetAsync(path)).ETag);
        (await api.PutAsync(path, words, ("If-Match", read.ETag))).Expect(412, "preconditionFailed");
        // Saying the same again writes nothing.
        Assert.Equal(changed.ETag, (await api.PutAsync(path, words)).ETag);
    }

    [Fact]
    public async Task A_patch_changes_what_it_names_and_takes_away_what_is_null()
    {
        var world = TwoWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        var path = (await api.GetAsync(At(world, "?year=2025"))).Items[0]!["href"]!.ToString().Split("/v1")[1];
        Task<ApiReply> Patch(string body) => api.PatchAsync(path, body, ("Content-Type", "application/merge-patch+json"));
        var changed = (await Patch("""{"days":null,"hours":"15.2","certificateValidUntil":null,"remark":"By hand"}""")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(
            ("76/5", "First aid", "By hand"),
            (changed.Json["hours"]!.ToString(), changed.Json["title"]!.ToString(), changed.Json["remark"]!.ToString())
        );
        Assert.False(changed.Json.ContainsKey("days") || changed.Json.ContainsKey("certificateValidUntil"));
        (await Patch("""{"title":null,"colour":"red"}""")).Expect(
            400,
            "badRequest",
            "body colour unknownInput, body title schemaViolation"
        );
        (await Patch("""{"workerId":"x","trainingId":1}""")).Expect(HttpStatusCode.OK);
        (await api.PatchAsync(path, "{}")).Expect(415, "unsupportedMediaType");
    }

    [Fact]
    public async Task A_cancelled_training_stays_to_be_seen_with_its_reason()
    {
        var world = TwoWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        var path = (await api.GetAsync(At(world))).Items[0]!["href"]!.ToString().Split("/v1")[1];
        var cancelled = (await api.PostAsync($"{path}/cancel", new { reason = "Twice" })).Expect(HttpStatusCode.OK);
        Assert.Equal(("cancelled", "Twice"), (cancelled.Json["status"]!.ToString(), cancelled.Json["statusReason"]!.ToString()));
        Assert.Equal(cancelled.ETag, (await api.PostAsync($"{path}/cancel", new { reason = "Again" })).ETag);
        Assert.Single((await api.GetAsync(At(world, "?status=cancelled"))).Items);
        (await api.PostAsync(At(world, $"/{Guid.CreateVersion7()}/cancel"), new { reason = "Twice" })).Expect(
            404,
            "resourceNotFound"
        );
        await using var connection = await api.Database.Connect(Cancel);
        var line = await ReadJournal.Last(connection, world.EmployerId, Cancel);
        Assert.Equal(("cancelTraining", Door.Api), (line!.Action, line.Door));
    }

    [Fact]
    public async Task A_request_that_is_sent_twice_with_its_key_is_carried_out_once()
    {
        var world = TwoWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        var sent = Body($"\"workerId\":\"{world.WorkerIds[0]}\",\"title\":\"Excel\",\"hours\":\"8\"");
        var made = (await api.PostAsync(At(world), sent, ("Idempotency-Key", "k-1"))).Expect(HttpStatusCode.Created);
        var again = (await api.PostAsync(At(world), sent, ("Idempotency-Key", "k-1"))).Expect(HttpStatusCode.Created);
        Assert.Equal((made.Text, made.ETag, "true"), (again.Text, again.ETag, again.Headers["Idempotency-Replayed"]));
        sent["hours"] = "9";
        (await api.PostAsync(At(world), sent, ("Idempotency-Key", "k-1"))).Expect(409, "idempotencyKeyTaken");
        Assert.Equal(3, (await api.GetAsync(At(world))).Json["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task Nobody_reads_or_writes_beyond_its_access()
    {
        var world = TwoWorkers();
        var other = World.With("Ander", 9_999_902).AndWorker().Employed("2024-01-01");
        await using var api = await ApiWorld.OfAsync(world);
        await other.RecordedIn(api.Database);
        var sent = Body($"\"workerId\":\"{other.WorkerIds[0]}\",\"title\":\"Excel\",\"hours\":\"8\"");
        (await api.PostAsync(At(world), sent)).Expect(400, "badRequest", "body workerId referencedResourceNotFound");
        (await api.GetAsync(At(other))).Expect(404, "resourceNotFound");
        (await api.PostAsync(At(other), sent)).Expect(404, "resourceNotFound");
        var reader = await api.AddMachineAsync(other.EmployerId);
        var token = await api.TokenOf(reader);
        (await api.SendAsync(token, HttpMethod.Get, At(other))).Expect(HttpStatusCode.OK);
        (await api.SendAsync(token, HttpMethod.Post, At(other), sent)).Expect(403, "missingPermission");
        var narrow = await api.Machine.TokenAsync(api.Portal, "trainings:read");
        (await api.SendAsync(narrow, HttpMethod.Post, At(world), sent)).Expect(403, "missingScope");
        (await api.SendAsync(null, HttpMethod.Get, At(world))).Expect(401, "noAccessToken");
    }

    [Fact]
    public async Task Who_sees_a_department_finds_and_registers_for_its_workers_alone()
    {
        var world = World
            .With()
            .AndWorker()
            .Who(department: "Paint")
            .Employed("2024-01-01")
            .Trained("2026-02-03", "1")
            .AndWorker("Claes", "Bo")
            .Who(department: "Office")
            .Employed("2024-01-01")
            .Trained("2026-02-03", "1");
        await using var api = await ApiWorld.OfAsync(world);
        using var machine = await TestMachine.Register(api.Database);
        await machine.GrantAsync(world.EmployerId, new AccessScope(ScopeKind.Department, "Paint"), [Right.RegisterTrainings]);
        var token = await machine.TokenAsync(api.Portal);
        Assert.Single((await api.SendAsync(token, HttpMethod.Get, At(world))).Items);
        var of = world.WorkerIds.Select(id => Body($"\"workerId\":\"{id}\",\"title\":\"Excel\",\"hours\":\"8\"")).ToList();
        (await api.SendAsync(token, HttpMethod.Post, At(world), of[0])).Expect(HttpStatusCode.Created);
        (await api.SendAsync(token, HttpMethod.Post, At(world), of[1])).Expect(
            400,
            "badRequest",
            "body workerId referencedResourceNotFound"
        );
        var hidden = (await api.GetAsync(At(world, $"?workerId={world.WorkerIds[1]}"))).Items[0]!["href"]!
            .ToString()
            .Split("/v1")[1];
        (await api.SendAsync(token, HttpMethod.Get, hidden)).Expect(404, "resourceNotFound");
        (await api.SendAsync(token, HttpMethod.Post, $"{hidden}/cancel", new { reason = "x" })).Expect(404, "resourceNotFound");
    }

    [Fact]
    public async Task A_training_told_by_day_says_how_it_falls_over_the_years()
    {
        var world = TwoWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        var sent = Body(
            $$"""
            "workerId":"{{world.WorkerIds[0]}}","title":"Crane","endDate":"2027-01-05","hours":"12","sessions":[
              {"date":"2026-03-10","length":"8"},{"date":"2027-01-05","length":"8","followed":"4"}]
            """
        );
        var made = (await api.PostAsync(At(world), sent)).Expect(HttpStatusCode.Created);
        Assert.Equal("""[{"year":2026,"quantity":"8"},{"year":2027,"quantity":"4"}]""", made.Json["perYear"]!.ToJsonString());
        Assert.Equal("4", made.Json["sessions"]![1]!["followed"]!.ToString());
    }
}
