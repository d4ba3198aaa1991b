using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LearningAccount.App.Identity.Machines;

/// <summary>A machine's word that it is itself, once it was found to be true.</summary>
/// <param name="Id">What makes it one of its kind (<c>jti</c>): it opens the door once.</param>
/// <param name="Until">Until when it would hold, and has to be remembered.</param>
internal sealed record ClientAssertion(Guid Machine, string KeyId, string Id, DateTimeOffset Until)
{
    /// <summary>RFC 7521, section 4.2.</summary>
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    public const int Longest = 8 * 1024;

    /// <summary>How far the clocks of two machines may be apart.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    /// <summary>Whoever catches one has this long to try it, and it is remembered as long.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(10);
    private const int LongestId = 200;

    /// <summary>Reads whom an assertion is of, without believing it; null: of nobody.</summary>
    public static Guid? Claimed(string text)
    {
        if (text.Length > Longest)
        {
            return null;
        }
        try
        {
            var token = new JsonWebToken(text);
            return
                string.Equals(token.Issuer, token.Subject, StringComparison.Ordinal)
                && Guid.TryParseExact(token.Subject, "D", out var machine)
                ? machine
                : null;
        }
        catch (Exception wrong) when (wrong is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    /// <summary>
    /// Checks it with the keys of the machine it claims to be of: signature, audience, times (RFC 7523, section 3). Each key is tried with
    /// the one algorithm it is kept for, whatever the assertion says of itself. Whether it was used before, the caller finds out.
    /// </summary>
    /// <param name="audiences">The addresses by which this server is meant.</param>
    /// <returns>Null: it proves nothing.</returns>
    public static async Task<ClientAssertion?> Check(
        string text,
        Guid machine,
        IEnumerable<MachineKey> keys,
        IReadOnlyCollection<string> audiences,
        DateTimeOffset now
    )
    {
        if (Claimed(text) != machine)
        {
            return null;
        }
        var said = new JsonWebToken(text);
        var fitting = keys.Where(key =>
            string.Equals(key.Algorithm, said.Alg, StringComparison.Ordinal)
            && (said.Kid is not { Length: > 0 } kid || string.Equals(kid, key.KeyId, StringComparison.Ordinal))
            && !(key.ValidUntil <= now)
        );
        foreach (var key in fitting)
        {
            if (await IsSigned(text, key, machine, audiences, now) && Times(said, now) is { } until && IdOf(said) is { } id)
            {
                return new(machine, key.KeyId, id, until);
            }
        }
        return null;
    }

    private static async Task<bool> IsSigned(
        string text,
        MachineKey key,
        Guid machine,
        IReadOnlyCollection<string> audiences,
        DateTimeOffset now
    )
    {
        var checkedBy = new TokenValidationParameters
        {
            ValidIssuer = machine.ToString("D"),
            ValidAudiences = audiences,
            IssuerSigningKey = new JsonWebKey(key.Jwk),
            ValidAlgorithms = [key.Algorithm],
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            TryAllIssuerSigningKeys = true,
            ClockSkew = Skew,
            // The clock of the program, not of the package.
            LifetimeValidator = (from, until, _, _) => !(from > (now + Skew).UtcDateTime) && until > (now - Skew).UtcDateTime,
        };
        return (await new JsonWebTokenHandler { MaximumTokenSizeInBytes = Longest }.ValidateTokenAsync(text, checkedBy)).IsValid;
    }

    private static DateTimeOffset? Times(JsonWebToken token, DateTimeOffset now)
    {
        var until = new DateTimeOffset(token.ValidTo, TimeSpan.Zero);
        return until <= now + LongestLife + Skew ? until + Skew : null;
    }

    private static string? IdOf(JsonWebToken token) => token.Id is { Length: > 0 and <= LongestId } id ? id : null;
}
