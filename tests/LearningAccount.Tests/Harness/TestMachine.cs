using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LearningAccount.App.Identity.Machines;
using LearningAccount.App.Sandbox;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Law.Numbers;
using LearningAccount.Tests.Portal;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LearningAccount.Tests.Harness;

/// <summary>
/// A program that signs in with a key of its own, registered as real ones are: <c>await TestMachine.Register(database, "Payroll")</c>, then
/// <c>GrantAsync(employer, Right.RegisterTrainings)</c> and <c>TokenAsync(portal)</c>.
/// </summary>
internal sealed class TestMachine : IDisposable
{
    private static int organisations = 9_999_970;
    private readonly Database database;
    private readonly AsymmetricAlgorithm pair;

    private TestMachine(Database database, Guid id, AsymmetricAlgorithm pair, MachineKey key) =>
        (this.database, Id, this.pair, Key) = (database, id, pair, key);

    /// <summary>By which it signs in, and which employers give access to.</summary>
    public Guid Id { get; }
    public MachineKey Key { get; }

    /// <summary>Each machine without one of its own gets another organisation.</summary>
    public static string FreshNumber() => SyntheticNumbers.Enterprise(9_999_970 + Interlocked.Increment(ref organisations) % 30);

    /// <param name="organisation">The enterprise number of whoever it belongs to; null: some number that is nobody's.</param>
    /// <param name="scopes">Short (<c>trainings:write</c>) or in full; none: all that a machine can have, but those of providers.</param>
    /// <param name="algorithm"><c>ES256</c>, <c>RS256</c> or <c>PS256</c>.</param>
    public static async Task<TestMachine> Register(
        Database database,
        string name = "Payroll",
        string? organisation = null,
        IEnumerable<string>? scopes = null,
        string algorithm = "ES256",
        Guid? owner = null,
        Guid? home = null
    )
    {
        var cancel = TestContext.Current.CancellationToken;
        Assert.True(EnterpriseNumber.TryParse(organisation ?? FreshNumber(), out var number, out _));
        var may = scopes
            ?.Select(scope => ApiScopes.Find(scope) ?? throw new ArgumentException($"There is no scope {scope}.", nameof(scopes)))
            .ToList();
        var words = new MachineWords(name, "api@example.be", may ?? [.. ApiScopes.OfMachines]);
        var (pair, key) = Fresh(algorithm);
        var id = await Change.Make(
            database,
            new Author("test", Door.Command),
            async change =>
            {
                var made = await RegisterMachine.Do(
                    change,
                    words,
                    ("Softwarehuis", number),
                    owner,
                    home,
                    byOperator: true,
                    cancel
                );
                await MachineKeys.Add(change, key.Of(made, null, database.Clock.GetUtcNow()), database.Clock.GetUtcNow(), cancel);
                return made;
            },
            cancel
        );
        return new(database, id, pair, key);
    }

    /// <summary>The same machine with one more key, which signs from now on.</summary>
    public async Task<TestMachine> WithKey(string algorithm = "ES256")
    {
        var cancel = TestContext.Current.CancellationToken;
        var (other, key) = Fresh(algorithm);
        await Change.Make(
            database,
            new Author("test", Door.Command),
            change => MachineKeys.Add(change, key.Of(Id, null, database.Clock.GetUtcNow()), database.Clock.GetUtcNow(), cancel),
            cancel
        );
        return new(database, Id, other, key);
    }

    /// <summary>One of the programs of a sandbox, which signs in with a key of its own from now on.</summary>
    public static async Task<TestMachine> InSandbox(Database database, Guid program)
    {
        var (pair, key) = Fresh("ES256");
        await FillSandbox.LetSignIn(database, key, TestContext.Current.CancellationToken);
        return new(database, program, pair, key);
    }

    /// <summary>Gives it access to an employer, as a user with these rights.</summary>
    public Task<Guid> GrantAsync(Guid employer, params Right[] rights) => GrantAsync(employer, null, rights);

    /// <param name="scope">A site or department; null: all workers.</param>
    public async Task<Guid> GrantAsync(Guid employer, AccessScope? scope, Right[] rights)
    {
        var cancel = TestContext.Current.CancellationToken;
        var grant = GrantMachine.Everything(employer, Knowledge.DayOf(database.Clock.GetUtcNow())) with
        {
            Rights = [.. rights],
            Scope = scope,
        };
        await Change.Make(
            database,
            new Author("test", Door.Command),
            change => GrantMachine.Do(change, Id, grant, cancel),
            cancel
        );
        return grant.GrantId;
    }

    /// <summary>A token without asking the program for it over the network.</summary>
    /// <param name="scopes">Short or in full; none: all it may ask for.</param>
    public async Task<string> TokenAsync(AccessTokens tokens, params string[] scopes)
    {
        var cancel = TestContext.Current.CancellationToken;
        MachineVersion? machine;
        await using (var connection = await database.Connect(cancel))
        {
            machine = await ReadMachines.Find(connection, Id, cancel);
        }
        var asked = scopes.Length > 0 ? scopes.Select(scope => ApiScopes.Find(scope)!) : ApiScopes.Read(machine!.Scopes);
        return (await tokens.Issue(Id, asked, cancel)).Token;
    }

    /// <inheritdoc cref="TokenAsync(AccessTokens, string[])"/>
    public Task<string> TokenAsync(ServedPortal portal, params string[] scopes) =>
        TokenAsync(portal.Part<AccessTokens>(), scopes);

    /// <summary>Proves who it is, as of now by the clock of the database.</summary>
    public string Assertion(string audience, AssertionFields? fields = null)
    {
        fields ??= new();
        var now = database.Clock.GetUtcNow();
        SecurityKey with = fields.Key ?? (pair is ECDsa curve ? new ECDsaSecurityKey(curve) : new RsaSecurityKey((RSA)pair));
        with.KeyId = fields.KeyId;
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [JwtRegisteredClaimNames.Sub] = fields.Subject ?? Id.ToString("D"),
            [JwtRegisteredClaimNames.Jti] = fields.Id ?? Guid.CreateVersion7().ToString("N"),
        };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = fields.Subject ?? Id.ToString("D"),
                Audience = audience,
                IssuedAt = (now + fields.From).UtcDateTime,
                NotBefore = (now + fields.From).UtcDateTime,
                Expires = (now + fields.Until).UtcDateTime,
                Claims = claims,
                SigningCredentials = new(with, fields.Algorithm ?? Key.Algorithm),
            }
        );
    }

    /// <summary>Asks the program for a token, as a vendor's program does.</summary>
    public Task<HttpResponseMessage> AskAsync(HttpClient http, Uri address, string? scope = null, string? assertion = null) =>
        SendAsync(
            http,
            "/oauth2/token",
            new(StringComparer.Ordinal) { ["grant_type"] = "client_credentials" },
            assertion ?? Assertion(new Uri(address, "/oauth2/token").AbsoluteUri),
            scope is null ? null : ("scope", scope)
        );

    public static async Task<JsonObject> JsonOf(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!;

    public static Task<HttpResponseMessage> SendAsync(
        HttpClient http,
        string path,
        Dictionary<string, string> form,
        string? assertion,
        (string Name, string Value)? more = null
    )
    {
        if (assertion is not null)
        {
            form.TryAdd("client_assertion_type", ClientAssertion.Type);
            form["client_assertion"] = assertion;
        }
        if (more is var (name, value))
        {
            form[name] = value;
        }
        return http.PostAsync(
            new Uri(path, UriKind.Relative),
            new FormUrlEncodedContent(form),
            TestContext.Current.CancellationToken
        );
    }

    public void Dispose() => pair.Dispose();

    private static (AsymmetricAlgorithm Pair, MachineKey Key) Fresh(string algorithm)
    {
        if (algorithm is "ES256")
        {
            var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return (curve, MachineKey.Read(curve.ExportSubjectPublicKeyInfoPem()));
        }
        var rsa = RSA.Create(2048);
        return (rsa, MachineKey.Read(rsa.ExportSubjectPublicKeyInfoPem(), algorithm));
    }
}

/// <summary>What an assertion says that is not as it should be.</summary>
internal sealed record AssertionFields
{
    public string? Subject { get; init; }
    public string? Id { get; init; }
    public string? KeyId { get; init; }
    public string? Algorithm { get; init; }
    public SecurityKey? Key { get; init; }
    public TimeSpan From { get; init; }
    public TimeSpan Until { get; init; } = TimeSpan.FromMinutes(1);
}
