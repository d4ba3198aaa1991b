using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LearningAccount.App.Identity.SignIn;

/// <summary>How a client says who it is (RFC 7523): a statement it signs, for one server, once, for a minute.</summary>
internal static class SignedAssertion
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    public static string Of(string clientId, string audience, SigningCredentials key, DateTimeOffset now) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = clientId,
                Audience = audience,
                IssuedAt = now.UtcDateTime,
                Expires = (now + Life).UtcDateTime,
                Claims = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    [JwtRegisteredClaimNames.Sub] = clientId,
                    [JwtRegisteredClaimNames.Jti] = Guid.CreateVersion7().ToString("N"),
                },
                SigningCredentials = key,
            }
        );

    /// <summary>A private key in PEM, and the algorithm it signs with.</summary>
    /// <param name="algorithm">For an RSA key; for another kind of key what goes with its curve.</param>
    /// <exception cref="ArgumentException">It is no such key.</exception>
    /// <exception cref="CryptographicException">Nor this.</exception>
    public static SigningCredentials Key(string pem, string? keyId, string algorithm = SecurityAlgorithms.RsaSha256)
    {
        try
        {
            return new(Rsa(pem, keyId), algorithm);
        }
        catch (Exception wrong) when (wrong is ArgumentException or CryptographicException)
        {
            var curve = ECDsa.Create();
            curve.ImportFromPem(pem);
            var ofCurve = curve.KeySize switch
            {
                384 => SecurityAlgorithms.EcdsaSha384,
                521 => SecurityAlgorithms.EcdsaSha512,
                _ => SecurityAlgorithms.EcdsaSha256,
            };
            return new(new ECDsaSecurityKey(curve) { KeyId = keyId }, ofCurve);
        }
    }

    public static RsaSecurityKey Rsa(string pem, string? keyId)
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        return new(rsa) { KeyId = keyId };
    }
}
