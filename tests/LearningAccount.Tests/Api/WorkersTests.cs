using System.Net;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Law.Numbers;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>Workers as programs find, register and change them.</summary>
public sealed class WorkersTests
{
    private static readonly World Metaal = World
        .With("Maes Metaal")
        .OfSize(SizeClass.Full)
        .AndWorker("Peeters", "Anna")
        .Being(said => said with { OwnReference = "P-1", Department = "Assembly", Email = "anna@maes.example" })
        .Employed("2024-01-01")
        .AndWorker("Claës", "Bart")
        .Being(said => said with { OwnReference = "P-2", Department = "Stock" })
        .Employed("2025-01-01", to: "2025-06-30", reason: EndReason.Dismissal);

    private static string Root => $"/employers/{Metaal.Number.Digits}/workers";
    private static string Anna => $"{Root}/{Metaal.WorkerIds[0]:D}";

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Workers_come_by_name_and_are_narrowed_by_word_place_and_day(Engine engine)
    {
        await using var api = await ApiWorld.OfAsync(Metaal, engine);
        async Task<string> Names(string query) =>
            string.Join(
                ' ',
                (await api.GetAsync($"{Root}{query}")).Expect(HttpStatusCode.OK).Items.Select(one => one!["familyName"])
            );
        Assert.Equal("Claës Peeters", await Names(""));
        Assert.Equal("Claës", await Names("?q=claes"));
        Assert.Equal("Peeters", await Names("?q=anna%20p-1"));
        Assert.Equal("Claës", await Names("?department=stock"));
        Assert.Equal("Claës Peeters", await Names("?inServiceOn=2025-06-30"));
        Assert.Equal("Peeters", await Names("?inServiceOn=2025-07-01"));
        Assert.Equal("", await Names("?site=Aalst"));
        var number = Metaal.NumberOf(0);
        var refused = await api.GetAsync($"{Root}?q={number}");
        refused.Expect(400, "badRequest", "query q schemaViolation");
        Assert.DoesNotContain(number, refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_is_asked_for_in_a_body_and_told_to_whoever_manages_workers()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var other = SyntheticNumbers.Ssin(85, 3, 4, 997, from2000: false);
        var found = await api.PostAsync(
            $"{Root}/query",
            new { ssins = new[] { Metaal.NumberOf(0), other }, ownReferences = new[] { "P-2", "P-3" } }
        );
        found.Expect(HttpStatusCode.OK);
        Assert.Equal(["Claës", "Peeters"], found.Items.Select(one => one!["familyName"]!.ToString()));
        Assert.Equal(Metaal.NumberOf(0), found.Items[1]!["ssin"]!.ToString());
        Assert.Null(found.Items[0]!["ssin"]);
        Assert.Equal($$"""{"ssins":["{{other}}"],"ownReferences":["P-3"]}""", found.Json["missing"]!.ToJsonString());
        var all = await api.PostAsync($"{Root}/query", new { ownReferences = new[] { "P-2" }, withSsin = true });
        Assert.Equal(Metaal.NumberOf(1), all.Expect(HttpStatusCode.OK).Items[0]!["ssin"]!.ToString());
        var wrong = await api.PostAsync($"{Root}/query", new { ssins = new[] { Metaal.NumberOf(0), "85030499700" } });
        wrong.Expect(400, "badRequest", "body ssins[1] invalidInput");

        var reader = await api.AddMachineAsync(Metaal.EmployerId);
        var asked = await api.SendAsync(
            await api.TokenOf(reader),
            HttpMethod.Post,
            $"{Root}/query",
            new { ownReferences = new[] { "P-2" }, withSsin = true }
        );
        asked.Expect(403, "missingPermission");
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_worker_is_registered_once_with_a_first_contract(Engine engine)
    {
        await using var api = await ApiWorld.OfAsync(Metaal, engine);
        var number = SyntheticNumbers.Ssin(85, 3, 4, 997, from2000: false);
        var worker = new
        {
            ssin = number,
            familyName = "Janssens",
            birthDate = "1985-03-00",
            employment = new
            {
                startDate = "2026-03-02",
                hours = "28.5",
                fullTimeHours = "38",
                jointCommittee = "149.01",
            },
        };
        var made = await api.PostAsync(Root, worker, ("Idempotency-Key", "a"), ("LearningAccount-Why", "Hired%20%C3%A9"));
        made.Expect(HttpStatusCode.Created);
        Assert.DoesNotContain(number, made.Text, StringComparison.Ordinal);
        var again = (await api.PostAsync(Root, worker, ("Idempotency-Key", "a"))).Expect(HttpStatusCode.Created);
        Assert.Equal("true", again.Headers["Idempotency-Replayed"]);
        Assert.Equal(made.Text, again.Text);
        var twice = (await api.PostAsync(Root, worker)).Expect(409, "alreadyExists");
        Assert.Equal(made.Json["self"]!.ToString(), twice.Json["resource"]!.ToString());
        var address = $"{Root}/{made.Json["id"]}";
        var read = (await api.GetAsync(address)).Expect(HttpStatusCode.OK);
        Assert.Equal(made.ETag, read.ETag);
        Assert.Equal(made.Text, read.Text);
        var regime = (await api.GetAsync($"{address}/employments")).Items[0]!["workRegimes"]![0]!;
        Assert.Equal(
            "57/2 38 149.01 worker",
            $"{regime["hours"]} {regime["fullTimeHours"]} {regime["jointCommittee"]} {regime["category"]}"
        );
        Assert.Equal("manual", regime["origin"]!["kind"]!.ToString());
    }

    [Theory]
    [InlineData("""{"ssin":"85030499700","familyName":"A"}""", "body ssin invalidInput")]
    [InlineData("""{"ssin":"1","familyName":""}""", "body ssin schemaViolation, body familyName schemaViolation")]
    [InlineData("""{"ssin":"OK","familyName":" "}""", "body familyName invalidInput")]
    [InlineData("""{"ssin":"OK","familyName":"OK"}""", "body familyName schemaViolation")]
    [InlineData("""{"ssin":"OK","familyName":"A","birthDate":"1985-13-01"}""", "body birthDate invalidInput")]
    [InlineData(
        """{"ssin":"OK","familyName":"A","employment":{"startDate":"2026-01-01","hours":"40","fullTimeHours":"38"}}""",
        "body employment.hours invalidInput"
    )]
    [InlineData(
        """{"ssin":"OK","familyName":"A","employment":{"startDate":"2026-02-01","endDate":"2026-01-01"}}""",
        "body employment.endDate invalidInput"
    )]
    [InlineData(
        """{"ssin":"OK","familyName":"A","sex":"z","birthday":1}""",
        "body sex schemaViolation, body birthday unknownInput"
    )]
    public async Task What_cannot_be_of_a_worker_is_told_at_its_place(string body, string issues)
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var number = SyntheticNumbers.Ssin(85, 3, 4, 997, from2000: false);
        (await api.PostAsync(Root, body.Replace("OK", number, StringComparison.Ordinal))).Expect(400, "badRequest", issues);
    }

    [Fact]
    public async Task What_is_known_of_a_worker_changes_by_merge_patch_and_only_from_what_was_read()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var read = (await api.GetAsync(Anna)).Expect(HttpStatusCode.OK);
        var changed = await api.PatchAsync(
            Anna,
            new { department = "Welding", email = (string?)null },
            ("If-Match", read.ETag),
            ("Content-Type", "application/merge-patch+json")
        );
        changed.Expect(HttpStatusCode.OK);
        Assert.Equal("Welding", changed.Json["department"]!.ToString());
        Assert.Null(changed.Json["email"]);
        Assert.Equal("P-1", changed.Json["ownReference"]!.ToString());
        Assert.Equal(changed.ETag, (await api.GetAsync(Anna)).ETag);
        (await api.PatchAsync(Anna, new { department = "Stock" }, ("If-Match", read.ETag))).Expect(412, "preconditionFailed");
        (await api.PatchAsync(Anna, new { familyName = (string?)null })).Expect(
            400,
            "badRequest",
            "body familyName schemaViolation"
        );
        var same = await api.PatchAsync(Anna, new { department = "Welding" }, ("If-Match", changed.ETag));
        Assert.Equal(changed.ETag, same.Expect(HttpStatusCode.OK).ETag);
    }

    [Fact]
    public async Task A_number_that_was_replaced_finds_the_worker_as_the_old_one_does()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var number = SyntheticNumbers.Ssin(85, 3, 4, 997, from2000: false);
        (await api.PostAsync($"{Anna}/replaceSsin", new { ssin = number })).Expect(HttpStatusCode.NoContent);
        var found = await api.PostAsync($"{Root}/query", new { ssins = new[] { number, Metaal.NumberOf(0) } });
        var one = Assert.Single(found.Expect(HttpStatusCode.OK).Items);
        Assert.Equal($"{Metaal.WorkerIds[0]:D}", one!["id"]!.ToString());
        Assert.Empty(found.Json["missing"]!["ssins"]!.AsArray());
    }

    [Fact]
    public async Task Who_sees_a_department_sees_its_workers_and_changes_none()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var narrow = await api.AddMachineAsync(World.With("Other", 9_999_955).EmployerId);
        await narrow.GrantAsync(Metaal.EmployerId, new AccessScope(ScopeKind.Department, "Assembly"), []);
        var token = await api.TokenOf(narrow);
        var list = (await api.SendAsync(token, HttpMethod.Get, Root)).Expect(HttpStatusCode.OK);
        Assert.Equal("Peeters", Assert.Single(list.Items)!["familyName"]!.ToString());
        (await api.SendAsync(token, HttpMethod.Get, $"{Root}/{Metaal.WorkerIds[1]:D}")).Expect(
            404,
            "resourceNotFound",
            "path workerId referencedResourceNotFound"
        );
        var query = new { ownReferences = new[] { "P-2" } };
        var found = (await api.SendAsync(token, HttpMethod.Post, $"{Root}/query", query)).Expect(HttpStatusCode.OK);
        Assert.Empty(found.Items);
        (await api.SendAsync(token, HttpMethod.Patch, Anna, new { department = "Stock" })).Expect(403, "missingPermission");
    }

    [Fact]
    public async Task Many_who_change_one_worker_at_once_lose_nothing()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var tag = (await api.GetAsync(Anna)).ETag;
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(place => api.PatchAsync(Anna, new { site = $"Site {place}" }, ("If-Match", tag)))
        );
        var won = Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer != won), answer => Assert.Equal(412, answer.Status));
        Assert.Equal(won.Json["site"]!.ToString(), (await api.GetAsync(Anna)).Json["site"]!.ToString());
    }
}
