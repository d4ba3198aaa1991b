using System.Net;
using System.Text.Json.Nodes;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Trainings.Registrations;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>Providers register trainings without learning who is known here; employers confirm or refuse them.</summary>
public sealed class RegistrationsApiTests
{
    private const string Own = "/registrations";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static World Workers() =>
        World
            .With()
            .OfSize(LearningAccount.Law.Facts.SizeClass.Full)
            .AndWorker()
            .Who(department: "Paint")
            .Employed("2024-01-01")
            .Trained("2026-02-03", "1", "Welding")
            .AndWorker("Claes", "Bo")
            .Who(department: "Office")
            .Employed("2024-01-01");

    /// <summary>Somebody else's workers, of whom nothing is kept until a test says so.</summary>
    private static World Strangers() => World.With("Elders", 9_999_902).AndWorker("Vreemd", "Zoe").Employed("2024-01-01");

    private static string At(World world, string rest = "") => $"/employers/{world.Number.Digits}/registrations{rest}";

    private static JsonObject Body(string number, string employer, string more = "") =>
        JsonNode
            .Parse(
                $$"""
                {"ssin":"{{number}}","employerNumber":"{{employer}}","title":"Working at height","kind":"formal","status":"followed",
                 "startDate":"2026-03-10","hours":"8"{{more}}}
                """
            )!
            .AsObject();

    private static string PathOf(ApiReply reply) => reply.Json["self"]!.ToString().Split("/v1")[1];

    private static string IdOf(ApiReply reply) => reply.Json["registrationId"]!.ToString();

    /// <summary>Asks with a provider's token.</summary>
    private sealed class Provider(ApiWorld api, string token, TestMachine machine) : IDisposable
    {
        public Guid Id => machine.Id;

        public static async Task<Provider> Of(ApiWorld api, params string[] scopes)
        {
            string[] all = ["registrations:read", "registrations:write"];
            var machine = await TestMachine.Register(api.Database, "Courses", scopes: scopes.Length > 0 ? scopes : all);
            return new(api, await api.TokenOf(machine), machine);
        }

        public Task<ApiReply> Get(string path) => api.SendAsync(token, HttpMethod.Get, path);

        public Task<ApiReply> Post(string path, object? body = null, params (string, string)[] headers) =>
            api.SendAsync(token, HttpMethod.Post, path, body, headers);

        public Task<ApiReply> Put(string path, object body, params (string, string)[] headers) =>
            api.SendAsync(token, HttpMethod.Put, path, body, headers);

        public void Dispose() => machine.Dispose();
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_a_provider_registers_counts_once_the_employer_confirms_it(Engine engine)
    {
        var world = Workers();
        await using var api = await ApiWorld.OfAsync(world, engine);
        using var provider = await Provider.Of(api);
        var sent = Body(world.NumberOf(0), world.Number.Digits, ",\"externalId\":\"C-1\",\"certificateReceived\":true");
        var receipt = (await provider.Post(Own, sent)).Expect(HttpStatusCode.Created);
        Assert.DoesNotContain(world.NumberOf(0), receipt.Text, StringComparison.Ordinal);
        var trainings = $"/employers/{world.Number.Digits}/trainings";
        Assert.Single((await api.GetAsync(trainings)).Items);
        var waiting = (await api.GetAsync(At(world, "?state=toVerify"))).Items.Single()!;
        Assert.Equal(world.WorkerIds[0].ToString(), waiting["workerId"]!.ToString());
        Assert.Equal("Softwarehuis", waiting["providerName"]!.ToString());
        var path = At(world, $"/{IdOf(receipt)}");
        var read = await api.GetAsync(path);
        var confirmed = (
            await api.PostAsync(
                $"{path}/confirm",
                new { changes = new { countsBasis = "wellBeing", hours = "7.6" } },
                ("If-Match", read.ETag)
            )
        ).Expect(HttpStatusCode.OK);
        var training = (await api.GetAsync($"{trainings}/{confirmed.Json["trainingId"]}")).Json;
        Assert.Equal(
            ("provider", "wellBeing", "38/5", "Softwarehuis", "true"),
            (
                training["origin"]!.ToString(),
                training["countsBasis"]!.ToString(),
                training["hours"]!.ToString(),
                training["providerName"]!.ToString(),
                training["certificateReceived"]!.ToString()
            )
        );
        (await api.PostAsync($"{path}/confirm", new { }, ("If-Match", read.ETag))).Expect(412, "preconditionFailed");
        (await api.PostAsync($"{path}/confirm", new { })).Expect(409, "notPossibleNow");
        (await api.PostAsync($"{path}/refuse", new { reason = "No" })).Expect(409, "notPossibleNow");
        Assert.Equal(2, (await api.GetAsync(trainings)).Items.Count);
        var own = await provider.Get(PathOf(receipt));
        Assert.Equal(("confirmed", "8"), (own.Json["state"]!.ToString(), own.Json["hours"]!.ToString()));
        Assert.Equal(world.NumberOf(0), own.Json["ssin"]!.ToString());
        Assert.Null(own.Json["trainingId"]);
        (await provider.Put(PathOf(receipt), sent)).Expect(409, "notPossibleNow");
        (await provider.Post($"{PathOf(receipt)}/withdraw")).Expect(409, "notPossibleNow");
        await using var connection = await api.Database.Connect(Cancel);
        Assert.Equal("confirmRegistration", (await ReadJournal.Last(connection, world.EmployerId, Cancel))!.Action);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_is_refused_makes_no_training_and_the_provider_reads_why(Engine engine)
    {
        var world = Workers();
        await using var api = await ApiWorld.OfAsync(world, engine);
        using var provider = await Provider.Of(api);
        var receipt = await provider.Post(Own, Body(world.NumberOf(0), world.Number.Digits));
        var path = At(world, $"/{IdOf(receipt)}");
        (await api.PostAsync($"{path}/refuse", new { })).Expect(HttpStatusCode.BadRequest);
        (await api.PostAsync($"{path}/refuse", new { reason = "Was not there" })).Expect(HttpStatusCode.OK);
        var own = (await provider.Get($"{Own}?state=refused")).Items.Single()!;
        Assert.Equal("Was not there", own["reason"]!.ToString());
        Assert.Empty((await provider.Get($"{Own}?state=toVerify")).Items);
        Assert.Single((await api.GetAsync(At(world, "?state=refused"))).Items);
        Assert.Single((await api.GetAsync($"/employers/{world.Number.Digits}/trainings")).Items);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_provider_cannot_tell_who_is_known_here(Engine engine)
    {
        var (world, strangers) = (Workers(), Strangers());
        await using var api = await ApiWorld.OfAsync(world, engine);
        using var provider = await Provider.Of(api);
        var known = await provider.Post(Own, Body(world.NumberOf(0), world.Number.Digits));
        var noWorker = await provider.Post(Own, Body(strangers.NumberOf(0), world.Number.Digits));
        var noEmployer = await provider.Post(Own, Body(world.NumberOf(0), strangers.Number.Digits));
        foreach (var other in new[] { noWorker, noEmployer })
        {
            Assert.Equal(Shape(known), Shape(other));
            Assert.Equal(Shape(await provider.Get(PathOf(known))), Shape(await provider.Get(PathOf(other))));
        }
        api.Portal.Clock.Now += TimeSpan.FromDays(91);
        await SendRegistrations.Sweep(api.Database, Cancel);
        // Kept as long, whoever is known.
        await using var connection = await api.Database.Connect(Cancel);
        var (_, left) = await ReadRegistrations.OfProvider(connection, provider.Id, null, null, (0, 10), Cancel);
        Assert.Equal(0, left);

        string Shape(ApiReply reply) =>
            $"{reply.Status} {string.Join(',', reply.Headers.Keys.Order(StringComparer.Ordinal))} "
            + reply
                .Text.Replace(IdOf(reply), "ID", StringComparison.Ordinal)
                .Replace(strangers.NumberOf(0), world.NumberOf(0), StringComparison.Ordinal)
                .Replace(strangers.Number.Digits, world.Number.Digits, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task One_for_somebody_unknown_shows_up_when_the_employer_is_there(Engine engine)
    {
        var (world, strangers) = (Workers(), Strangers());
        await using var api = await ApiWorld.OfAsync(world, engine);
        using var provider = await Provider.Of(api);
        var receipt = await provider.Post(Own, Body(strangers.NumberOf(0), strangers.Number.Digits));
        (await api.GetAsync(At(strangers))).Expect(HttpStatusCode.NotFound);
        await strangers.RecordedIn(api.Database);
        // Outside the reach of its access it is not there.
        (await api.GetAsync(At(strangers))).Expect(HttpStatusCode.NotFound);
        (await api.PostAsync(At(strangers, $"/{IdOf(receipt)}/confirm"), new { })).Expect(HttpStatusCode.NotFound);
        await api.Machine.GrantAsync(strangers.EmployerId, Right.RegisterTrainings);
        Assert.Single((await api.GetAsync(At(strangers))).Items);
        // Of another employer it is none.
        Assert.Empty((await api.GetAsync(At(world))).Items);
        (await api.GetAsync(At(world, $"/{IdOf(receipt)}"))).Expect(HttpStatusCode.NotFound);
        (await api.PostAsync(At(world, $"/{IdOf(receipt)}/confirm"), new { })).Expect(HttpStatusCode.NotFound);
        (await api.PostAsync(At(strangers, $"/{IdOf(receipt)}/confirm"), new { })).Expect(HttpStatusCode.OK);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Of_two_decisions_at_once_one_holds(Engine engine)
    {
        var world = Workers();
        await using var api = await ApiWorld.OfAsync(world, engine);
        using var provider = await Provider.Of(api);
        var receipt = await provider.Post(Own, Body(world.NumberOf(0), world.Number.Digits));
        var path = At(world, $"/{IdOf(receipt)}");
        var token = await api.TokenOf(api.Machine);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i =>
                    i switch
                    {
                        < 3 => api.SendAsync(token, HttpMethod.Post, $"{path}/confirm", new { }),
                        < 5 => api.SendAsync(token, HttpMethod.Post, $"{path}/refuse", new { reason = "No" }),
                        _ => provider.Post($"{PathOf(receipt)}/withdraw"),
                    }
                )
        );
        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers, answer => Assert.Contains(answer.Status, (int[])[200, 404, 409]));
        var isConfirmed = (await provider.Get(PathOf(receipt))).Json["state"]!.ToString() is "confirmed";
        Assert.Equal(isConfirmed ? 2 : 1, (await api.GetAsync($"/employers/{world.Number.Digits}/trainings")).Items.Count);
    }

    [Fact]
    public async Task A_training_that_may_be_there_already_is_confirmed_only_beside_it()
    {
        var world = Workers();
        await using var api = await ApiWorld.OfAsync(world);
        using var provider = await Provider.Of(api);
        var sent = Body(world.NumberOf(0), world.Number.Digits);
        (sent["title"], sent["startDate"]) = ("Welding.", "2026-02-03");
        var path = At(world, $"/{IdOf(await provider.Post(Own, sent))}");
        (await api.PostAsync($"{path}/confirm", new { })).Expect(409, "similarExists");
        Assert.Equal("toVerify", (await api.GetAsync(path)).Json["state"]!.ToString());
        (await api.PostAsync($"{path}/confirm", new { changes = new { hours = "-1" } })).Expect(
            400,
            "badRequest",
            "body changes.hours invalidInput"
        );
        (await api.PostAsync($"{path}/confirm", new { similar = "register" })).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_own_id_is_one_registration_until_it_is_withdrawn()
    {
        var world = Workers();
        await using var api = await ApiWorld.OfAsync(world);
        using var provider = await Provider.Of(api);
        using var other = await Provider.Of(api);
        var sent = Body(world.NumberOf(0), world.Number.Digits, ",\"externalId\":\"C-1\"");
        var made = (await provider.Post(Own, sent, ("Idempotency-Key", "k-1"))).Expect(HttpStatusCode.Created);
        var replayed = (await provider.Post(Own, sent, ("Idempotency-Key", "k-1"))).Expect(HttpStatusCode.Created);
        Assert.Equal("true", replayed.Headers["Idempotency-Replayed"]);
        Assert.Equal(IdOf(made), IdOf((await provider.Post(Own, sent)).Expect(HttpStatusCode.OK)));
        // Another provider's id is another registration, and what is another's is not there.
        Assert.NotEqual(IdOf(made), IdOf((await other.Post(Own, sent)).Expect(HttpStatusCode.Created)));
        (await other.Get(PathOf(made))).Expect(HttpStatusCode.NotFound);
        (await other.Put(PathOf(made), sent)).Expect(HttpStatusCode.NotFound);
        (await other.Post($"{PathOf(made)}/withdraw")).Expect(HttpStatusCode.NotFound);
        Assert.Single((await other.Get($"{Own}?externalId=C-1")).Items);
        sent["hours"] = "7";
        var taken = (await provider.Post(Own, sent)).Expect(409, "alreadyExists");
        Assert.Equal(made.Headers["Location"], taken.Json["resource"]!.ToString());
        var replaced = (await provider.Put(PathOf(made), sent, ("If-Match", made.ETag))).Expect(HttpStatusCode.OK);
        (await provider.Put(PathOf(made), sent, ("If-Match", made.ETag))).Expect(412, "preconditionFailed");
        sent["externalId"] = "C-2";
        (await provider.Put(PathOf(made), sent)).Expect(400, "badRequest", "body externalId invalidInput");
        Assert.Equal("7", (await provider.Get(PathOf(made))).Json["hours"]!.ToString());
        (await provider.Post($"{PathOf(made)}/withdraw", null, ("If-Match", replaced.ETag))).Expect(HttpStatusCode.OK);
        (await provider.Post($"{PathOf(made)}/withdraw")).Expect(HttpStatusCode.OK);
        Assert.Equal("withdrawn", (await provider.Get(PathOf(made))).Json["state"]!.ToString());
        // The other provider's waits still.
        Assert.Single((await api.GetAsync(At(world))).Items);
        sent["externalId"] = "C-1";
        (await provider.Post(Own, sent)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Of_many_each_is_answered_by_itself()
    {
        var world = Workers();
        await using var api = await ApiWorld.OfAsync(world);
        using var provider = await Provider.Of(api);
        var good = Body(world.NumberOf(0), world.Number.Digits, ",\"externalId\":\"C-1\"");
        var other = Body(world.NumberOf(1), world.Number.Digits, ",\"externalId\":\"C-1\"");
        var (noSsin, noEmployer, noForm) = (good.DeepClone(), good.DeepClone(), good.DeepClone());
        noSsin["ssin"] = "53480200725";
        noEmployer["employerNumber"] = "0123456789";
        noForm["hours"] = "eight";
        var items = new JsonArray(good, good.DeepClone(), other, noSsin, noEmployer, noForm);
        var answer = (await provider.Post($"{Own}/bulk", new JsonObject { ["items"] = items })).Expect(HttpStatusCode.OK);
        Assert.Equal(
            ["received", "unchanged", "refused", "refused", "refused", "refused"],
            answer.Items.Select(item => item!["outcome"]!.ToString())
        );
        Assert.Equal(
            ["items[2].externalId", "items[3].ssin", "items[4].employerNumber", "items[5].hours"],
            answer.Items.Skip(2).Select(item => item!["issues"]![0]!["name"]!.ToString())
        );
        Assert.DoesNotContain("53480200725", answer.Text, StringComparison.Ordinal);
        Assert.Equal("1", (await provider.Get(Own)).Json["total"]!.ToString());
        var many = new JsonArray([.. Enumerable.Range(0, SendRegistrations.Most + 1).Select(_ => good.DeepClone())]);
        (await provider.Post($"{Own}/bulk", new JsonObject { ["items"] = many })).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Nobody_does_what_is_anothers()
    {
        var world = Workers();
        await using var api = await ApiWorld.OfAsync(world);
        using var provider = await Provider.Of(api);
        using var reader = await Provider.Of(api, "registrations:read");
        var first = await provider.Post(Own, Body(world.NumberOf(0), world.Number.Digits));
        // No provider: no such scope.
        (await api.GetAsync(Own)).Expect(403, "missingScope");
        (await reader.Post(Own, Body(world.NumberOf(0), world.Number.Digits))).Expect(403, "missingScope");
        (await provider.Get(At(world))).Expect(403, "missingScope");
        var looker = await api.AddMachineAsync(world.EmployerId);
        var token = await api.TokenOf(looker);
        Assert.Single((await api.SendAsync(token, HttpMethod.Get, At(world))).Items);
        var confirm = At(world, $"/{IdOf(first)}/confirm");
        (await api.SendAsync(token, HttpMethod.Post, confirm, new { })).Expect(403, "missingPermission");
        // Whoever sees another department does not see it.
        var office = await TestMachine.Register(api.Database, "Office");
        await office.GrantAsync(world.EmployerId, new AccessScope(ScopeKind.Department, "Office"), [Right.RegisterTrainings]);
        using var gone = office;
        token = await api.TokenOf(office);
        Assert.Empty((await api.SendAsync(token, HttpMethod.Get, At(world))).Items);
        (await api.SendAsync(token, HttpMethod.Post, confirm, new { })).Expect(HttpStatusCode.NotFound);
    }
}
