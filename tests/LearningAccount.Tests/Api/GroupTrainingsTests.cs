using System.Net;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>What several workers follow together, through the API: registered, joined, attended, left, cancelled.</summary>
public sealed class GroupTrainingsTests
{
    private const string TwoDays =
        """{"title":"First aid","kind":"formal","startDate":"2026-03-10","endDate":"2026-03-11","hours":"12","sessions":[{"date":"2026-03-10","length":"8"},{"date":"2026-03-11","length":"4"}]}""";
    private const string OneDay = """{"title":"Excel","kind":"formal","startDate":"2026-03-10","hours":"8"}""";

    private static World ThreeWorkers() =>
        World
            .With()
            .AndWorker()
            .Being(identity => identity with { OwnReference = "P-1" })
            .Employed("2024-01-01")
            .Trained("2026-02-03", "1", "Welding")
            .AndWorker("Claes", "Bo")
            .Being(identity => identity with { OwnReference = "P-2" })
            .Employed("2024-01-01")
            .Trained("2026-02-03", "1", "Welding")
            .AndWorker("Dubois", "Cy")
            .Being(identity => identity with { OwnReference = "P-3" })
            .Employed("2024-01-01");

    private static string At(World world, string rest = "") => $"/employers/{world.Number.Digits}/groupTrainings{rest}";

    private static string Below(string href) => href.Split("/v1")[1];

    private static string Outcomes(ApiReply answer) => string.Join(",", answer.Items.Select(one => one!["outcome"]!.ToString()));

    private static string Parts(ApiReply group) =>
        string.Join(", ", group.Json["participants"]!.AsArray().Select(one => $"{one!["status"]} {one["hours"] ?? one["days"]}"));

    private static async Task<ApiReply> RegisteredAsync(ApiWorld api, World world, string training, string participants) =>
        (await api.PostAsync(At(world), $$"""{"training":{{training}},"participants":[{{participants}}]}""")).Expect(
            HttpStatusCode.Created
        );

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_training_of_several_is_registered_at_once_and_each_is_answered(Engine engine)
    {
        var world = ThreeWorkers();
        await using var api = await ApiWorld.OfAsync(world, engine);
        var body = $$"""
            {"training":{{TwoDays}},"participants":[
              {"ssin":"{{world.NumberOf(0)}}","externalId":"A"},
              {"ownReference":"P-2","hours":"8","sessions":[{"date":"2026-03-10","length":"8"},{"date":"2026-03-11","length":"4","followed":"0"}]},
              {"ownReference":"P-9"},
              {"workerId":"{{world.WorkerIds[0]}}"},
              {"ownReference":"P-3","hours":"7","sessions":[{"date":"2026-03-10","length":"8"}]},
              {"ownReference":"P-3","cources":"1"}]}
            """;
        var made = (await api.PostAsync(At(world), body)).Expect(HttpStatusCode.Created);
        Assert.Equal("created,created,refused,refused,refused,refused", Outcomes(made));
        Assert.Equal(
            "participants[2].ownReference referencedResourceNotFound, participants[3].workerId invalidInput, participants[4].sessions invalidInput, participants[5].cources unknownInput",
            string.Join(
                ", ",
                made.Items.Where(one => one!["issues"] is not null)
                    .Select(one => $"{one!["issues"]![0]!["name"]} {one["issues"]![0]!["type"]!.ToString().Split(':')[^1]}")
            )
        );
        var group = await api.GetAsync(Below(made.Headers["Location"]));
        Assert.Equal(made.ETag, group.ETag);
        Assert.Equal("followed 8, followed 12", Parts(group));
        Assert.Equal("20", group.Json["followedHours"]!.ToString());
        Assert.Equal("First aid", group.Json["training"]!["title"]!.ToString());
        (await api.GetAsync(Below(made.Headers["Location"]), ("If-None-Match", group.ETag))).Expect(HttpStatusCode.NotModified);
        // What one of them has is a training like any other.
        var one = await api.GetAsync(Below(made.Items[0]!["href"]!.ToString()));
        Assert.Equal(group.Json["groupTrainingId"]!.ToString(), one.Json["occasionId"]!.ToString());
        Assert.Equal("A", one.Json["externalId"]!.ToString());
    }

    [Fact]
    public async Task A_fault_in_what_holds_for_all_refuses_all()
    {
        var world = ThreeWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        var body =
            """{"training":{"title":"Excel","kind":"formal","startDate":"2026-03-10","hours":"8","countsBasis":"leave"},"participants":[{"ownReference":"P-1"}]}""";
        (await api.PostAsync(At(world), body)).Expect(400, "badRequest", "body training.leaveScheme invalidInput");
        Assert.Equal(2, (await api.GetAsync($"/employers/{world.Number.Digits}/trainings")).Json["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task Sent_again_with_external_ids_it_is_the_same_group_and_whoever_is_new_joins()
    {
        var world = ThreeWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        var training = OneDay.Replace("{", "{\"externalId\":\"L-7\",", StringComparison.Ordinal);
        var made = await RegisteredAsync(api, world, training, """{"ownReference":"P-1"}""");
        var again = await api.PostAsync(
            At(world),
            $$"""{"training":{{training}},"participants":[{"ownReference":"P-1"},{"ownReference":"P-2"}]}"""
        );
        again.Expect(HttpStatusCode.OK);
        Assert.Equal("unchanged,created", Outcomes(again));
        Assert.Equal(made.Json["self"]!.ToString(), again.Json["self"]!.ToString());
        Assert.Equal("followed 8, followed 8", Parts(await api.GetAsync(Below(made.Headers["Location"]))));
    }

    [Fact]
    public async Task One_that_may_be_there_already_is_refused_alone()
    {
        var world = ThreeWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        const string welding = """{"title":"Welding.","kind":"formal","startDate":"2026-02-03","days":"1"}""";
        var made = await RegisteredAsync(api, world, welding, """{"ownReference":"P-1"},{"ownReference":"P-3"}""");
        Assert.Equal("refused,created", Outcomes(made));
        Assert.Equal("training.similarKnown", made.Items[0]!["issues"]![0]!["code"]!.ToString());
        var nobody = await api.PostAsync(At(world), $$"""{"training":{{welding}},"participants":[{"ownReference":"P-1"}]}""");
        nobody.Expect(HttpStatusCode.OK);
        Assert.Null(nobody.Json["self"]);
    }

    [Fact]
    public async Task Attendance_says_what_each_followed_by_day_or_as_a_whole()
    {
        var world = ThreeWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        const string all = """{"ownReference":"P-1"},{"ownReference":"P-2"},{"ownReference":"P-3"}""";
        var byDay = Below((await RegisteredAsync(api, world, TwoDays, all)).Headers["Location"]);
        var answer = await api.PostAsync(
            $"{byDay}/attendance",
            """
            {"participants":[
              {"ownReference":"P-1","sessions":[{"date":"2026-03-10","followed":"6"}],"outcome":"passed","certificateReceived":true},
              {"ownReference":"P-2","attended":false,"statusReason":"Ill"},
              {"ownReference":"P-3","hours":"3"}]}
            """
        );
        Assert.Equal("changed,changed,refused", Outcomes(answer));
        Assert.Equal("participants[2].hours", answer.Items[2]!["issues"]![0]!["name"]!.ToString());
        var read = await api.GetAsync(byDay);
        Assert.Equal(answer.ETag, read.ETag);
        Assert.Equal(
            ["followed 12", "followed 6", "notFollowed 0"],
            Parts(read).Split(", ").Order(StringComparer.Ordinal).ToArray()
        );
        // Who was not there was there after all; nobody else changes.
        var again = await api.PostAsync($"{byDay}/attendance", """{"participants":[{"ownReference":"P-2","attended":true}]}""");
        Assert.Equal("changed", Outcomes(again));
        var whole = Below((await RegisteredAsync(api, world, OneDay, all)).Headers["Location"]);
        answer = await api.PostAsync(
            $"{whole}/attendance",
            """{"participants":[{"ownReference":"P-1","hours":"3"},{"ownReference":"P-2","hours":"9"},{"ownReference":"P-2","attended":true}],"others":"notFollowed"}"""
        );
        Assert.Equal("changed,refused,refused,changed,changed", Outcomes(answer));
        Assert.Equal(
            ["followed 3", "notFollowed 0", "notFollowed 0"],
            Parts(await api.GetAsync(whole)).Split(", ").Order(StringComparer.Ordinal).ToArray()
        );
        answer = await api.PostAsync($"{whole}/attendance", """{"participants":[],"others":"followed"}""");
        Assert.Equal(
            "unchanged,changed,changed",
            string.Join(",", Outcomes(answer).Split(',').OrderDescending(StringComparer.Ordinal))
        );
    }

    [Fact]
    public async Task Workers_join_and_are_taken_out_and_all_of_it_is_cancelled()
    {
        var world = ThreeWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        var group = Below(
            (await RegisteredAsync(api, world, OneDay, """{"ownReference":"P-1"},{"ownReference":"P-2"}""")).Headers["Location"]
        );
        var before = await api.GetAsync(group);
        var joined = await api.PostAsync(
            $"{group}/participants",
            """{"participants":[{"ownReference":"P-1"},{"ownReference":"P-3","hours":"4"}]}""",
            ("If-Match", before.ETag)
        );
        Assert.Equal("refused,created", Outcomes(joined));
        const string leave = """{"participants":[{"ownReference":"P-2"},{"ownReference":"P-9"}],"reason":"On holiday"}""";
        (await api.PostAsync($"{group}/participants/cancel", leave, ("If-Match", before.ETag))).Expect(412, "preconditionFailed");
        var left = await api.PostAsync($"{group}/participants/cancel", leave, ("If-Match", joined.ETag));
        Assert.Equal("cancelled,refused", Outcomes(left));
        var read = await api.GetAsync(group);
        Assert.Equal(2, read.Json["participantCount"]!.GetValue<int>());
        // Who was taken out can come back.
        var back = await api.PostAsync(
            $"{group}/participants",
            """{"participants":[{"ownReference":"P-2"}],"similar":"register"}"""
        );
        Assert.Equal("created", Outcomes(back));
        var cancelled = await api.PostAsync($"{group}/cancel", """{"reason":"Moved"}""", ("Idempotency-Key", "c-1"));
        Assert.Equal(3, cancelled.Json["cancelled"]!.GetValue<int>());
        Assert.Equal(1, cancelled.Json["unchanged"]!.GetValue<int>());
        var replayed = await api.PostAsync($"{group}/cancel", """{"reason":"Moved"}""", ("Idempotency-Key", "c-1"));
        Assert.Equal((cancelled.Text, cancelled.ETag), (replayed.Text, replayed.ETag));
        (await api.PostAsync($"{group}/attendance", """{"participants":[],"others":"followed"}""")).Expect(409, "notPossibleNow");
        Assert.Equal("cancelled", (await api.GetAsync(group)).Json["status"]!.ToString());
    }

    [Fact]
    public async Task A_change_is_of_all_and_leaves_each_what_is_its_own()
    {
        var world = ThreeWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        var group = Below(
            (
                await RegisteredAsync(
                    api,
                    world,
                    OneDay,
                    """{"ownReference":"P-1","hours":"3"},{"ownReference":"P-2","remark":"Came late"}"""
                )
            ).Headers["Location"]
        );
        var patch = await api.PatchAsync(
            group,
            """{"title":"Excel 2","providerName":"Cursuscentrum","language":"fr"}""",
            ("Content-Type", "application/merge-patch+json")
        );
        Assert.Equal("changed,changed", Outcomes(patch));
        var read = await api.GetAsync(group);
        Assert.Equal(["followed 3", "followed 8"], Parts(read).Split(", ").Order(StringComparer.Ordinal).ToArray());
        Assert.Equal("fr", read.Json["training"]!["language"]!.ToString());
        (await api.PatchAsync(group, """{"externalId":"X"}""", ("Content-Type", "application/merge-patch+json"))).Expect(
            400,
            "badRequest",
            "body externalId invalidInput"
        );
        (await api.PatchAsync(group, """{"hours":"0"}""", ("Content-Type", "application/merge-patch+json"))).Expect(
            HttpStatusCode.OK
        );
    }

    [Fact]
    public async Task Lists_tell_groups_by_year_worker_and_number_and_lines_of_lists_that_are_alike()
    {
        var world = ThreeWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        await RegisteredAsync(api, world, OneDay, """{"ownReference":"P-1"},{"ownReference":"P-3"}""");
        var list = await api.GetAsync(At(world));
        Assert.Equal(["Excel", "Welding"], list.Items.Select(one => one!["training"]!["title"]!.ToString()).ToArray());
        Assert.Single((await api.GetAsync(At(world, $"?workerId={world.WorkerIds[2]}"))).Items);
        Assert.Empty((await api.GetAsync(At(world, "?year=2025"))).Items);
        Assert.Equal(2, (await api.PostAsync(At(world, "/query"), $$"""{"ssins":["{{world.NumberOf(0)}}"]}""")).Items.Count);
        Assert.Single((await api.PostAsync(At(world, "/query"), """{"ownReferences":["P-3","P-9"]}""")).Items);
        // Whoever joins what a list told makes one of it.
        var welding = Below(list.Items[1]!["href"]!.ToString());
        Assert.Equal(
            "created",
            Outcomes(await api.PostAsync($"{welding}/participants", """{"participants":[{"ownReference":"P-3"}]}"""))
        );
        var joined = await api.GetAsync(welding);
        Assert.Equal(3, joined.Json["participantCount"]!.GetValue<int>());
        Assert.Equal(2, (await api.GetAsync(At(world))).Items.Count);
    }

    [Fact]
    public async Task Who_reads_only_cannot_change_and_a_group_of_others_is_not_there()
    {
        var world = ThreeWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        var group = Below((await RegisteredAsync(api, world, OneDay, """{"ownReference":"P-1"}""")).Headers["Location"]);
        var reader = await TestMachine.Register(api.Database);
        await reader.GrantAsync(world.EmployerId);
        var token = await reader.TokenAsync(api.Portal);
        (await api.SendAsync(token, HttpMethod.Get, group)).Expect(HttpStatusCode.OK);
        (await api.SendAsync(token, HttpMethod.Post, $"{group}/cancel", """{"reason":"Moved"}""")).Expect(
            403,
            "missingPermission"
        );
        (await api.GetAsync(At(world, $"/{Guid.CreateVersion7()}"))).Expect(404, "resourceNotFound");
    }
}
