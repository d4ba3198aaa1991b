using System.Net;
using System.Text.Json.Nodes;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>What looks odd about a training is told by whoever takes it in the same words as by whoever is asked for it.</summary>
public sealed class TrainingRemarksTests
{
    private const string Patch = "application/merge-patch+json";

    private static World OneWorker() =>
        World
            .With()
            .AndWorker()
            .Employed("2024-01-01")
            .Trained("2026-02-03", "1", "Welding")
            .AndWorker("Claes", "Bo")
            .Employed("2024-01-01");

    private static string At(World world, string rest = "") => $"/employers/{world.Number.Digits}/trainings{rest}";

    private static JsonObject Body(World world, string day, string more = "\"hours\":\"8\"", int worker = 0) =>
        JsonNode
            .Parse(
                $"{{\"workerId\":\"{world.WorkerIds[worker]}\",\"title\":\"Excel\",\"kind\":\"formal\",\"startDate\":\"{day}\",{more}}}"
            )!
            .AsObject();

    private static string Remarks(JsonNode reply) =>
        string.Join(' ', (reply["remarks"]?.AsArray() ?? []).Select(remark => remark!["code"]!.ToString().Split('.')[1]));

    [Theory]
    [InlineData("2026-12-24", "\"hours\":\"8\",\"status\":\"followed\"", "followedInFuture")]
    [InlineData("2026-12-24", "\"hours\":\"8\"", "")]
    [InlineData("2023-03-10", "\"hours\":\"8\"", "outsideEmployment")]
    [InlineData("2026-03-10", "\"hours\":\"80\"", "longerThanItsDays")]
    [InlineData("2026-02-03", "\"hours\":\"8\",\"similar\":\"register\"", "overlap")]
    public async Task Registered_replaced_changed_and_sent_among_many_it_is_remarked_alike(
        string day,
        string more,
        string remarks
    )
    {
        var world = OneWorker();
        await using var api = await ApiWorld.OfAsync(world);
        var sent = Body(world, day, more);
        var made = (await api.PostAsync(At(world), sent)).Expect(HttpStatusCode.Created);
        var path = made.Headers["Location"].Split("/v1")[1];
        var read = await api.GetAsync(path);
        var put = await api.PutAsync(path, made.Json, ("If-Match", made.ETag));
        var patched = await api.PatchAsync(path, new { remark = "Changed" }, ("Content-Type", Patch));
        sent["action"] = "create";
        sent["workerId"] = world.WorkerIds[1].ToString();
        var many = await api.PostAsync(At(world, "/bulk"), new { items = new[] { sent } });
        var both = (ApiReply[])[made, read, put, patched];
        Assert.All(
            both,
            reply => Assert.Equal(remarks, Remarks(reply.Expect(reply == made ? HttpStatusCode.Created : HttpStatusCode.OK).Json))
        );
        // The other worker has no other training on those days.
        Assert.Equal(remarks is "overlap" ? "" : remarks, Remarks(many.Items[0]!));
        Assert.Equal(read.ETag, made.ETag);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_was_read_of_employments_before_is_forgotten_when_they_change(Engine engine)
    {
        var world = OneWorker();
        await using var api = await ApiWorld.OfAsync(world, engine);
        var employments = $"/employers/{world.Number.Digits}/workers/{world.WorkerIds[0]}/employments";
        async Task<string> Registered(string day) =>
            Remarks((await api.PostAsync(At(world), Body(world, day))).Expect(HttpStatusCode.Created).Json);
        // With nothing read before, and with all of the employer read.
        Assert.Equal("outsideEmployment", await Registered("2023-03-10"));
        var employment = (await api.GetAsync(employments)).Items[0]!["id"]!.ToString();
        Assert.Equal("outsideEmployment", await Registered("2023-04-10"));
        Assert.Equal("", await Registered("2026-04-10"));
        (
            await api.PatchAsync(
                $"{employments}/{employment}",
                new { endDate = "2025-12-31", endReason = "resignation" },
                ("Content-Type", Patch)
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal("outsideEmployment", await Registered("2026-05-11"));
        Assert.Equal("", await Registered("2025-05-12"));
        // A worker nobody knew when the others were read.
        var joined = await api.PostAsync(
            $"/employers/{world.Number.Digits}/groupTrainings",
            $$"""
            {"training":{"title":"Crane","kind":"formal","startDate":"2026-06-15","hours":"8"},
             "participants":[{"workerId":"{{world.WorkerIds[0]}}"},{"workerId":"{{world.WorkerIds[1]}}"}]}
            """
        );
        Assert.Equal(["outsideEmployment", ""], joined.Items.Select(item => Remarks(item!)));
    }

    [Fact]
    public async Task That_one_which_was_cancelled_holds_again_is_told()
    {
        var world = OneWorker();
        await using var api = await ApiWorld.OfAsync(world);
        var sent = Body(world, "2026-03-10");
        sent["externalId"] = "L-1";
        var made = (await api.PostAsync(At(world), sent)).Expect(HttpStatusCode.Created);
        var path = made.Headers["Location"].Split("/v1")[1];
        await api.PostAsync($"{path}/cancel", new { reason = "Moved" });
        (await api.PostAsync(At(world), sent)).Expect(409, "alreadyExists");
        sent["action"] = "replace";
        var again = (await api.PostAsync(At(world, "/bulk"), new { items = new[] { sent, sent } })).Expect(HttpStatusCode.OK);
        Assert.Equal(["changed", "unchanged"], again.Items.Select(item => item!["outcome"]!.ToString()));
        Assert.Equal("revived", Remarks(again.Items[0]!));
        await api.PostAsync($"{path}/cancel", new { reason = "Moved" });
        Assert.Equal("", Remarks((await api.PatchAsync(path, new { remark = "x" }, ("Content-Type", Patch))).Json));
        var patched = await api.PatchAsync(path, new { status = "followed" }, ("Content-Type", Patch));
        Assert.Equal("revived", Remarks(patched.Expect(HttpStatusCode.OK).Json));
    }

    [Fact]
    public async Task A_patch_to_another_unit_tells_what_has_to_be_sent_with_it()
    {
        var world = OneWorker();
        await using var api = await ApiWorld.OfAsync(world);
        var sent = Body(
            world,
            "2025-12-29",
            "\"endDate\":\"2026-01-05\",\"hours\":\"12\",\"perYear\":[{\"year\":2025,\"quantity\":\"8\"},{\"year\":2026,\"quantity\":\"4\"}]"
        );
        var path = (await api.PostAsync(At(world), sent)).Headers["Location"].Split("/v1")[1];
        Task<ApiReply> Change(string body) => api.PatchAsync(path, body, ("Content-Type", Patch));
        var refused = (await Change("{\"hours\":null,\"days\":\"3/2\"}")).Expect(400, "badRequest", "body perYear invalidInput");
        Assert.Equal("perYearStays", refused.Json["issues"]![0]!["code"]!.ToString());
        var wrong = "{\"hours\":null,\"days\":\"3/2\",\"perYear\":[{\"year\":2025,\"quantity\":\"1\"}]}";
        Assert.Equal("fact.perYear", (await Change(wrong)).Expect(400, "badRequest").Json["issues"]![0]!["code"]!.ToString());
        (await Change("{\"hours\":null,\"days\":\"3/2\",\"perYear\":null}")).Expect(HttpStatusCode.OK);
    }
}
