using System.Net;
using LearningAccount.Records.Access;
using LearningAccount.Records.Corrections;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Documents;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Identity;
using LearningAccount.Tests.Portal;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>A worker reads its own accounts and asks; the employer decides. Both through the API.</summary>
public sealed class CorrectionsApiTests
{
    private const string Audience = "https://learning.example.be/api";

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

    /// <summary>The API, with a token of the first worker, whose number the issuer proves.</summary>
    private static async Task<(ApiWorld Api, string Token, FakeProvider Provider)> StartAsync(World world)
    {
        var provider = await FakeProvider.StartAsync();
        var api = await ApiWorld.StartAsync(
            world.RecordedIn,
            settings: $$"""
            {"signIn": [{"id": "fake", "name": "Fake", "issuer": "{{provider.Issuer}}", "clientId": "learning-account",
              "claims": {"ssin": "niss"}, "apiAudience": "{{Audience}}" }]}
            """
        );
        await api.AddMachineAsync(world.EmployerId, [.. Grant.Givable]);
        var anna = TestVisitor.Named("Anna Peeters");
        await api.Portal.As(anna);
        await api.Portal.Part<OutsideIdentities>().Link(provider.Issuer, "anna-1", anna.UserId, Cancel);
        return (api, TokenOf(provider, "anna-1", world.NumberOf(0)), provider);
    }

    private static string TokenOf(FakeProvider provider, string subject, string number) =>
        FakeProvider.Token(
            new(StringComparer.Ordinal)
            {
                ["iss"] = provider.Issuer,
                ["sub"] = subject,
                ["aud"] = Audience,
                ["exp"] = ServedPortal.Noon.AddMinutes(5).ToUnixTimeSeconds(),
                ["scope"] = "openid scope:learningAccount:me:read scope:learningAccount:me:write",
                ["niss"] = number,
            },
            provider.Signing
        );

    private static string PathOf(ApiReply reply) => reply.Json["self"]!.ToString().Split("/v1")[1];

    [Fact]
    public async Task What_a_worker_proposes_is_carried_out_when_the_employer_agrees()
    {
        var world = Workers();
        var (api, token, provider) = await StartAsync(world);
        await using var first = api;
        await using var second = provider;
        var own = (await api.SendAsync(token, HttpMethod.Get, "/me/accounts")).Items.Single()!;
        var before = own["balance"]!["exact"]!.ToString();
        var asked = (
            await api.SendAsync(
                token,
                HttpMethod.Post,
                "/me/corrections",
                new
                {
                    workerId = own["workerId"]!.ToString(),
                    subject = "training",
                    words = "It is missing",
                    training = new
                    {
                        title = "Crane",
                        kind = "formal",
                        startDate = "2026-03-10",
                        days = "2",
                    },
                }
            )
        ).Expect(HttpStatusCode.Created);
        Assert.Equal("Crane", asked.Json["proposal"]!["title"]!.ToString());
        var list = $"/employers/{world.Number.Digits}/corrections";
        var waiting = (await api.GetAsync($"{list}?open=true&step=asked")).Items.Single()!;
        var path = waiting["href"]!.ToString().Split("/v1")[1];
        var read = await api.GetAsync(path);
        Assert.Equal("It is missing", read.Json["steps"]![0]!["words"]!.ToString());
        var agreed = (await api.PostAsync($"{path}/agree", new { }, ("If-Match", read.ETag))).Expect(HttpStatusCode.OK);
        Assert.Equal("agreed", agreed.Json["step"]!.ToString());
        (await api.PostAsync($"{path}/agree", new { }, ("If-Match", read.ETag))).Expect(412, "preconditionFailed");
        Assert.Equal(
            "notPossibleNow",
            (await api.PostAsync($"{path}/refuse", new { words = "No" })).Expect(HttpStatusCode.Conflict).Problem
        );
        var trainings = (await api.SendAsync(token, HttpMethod.Get, "/me/trainings")).Items;
        Assert.Equal(["Crane", "Welding"], trainings.Select(one => one!["title"]!.ToString()));
        Assert.All(trainings, one => Assert.NotNull(one!["changedAt"]));
        var after = await api.SendAsync(token, HttpMethod.Get, $"/me/accounts/{own["workerId"]}");
        Assert.NotEqual(before, after.Json["balance"]!["exact"]!.ToString());
        await using var connection = await api.Database.Connect(Cancel);
        var line = (await ReadJournal.Last(connection, world.EmployerId, Cancel))!;
        Assert.Equal(("agreeCorrection", Door.Api), (line.Action, line.Door));
        Assert.EndsWith(": It is missing", line.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_goes_back_and_forth_until_it_is_withdrawn()
    {
        var world = Workers();
        var (api, token, provider) = await StartAsync(world);
        await using var first = api;
        await using var second = provider;
        var asked = await api.SendAsync(
            token,
            HttpMethod.Post,
            "/me/corrections",
            new
            {
                workerId = world.WorkerIds[0],
                subject = "figure",
                words = "One day too few",
            },
            ("Idempotency-Key", "a-1")
        );
        var own = PathOf(asked.Expect(HttpStatusCode.Created));
        var path = $"/employers/{world.Number.Digits}/corrections/{asked.Json["correctionId"]}";
        (await api.PostAsync($"{path}/agree", new { })).Expect(400, "badRequest", "body words invalidInput");
        (await api.PostAsync($"{path}/askBack", new { words = "Which year?" })).Expect(HttpStatusCode.OK);
        Assert.Empty((await api.GetAsync($"/employers/{world.Number.Digits}/corrections?step=asked")).Items);
        (await api.SendAsync(token, HttpMethod.Post, $"{own}/answer", new { words = "2025" })).Expect(HttpStatusCode.OK);
        (await api.SendAsync(token, HttpMethod.Post, $"{own}/withdraw", new { })).Expect(HttpStatusCode.OK);
        var read = await api.SendAsync(token, HttpMethod.Get, own);
        var steps = read.Json["steps"]!.AsArray().Select(step => $"{step!["side"]} {step["step"]}");
        Assert.Equal("worker asked, employer askedBack, worker answered, worker withdrawn", string.Join(", ", steps));
        Assert.Single((await api.SendAsync(token, HttpMethod.Get, "/me/corrections")).Items);
        (await api.SendAsync(token, HttpMethod.Get, own, null, ("If-None-Match", read.ETag))).Expect(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Nobody_comes_to_what_is_anothers()
    {
        var world = Workers();
        var (api, token, provider) = await StartAsync(world);
        await using var first = api;
        await using var second = provider;
        object Asked(Guid worker, string subject = "identity", Guid? training = null) =>
            training is null
                ? new
                {
                    workerId = worker,
                    subject,
                    words = "x",
                }
                : new
                {
                    workerId = worker,
                    subject,
                    words = "x",
                    trainingId = training,
                };
        Task<ApiReply> Ask(object body) => api.SendAsync(token, HttpMethod.Post, "/me/corrections", body);
        (await Ask(Asked(world.WorkerIds[1]))).Expect(400, "badRequest", "body workerId referencedResourceNotFound");
        (await Ask(Asked(world.WorkerIds[0], "training", Guid.CreateVersion7()))).Expect(
            400,
            "badRequest",
            "body trainingId referencedResourceNotFound"
        );
        (await Ask(Asked(world.WorkerIds[0], "figure", Guid.CreateVersion7()))).Expect(
            400,
            "badRequest",
            "body trainingId invalidInput"
        );
        (await api.SendAsync(token, HttpMethod.Get, $"/me/accounts/{world.WorkerIds[1]}")).Expect(404, "resourceNotFound");
        (await api.SendAsync(token, HttpMethod.Get, $"/me/corrections/{Guid.CreateVersion7()}")).Expect(404, "resourceNotFound");
        // A worker's token opens nothing of the employer, and a machine has no account.
        (await api.SendAsync(token, HttpMethod.Get, $"/employers/{world.Number.Digits}/corrections")).Expect(403, "missingScope");
        (await api.GetAsync("/me/accounts")).Expect(403, "missingScope");
        // A number that nobody here has finds no account.
        var nobody = TokenOf(provider, "anna-1", SyntheticSsin());
        Assert.NotEqual(200, (await api.SendAsync(nobody, HttpMethod.Get, $"/me/accounts/{world.WorkerIds[0]}")).Status);
        var made = (await Ask(Asked(world.WorkerIds[0]))).Expect(HttpStatusCode.Created);
        using var narrow = await TestMachine.Register(api.Database);
        await narrow.GrantAsync(world.EmployerId, new AccessScope(ScopeKind.Department, "Office"), [Right.DecideCorrections]);
        var office = await narrow.TokenAsync(api.Portal);
        var path = $"/employers/{world.Number.Digits}/corrections";
        Assert.Empty((await api.SendAsync(office, HttpMethod.Get, path)).Items);
        (await api.SendAsync(office, HttpMethod.Post, $"{path}/{made.Json["correctionId"]}/agree", new { words = "x" })).Expect(
            404,
            "resourceNotFound"
        );
    }

    [Fact]
    public async Task A_worker_reads_its_own_documents_and_that_is_kept_once()
    {
        var world = Workers();
        var (api, token, provider) = await StartAsync(world);
        await using var first = api;
        await using var second = provider;
        await new Desk(api.Database).IssueAsync(world, DocumentKind.YearlyNotice, new() { On = new(2026, 11, 20) });
        var mine = Assert.Single((await api.SendAsync(token, HttpMethod.Get, "/me/documents")).Items)!;
        var file = mine["file"]!.ToString().Split("/v1")[1];
        for (var time = 0; time < 2; time++)
        {
            var pdf = (await api.SendAsync(token, HttpMethod.Get, file)).Expect(HttpStatusCode.OK);
            Assert.StartsWith("%PDF-", pdf.Text, StringComparison.Ordinal);
        }
        var known = await api.GetAsync($"/employers/{world.Number.Digits}/documents/{mine["documentId"]}");
        Assert.Single(known.Json["steps"]!.AsArray(), step => step!["step"]!.ToString() is "opened");
        var others = await api.GetAsync($"/employers/{world.Number.Digits}/documents?workerId={world.WorkerIds[1]}");
        var other = others.Items[0]!["documentId"]!.ToString();
        (await api.SendAsync(token, HttpMethod.Get, $"/me/documents/{other}/file")).Expect(404, "resourceNotFound");
    }

    [Fact]
    public async Task A_worker_reads_who_looked_and_what_was_known_then()
    {
        var world = Workers();
        var (api, token, provider) = await StartAsync(world);
        await using var first = api;
        await using var second = provider;
        (await api.GetAsync($"/employers/{world.Number.Digits}/workers/{world.WorkerIds[0]}/account")).Expect(HttpStatusCode.OK);
        var look = (await api.SendAsync(token, HttpMethod.Get, "/me/looks")).Items.Single()!;
        Assert.Equal(
            ("account", "Payroll", world.Number.Digits),
            (look["purpose"]!.ToString(), look["by"]!.ToString(), look["employerNumber"]!.ToString())
        );
        Assert.Empty((await api.SendAsync(token, HttpMethod.Get, "/me/documents")).Items);
        Assert.Empty((await api.SendAsync(token, HttpMethod.Get, "/me/accounts?knownOn=2026-11-19")).Items);
        Assert.Single((await api.SendAsync(token, HttpMethod.Get, "/me/accounts?knownOn=2026-11-20&on=2025-12-31")).Items);
        (await api.SendAsync(token, HttpMethod.Get, "/me/accounts?knownOn=2026-11-21")).Expect(
            400,
            "badRequest",
            "query knownOn invalidInput"
        );
        var read = await api.SendAsync(
            token,
            HttpMethod.Get,
            $"/me/accounts/{world.WorkerIds[0]}",
            null,
            ("Accept-Language", "fr")
        );
        Assert.Equal("fr", read.Headers["Content-Language"]);
    }

    private static string SyntheticSsin() =>
        LearningAccount.Tests.Law.Numbers.SyntheticNumbers.Ssin(70, 3, 3, 997, from2000: false);
}
