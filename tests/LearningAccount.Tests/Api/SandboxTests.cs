using System.Net;
using LearningAccount.App.Documents;
using LearningAccount.App.Sandbox;
using LearningAccount.App.Wording;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Privacy;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Sandbox;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Law.Numbers;
using LearningAccount.Tests.Portal;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>The test environment: made once, marked everywhere, put back as it was made.</summary>
public sealed class SandboxTests
{
    private const string Bakery = "/employers/0999990420";
    private const string Marker = "LearningAccount-Environment";
    private static readonly string[] Employers = ["0999990222", "0999990321", "0999990420", "0999990519"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_reset_puts_everything_back_and_shows_nothing_of_before(Engine engine)
    {
        await using var api = await ApiWorld.OfSandboxAsync(engine);
        var made = await Everything(api);
        Assert.All(Employers, number => Assert.Contains(number, made, StringComparison.Ordinal));
        var cursor = (await api.GetAsync("/events")).Expect(HttpStatusCode.OK);

        var first = (await api.GetAsync($"{Bakery}/accounts")).Expect(HttpStatusCode.OK);
        var workers = (await api.GetAsync($"{Bakery}/workers")).Items;
        var worker = $"{Bakery}/workers/{workers[0]!["id"]}";
        // Twice: what one reset said again, the next has to take for what was there at first.
        for (var time = 1; time <= 2; time++)
        {
            await ChangeAsync(api, worker);
            var list = (await api.GetAsync($"{Bakery}/accounts")).Expect(HttpStatusCode.OK);
            Assert.NotEqual(made, await Everything(api));

            // Whoever reads meanwhile sees all of before or all of after.
            var reading = Enumerable.Range(0, 10).Select(_ => api.GetAsync($"{Bakery}/accounts")).ToList();
            var done = await api.SendAsync(HttpMethod.Post, "/sandbox/reset");
            Assert.All(await Task.WhenAll(reading), read => Assert.Contains(read.Text, (string[])[list.Text, first.Text]));
            Assert.Equal("S", done.Expect(HttpStatusCode.NoContent).Headers[Marker]);
            // Whoever kept the answer of before is not told that it still holds.
            (await api.GetAsync($"{Bakery}/accounts", ("If-None-Match", list.ETag))).Expect(HttpStatusCode.OK);
            Assert.Equal(made, await Everything(api));
            (await api.GetAsync("/employers/0999990816")).Expect(404, "resourceNotFound");
        }
        var before = await LinesAsync(api.Database);
        (await api.SendAsync(HttpMethod.Post, "/sandbox/reset")).Expect(HttpStatusCode.NoContent);
        Assert.Equal(before, await LinesAsync(api.Database));
        Assert.Empty(await new VerifyJournal(api.Database).Do(Cancel).ToListAsync(Cancel));

        var events = (await api.GetAsync($"{Bakery}/events?pageSize=1000")).Expect(HttpStatusCode.OK);
        Assert.Contains(events.Items, one => one!["data"]!["action"]!.ToString() is "resetSandbox");
        (await api.GetAsync($"/events?after={cursor.Json["cursor"]}")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_came_in_with_a_key_before_a_reset_is_made_anew_after_it()
    {
        await using var api = await ApiWorld.OfSandboxAsync();
        var worker = new { ssin = SyntheticNumbers.Ssin(85, 3, 4, 997, from2000: false), familyName = "Janssens" };
        var first = await api.PostAsync($"{Bakery}/workers", worker, ("Idempotency-Key", "a"));
        (await api.SendAsync(HttpMethod.Post, "/sandbox/reset")).Expect(HttpStatusCode.NoContent);
        var again = await api.PostAsync($"{Bakery}/workers", worker, ("Idempotency-Key", "a"));
        Assert.DoesNotContain("Idempotency-Replayed", again.Expect(HttpStatusCode.Created).Headers.Keys);
        Assert.NotEqual(first.Json["id"]!.ToString(), again.Json["id"]!.ToString());
        (await api.GetAsync($"{Bakery}/workers/{first.Json["id"]}")).Expect(404, "resourceNotFound");
    }

    [Fact]
    public async Task Also_a_worker_whose_data_are_not_used_now_is_put_back()
    {
        await using var api = await ApiWorld.OfSandboxAsync();
        var made = await Everything(api);
        var worker = (await api.GetAsync($"{Bakery}/workers")).Items[0]!["id"]!.ToString();
        await ChangeAsync(api, $"{Bakery}/workers/{worker}");
        var employer = (await Held(api.Database, "0999990420")).EmployerId;
        var restriction = new RestrictionVersion
        {
            EmployerId = employer,
            Origin = FactVersion.ByHand,
            WorkerId = Guid.Parse(worker),
            Ground = RestrictionGround.Accuracy,
            Reason = "He says it is wrong",
        };
        await Change.Make(
            api.Database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(employer, "restrictWorker", Cancel);
                change.Insert(Tables.Restriction, restriction);
            },
            Cancel
        );
        (await api.SendAsync(HttpMethod.Post, "/sandbox/reset")).Expect(HttpStatusCode.NoContent);
        Assert.Equal(made, await Everything(api));
    }

    [Fact]
    public async Task Nobody_who_may_exist_is_taken_in()
    {
        await using var api = await ApiWorld.OfSandboxAsync();
        var somebody = SyntheticNumbers.Ssin(85, 3, 4, 123, from2000: false);
        var refused = await api.PostAsync($"{Bakery}/workers", new { ssin = somebody, familyName = "Janssens" });
        refused.Expect(400, "badRequest");
        Assert.Contains("sandboxPerson", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(somebody, refused.Text, StringComparison.Ordinal);
        var provider = await TestMachine.InSandbox(api.Database, FillSandbox.Provider);
        var sent = new
        {
            externalId = "R-1",
            ssin = somebody,
            employerNumber = "0999990420",
            title = "Baking",
            kind = "formal",
            status = "followed",
            startDate = "2026-03-10",
            days = "1",
        };
        var token = await api.TokenOf(provider);
        var registered = await api.SendAsync(token, HttpMethod.Post, "/registrations", sent);
        registered.Expect(400, "badRequest");
        Assert.True(registered.Text.Contains("sandboxPerson", StringComparison.Ordinal), registered.Text);
        var list = $"INSZ;Naam;Voornaam;Ondernemingsnummer;In dienst\n{somebody};Janssens;An;0999990420;01/01/2026\n";
        var import = new LearningAccount.App.Imports.ImportFile(api.Database);
        var wrong = await Assert.ThrowsAsync<LearningAccount.App.Imports.FileRefusedException>(() =>
            import.Do(
                new(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(list)), "staff.csv", new(), IsRehearsal: false),
                Synthetic.Tester,
                null,
                Cancel
            )
        );
        Assert.Equal("sandboxPerson", wrong.Anomaly.Code);
    }

    [Fact]
    public async Task Every_answer_and_every_page_says_that_it_is_a_sandbox()
    {
        await using var api = await ApiWorld.OfSandboxAsync();
        var health = await api.SendAsync(null, HttpMethod.Get, "/health");
        Assert.Equal("S", health.Json["environment"]!.ToString());
        string[] paths =
        [
            "/REST/learningAccount/v1/nothing",
            "/REST/learningAccount/v1/employers",
            "/nothing",
            "/",
            "/oauth2/jwks",
        ];
        foreach (var path in paths)
        {
            using var answer = await api.Portal.GetAsync(path);
            Assert.Equal("S", Assert.Single(answer.Headers.GetValues(Marker)));
        }
        foreach (var language in Languages.All)
        {
            using var page = await api.Portal.GetAsync("/employers", language.Code());
            var text = await page.Content.ReadAsStringAsync(Cancel);
            Assert.Contains(Words.In(language)["layout.sandbox"], text, StringComparison.Ordinal);
        }
        await using var connection = await api.Database.Connect(Cancel);
        var employer = (
            await new ReadSnapshots(api.Database).Of((await Held(api.Database, "0999990420")).EmployerId, null, Cancel)
        )!;
        var sender = await Sender.Of(connection, employer, await EmployerRegister.Of(connection, employer, Cancel), Cancel);
        Assert.Contains("TEST ENVIRONMENT", sender.Head(Words.In(Language.En)).Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_erased_of_what_has_to_be_put_back()
    {
        await using var api = await ApiWorld.OfSandboxAsync();
        var employer = (await Held(api.Database, "0999990420")).EmployerId;
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            new CarryOutErasure(api.Database, new(api.Database)).Do(
                employer,
                null,
                Synthetic.Tester,
                new(2060, 1, 1),
                null,
                Cancel
            )
        );
        Assert.Equal("sandboxErasure", refused.Anomaly.Code);
    }

    [Fact]
    public async Task Elsewhere_there_is_nothing_to_reset()
    {
        var world = World.With("Maes Metaal").AndWorker("Peeters", "Anna").Employed("2024-01-01");
        await using var api = await ApiWorld.OfAsync(world);
        var answer = (await api.SendAsync(HttpMethod.Post, "/sandbox/reset")).Expect(404, "resourceNotFound");
        Assert.Contains("no sandbox", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Marker, answer.Headers.Keys);
        Assert.Equal("R", (await api.SendAsync(null, HttpMethod.Get, "/health")).Json["environment"]!.ToString());
        var wrong = await Assert.ThrowsAsync<RefusedException>(() => ResetSandbox.Do(api.Database, Synthetic.Tester, Cancel));
        Assert.Equal("notSandbox", wrong.Anomaly.Code);
        var accounts = (await api.GetAsync($"/employers/{world.Number.Digits}/accounts")).Expect(HttpStatusCode.OK);
        Assert.Single(accounts.Items);
    }

    [Fact]
    public async Task Who_has_not_the_scope_resets_nothing()
    {
        await using var api = await ApiWorld.OfSandboxAsync();
        var token = await api.Machine.TokenAsync(api.Portal, "accounts:read");
        (await api.SendAsync(token, HttpMethod.Post, "/sandbox/reset")).Expect(403, "missingScope");
    }

    /// <summary>What a tester does: hires, renames, registers, cancels, grants, decides, and opens another employer.</summary>
    private static async Task ChangeAsync(ApiWorld api, string worker)
    {
        var training = (await api.GetAsync($"{Bakery}/trainings?pageSize=1")).Items[0]!["trainingId"];
        (await api.PostAsync($"{Bakery}/trainings/{training}/cancel", new { reason = "Test" })).Expect(HttpStatusCode.OK);
        (await api.PutAsync($"{Bakery}/sizeClasses/2024", new { sizeClass = "full" })).Expect(HttpStatusCode.OK);
        (await api.PutAsync($"{worker}/optOuts/2026", new { days = "1" })).Expect(HttpStatusCode.OK);
        var hired = await api.PostAsync(
            $"{Bakery}/workers",
            new { ssin = SyntheticNumbers.Ssin(85, 3, 4, 997, from2000: false), familyName = "Janssens" }
        );
        hired.Expect(HttpStatusCode.Created);
        var given = await api.PostAsync(
            $"{Bakery}/trainings",
            new
            {
                workerId = hired.Json["id"],
                title = "Baking",
                kind = "formal",
                startDate = "2026-03-10",
                days = "1",
            }
        );
        given.Expect(HttpStatusCode.Created);
        var renamed = await api.PatchAsync(
            worker,
            new { familyName = "Changed" },
            ("Content-Type", "application/merge-patch+json")
        );
        renamed.Expect(HttpStatusCode.OK);
        (await api.PostAsync("/employers", new { enterpriseNumber = "0999990816", name = "New one" })).Expect(
            HttpStatusCode.Created
        );
    }

    private static async Task<string> Everything(ApiWorld api)
    {
        var all = new List<string>();
        foreach (var number in Employers)
        {
            foreach (
                var what in (string[])["", "/accounts/export", "/trainings/export", "/workers?pageSize=1000", "/sizeClasses"]
            )
            {
                all.Add((await api.GetAsync($"/employers/{number}{what}")).Expect(HttpStatusCode.OK).Text);
            }
        }
        foreach (var worker in (await api.GetAsync($"{Bakery}/workers")).Items)
        {
            all.Add((await api.GetAsync($"{Bakery}/workers/{worker!["id"]}/account")).Expect(HttpStatusCode.OK).Text);
        }
        return string.Join('\n', all);
    }

    private static async Task<long> LinesAsync(Database database)
    {
        await using var connection = await database.Connect(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from journal";
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }

    private static async Task<EmployerVersion> Held(Database database, string number)
    {
        await using var connection = await database.Connect(Cancel);
        return (await FindEmployer.ByText(connection, number, Cancel))!;
    }
}
