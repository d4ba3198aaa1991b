using System.Net;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Identity;
using LearningAccount.Tests.Portal;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>Who has access to an employer, as its administrators read and decide it with their own tokens.</summary>
public sealed class AccessApiTests
{
    private const string Audience = "https://learning.example.be/api";

    private static readonly World Metaal = World
        .With("Maes Metaal", 9_999_911)
        .OfSize(SizeClass.Full)
        .AndWorker("Peeters", "Anna")
        .Being(said => said with { Department = "Assembly" })
        .Employed("2024-01-01");

    private static readonly string Root = $"/employers/{Metaal.Number.Digits}/accessGrants";

    private static readonly object Els = new
    {
        name = "Els Maes",
        email = "els.maes@metaal.example",
        role = "employerUser",
        rights = new[] { "registerTrainings" },
        scope = new { kind = "department", value = "Assembly" },
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Below(string href) => href.Split("/v1")[1];

    /// <summary>The API, with somebody who administers the employer and signed in just now.</summary>
    private sealed class Administered(ApiWorld api, FakeProvider provider) : IAsyncDisposable
    {
        public ApiWorld Api => api;

        public static async Task<Administered> StartAsync(Engine engine = Engine.Sqlite)
        {
            var provider = await FakeProvider.StartAsync();
            var api = await ApiWorld.StartAsync(
                Metaal.RecordedIn,
                engine,
                $$"""
                {"signIn": [{"id": "fake", "name": "Fake", "issuer": "{{provider.Issuer}}", "clientId": "learning-account", "apiAudience": "{{Audience}}" }]}
                """
            );
            await api.AddMachineAsync(Metaal.EmployerId, [.. Grant.Givable]);
            var boss = TestVisitor.Named("Bo Claes").At(Metaal.EmployerId, Role.EmployerAdmin);
            await api.Portal.As(boss);
            await api.Portal.Part<OutsideIdentities>().Link(provider.Issuer, "bo-1", boss.UserId, Cancel);
            return new(api, provider);
        }

        /// <param name="ago">How long ago it signed in; null: its issuer does not say.</param>
        public Task<ApiReply> SendAsync(
            HttpMethod method,
            string path,
            object? body = null,
            TimeSpan? ago = null,
            params (string Name, string Value)[] headers
        ) => api.SendAsync(Token(ago), method, path, body, headers);

        public string Token(TimeSpan? ago)
        {
            var claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["iss"] = provider.Issuer,
                ["sub"] = "bo-1",
                ["aud"] = Audience,
                ["exp"] = ServedPortal.Noon.AddMinutes(5).ToUnixTimeSeconds(),
                ["scope"] = "scope:learningAccount:access:read scope:learningAccount:access:write",
            };
            if (ago is { } since)
            {
                claims["auth_time"] = (ServedPortal.Noon - since).ToUnixTimeSeconds();
            }
            return FakeProvider.Token(claims, provider.Signing);
        }

        public async ValueTask DisposeAsync()
        {
            await api.DisposeAsync();
            await provider.DisposeAsync();
        }
    }

    private static readonly TimeSpan JustNow = TimeSpan.FromMinutes(1);

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_administrator_gives_access_changes_it_and_ends_it(Engine engine)
    {
        await using var world = await Administered.StartAsync(engine);
        var given = await world.SendAsync(HttpMethod.Post, Root, Els, JustNow, ("Idempotency-Key", "a"));
        var address = Below(given.Expect(HttpStatusCode.Created).Headers["Location"]);
        Assert.Equal(
            "person employerUser Assembly",
            $"{given.Json["holder"]} {given.Json["role"]} {given.Json["scope"]!["value"]}"
        );
        var again = await world.SendAsync(HttpMethod.Post, Root, Els, JustNow, ("Idempotency-Key", "a"));
        Assert.Equal((given.Text, "true"), (again.Text, again.Headers["Idempotency-Replayed"]));
        var read = (await world.SendAsync(HttpMethod.Get, address)).Expect(HttpStatusCode.OK);
        Assert.Equal((given.ETag, given.Text), (read.ETag, read.Text));
        var changed = await world.SendAsync(
            HttpMethod.Put,
            address,
            new
            {
                role = "employerUser",
                rights = new[] { "registerTrainings", "readHistory" },
                endDate = "2027-06-30",
            },
            JustNow,
            ("If-Match", read.ETag)
        );
        Assert.Equal("2027-06-30", changed.Expect(HttpStatusCode.OK).Json["endDate"]!.ToString());
        Assert.Null(changed.Json["scope"]);
        Assert.Equal(changed.Text, (await world.SendAsync(HttpMethod.Get, address)).Text);
        (await world.SendAsync(HttpMethod.Delete, address, null, JustNow, ("If-Match", read.ETag))).Expect(
            412,
            "preconditionFailed"
        );
        (await world.SendAsync(HttpMethod.Delete, address, null, JustNow)).Expect(HttpStatusCode.NoContent);
        (await world.SendAsync(HttpMethod.Get, address)).Expect(404, "resourceNotFound");
        await using var connection = await world.Api.Database.Connect(Cancel);
        var last = (await ReadJournal.Last(connection, Metaal.EmployerId, Cancel))!;
        Assert.Equal(("endAccess", Door.Api), (last.Action, last.Door));
    }

    [Fact]
    public async Task A_worker_gets_its_own_account_and_a_program_is_let_in()
    {
        await using var world = await Administered.StartAsync();
        var worker = new
        {
            name = "Anna Peeters",
            email = "anna@metaal.example",
            role = "worker",
            workerId = Metaal.WorkerIds[0],
        };
        var own = (await world.SendAsync(HttpMethod.Post, Root, worker, JustNow)).Expect(HttpStatusCode.Created);
        Assert.Equal($"{Metaal.WorkerIds[0]:D}", own.Json["workerId"]!.ToString());
        (await world.SendAsync(HttpMethod.Post, Root, worker, JustNow)).Expect(400, "badRequest", "body email invalidInput");
        var mine = Below(own.Headers["Location"]);
        (await world.SendAsync(HttpMethod.Put, mine, new { role = "employerUser" }, JustNow)).Expect(
            400,
            "badRequest",
            "body role invalidInput"
        );

        using var machine = await TestMachine.Register(world.Api.Database);
        var token = await machine.TokenAsync(world.Api.Portal);
        var accounts = $"/employers/{Metaal.Number.Digits}/accounts";
        (await world.Api.SendAsync(token, HttpMethod.Get, accounts)).Expect(404, "resourceNotFound");
        var program = await world.SendAsync(HttpMethod.Post, Root, new { clientId = machine.Id, role = "employerUser" }, JustNow);
        Assert.Equal($"{machine.Id:D}", program.Expect(HttpStatusCode.Created).Json["clientId"]!.ToString());
        (await world.Api.SendAsync(token, HttpMethod.Get, accounts)).Expect(HttpStatusCode.OK);
        (await world.SendAsync(HttpMethod.Post, Root, new { clientId = machine.Id, role = "employerAdmin" }, JustNow)).Expect(
            400,
            "badRequest",
            "body role invalidInput"
        );

        var listed = (await world.SendAsync(HttpMethod.Get, $"{Root}?role=worker")).Expect(HttpStatusCode.OK);
        Assert.Equal("Anna Peeters", Assert.Single(listed.Items)!["name"]!.ToString());
        var all = (await world.SendAsync(HttpMethod.Get, Root)).Items;
        Assert.Equal("worker", all[^1]!["role"]!.ToString());
        Assert.DoesNotContain(Metaal.NumberOf(0), (await world.SendAsync(HttpMethod.Get, Root)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_somebody_who_signed_in_a_short_while_ago_gives_access()
    {
        await using var world = await Administered.StartAsync();
        foreach (var ago in new TimeSpan?[] { null, TimeSpan.FromMinutes(11) })
        {
            var refused = await world.SendAsync(HttpMethod.Post, Root, Els, ago);
            refused.Expect(401, "signInAgain");
            Assert.Contains("max_age=\"600\"", refused.Headers["WWW-Authenticate"], StringComparison.Ordinal);
        }
        var all = (await world.SendAsync(HttpMethod.Get, Root)).Expect(HttpStatusCode.OK);
        Assert.DoesNotContain(all.Items, one => one!["name"]!.ToString() == "Els Maes");
        var grant = Below(all.Items[0]!["href"]!.ToString());
        (await world.SendAsync(HttpMethod.Delete, grant)).Expect(401, "signInAgain");
        (await world.SendAsync(HttpMethod.Put, grant, new { role = "auditor" })).Expect(401, "signInAgain");
    }

    [Fact]
    public async Task What_cannot_be_given_is_told_at_its_place()
    {
        await using var world = await Administered.StartAsync();
        async Task Wrong(object body, string places) =>
            (await world.SendAsync(HttpMethod.Post, Root, body, JustNow)).Expect(400, "badRequest", places);

        await Wrong(new { role = "employerUser" }, "body email invalidInput");
        await Wrong(
            new
            {
                role = "auditor",
                name = "A",
                email = "no address",
            },
            "body email invalidInput"
        );
        await Wrong(
            new
            {
                role = "breakGlass",
                name = "A",
                email = "a@b.example",
            },
            "body role schemaViolation"
        );
        await Wrong(
            new
            {
                role = "worker",
                name = "A",
                email = "a@b.example",
            },
            "body workerId invalidInput"
        );
        await Wrong(
            new
            {
                role = "auditor",
                name = "A",
                email = "a@b.example",
                rights = new[] { "import" },
            },
            "body rights invalidInput"
        );
        await Wrong(
            new
            {
                role = "employerUser",
                name = "A",
                email = "a@b.example",
                rights = new[] { "import" },
                scope = new { kind = "site", value = "Gent" },
            },
            "body rights invalidInput"
        );
        await Wrong(
            new
            {
                role = "auditor",
                name = "A",
                email = "a@b.example",
                endDate = "2020-01-01",
            },
            "body endDate invalidInput"
        );
        // The last administrator stays.
        var all = (await world.SendAsync(HttpMethod.Get, $"{Root}?role=employerAdmin")).Items;
        foreach (var other in all.Where(one => one!["name"]!.ToString() != "Bo Claes"))
        {
            (await world.SendAsync(HttpMethod.Delete, Below(other!["href"]!.ToString()), null, JustNow)).Expect(
                HttpStatusCode.NoContent
            );
        }
        var last = Below(all.Single(one => one!["name"]!.ToString() == "Bo Claes")!["href"]!.ToString());
        (await world.SendAsync(HttpMethod.Delete, last, null, JustNow)).Expect(400, "badRequest");
        (await world.SendAsync(HttpMethod.Put, last, new { role = "auditor" }, JustNow)).Expect(400, "badRequest");
    }

    [Fact]
    public async Task A_program_neither_reads_nor_gives_access()
    {
        await using var world = await Administered.StartAsync();
        (await world.Api.GetAsync(Root)).Expect(403, "missingPermission");
        (await world.Api.PostAsync(Root, Els)).Expect(403, "missingPermission");
        var other = await World.With("Other one", 9_999_902).AndWorker().RecordedIn(world.Api.Database);
        (await world.SendAsync(HttpMethod.Post, $"/employers/{other.Number.Digits}/accessGrants", Els, JustNow)).Expect(
            404,
            "resourceNotFound"
        );
    }
}
