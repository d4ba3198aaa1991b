using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LearningAccount.App.Identity.Machines;
using LearningAccount.Records.Access;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Portal;
using LearningAccount.Tests.Records;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LearningAccount.Tests.Identity.Machines;

/// <summary>Machines ask the program for tokens, over the network, with all that can be wrong with it.</summary>
public sealed class MachineSignInTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ES256")]
    [InlineData("RS256")]
    [InlineData("PS256")]
    public async Task A_machine_that_signs_with_its_key_is_given_a_token_for_what_it_may(string algorithm)
    {
        await using var portal = await ServedPortal.StartAsync();
        using var machine = await TestMachine.Register(
            portal.Database,
            scopes: ["trainings:read", "employers:read"],
            algorithm: algorithm
        );
        using var answer = await machine.AskAsync(portal.Http, portal.Address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        var json = await TestMachine.JsonOf(answer);
        Assert.Equal(
            ("Bearer", 600, "scope:learningAccount:employers:read scope:learningAccount:trainings:read"),
            (json["token_type"]!.GetValue<string>(), json["expires_in"]!.GetValue<int>(), json["scope"]!.GetValue<string>())
        );
        var read = await portal.Part<AccessTokens>().Read(json["access_token"]!.GetValue<string>(), Cancel);
        Assert.Equal((TokenState.Valid, machine.Id, machine.Id), (read.State, read.ClientId, read.Visitor.UserId));
        // Each key tells when it last served.
        await using var connection = await portal.Database.Connect(Cancel);
        Assert.Equal(ServedPortal.Noon, (await ReadMachines.Uses(connection, machine.Id, Cancel))[machine.Key.KeyId]);
    }

    [Fact]
    public async Task What_is_asked_wrongly_is_answered_to_a_program_and_can_be_found_again()
    {
        await using var portal = await ServedPortal.StartAsync();
        foreach (
            var (method, path, bytes, status) in ((HttpMethod, string, int, int)[])
                [
                    (HttpMethod.Post, "/oauth2/token", 3 * 1024 * 1024, 400),
                    (HttpMethod.Post, "/oauth2/token", 0, 400),
                    (HttpMethod.Get, "/oauth2/token", -1, 405),
                    (HttpMethod.Put, "/oauth2/revoke", -1, 405),
                    (HttpMethod.Get, "/oauth2/nothing", -1, 404),
                ]
        )
        {
            using var request = new HttpRequestMessage(method, path);
            // Told before it is sent, so that the answer is there to be read.
            request.Headers.ExpectContinue = bytes > 0;
            if (bytes >= 0)
            {
                request.Content = new StringContent(new string('x', bytes), Encoding.UTF8, "application/x-www-form-urlencoded");
            }
            using var answer = await portal.Http.SendAsync(request, Cancel);
            Assert.Equal(("invalid_request", status), await FaultAsync(answer));
            Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
            Assert.True(answer.Headers.Contains("BelGov-Trace-Id"));
            Assert.Equal(status == 405 ? ["POST"] : [], answer.Content.Headers.Allow);
        }
    }

    [Fact]
    public async Task A_scope_that_is_not_given_is_named()
    {
        await using var portal = await ServedPortal.StartAsync();
        using var machine = await TestMachine.Register(portal.Database, scopes: ["trainings:read"]);
        using var refused = await machine.AskAsync(
            portal.Http,
            portal.Address,
            "scope:learningAccount:workers:read trainings:read scope:learningAccount:trainings:read"
        );
        var why = (await TestMachine.JsonOf(refused))["error_description"]!.ToString();
        Assert.Contains("called trainings:read;", why, StringComparison.Ordinal);
        Assert.Contains("Not given to this client: scope:learningAccount:workers:read.", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_for_the_scopes_that_are_asked_and_never_for_others()
    {
        await using var portal = await ServedPortal.StartAsync();
        using var machine = await TestMachine.Register(portal.Database, scopes: ["trainings:read", "trainings:write"]);
        using var narrow = await machine.AskAsync(portal.Http, portal.Address, "scope:learningAccount:trainings:read");
        var token = (await TestMachine.JsonOf(narrow))["access_token"]!.GetValue<string>();
        var read = await portal.Part<AccessTokens>().Read(token, Cancel);
        Assert.Equal(["scope:learningAccount:trainings:read"], read.Scopes);
        foreach (var beyond in new[] { "scope:learningAccount:workers:read", "trainings:read", "admin", " " })
        {
            using var refused = await machine.AskAsync(portal.Http, portal.Address, beyond);
            Assert.Equal(("invalid_scope", 400), await FaultAsync(refused));
        }
    }

    [Fact]
    public async Task Whoever_proves_nothing_is_told_so_and_let_in_by_nothing()
    {
        await using var portal = await ServedPortal.StartAsync();
        using var machine = await TestMachine.Register(portal.Database);
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var here = new Uri(portal.Address, "/oauth2/token").AbsoluteUri;
        var shared = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(machine.Key.Jwk));
        var unsigned = new JsonWebTokenHandler().CreateToken(
            $$"""{"iss":"{{machine.Id:D}}","sub":"{{machine.Id:D}}","aud":"{{here}}","jti":"x","exp":{{ServedPortal.Noon.AddMinutes(1).ToUnixTimeSeconds()}}}"""
        );
        var wrong = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["another key"] = machine.Assertion(here, new() { Key = new ECDsaSecurityKey(stranger) }),
            ["the public key as a shared secret"] = machine.Assertion(here, new() { Key = shared, Algorithm = "HS256" }),
            ["no signature"] = unsigned,
            ["unknown"] = machine.Assertion(here, new() { Subject = Guid.CreateVersion7().ToString("D") }),
            ["no client"] = machine.Assertion(here, new() { Subject = "payroll" }),
            ["another key's id"] = machine.Assertion(here, new() { KeyId = "other" }),
            ["ended"] = machine.Assertion(here, new() { From = TimeSpan.FromMinutes(-10), Until = TimeSpan.FromSeconds(-61) }),
            ["to come"] = machine.Assertion(here, new() { From = TimeSpan.FromMinutes(5), Until = TimeSpan.FromMinutes(6) }),
            ["for too long"] = machine.Assertion(here, new() { Until = TimeSpan.FromHours(1) }),
            ["for another server"] = machine.Assertion("https://other.example/oauth2/token"),
            ["nonsense"] = "a.b.c",
        };
        foreach (var (what, assertion) in wrong)
        {
            using var answer = await machine.AskAsync(portal.Http, portal.Address, assertion: assertion);
            Assert.Equal((what, "invalid_client", 401), (what, (await FaultAsync(answer)).Error, (int)answer.StatusCode));
        }
        // The origin is the issuer: it is meant by that too.
        using var byIssuer = await machine.AskAsync(
            portal.Http,
            portal.Address,
            assertion: machine.Assertion(portal.Address.GetLeftPart(UriPartial.Authority))
        );
        Assert.Equal(HttpStatusCode.OK, byIssuer.StatusCode);
    }

    [Fact]
    public async Task A_request_that_is_no_request_for_a_token_is_told_what_is_wrong_with_it()
    {
        await using var portal = await ServedPortal.StartAsync();
        using var machine = await TestMachine.Register(portal.Database);
        var good = machine.Assertion(new Uri(portal.Address, "/oauth2/token").AbsoluteUri);
        async Task<(string, int)> Send(string? assertion, params (string Name, string Value)[] fields)
        {
            var form = fields.ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal);
            using var answer = await TestMachine.SendAsync(portal.Http, "/oauth2/token", form, assertion);
            return await FaultAsync(answer);
        }
        Assert.Equal(("invalid_request", 400), await Send(good));
        Assert.Equal(("unsupported_grant_type", 400), await Send(good, ("grant_type", "password")));
        Assert.Equal(("invalid_request", 400), await Send(null, ("grant_type", "client_credentials")));
        Assert.Equal(
            ("invalid_request", 400),
            await Send(good, ("grant_type", "client_credentials"), ("client_assertion_type", "jwt"))
        );
        Assert.Equal(
            ("invalid_client", 401),
            await Send(null, ("grant_type", "client_credentials"), ("client_id", "x"), ("client_secret", "y"))
        );
        Assert.Equal(
            ("invalid_client", 401),
            await Send(good, ("grant_type", "client_credentials"), ("client_id", Guid.CreateVersion7().ToString("D")))
        );
        Assert.Equal(("invalid_request", 400), await Send(new string('a', 20_000), ("grant_type", "client_credentials")));
        using var json = await portal.Http.PostAsync(
            new Uri("/oauth2/token", UriKind.Relative),
            new StringContent("{}", Encoding.UTF8, "application/json"),
            Cancel
        );
        Assert.Equal(("invalid_request", 400), await FaultAsync(json));
        using var twice = await portal.Http.PostAsync(
            new Uri("/oauth2/token", UriKind.Relative),
            new StringContent("grant_type=a&grant_type=b", Encoding.UTF8, "application/x-www-form-urlencoded"),
            Cancel
        );
        Assert.Equal(("invalid_request", 400), await FaultAsync(twice));
        using var large = await portal.Http.PostAsync(
            new Uri("/oauth2/token", UriKind.Relative),
            new StringContent(new string('a', 40_000), Encoding.UTF8, "application/x-www-form-urlencoded"),
            Cancel
        );
        Assert.Equal(("invalid_request", 400), await FaultAsync(large));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_assertion_opens_the_door_once_also_for_another_program_on_the_same_database(Engine engine)
    {
        await using var portal = await ServedPortal.StartAsync(engine: engine);
        using var machine = await TestMachine.Register(portal.Database);
        var assertion = machine.Assertion(new Uri(portal.Address, "/oauth2/token").AbsoluteUri, new() { Id = "once" });
        using var first = await machine.AskAsync(portal.Http, portal.Address, assertion: assertion);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var second = await machine.AskAsync(portal.Http, portal.Address, assertion: assertion);
        Assert.Equal(("invalid_client", 401), await FaultAsync(second));
        // What is remembered stands in the database, not in this program.
        var elsewhere = new MachineDoor(portal.Database);
        Assert.False(await elsewhere.Use(machine.Id, "once", ServedPortal.Noon.AddMinutes(2), Cancel));
        using var other = await TestMachine.Register(portal.Database);
        Assert.True(await elsewhere.Use(other.Id, "once", ServedPortal.Noon.AddMinutes(2), Cancel));
    }

    [Fact]
    public async Task A_machine_that_was_stopped_or_whose_key_was_ended_is_not_let_in()
    {
        await using var portal = await ServedPortal.StartAsync();
        using var machine = await TestMachine.Register(portal.Database);
        using var second = await machine.WithKey("RS256");
        await Change.Make(
            portal.Database,
            new Author("test", Door.Command),
            change => MachineKeys.End(change, machine.Id, machine.Key.KeyId, ServedPortal.Noon, Cancel),
            Cancel
        );
        using var ended = await machine.AskAsync(portal.Http, portal.Address);
        Assert.Equal(("invalid_client", 401), await FaultAsync(ended));
        using var other = await second.AskAsync(portal.Http, portal.Address);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        await Change.Make(
            portal.Database,
            new Author("test", Door.Command),
            change => RegisterMachine.Open(change, machine.Id, isOpen: false, Cancel),
            Cancel
        );
        using var stopped = await second.AskAsync(portal.Http, portal.Address);
        Assert.Equal(("invalid_client", 401), await FaultAsync(stopped));
    }

    [Fact]
    public async Task A_token_that_its_machine_gives_back_opens_nothing_any_more_and_another_s_stays()
    {
        await using var portal = await ServedPortal.StartAsync();
        using var machine = await TestMachine.Register(portal.Database);
        using var other = await TestMachine.Register(portal.Database);
        var (own, others) = (await machine.TokenAsync(portal), await other.TokenAsync(portal));
        var tokens = portal.Part<AccessTokens>();
        Assert.Equal(TokenState.Valid, (await tokens.Read(own, Cancel)).State);
        foreach (var token in new[] { own, others, "nonsense" })
        {
            var proof = machine.Assertion(new Uri(portal.Address, "/oauth2/revoke").AbsoluteUri);
            using var answer = await TestMachine.SendAsync(portal.Http, "/oauth2/revoke", new() { ["token"] = token }, proof);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        Assert.Equal(TokenState.Invalid, (await tokens.Read(own, Cancel)).State);
        Assert.Equal(TokenState.Valid, (await tokens.Read(others, Cancel)).State);
        using var unproven = await TestMachine.SendAsync(portal.Http, "/oauth2/revoke", new() { ["token"] = others }, null);
        Assert.Equal(("invalid_request", 400), await FaultAsync(unproven));
    }

    [Fact]
    public async Task Whoever_reads_the_metadata_finds_all_the_rest()
    {
        await using var portal = await ServedPortal.StartAsync();
        using var machine = await TestMachine.Register(portal.Database);
        var metadata = await ReadAsync(portal, "/.well-known/oauth-authorization-server");
        var origin = portal.Address.GetLeftPart(UriPartial.Authority);
        Assert.Equal(origin, metadata["issuer"]!.GetValue<string>());
        Assert.Equal($"{origin}/oauth2/token", metadata["token_endpoint"]!.GetValue<string>());
        Assert.Contains(
            "private_key_jwt",
            metadata["token_endpoint_auth_methods_supported"]!.ToJsonString(),
            StringComparison.Ordinal
        );
        var keys = await ReadAsync(portal, new Uri(metadata["jwks_uri"]!.GetValue<string>()).AbsolutePath);
        var token = await machine.TokenAsync(portal);
        // Anybody can check a token by the keys that are published, and none of them tells a secret.
        var published = new JsonWebKeySet(keys.ToJsonString());
        Assert.DoesNotContain("\"d\"", keys.ToJsonString(), StringComparison.Ordinal);
        var checkedBy = new TokenValidationParameters
        {
            ValidIssuer = "http://localhost",
            ValidAudience = $"http://localhost{AccessTokens.ApiPath}",
            ValidTypes = ["at+jwt"],
            IssuerSigningKeys = published.GetSigningKeys(),
            ValidateLifetime = false,
        };
        Assert.True((await new JsonWebTokenHandler().ValidateTokenAsync(token, checkedBy)).IsValid);
    }

    [Fact]
    public async Task A_program_that_tries_without_end_waits_and_is_let_in_after()
    {
        await using var portal = await ServedPortal.StartAsync();
        using var machine = await TestMachine.Register(portal.Database);
        HttpStatusCode last = default;
        var wrong = machine.Assertion("https://other.example");
        for (var i = 0; i < GuessLimit.Address.Free + 2; i++)
        {
            using var answer = await machine.AskAsync(portal.Http, portal.Address, assertion: wrong);
            last = answer.StatusCode;
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        using var waiting = await machine.AskAsync(portal.Http, portal.Address);
        Assert.Equal(HttpStatusCode.TooManyRequests, waiting.StatusCode);
        Assert.True(waiting.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        portal.Clock.Now += TimeSpan.FromMinutes(1);
        using var late = await machine.AskAsync(portal.Http, portal.Address);
        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
    }

    private static async Task<JsonObject> ReadAsync(ServedPortal portal, string path)
    {
        using var answer = await portal.GetAsync(path, visitor: ServedPortal.Nobody);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await TestMachine.JsonOf(answer);
    }

    private static async Task<(string Error, int Status)> FaultAsync(HttpResponseMessage answer)
    {
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        var json = await TestMachine.JsonOf(answer);
        Assert.NotEmpty(json["error_description"]!.GetValue<string>());
        return (json["error"]!.GetValue<string>(), (int)answer.StatusCode);
    }
}
