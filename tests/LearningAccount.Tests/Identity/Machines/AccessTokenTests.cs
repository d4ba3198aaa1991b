using System.Security.Cryptography;
using LearningAccount.App.Identity.Machines;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.Records.Access;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LearningAccount.Tests.Identity.Machines;

/// <summary>What an access token opens, for how long, and what ends it.</summary>
public sealed class AccessTokenTests
{
    private static readonly Author By = new("test", Door.Command);
    private static readonly EphemeralDataProtectionProvider Protection = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_token_opens_what_its_machine_was_granted_until_that_ends(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var (own, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var (tokens, now) = (TokensOf(test.Database), test.Clock.Now);
        using var machine = await TestMachine.Register(test.Database, "Loonlink", "0999.999.922");
        var token = await machine.TokenAsync(tokens, "trainings:read");
        var before = (await tokens.Read(token, Cancel)).Visitor;
        Assert.Equal(Decision.Absent, AccessRules.Decide(before, Right.ReadEmployer, own, now));
        Assert.Equal("Loonlink (0999.999.922)", before.Author().Actor);
        Assert.Equal((Door.Api, machine.Id), (before.Author().Door, before.Author().UserId));

        var grant = await machine.GrantAsync(own, Right.RegisterTrainings);
        var read = await tokens.Read(token, Cancel);
        Assert.Equal(TokenState.Valid, read.State);
        Assert.Equal(["scope:learningAccount:trainings:read"], read.Scopes);
        Assert.Equal(Decision.Allowed, AccessRules.Decide(read.Visitor, Right.RegisterTrainings, own, now));
        Assert.Equal(Decision.Refused, AccessRules.Decide(read.Visitor, Right.ManageWorkers, own, now));
        Assert.Equal(Decision.Refused, AccessRules.Decide(read.Visitor, Right.ManageAccess, own, now));
        Assert.Equal(Decision.Absent, AccessRules.Decide(read.Visitor, Right.ReadEmployer, other, now));
        Assert.Equal(Decision.Absent, AccessRules.Decide(read.Visitor, Right.OwnAccount, own, now));
        Assert.Equal(Decision.Absent, AccessRules.Decide(read.Visitor, Right.Operate, null, now));
        Assert.Equal(Decision.Refused, AccessRules.Decide(read.Visitor, Right.AddEmployer, null, now));
        Assert.Equal(Decision.Refused, AccessRules.Decide(read.Visitor, Right.ProvideTrainings, null, now));

        await Change.Make(test.Database, By, change => GrantAccess.End(change, own, grant, Cancel), Cancel);
        var after = (await tokens.Read(token, Cancel)).Visitor;
        Assert.Equal(Decision.Absent, AccessRules.Decide(after, Right.ReadEmployer, own, now));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Whatever_takes_a_machine_s_tokens_back_does_so_at_once(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var tokens = TokensOf(test.Database);
        using var machine = await TestMachine.Register(test.Database);
        using var second = await machine.WithKey();
        Func<Change, Task>[] endings =
        [
            change => RegisterMachine.RevokeTokens(change, machine.Id, Cancel),
            change => MachineKeys.End(change, machine.Id, machine.Key.KeyId, test.Clock.Now, Cancel),
            change => RegisterMachine.Open(change, machine.Id, isOpen: false, Cancel),
        ];
        foreach (var end in endings)
        {
            var token = await machine.TokenAsync(tokens);
            Assert.Equal(TokenState.Valid, (await tokens.Read(token, Cancel)).State);
            await Change.Make(test.Database, By, end, Cancel);
            Assert.Equal(TokenState.Invalid, (await tokens.Read(token, Cancel)).State);
        }
        // Let in again, it does not bring old tokens back.
        await Change.Make(test.Database, By, change => RegisterMachine.Open(change, machine.Id, isOpen: true, Cancel), Cancel);
        var late = await machine.TokenAsync(tokens, "trainings:write", "trainings:read");
        await Change.Make(
            test.Database,
            By,
            change =>
                RegisterMachine.Say(
                    change,
                    machine.Id,
                    new("Payroll", "api@example.be", [ApiScopes.Find("trainings:read")!]),
                    byOperator: false,
                    Cancel
                ),
            Cancel
        );
        Assert.Equal([ApiScopes.Find("trainings:read")!], (await tokens.Read(late, Cancel)).Scopes);
    }

    [Fact]
    public async Task A_token_lasts_ten_minutes_and_one_that_is_not_ours_is_none()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var tokens = TokensOf(test.Database);
        using var machine = await TestMachine.Register(test.Database);
        var token = await machine.TokenAsync(tokens);
        test.Clock.Now += TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1);
        Assert.Equal(TokenState.Valid, (await tokens.Read(token, Cancel)).State);
        test.Clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal(TokenState.Expired, (await tokens.Read(token, Cancel)).State);

        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var said = new JsonWebToken(await machine.TokenAsync(tokens));
        string Forged(
            SecurityKey key,
            string algorithm,
            string type = "at+jwt",
            string? issuer = null,
            string? audience = null
        ) =>
            new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
                new SecurityTokenDescriptor
                {
                    TokenType = type,
                    Issuer = issuer ?? said.Issuer,
                    Audience = audience ?? said.Audiences.Single(),
                    Expires = said.ValidTo,
                    Claims = new Dictionary<string, object>(StringComparer.Ordinal)
                    {
                        ["sub"] = said.Subject,
                        ["jti"] = "x",
                        ["scope"] = "",
                        ["series"] = 1L,
                    },
                    SigningCredentials = new(key, algorithm),
                }
            );
        var keys = new TokenKeys(test.Database, Protection);
        var ours = (await keys.ToSign(Cancel)).Key;
        var shared = new SymmetricSecurityKey(new byte[32]) { KeyId = ours.KeyId };
        string[] wrong =
        [
            Forged(new ECDsaSecurityKey(stranger) { KeyId = ours.KeyId }, "ES256"),
            Forged(shared, "HS256"),
            // Ours sign other things too: an assertion at another sign-in is no access token.
            Forged(ours, "ES256", type: "JWT"),
            Forged(ours, "ES256", issuer: "https://other.example"),
            Forged(ours, "ES256", audience: "https://other.example"),
            said.EncodedToken[..^3] + "AAA",
            "",
            "a.b.c",
            new string('a', 10_000),
        ];
        foreach (var token1 in wrong)
        {
            Assert.Equal(TokenState.Invalid, (await tokens.Read(token1, Cancel)).State);
        }
        Assert.Equal(TokenState.Valid, (await tokens.Read(Forged(ours, "ES256"), Cancel)).State);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Another_key_signs_every_thirty_days_or_when_told_and_what_was_signed_before_ends_by_itself(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var tokens = TokensOf(test.Database);
        using var machine = await TestMachine.Register(test.Database);
        var first = await machine.TokenAsync(tokens);
        test.Clock.Now += TimeSpan.FromDays(30) - TimeSpan.FromMinutes(5);
        var last = await machine.TokenAsync(tokens);
        Assert.Equal(KeyOf(first), KeyOf(last));
        test.Clock.Now += TimeSpan.FromMinutes(6);
        var next = await machine.TokenAsync(tokens);
        Assert.NotEqual(KeyOf(last), KeyOf(next));
        Assert.Equal(TokenState.Valid, (await tokens.Read(last, Cancel)).State);
        Assert.Equal(2, (await new TokenKeys(test.Database, Protection).Public(Cancel)).Count);
        // Another program on the same database issues and reads alike.
        await using var again = await test.OpenAgain();
        var elsewhere = TokensOf(again);
        Assert.Equal(TokenState.Valid, (await elsewhere.Read(next, Cancel)).State);
        Assert.Equal(TokenState.Valid, (await tokens.Read(await machine.TokenAsync(elsewhere), Cancel)).State);

        await new KeptTokenKeys(again).Retire(atOnce: false, Cancel);
        test.Clock.Now += TimeSpan.FromMinutes(2);
        Assert.NotEqual(KeyOf(next), KeyOf(await machine.TokenAsync(tokens)));
        Assert.Equal(TokenState.Valid, (await tokens.Read(next, Cancel)).State);
        var stolen = await machine.TokenAsync(tokens);
        await new KeptTokenKeys(again).Retire(atOnce: true, Cancel);
        test.Clock.Now += TimeSpan.FromMinutes(1);
        Assert.Equal(TokenState.Invalid, (await tokens.Read(stolen, Cancel)).State);
    }

    [Fact]
    public async Task A_copy_of_the_database_signs_nothing()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        using var machine = await TestMachine.Register(test.Database);
        var token = await machine.TokenAsync(TokensOf(test.Database));
        var elsewhere = TokensOf(test.Database, new EphemeralDataProtectionProvider());
        var other = await machine.TokenAsync(elsewhere);
        Assert.NotEqual(KeyOf(token), KeyOf(other));
        await using var connection = await test.Database.Connect(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "select private_key from token_key";
        var kept = Convert.FromBase64String((string)(await command.ExecuteScalarAsync(Cancel))!);
        using var curve = ECDsa.Create();
        Assert.Throws<CryptographicException>(() => curve.ImportPkcs8PrivateKey(kept, out _));
    }

    [Fact]
    public async Task A_program_of_a_provider_registers_for_any_employer_and_reads_none()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var tokens = TokensOf(test.Database);
        using var machine = await TestMachine.Register(test.Database, scopes: ["registrations:read", "registrations:write"]);
        var visitor = (await tokens.Read(await machine.TokenAsync(tokens), Cancel)).Visitor;
        var employer = Guid.CreateVersion7();
        Assert.Equal(Decision.Allowed, AccessRules.Decide(visitor, Right.ProvideTrainings, employer, test.Clock.Now));
        Assert.Equal(Decision.Absent, AccessRules.Decide(visitor, Right.ReadEmployer, employer, test.Clock.Now));
    }

    private static string KeyOf(string token) => new JsonWebToken(token).Kid;

    private static AccessTokens TokensOf(Database database, IDataProtectionProvider? protection = null) =>
        new(
            database,
            new TokenKeys(database, protection ?? Protection),
            new MachineVisitors(database),
            new PersonTokens([], null!, database, NullLogger<PersonTokens>.Instance),
            new PublicAddress(null)
        );
}
