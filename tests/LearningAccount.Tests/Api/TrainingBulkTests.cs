using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>Many trainings in one request: each is answered by itself.</summary>
public sealed class TrainingBulkTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static World TwoWorkers() =>
        World
            .With()
            .AndWorker()
            .Employed("2024-01-01")
            .Trained("2026-02-03", "1", "Welding")
            .Saying(training => training with { ExternalId = "L-0" })
            .AndWorker("Claes", "Bo")
            .Employed("2024-01-01");

    private static string At(World world, string rest = "") => $"/employers/{world.Number.Digits}/trainings{rest}";

    private static async Task<ApiReply> SendAsync(ApiWorld api, World world, params string[] items) =>
        (await api.PostAsync(At(world, "/bulk"), $"{{\"items\":[{string.Join(",", items)}]}}")).Expect(HttpStatusCode.OK);

    private static string Outcomes(ApiReply reply) => string.Join(",", reply.Items.Select(item => item!["outcome"]!.ToString()));

    private static string Places(ApiReply reply) =>
        string.Join(
            ", ",
            reply
                .Items.SelectMany(item => item!["issues"]?.AsArray() ?? [])
                .Select(issue => $"{issue!["name"]} {issue["code"]}".Trim())
        );

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_bad_one_takes_no_good_one_with_it_and_says_where_it_is_wrong(Engine engine)
    {
        var world = TwoWorkers();
        await using var api = await ApiWorld.OfAsync(world, engine);
        const string rest = "\"kind\":\"formal\",\"startDate\":\"2026-03-10\",\"hours\"";
        string[] items =
        [
            $$"""{"action":"create","ssin":"{{world.NumberOf(1)}}","title":"Excel","externalId":"L-1",{{rest}}:"8"}""",
            $$"""{"action":"create","ssin":"85073099338","title":"Excel",{{rest}}:"8"}""",
            $$"""{"action":"create","workerId":"{{world.WorkerIds[0]}}","title":"Excel",{{rest}}:"0"}""",
            $$"""{"action":"create","workerId":"{{world.WorkerIds[0]}}","titel":"Excel",{{rest}}:8}""",
            $$"""{"action":"replace","workerId":"{{world.WorkerIds[0]}}","title":"Welding 2","externalId":"L-0",{{rest}}:"8"}""",
            $$"""{"action":"replace","workerId":"{{world.WorkerIds[0]}}","title":"New","externalId":"L-2",{{rest}}:"8"}""",
            $$"""{"action":"cancel","workerId":"{{world.WorkerIds[0]}}","externalId":"L-9","reason":"x"}""",
            $$"""{"action":"erase","workerId":"{{world.WorkerIds[0]}}"}""",
            "17",
        ];
        var answer = await SendAsync(api, world, items);
        Assert.Equal("created,refused,refused,refused,changed,created,refused,refused,refused", Outcomes(answer));
        Assert.Equal(
            "items[1].ssin workerUnknown, items[2].hours fact.zero, items[3].titel unknown, items[3].hours form.Quantity, items[3].title required, items[6].externalId training.unknown, items[7].action allowed, items[8] type",
            Places(answer)
        );
        Assert.Equal((2, 1, 6, 9), (Count("created"), Count("changed"), Count("refused"), Count("total")));
        var listed = (await api.GetAsync(At(world, "?sort=title"))).Items.Select(item => item!["title"]!.ToString());
        Assert.Equal(["Excel", "New", "Welding 2"], listed);
        (await api.GetAsync(answer.Items[0]!["href"]!.ToString().Split("/v1")[1])).Expect(HttpStatusCode.OK);
        await using (var connection = await api.Database.Connect(Cancel))
        {
            var lines = await connection.QuerySingleAsync<long>(
                "select count(*) from journal where employer_id = @EmployerId and action = 'sendTrainings'",
                new { world.EmployerId }
            );
            Assert.Equal(1, lines);
        }
        Assert.Equal(
            "unchanged,refused,refused,refused,unchanged,unchanged,refused,refused,refused",
            Outcomes(await SendAsync(api, world, items))
        );

        int Count(string name) => answer.Json[name]!.GetValue<int>();
    }

    [Fact]
    public async Task Of_two_that_speak_of_the_same_training_the_second_is_refused_unless_it_says_the_same()
    {
        var world = TwoWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        string Item(string action, string hours) =>
            $$"""{"action":"{{action}}","workerId":"{{world.WorkerIds[1]}}","title":"Excel","externalId":"L-1","kind":"formal","startDate":"2026-03-10","hours":"{{hours}}"}""";
        var cancel = $$"""{"action":"cancel","workerId":"{{world.WorkerIds[1]}}","externalId":"L-1","reason":"x"}""";
        var first = await SendAsync(
            api,
            world,
            Item("create", "8"),
            Item("create", "8"),
            Item("create", "9"),
            Item("replace", "9"),
            cancel
        );
        Assert.Equal("created,unchanged,refused,refused,refused", Outcomes(first));
        Assert.Equal(
            "items[2].externalId training.externalIdTaken, items[3].externalId training.sentTwice, items[4].externalId training.sentTwice",
            Places(first)
        );
        Assert.Equal("cancelled,refused", Outcomes(await SendAsync(api, world, cancel, Item("replace", "9"))));
        Assert.Equal("unchanged", Outcomes(await SendAsync(api, world, cancel)));
        Assert.Equal("changed", Outcomes(await SendAsync(api, world, Item("replace", "9"))));
    }

    [Fact]
    public async Task One_that_may_be_there_already_waits_and_two_of_one_request_do_not()
    {
        var world = TwoWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        string Item(string day, string title, string more = "") =>
            $$"""{"action":"create","workerId":"{{world.WorkerIds[0]}}","title":"{{title}}","kind":"formal","startDate":"{{day}}","days":"1"{{more}}}""";
        var answer = await SendAsync(
            api,
            world,
            Item("2026-02-03", "welding"),
            Item("2026-02-03", "welding", ",\"similar\":\"register\""),
            Item("2026-02-03", "welding", ",\"externalId\":\"L-5\""),
            Item("2026-05-05", "Crane"),
            Item("2026-05-05", "Crane")
        );
        Assert.Equal("refused,created,created,created,created", Outcomes(answer));
        Assert.Equal("items[0].title training.similarKnown", Places(answer));
        (await api.GetAsync(answer.Items[0]!["href"]!.ToString().Split("/v1")[1])).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Ten_thousand_are_taken_at_once_and_not_one_more()
    {
        var world = TwoWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        string Item(int number) =>
            $$"""{"action":"create","workerId":"{{world.WorkerIds[number % 2]}}","title":"Course {{number}}","externalId":"L-{{number + 10}}","kind":"formal","startDate":"2026-03-10","hours":"1","remark":"{{new string('x', 400)}}"}""";
        var items = Enumerable.Range(0, 10_000).Select(Item).ToArray();
        var answer = await SendAsync(api, world, items);
        Assert.Equal(10_000, answer.Json["created"]!.GetValue<int>());
        Assert.Equal(10_001, (await api.GetAsync(At(world, "?pageSize=1"))).Json["total"]!.GetValue<int>());
        var more = await api.PostAsync(At(world, "/bulk"), $"{{\"items\":[{string.Join(",", items.Append(Item(10_000)))}]}}");
        more.Expect(400, "badRequest", "body items schemaViolation");
        (await api.PostAsync(At(world, "/bulk"), """{"items":[]}""")).Expect(400, "badRequest", "body items schemaViolation");
    }

    [Fact]
    public async Task Sent_again_with_its_key_the_first_answer_comes_back()
    {
        var world = TwoWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        var body =
            $$"""{"items":[{"action":"create","workerId":"{{world.WorkerIds[0]}}","title":"Excel","kind":"informal","startDate":"2026-03-10","hours":"8"}]}""";
        var first = await api.PostAsync(At(world, "/bulk"), body, ("Idempotency-Key", "night-1"));
        var again = await api.PostAsync(At(world, "/bulk"), body, ("Idempotency-Key", "night-1"));
        Assert.Equal((first.Text, "true"), (again.Text, again.Headers["Idempotency-Replayed"]));
        Assert.Equal(2, (await api.GetAsync(At(world))).Json["total"]!.GetValue<int>());
    }
}
