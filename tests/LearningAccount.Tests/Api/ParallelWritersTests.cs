using System.Net;
using System.Text.Json.Nodes;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>Fifty programs that write at the same instant: one of those who contradict each other wins, nobody's work is lost or done twice.</summary>
public sealed class ParallelWritersTests
{
    private const int Writers = 50;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static World OneWorker() =>
        World.With().OfSize(SizeClass.Full).AndWorker().Employed("2024-01-01").Trained("2026-02-03", "1", "Welding");

    private static string At(World world) => $"/employers/{world.Number.Digits}/trainings";

    private static JsonObject Training(World world, string title, string? externalId = null, string day = "2026-03-10")
    {
        var body = new JsonObject
        {
            ["workerId"] = world.WorkerIds[0].ToString(),
            ["title"] = title,
            ["kind"] = "formal",
            ["startDate"] = day,
            ["hours"] = "1.5",
            ["similar"] = "register",
        };
        if (externalId is not null)
        {
            body["externalId"] = externalId;
        }
        return body;
    }

    /// <summary>Sends all at once, each from a connection of its own.</summary>
    private static async Task<ApiReply[]> AtOnce(ApiWorld api, Func<int, Func<string, Task<ApiReply>>> send)
    {
        var token = await api.TokenOf(api.Machine);
        using var gate = new SemaphoreSlim(0);
        var under = Enumerable
            .Range(0, Writers)
            .Select(async writer =>
            {
                await gate.WaitAsync(Cancel);
                return await send(writer)(token);
            })
            .ToList();
        gate.Release(Writers);
        return await Task.WhenAll(under);
    }

    private static Task<ApiReply[]> RegisterAtOnce(
        ApiWorld api,
        World world,
        Func<int, JsonObject> training,
        params (string Name, string Value)[] headers
    ) => AtOnce(api, writer => token => api.SendAsync(token, HttpMethod.Post, At(world), training(writer), headers));

    private static async Task AssertSound(ApiWorld api, World world, int trainings, int lines)
    {
        Assert.Equal(trainings, (await api.GetAsync($"{At(world)}?pageSize=100")).Json["total"]!.GetValue<int>());
        await using var connection = await api.Database.Connect(Cancel);
        Assert.Equal(lines, (await ReadJournal.Last(connection, world.EmployerId, Cancel))!.Seq);
        Assert.Empty(await new VerifyJournal(api.Database).Do(Cancel).ToListAsync(Cancel));
    }

    private static async Task<int> LinesOf(ApiWorld api, World world)
    {
        await using var connection = await api.Database.Connect(Cancel);
        return (int)(await ReadJournal.Last(connection, world.EmployerId, Cancel))!.Seq;
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Of_those_who_change_the_same_version_one_wins_and_the_others_are_told(Engine engine)
    {
        var world = OneWorker();
        await using var api = await ApiWorld.OfAsync(world, engine);
        var before = await LinesOf(api, world);
        var path = (await api.GetAsync(At(world))).Items[0]!["href"]!.ToString().Split("/v1")[1];
        var etag = (await api.GetAsync(path)).ETag;
        var replies = await AtOnce(
            api,
            writer =>
                token =>
                    api.SendAsync(
                        token,
                        HttpMethod.Patch,
                        path,
                        new { title = $"Welding {writer}" },
                        ("If-Match", etag),
                        ("Content-Type", "application/merge-patch+json")
                    )
        );
        var won = Assert.Single(replies, reply => reply.Status == 200);
        Assert.All(replies.Except([won]), reply => reply.Expect(412, "preconditionFailed"));
        var now = await api.GetAsync(path);
        Assert.Equal((won.Json["title"]!.ToString(), won.ETag), (now.Json["title"]!.ToString(), now.ETag));
        await AssertSound(api, world, trainings: 1, lines: before + 1);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_same_training_sent_at_once_is_registered_once_and_all_are_told_of_it(Engine engine)
    {
        var world = OneWorker();
        await using var api = await ApiWorld.OfAsync(world, engine);
        var before = await LinesOf(api, world);
        var replies = await RegisterAtOnce(api, world, _ => Training(world, "Excel", "L-1"));
        Assert.Single(replies, reply => reply.Status == 201);
        Assert.Equal(Writers - 1, replies.Count(reply => reply.Status == 200));
        Assert.Single(replies.Select(reply => reply.Json["trainingId"]!.ToString()).Distinct());
        await AssertSound(api, world, trainings: 2, lines: before + 1);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Of_those_who_call_different_trainings_by_one_external_id_one_wins(Engine engine)
    {
        var world = OneWorker();
        await using var api = await ApiWorld.OfAsync(world, engine);
        var before = await LinesOf(api, world);
        var replies = await RegisterAtOnce(api, world, writer => Training(world, $"Excel {writer}", "L-1"));
        var won = Assert.Single(replies, reply => reply.Status == 201);
        Assert.All(
            replies.Except([won]),
            reply => Assert.Equal(won.Headers["Location"], reply.Expect(409, "alreadyExists").Json["resource"]!.ToString())
        );
        await AssertSound(api, world, trainings: 2, lines: before + 1);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_request_sent_many_times_at_once_under_its_key_is_carried_out_once(Engine engine)
    {
        var world = OneWorker();
        await using var api = await ApiWorld.OfAsync(world, engine);
        var before = await LinesOf(api, world);
        var sent = Training(world, "Excel");
        // Without the key, each after the first would be refused as like another.
        sent.Remove("similar");
        var replies = await RegisterAtOnce(api, world, _ => sent, ("Idempotency-Key", "order-66"));
        Assert.All(replies, reply => reply.Expect(HttpStatusCode.Created));
        Assert.Single(replies.Select(reply => (reply.Text, reply.ETag, reply.Headers["Location"])).Distinct());
        Assert.Equal(Writers - 1, replies.Count(reply => reply.Headers.ContainsKey("Idempotency-Replayed")));
        await AssertSound(api, world, trainings: 2, lines: before + 1);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Trainings_of_one_worker_registered_at_once_are_all_kept_and_all_counted(Engine engine)
    {
        var world = OneWorker();
        await using var api = await ApiWorld.OfAsync(world, engine);
        var before = await LinesOf(api, world);
        var replies = await RegisterAtOnce(api, world, writer => Training(world, $"Course {writer}", $"L-{writer}"));
        Assert.All(replies, reply => reply.Expect(HttpStatusCode.Created));
        Assert.Equal(Writers, replies.Select(reply => reply.Json["trainingId"]!.ToString()).Distinct().Count());
        await AssertSound(api, world, trainings: Writers + 1, lines: before + Writers);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_is_written_of_many_workers_and_employers_at_once_is_all_kept(Engine engine)
    {
        var (one, other) = (OneWorker(), World.With("Ander", 9_999_902).AndWorker().Employed("2024-01-01"));
        await using var api = await ApiWorld.OfAsync(one, engine);
        await other.RecordedIn(api.Database);
        await api.Machine.GrantAsync(other.EmployerId, [.. LearningAccount.Records.Access.Grant.Givable]);
        var (beforeOne, beforeOther) = (await LinesOf(api, one), await LinesOf(api, other));
        var replies = await AtOnce(
            api,
            writer =>
            {
                var at = writer % 2 == 0 ? one : other;
                return writer % 5 == 0
                    ? token => api.SendAsync(token, HttpMethod.Get, $"/employers/{at.Number.Digits}/accounts?pageSize=5")
                    : token => api.SendAsync(token, HttpMethod.Post, At(at), Training(at, $"Course {writer}"));
            }
        );
        Assert.All(replies, reply => Assert.True(reply.Status is 200 or 201, reply.Text));
        await AssertSound(api, one, trainings: 21, lines: beforeOne + 20);
        await AssertSound(api, other, trainings: 20, lines: beforeOther + 20);
    }
}
