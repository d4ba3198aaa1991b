using System.Net;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>What employers decide beside the law, and what each worker is granted in a year.</summary>
public sealed class RightsTests
{
    private static readonly World Metaal = World
        .With("Maes Metaal")
        .OfSize(SizeClass.Full)
        .AndWorker("Peeters", "Anna")
        .Employed("2024-01-01", regime: "28.5/38")
        .AndWorker("Claes", "Bart")
        .Employed("2026-07-01");

    private static string Root => $"/employers/{Metaal.Number.Digits}";
    private static string Anna => $"{Root}/workers/{Metaal.WorkerIds[0]:D}";

    public static TheoryData<string> Yearly => [$"{Root}/optOuts", $"{Anna}/optOuts", $"{Root}/extraDays", $"{Anna}/extraDays"];

    [Theory]
    [MemberData(nameof(Yearly))]
    public async Task Days_of_a_year_are_said_changed_and_withdrawn(string list)
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        Assert.Empty((await api.GetAsync(list)).Expect(HttpStatusCode.OK).Items);
        var address = $"{list}/2026";
        (await api.GetAsync(address)).Expect(404, "resourceNotFound");
        (await api.PutAsync(address, new { days = "6.5" }, ("If-Match", "*"))).Expect(412, "preconditionFailed");
        var said = (await api.PutAsync(address, new { days = "6.5" })).Expect(HttpStatusCode.OK);
        Assert.Equal("2026 13/2 manual", $"{said.Json["year"]} {said.Json["days"]} {said.Json["origin"]!["kind"]}");
        var read = (await api.GetAsync(address)).Expect(HttpStatusCode.OK);
        Assert.Equal(said.Text, read.Text);
        Assert.Equal(said.ETag, read.ETag);
        var changed = (await api.PutAsync(address, new { days = "7" }, ("If-Match", said.ETag))).Expect(HttpStatusCode.OK);
        (await api.PutAsync(address, new { days = "8" }, ("If-Match", said.ETag))).Expect(412, "preconditionFailed");
        (await api.PutAsync(address, new { days = "-1" })).Expect(400, "badRequest", "body days invalidInput");
        (await api.PutAsync(address, new { days = 7 })).Expect(400, "badRequest", "body days schemaViolation");
        (await api.PutAsync($"{list}/1999", new { days = "7" })).Expect(400, "badRequest", "path year schemaViolation");
        Assert.Single((await api.GetAsync(list)).Items);
        (await api.DeleteAsync(address, ("If-Match", changed.ETag))).Expect(HttpStatusCode.NoContent);
        (await api.DeleteAsync(address)).Expect(404, "resourceNotFound");
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Own_numbers_of_many_are_said_and_withdrawn_each_by_itself(Engine engine)
    {
        await using var api = await ApiWorld.OfAsync(Metaal, engine);
        var number = Metaal.NumberOf(0);
        var first = await SendAsync(
            $$"""{"action":"say","ssin":"{{number}}","year":2026,"days":"6.5","reason":"Agreed"}""",
            $$"""{"action":"say","ssin":"{{number}}","year":2027,"days":"-1"}""",
            $$"""{"action":"withdraw","ssin":"{{number}}","year":2028}""",
            $$"""{"action":"say","ssin":"{{number}}","year":2026,"days":"7"}""",
            """{"action":"say","ownReference":"P-9","year":2026,"days":"7"}""",
            $$"""{"action":"say","ssin":"{{number}}","days":"7"}"""
        );
        Assert.Equal("created,refused,unchanged,refused,refused,refused", Outcomes(first));
        Assert.Equal(
            "items[1].days invalidInput, items[3].year invalidInput, items[4].ownReference referencedResourceNotFound, items[5].year schemaViolation",
            string.Join(
                ", ",
                first
                    .Items.Where(one => one!["issues"] is not null)
                    .Select(one => $"{one!["issues"]![0]!["name"]} {one["issues"]![0]!["type"]!.ToString().Split(':')[^1]}")
            )
        );
        var read = await api.GetAsync(first.Items[0]!["href"]!.ToString().Split("/v1")[1]);
        Assert.Equal(("13/2", "Agreed"), (read.Json["days"]!.ToString(), read.Json["reason"]!.ToString()));
        var again = await SendAsync($$"""{"action":"say","ssin":"{{number}}","year":2026,"days":"6.5","reason":"Agreed"}""");
        Assert.Equal("unchanged", Outcomes(again));
        Assert.Equal("withdrawn", Outcomes(await SendAsync($$"""{"action":"withdraw","ssin":"{{number}}","year":2026}""")));
        Assert.Empty((await api.GetAsync($"{Anna}/optOuts")).Items);

        async Task<ApiReply> SendAsync(params string[] items) =>
            (await api.PostAsync($"{Root}/optOuts/bulk", $"{{\"items\":[{string.Join(",", items)}]}}")).Expect(HttpStatusCode.OK);

        static string Outcomes(ApiReply reply) => string.Join(",", reply.Items.Select(one => one!["outcome"]!.ToString()));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_balance_is_corrected_once_for_a_key_and_the_correction_withdrawn(Engine engine)
    {
        await using var api = await ApiWorld.OfAsync(Metaal, engine);
        var adjustment = new
        {
            date = "2026-01-01",
            days = "-2.5",
            reason = "Taken over",
        };
        var made = (await api.PostAsync($"{Anna}/adjustments", adjustment, ("Idempotency-Key", "k"))).Expect(
            HttpStatusCode.Created
        );
        (await api.PostAsync($"{Anna}/adjustments", adjustment, ("Idempotency-Key", "k"))).Expect(HttpStatusCode.Created);
        (await api.PostAsync($"{Anna}/adjustments", adjustment with { days = "1" }, ("Idempotency-Key", "k"))).Expect(
            409,
            "idempotencyKeyTaken"
        );
        Assert.Equal("-5/2", Assert.Single((await api.GetAsync($"{Anna}/adjustments")).Items)!["days"]!.ToString());
        var address = $"{Anna}/adjustments/{made.Json["id"]}";
        Assert.Equal(made.ETag, (await api.GetAsync(address)).ETag);
        (await api.PostAsync($"{Anna}/adjustments", adjustment with { date = "1850-01-01" })).Expect(
            400,
            "badRequest",
            "body date invalidInput"
        );
        (await api.DeleteAsync(address, ("If-Match", "\"1\""))).Expect(412, "preconditionFailed");
        (await api.DeleteAsync(address, ("If-Match", made.ETag))).Expect(HttpStatusCode.NoContent);
        (await api.GetAsync(address)).Expect(404, "resourceNotFound");
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_right_of_a_year_tells_its_three_factors_and_what_it_rests_on(Engine engine)
    {
        await using var api = await ApiWorld.OfAsync(Metaal, engine);
        var list = $"{Root}/trainingRights?year=2026";
        var rights = (await api.GetAsync(list, ("Accept-Language", "nl"))).Expect(HttpStatusCode.OK);
        Assert.Equal(["Claes 5 1 6 5/2 0 law", "Peeters 5 3/4 12 15/4 0 law"], rights.Items.Select(Line));
        Assert.Equal(
            HttpStatusCode.NotModified,
            (HttpStatusCode)(await api.GetAsync(list, ("Accept-Language", "nl"), ("If-None-Match", rights.ETag))).Status
        );
        (await api.PutAsync($"{Anna}/optOuts/2026", new { days = "8" })).Expect(HttpStatusCode.OK);
        (await api.PutAsync($"{Root}/extraDays/2026", new { days = "1" })).Expect(HttpStatusCode.OK);
        Assert.Equal(
            ["Claes 5 1 6 5/2 1/2 law", "Peeters 8 3/4 12 6 3/4 optOut"],
            (await api.GetAsync(list)).Expect(HttpStatusCode.OK).Items.Select(Line)
        );
        Assert.Equal(
            "Peeters",
            Assert.Single((await api.GetAsync($"{Root}/trainingRights?year=2025")).Items)!["familyName"]!.ToString()
        );
        (await api.GetAsync($"{Root}/trainingRights")).Expect(400, "badRequest", "query year schemaViolation");

        static string Line(System.Text.Json.Nodes.JsonNode? one) =>
            $"{one!["familyName"]} {one["fullTimeDays"]} {one["workRegime"]} {one["months"]} {one["credit"]} {one["extraDays"]} {one["basis"]}";
    }

    [Fact]
    public async Task An_agreement_is_checked_followed_and_withdrawn()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var agreement = new
        {
            registration = "183001/CO/399",
            jointCommittee = "399",
            sizeClass = "full",
            signedOn = "2023-09-14",
            depositedOn = "2023-09-28",
            bindingFrom = "2024-01-01",
            source = "text of the agreement",
            steps = new object[]
            {
                new
                {
                    startDate = "2024-01-01",
                    endDate = "2025-12-31",
                    days = "3",
                },
                new { startDate = "2026-01-01", days = "4" },
            },
        };
        var wrong = await api.PostAsync(
            $"{Root}/schemes",
            agreement with
            {
                steps = [new { startDate = "2024-01-01", days = "1" }],
            }
        );
        Assert.StartsWith("body steps[0].", wrong.Expect(400, "badRequest").Issues, StringComparison.Ordinal);
        var made = (await api.PostAsync($"{Root}/schemes", agreement)).Expect(HttpStatusCode.Created);
        Assert.Equal(["3", "4"], made.Items.Select(one => one!["days"]!.ToString()));
        (await api.PostAsync($"{Root}/schemes", agreement)).Expect(400, "badRequest", "body steps[0].startDate invalidInput");
        var first = $"{Root}/schemes/{made.Items[0]!["id"]}";
        var read = (await api.GetAsync(first)).Expect(HttpStatusCode.OK);
        (await api.DeleteAsync(first, ("If-Match", "\"x\""))).Expect(412, "preconditionFailed");
        (await api.DeleteAsync(first, ("If-Match", read.ETag))).Expect(HttpStatusCode.NoContent);
        Assert.Single((await api.GetAsync($"{Root}/schemes")).Items);
    }

    [Fact]
    public async Task Who_manages_no_rights_says_nothing_of_them()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var token = await api.TokenOf(await api.AddMachineAsync(Metaal.EmployerId, Right.ManageWorkers));
        (await api.SendAsync(token, HttpMethod.Put, $"{Root}/optOuts/2026", new { days = "6" })).Expect(403, "missingPermission");
        (await api.SendAsync(token, HttpMethod.Get, $"{Root}/optOuts")).Expect(HttpStatusCode.OK);
        var adjustment = new
        {
            date = "2026-01-01",
            days = "1",
            reason = "x",
        };
        (await api.SendAsync(token, HttpMethod.Post, $"{Anna}/adjustments", adjustment)).Expect(403, "missingPermission");
    }
}
