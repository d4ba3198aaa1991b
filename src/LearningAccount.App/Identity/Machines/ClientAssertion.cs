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
    public static async Task<AssertionReading> Check(
        string text,
        Guid machine,
        IEnumerable<MachineKey> keys,
        IReadOnlyCollection<string> audiences,
        DateTimeOffset now
    )
    {
        if (Claimed(text) != machine)
        {
            return AssertionReading.Untrue;
        }
        var said = new JsonWebToken(text);
        var fitting = keys.Where(key =>
            string.Equals(key.Algorithm, said.Alg, StringComparison.Ordinal)
            && (said.Kid is not { Length: > 0 } kid || string.Equals(kid, key.KeyId, StringComparison.Ordinal))
            && !(key.ValidUntil <= now)
        );
        foreach (var key in fitting)
        {
            if (await IsSigned(text, key, machine))
            {
                // Whoever holds the key is told what is wrong with the rest.
                return Fault(said, audiences, now) is { } why
                    ? new(null, why)
                    : new(new(machine, key.KeyId, said.Id, EndOf(said) + Skew), "");
            }
        }
        return AssertionReading.Untrue;
    }

    private static async Task<bool> IsSigned(string text, MachineKey key, Guid machine)
    {
        var checkedBy = new TokenValidationParameters
        {
            ValidIssuer = machine.ToString("D"),
            IssuerSigningKey = new JsonWebKey(key.Jwk),
            ValidAlgorithms = [key.Algorithm],
            RequireSignedTokens = true,
            TryAllIssuerSigningKeys = true,
            // Both are looked at below, so that it can be told which of them is wrong.
            ValidateAudience = false,
            ValidateLifetime = false,
        };
        return (await new JsonWebTokenHandler { MaximumTokenSizeInBytes = Longest }.ValidateTokenAsync(text, checkedBy)).IsValid;
    }

    private static string? Fault(JsonWebToken said, IReadOnlyCollection<string> audiences, DateTimeOffset now)
    {
        if (!said.Audiences.Any(audience => audiences.Contains(audience, StringComparer.Ordinal)))
        {
            return $"The assertion is not meant for this server: aud has to be {string.Join(" or ", audiences)}.";
        }
        if (!said.TryGetPayloadValue<long>(JwtRegisteredClaimNames.Exp, out _) || EndOf(said) <= now - Skew)
        {
            return "The assertion has ended, or says no end: exp.";
        }
        if (EndOf(said) > now + LongestLife + Skew)
        {
            return $"The assertion holds for too long: exp, at most {LongestLife.TotalMinutes} minutes.";
        }
        if (said.ValidFrom > (now + Skew).UtcDateTime || said.IssuedAt > (now + Skew).UtcDateTime)
        {
            return "The assertion is of a later time: nbf, iat. Is the clock right?";
        }
        return said.Id is { Length: > 0 and <= LongestId }
            ? null
            : $"The assertion has to be one of its kind: jti, up to {LongestId} letters.";
    }

    private static DateTimeOffset EndOf(JsonWebToken said) => new(said.ValidTo, TimeSpan.Zero);
}

/// <summary>What came of an assertion.</summary>
/// <param name="Assertion">Null: it proves nothing.</param>
/// <param name="Why">Then why, for the one who wrote the program that sent it.</param>
internal sealed record AssertionReading(ClientAssertion? Assertion, string Why)
{
    public static AssertionReading Untrue { get; } =
        new(
            null,
            "No such client, or the assertion is not signed with a key of it that holds now: iss, sub, kid, alg, signature."
        );
}
