using System.Security.Cryptography;
using LearningAccount.App.Settings;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LearningAccount.App.Identity.SignIn;

/// <summary>The secrets and keys of this client at another sign-in, read from their files at the start.</summary>
internal sealed class OutsideKeys
{
    private static readonly TimeSpan AssertionLife = TimeSpan.FromMinutes(1);
    private readonly SigningCredentials? signing;

    public OutsideKeys(OutsideProvider provider, string folder)
    {
        Secret = provider.ClientSecretFile is { } secret ? File.ReadAllText(Path.Combine(folder, secret)).Trim() : null;
        signing = provider.PrivateKeyFile is { } key
            ? Signing(File.ReadAllText(Path.Combine(folder, key)), provider.KeyId)
            : null;
        Decryption = provider.DecryptionKeyFile is { } own ? Rsa(File.ReadAllText(Path.Combine(folder, own)), null) : null;
    }

    public string? Secret { get; }
    public SecurityKey? Decryption { get; }
    public bool Signs => signing is not null;

    /// <summary>Says that we are this client, once, for a minute (RFC 7523).</summary>
    public string Assertion(string clientId, string audience, DateTimeOffset now) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = clientId,
                Audience = audience,
                IssuedAt = now.UtcDateTime,
                Expires = (now + AssertionLife).UtcDateTime,
                Claims = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    [JwtRegisteredClaimNames.Sub] = clientId,
                    [JwtRegisteredClaimNames.Jti] = Guid.CreateVersion7().ToString("N"),
                },
                SigningCredentials = signing,
            }
        );

    private static SigningCredentials Signing(string pem, string? keyId)
    {
        try
        {
            return new(Rsa(pem, keyId), SecurityAlgorithms.RsaSha256);
        }
        catch (Exception wrong) when (wrong is ArgumentException or CryptographicException)
        {
            var curve = ECDsa.Create();
            curve.ImportFromPem(pem);
            var algorithm = curve.KeySize switch
            {
                384 => SecurityAlgorithms.EcdsaSha384,
                521 => SecurityAlgorithms.EcdsaSha512,
                _ => SecurityAlgorithms.EcdsaSha256,
            };
            return new(new ECDsaSecurityKey(curve) { KeyId = keyId }, algorithm);
        }
    }

    private static RsaSecurityKey Rsa(string pem, string? keyId)
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        return new(rsa) { KeyId = keyId };
    }
}
