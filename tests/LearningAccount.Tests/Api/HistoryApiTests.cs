using System.Net;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>Who changed what, as programs read it, and taking it back.</summary>
public sealed class HistoryApiTests
{
    private static readonly World Metaal = World
        .With("Maes Metaal", 9_999_911)
        .OfSize(SizeClass.Full)
        .AndWorker("Peeters", "Anna")
        .Being(said => said with { Department = "Assembly" })
        .Employed("2024-01-01")
        .AndWorker("Maes", "Jan")
        .Being(said => said with { Department = "Stock" })
        .Employed("2024-01-01");

    private static readonly string Employer = $"/employers/{Metaal.Number.Digits}";
    private static readonly string Root = $"{Employer}/history";

    private static string Below(string href) => href.Split("/v1")[1];

    private static async Task<ApiReply> RegisteredAsync(ApiWorld api, int worker = 0, string title = "Welding") =>
        (
            await api.PostAsync(
                $"{Employer}/trainings",
                new
                {
                    workerId = Metaal.WorkerIds[worker],
                    title,
                    kind = "formal",
                    startDate = "2026-03-02",
                    days = "1",
                },
                ("LearningAccount-Why", "Seen%20on%20the%20invoice")
            )
        ).Expect(HttpStatusCode.Created);

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_change_is_told_with_who_made_it_and_taken_back_by_another(Engine engine)
    {
        await using var api = await ApiWorld.OfAsync(Metaal, engine);
        var training = Below((await RegisteredAsync(api)).Headers["Location"]);
        var newest = (await api.GetAsync($"{Root}?pageSize=1")).Expect(HttpStatusCode.OK);
        var line = newest.Items[0]!;
        Assert.Equal("registerTraining api", $"{line["action"]} {line["door"]}");
        Assert.Equal("Seen on the invoice", line["reason"]!.ToString());
        Assert.Equal("training 1 0", Fact(line));
        var address = Below(line["href"]!.ToString());
        var read = (await api.GetAsync(address)).Expect(HttpStatusCode.OK).Json;
        Assert.True(read["undoable"]!.GetValue<bool>());
        var change = Assert.Single(read["changes"]!.AsArray())!;
        Assert.Equal($"added {Metaal.WorkerIds[0]:D}", $"{change["change"]} {change["workerId"]}");
        Assert.Contains(change["fields"]!.AsArray(), field => field!["after"]?.ToString() == "Welding");

        var undone = await api.PostAsync($"{address}/undo", new { reason = "Entered twice" }, ("Idempotency-Key", "a"));
        var taken = undone.Expect(HttpStatusCode.Created);
        Assert.Equal(line["line"]!.ToString(), taken.Json["undoes"]!.ToString());
        var again = await api.PostAsync($"{address}/undo", new { reason = "Entered twice" }, ("Idempotency-Key", "a"));
        Assert.Equal((taken.Text, "true"), (again.Text, again.Headers["Idempotency-Replayed"]));
        (await api.GetAsync(training)).Expect(404, "resourceNotFound");
        (await api.PostAsync($"{address}/undo", new { reason = "Once more" })).Expect(409, "notPossibleNow");
        var by = (await api.GetAsync(Below(taken.Headers["Location"]))).Expect(HttpStatusCode.OK).Json;
        Assert.Equal("undoChange Entered twice", $"{by["action"]} {by["reason"]}");
        // What was taken back comes again in the same way.
        (await api.PostAsync($"{Below(taken.Headers["Location"])}/undo", new { reason = "It was right" })).Expect(
            HttpStatusCode.Created
        );
        (await api.GetAsync(training)).Expect(HttpStatusCode.OK);

        static string Fact(System.Text.Json.Nodes.JsonNode one) =>
            string.Join(' ', one["facts"]!.AsArray().Select(fact => $"{fact!["fact"]} {fact["written"]} {fact["closed"]}"));
    }

    [Fact]
    public async Task The_list_goes_on_where_it_stopped_whatever_is_written_meanwhile()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        await RegisteredAsync(api);
        var all = (await api.GetAsync(Root)).Items.Select(line => line!["line"]!.GetValue<long>()).ToList();
        var read = new List<long>();
        var next = $"{Root}?pageSize=1";
        while (next is not null)
        {
            var page = (await api.GetAsync(next)).Expect(HttpStatusCode.OK);
            read.AddRange(page.Items.Select(line => line!["line"]!.GetValue<long>()));
            next = page.Json["next"] is { } more ? Below(more.ToString()) : null;
            if (read.Count == 1)
            {
                await RegisteredAsync(api, 1, "Lifting");
            }
        }
        Assert.Equal(all, read);
        Assert.Equal(2, (await api.GetAsync($"{Root}?door=api")).Items.Count);
        Assert.Equal(2, (await api.GetAsync($"{Root}?text=invoice")).Items.Count);
        Assert.Empty((await api.GetAsync($"{Root}?to=2020-01-01")).Items);
        (await api.GetAsync($"{Root}?text={Metaal.NumberOf(0)}")).Expect(400, "badRequest", "query text schemaViolation");
        (await api.GetAsync($"{Root}/999999")).Expect(404, "resourceNotFound");
        var french = (await api.GetAsync($"{Root}?door=api", ("Accept-Language", "fr"))).Items[0]!;
        var dutch = (await api.GetAsync($"{Root}?door=api", ("Accept-Language", "nl"))).Items[0]!;
        Assert.NotEqual(french["title"]!.ToString(), dutch["title"]!.ToString());
        Assert.Equal(french["action"]!.ToString(), dutch["action"]!.ToString());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Of_a_worker_its_own_changes_are_told_and_no_national_number(Engine engine)
    {
        await using var api = await ApiWorld.OfAsync(Metaal, engine);
        await RegisteredAsync(api);
        await RegisteredAsync(api, 1, "Lifting");
        var address = $"{Employer}/workers/{Metaal.WorkerIds[0]:D}/history";
        var told = (await api.GetAsync(address)).Expect(HttpStatusCode.OK);
        Assert.Contains("Welding", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Lifting", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Metaal.NumberOf(0), told.Text, StringComparison.Ordinal);
        var first = (await api.GetAsync($"{address}?pageSize=1")).Expect(HttpStatusCode.OK);
        Assert.Equal("registerTraining", Assert.Single(first.Items)!["action"]!.ToString());
        var second = (await api.GetAsync(Below(first.Json["next"]!.ToString()))).Expect(HttpStatusCode.OK);
        Assert.NotEqual(first.Items[0]!["line"]!.ToString(), second.Items[0]!["line"]!.ToString());
        (await api.GetAsync($"{Employer}/workers/{Guid.CreateVersion7():D}/history")).Expect(404, "resourceNotFound");
    }

    [Fact]
    public async Task Nobody_reads_or_takes_back_what_is_not_theirs()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        await RegisteredAsync(api, 1, "Lifting");
        var address = Below((await api.GetAsync($"{Root}?pageSize=1")).Items[0]!["href"]!.ToString());
        var body = new { reason = "Wrong" };
        (await api.PostAsync($"{address}/undo", new { reason = " " })).Expect(400, "badRequest", "body reason invalidInput");

        var reader = await api.TokenOf(await api.AddMachineAsync(Metaal.EmployerId));
        (await api.SendAsync(reader, HttpMethod.Get, Root)).Expect(403, "missingPermission");
        (await api.SendAsync(reader, HttpMethod.Post, $"{address}/undo", body)).Expect(403, "missingPermission");
        var reading = await api.Machine.TokenAsync(api.Portal, "history:read");
        (await api.SendAsync(reading, HttpMethod.Post, $"{address}/undo", body)).Expect(403, "missingScope");

        // Whoever sees a department takes back what is of it and nothing else.
        var narrow = await api.AddMachineAsync(World.With("Other", 9_999_955).EmployerId);
        await narrow.GrantAsync(Metaal.EmployerId, new AccessScope(ScopeKind.Department, "Assembly"), [Right.RegisterTrainings]);
        var token = await api.TokenOf(narrow);
        (await api.SendAsync(token, HttpMethod.Post, $"{address}/undo", body)).Expect(404, "resourceNotFound");
        await RegisteredAsync(api);
        var own = Below((await api.GetAsync($"{Root}?pageSize=1")).Items[0]!["href"]!.ToString());
        (await api.SendAsync(token, HttpMethod.Post, $"{own}/undo", body)).Expect(HttpStatusCode.Created);
        // Access is ended where it was given.
        var grant = (await api.GetAsync($"{Root}?text=grantAccess&pageSize=1")).Items[0]!["href"]!.ToString();
        var elsewhere = await api.PostAsync($"{Below(grant)}/undo", body);
        Assert.Equal("undo.elsewhere", elsewhere.Expect(409, "notPossibleNow").Json["code"]!.ToString());
    }
}
