using System.Security.Cryptography;
using LearningAccount.App.Identity.Machines;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LearningAccount.Tests.Identity.Machines;

/// <summary>How a machine proves who it is, and each way in which it does not.</summary>
public sealed class ClientAssertionTests : IDisposable
{
    private const string Audience = "https://learning.example.be/oauth2/token";
    private static readonly Guid Machine = Guid.Parse("01a20000-0000-7000-8000-000000000001");
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    private readonly ECDsa curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly RSA rsa = RSA.Create(2048);

    [Theory]
    [InlineData("ES256")]
    [InlineData("RS256")]
    [InlineData("PS256")]
    public async Task What_is_signed_with_the_machine_s_own_key_proves_who_it_is(string algorithm)
    {
        var key = KeyOf(algorithm);
        var assertion = await CheckAsync(Sign(algorithm), key);
        Assert.Equal((Machine, key.KeyId, "once"), (assertion!.Machine, assertion.KeyId, assertion.Id));
        Assert.True(assertion.Until > Now.AddMinutes(5));
        Assert.NotNull(await CheckAsync(Sign(algorithm, keyId: key.KeyId), key));
    }

    [Fact]
    public async Task Whoever_signs_otherwise_proves_nothing()
    {
        var key = KeyOf("RS256");
        using var other = RSA.Create(2048);
        Assert.Null(await CheckAsync(Sign("RS256", with: new RsaSecurityKey(other)), key));
        // The same key, with an algorithm it is not kept for.
        Assert.Null(await CheckAsync(Sign("PS256"), key));
        Assert.Null(await CheckAsync(Sign("RS256", keyId: "another"), key));
        Assert.Null(await CheckAsync(Unsigned(), key));
        // The public key, taken for a shared secret.
        var shared = new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(key.Jwk));
        Assert.Null(await CheckAsync(Sign("HS256", with: shared), key));
        Assert.Null(await CheckAsync(Sign("RS256")[..^4] + "AAAA", key));
        Assert.Null(await CheckAsync(Sign("RS256"), key with { ValidUntil = Now }));
    }

    [Fact]
    public async Task What_is_of_another_machine_for_another_server_or_of_another_time_proves_nothing()
    {
        var key = KeyOf("ES256");
        Assert.Null(await CheckAsync(Sign("ES256", issuer: Guid.CreateVersion7().ToString("D")), key));
        Assert.Null(await CheckAsync(Sign("ES256", subject: Guid.CreateVersion7().ToString("D")), key));
        Assert.Null(await CheckAsync(Sign("ES256", audience: "https://other.example/token"), key));
        Assert.Null(await CheckAsync(Sign("ES256", expires: Now.AddSeconds(-61)), key));
        Assert.NotNull(await CheckAsync(Sign("ES256", expires: Now.AddSeconds(-59)), key));
        Assert.Null(await CheckAsync(Sign("ES256", expires: Now.AddMinutes(12)), key));
        Assert.Null(await CheckAsync(Sign("ES256", notBefore: Now.AddSeconds(61)), key));
        Assert.Null(await CheckAsync(Sign("ES256", id: null), key));
        Assert.Null(await CheckAsync(Sign("ES256", id: new string('x', 201)), key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b.c")]
    [InlineData("not a token")]
    public async Task What_is_no_token_proves_nothing(string text)
    {
        Assert.Null(ClientAssertion.Claimed(text));
        Assert.Null(await CheckAsync(text, KeyOf("ES256")));
        Assert.Null(ClientAssertion.Claimed(new string('a', ClientAssertion.Longest + 1)));
    }

    public void Dispose()
    {
        curve.Dispose();
        rsa.Dispose();
    }

    private static async Task<ClientAssertion?> CheckAsync(string text, MachineKey key) =>
        (await ClientAssertion.Check(text, Machine, [key], [Audience], Now)).Assertion;

    private MachineKey KeyOf(string algorithm) =>
        algorithm is "ES256"
            ? MachineKey.Read(curve.ExportSubjectPublicKeyInfoPem())
            : MachineKey.Read(rsa.ExportSubjectPublicKeyInfoPem(), algorithm);

    private string Sign(
        string algorithm,
        string? issuer = null,
        string? subject = null,
        string audience = Audience,
        DateTimeOffset? expires = null,
        DateTimeOffset? notBefore = null,
        string? id = "once",
        SecurityKey? with = null,
        string? keyId = null
    )
    {
        with ??= algorithm is "ES256" ? new ECDsaSecurityKey(curve) : new RsaSecurityKey(rsa);
        with.KeyId = keyId;
        var claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = subject ?? Machine.ToString("D") };
        if (id is not null)
        {
            claims["jti"] = id;
        }
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = issuer ?? Machine.ToString("D"),
                Audience = audience,
                Expires = (expires ?? Now.AddMinutes(5)).UtcDateTime,
                NotBefore = notBefore?.UtcDateTime,
                Claims = claims,
                SigningCredentials = new(with, algorithm),
            }
        );
    }

    private static string Unsigned() =>
        new JsonWebTokenHandler().CreateToken(
            $$"""{"iss":"{{Machine:D}}","sub":"{{Machine:D}}","aud":"{{Audience}}","jti":"once","exp":{{Now.AddMinutes(5).ToUnixTimeSeconds()}}}"""
        );
}
