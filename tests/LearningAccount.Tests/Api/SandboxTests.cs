using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using LearningAccount.App.Commands;
using LearningAccount.App.Documents;
using LearningAccount.App.Example;
using LearningAccount.App.Sandbox;
using LearningAccount.App.Wording;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Notices;
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
public sealed partial class SandboxTests
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
    public async Task No_mail_leaves_it()
    {
        await using var test = await TestDatabase.EmptyAsync(Engine.Sqlite);
        await using var sandbox = await Database.OpenAsync(null, test.Folder, test.Clock, Cancel, asSandbox: true);
        var outbox = new Outbox(sandbox);
        await outbox.Add(
            new()
            {
                MailId = Guid.CreateVersion7(),
                EmployerId = Guid.CreateVersion7(),
                UserId = Guid.CreateVersion7(),
                Address = "els@example.be",
                Language = "nl",
                Kind = MailKind.YearlyBalance,
                EmployerName = "Bäckerei Morgenrot AG",
                RequestId = null,
            },
            Cancel
        );
        Assert.Null(await outbox.Take(Cancel));
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

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_database_is_made_a_sandbox_or_never_becomes_one(Engine engine)
    {
        await using var production = await TestDatabase.OpenAsync(engine);
        var refused = await Assert.ThrowsAsync<RefusedException>(async () =>
            await Database.OpenAsync(production.Connection, production.Folder, production.Clock, Cancel, asSandbox: true)
        );
        Assert.Equal("notSandbox", refused.Anomaly.Code);
        Assert.False(production.Database.IsSandbox);

        await using var empty = await TestDatabase.EmptyAsync(engine);
        await using (await Database.OpenAsync(empty.Connection, empty.Folder, empty.Clock, Cancel, asSandbox: true)) { }
        await using var again = await empty.OpenAgain();
        Assert.True(again.IsSandbox);
    }

    [Fact]
    public async Task A_program_is_let_in_and_the_sandbox_served_by_one_command()
    {
        using var folder = new TemporaryFolder();
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(folder["public.pem"], pair.ExportSubjectPublicKeyInfoPem(), Cancel);
        await using (
            var served = await ServedProgram.StartAsync(
                folder.Path,
                "--data",
                folder["data"],
                "--sandbox",
                "--key",
                folder["public.pem"]
            )
        )
        {
            Assert.Contains($"{FillSandbox.Payroll:D}", served.Said, StringComparison.Ordinal);
            var health = await served.Http.GetStringAsync("/REST/learningAccount/v1/health", Cancel);
            Assert.Contains("\"environment\":\"S\"", health, StringComparison.Ordinal);
        }
        var listed = await InProcess.AskAsync("machines", "list", "--data", folder["data"]);
        Assert.Contains($"{FillSandbox.Provider:D}", listed.Output, StringComparison.Ordinal);
        var reset = await InProcess.AskAsync("sandbox", "reset", "--data", folder["data"]);
        Assert.Equal(0, reset.ExitCode);

        await using var production = await TestDatabase.OpenAsync(Engine.Sqlite);
        var refused = await InProcess.AskAsync("--data", production.Folder, "--sandbox");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("notSandbox", refused.Errors, StringComparison.Ordinal);
        var other = await InProcess.AskAsync("sandbox", "reset", "--data", production.Folder);
        Assert.Equal(1, other.ExitCode);
    }

    [Fact]
    public void Who_is_named_in_the_page_about_it_is_in_it()
    {
        var page = Project.Read("docs/api-sandbox.md");
        var others = ExampleCompany.Others();
        var numbers = ExampleCompany
            .Workers()
            .Concat(others.SelectMany(other => other.Workers))
            .Select(worker => worker.Ssin.Digits);
        Assert.Empty(NationalNumber().Matches(page).Select(match => match.Value).Except(numbers));
        Assert.All(
            others,
            other =>
                Assert.Contains(
                    $"| {other.Name} | {other.Number.Digits} | {other.Workers.Count} |",
                    page,
                    StringComparison.Ordinal
                )
        );
        foreach (
            var line in page.Split('\n')
                .Select(line => line.Trim())
                .Where(line => line.StartsWith("./ila ", StringComparison.Ordinal))
        )
        {
            Assert.Empty(Root.Create().Parse(line["./ila ".Length..]).Errors);
        }
        Assert.Contains($"{FillSandbox.Payroll:D}", page, StringComparison.Ordinal);
        Assert.Contains($"{FillSandbox.Provider:D}", page, StringComparison.Ordinal);
        Assert.Equal(ExampleCompany.Workers().Count + 42, numbers.Distinct().Count());
    }

    [Fact]
    public async Task Of_every_table_it_is_decided_whether_a_reset_empties_it()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        // Who signs in and how; what goes by the journals and is made anew; files nothing points to any more; the installation's own.
        string[] left =
        [
            "access_stamp attachment_content calendar_feed document_content duty_mail duty_progress duty_standing enterprise",
            "enterprise_code enterprise_name guess import_content journal journal_chain journal_content look machine_use",
            "mail_choice migration notice_progress notice_read one_time_secret outside_identity passkey recovery_code",
            "revoked_token sandbox sandbox_line scrub_due session session_reason token_key used_assertion user_password",
        ];
        var emptied = Project.Read("src/LearningAccount.Records/Sandbox/ResetSandbox.cs");
        var facts = Tables.All.Select(table => table.Name);
        Faults.None(
            from table in (await test.Database.Columns(Cancel)).Select(columns => columns.Key)
            where !facts.Contains(table) && !left.SelectMany(line => line.Split(' ')).Contains(table)
            where !emptied.Contains($"delete from {table}", StringComparison.Ordinal)
            select $"{table}: say in Records/Sandbox/ResetSandbox.cs that a reset empties it, or here that it stays."
        );
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

    [GeneratedRegex("\\b[0-9]{11}\\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NationalNumber();
}
