using System.Net;
using System.Text;
using LearningAccount.App.Imports;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>What another register showed beside the accounts, and whose figures hold, through the API.</summary>
public sealed class ReconciliationApiTests
{
    private static readonly World Metaal = World
        .With("Maes Metaal", 9_999_911)
        .OfSize(SizeClass.Full)
        .AndWorker("Peeters", "Anna")
        .Employed("2025-01-01")
        .AndWorker("Maes", "Jan")
        .Being(said => said with { Department = "Stock" })
        .Employed("2025-01-01");

    private static readonly string Root = $"/employers/{Metaal.Number.Digits}/reconciliation";

    private static async Task<ApiWorld> StartAsync(Engine engine = Engine.Sqlite)
    {
        var api = await ApiWorld.StartAsync(RecordAsync, engine);
        await api.AddMachineAsync(Metaal.EmployerId, [.. Grant.Givable]);
        return api;
    }

    private static async Task RecordAsync(Database database)
    {
        await Metaal.RecordedIn(database);
        var rows =
            "INSZ;Jaar;Krediet;Opgenomen;Saldo;Overgedragen;Gezien op\n"
            + $"{Metaal.NumberOf(0)};2025;5;0;5;0;15/1/2026\n"
            + $"{Metaal.NumberOf(1)};2025;5;2;3;0;15/1/2026\n";
        await new ImportFile(database).Do(
            new(
                new MemoryStream(Encoding.UTF8.GetBytes(rows)),
                "rights.csv",
                new() { Employer = Metaal.Number.ToString() },
                false
            ),
            Synthetic.Tester,
            null,
            TestContext.Current.CancellationToken
        );
    }

    private static object Decision(System.Text.Json.Nodes.JsonNode line, string decision, string? reason = null)
    {
        var lines = new[]
        {
            new
            {
                workerId = line["workerId"]!.ToString(),
                year = line["year"]!.GetValue<int>(),
                version = line["version"]!.ToString(),
            },
        };
        return reason is null
            ? new { decision, lines }
            : new
            {
                decision,
                lines,
                reason,
            };
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_differs_is_accepted_and_taken_back(Engine engine)
    {
        await using var api = await StartAsync(engine);
        var all = (await api.GetAsync(Root)).Expect(HttpStatusCode.OK);
        Assert.Equal(["explained", "equal"], all.Items.Select(one => one!["state"]!.ToString()));
        var line = all.Items[0]!;
        Assert.Equal($"{Metaal.WorkerIds[1]:D} 3 5 -2", Told(line));
        Assert.Equal("trainingUnknownHere", Assert.Single(line["causes"]!.AsArray())!["code"]!.ToString());
        Assert.Single((await api.GetAsync($"{Root}?cause=trainingUnknownHere")).Items);

        var accept = Decision(line, "accept");
        var done = await api.PostAsync($"{Root}/decide", accept, ("Idempotency-Key", "a"));
        Assert.Equal(1, done.Expect(HttpStatusCode.OK).Json["decided"]!.GetValue<int>());
        var again = await api.PostAsync($"{Root}/decide", accept, ("Idempotency-Key", "a"));
        Assert.Equal((done.Text, "true"), (again.Text, again.Headers["Idempotency-Replayed"]));
        var decided = Assert.Single((await api.GetAsync(Root)).Items, one => one!["decision"] is not null)!;
        Assert.Equal("accepted", decided["decision"]!["choice"]!.ToString());
        var account = await api.GetAsync(
            $"/employers/{Metaal.Number.Digits}/workers/{Metaal.WorkerIds[1]:D}/account?on=2025-12-31"
        );
        Assert.Equal("3", account.Json["balance"]!["exact"]!.ToString());
        // The same again is of figures that are no more.
        (await api.PostAsync($"{Root}/decide", accept)).Expect(HttpStatusCode.Conflict);

        (await api.PostAsync($"{Root}/decide", Decision(decided, "reopen"))).Expect(HttpStatusCode.OK);
        var open = (await api.GetAsync($"{Root}?state=explained")).Items;
        Assert.Equal(Told(line), Told(Assert.Single(open)!));

        static string Told(System.Text.Json.Nodes.JsonNode one) =>
            $"{one["workerId"]} {one["there"]!["left"]} {one["here"]!["left"]} {one["difference"]!["left"]}";
    }

    [Fact]
    public async Task Nothing_is_decided_without_right_or_of_what_nobody_saw()
    {
        await using var api = await StartAsync();
        var line = (await api.GetAsync($"{Root}?state=explained")).Items[0]!;
        (await api.PostAsync($"{Root}/decide", Decision(line, "drop"))).Expect(
            400,
            "badRequest",
            "body decision schemaViolation"
        );
        (await api.PostAsync($"{Root}/decide", Decision(line, "keep", "They never went."))).Expect(HttpStatusCode.OK);
        var kept = (await api.GetAsync($"{Root}?state=decided")).Items[0]!;
        Assert.Equal("They never went.", kept["decision"]!["reason"]!.ToString());
        (
            await api.PostAsync(
                $"{Root}/decide",
                new
                {
                    decision = "reopen",
                    lines = new[]
                    {
                        new
                        {
                            workerId = Metaal.WorkerIds[0],
                            year = 2024,
                            version = "x",
                        },
                    },
                }
            )
        ).Expect(400, "badRequest", "body lines[0] referencedResourceNotFound");

        var reader = await api.TokenOf(await api.AddMachineAsync(Metaal.EmployerId, Right.RegisterTrainings));
        (await api.SendAsync(reader, HttpMethod.Post, $"{Root}/decide", Decision(kept, "reopen"))).Expect(
            403,
            "missingPermission"
        );
        var reading = await api.Machine.TokenAsync(api.Portal, "reconciliation:read");
        (await api.SendAsync(reading, HttpMethod.Post, $"{Root}/decide", Decision(kept, "reopen"))).Expect(403, "missingScope");
        // Whoever sees a department sees the lines of its workers.
        var narrow = await api.AddMachineAsync(World.With("Other", 9_999_955).EmployerId);
        await narrow.GrantAsync(Metaal.EmployerId, new AccessScope(ScopeKind.Department, "Stock"), []);
        var seen = await api.SendAsync(await api.TokenOf(narrow), HttpMethod.Get, Root);
        Assert.Equal($"{Metaal.WorkerIds[1]:D}", Assert.Single(seen.Expect(HttpStatusCode.OK).Items)!["workerId"]!.ToString());
    }
}
