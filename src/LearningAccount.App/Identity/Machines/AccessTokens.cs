using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Storage;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LearningAccount.App.Identity.Machines;

/// <summary>A token for a machine.</summary>
/// <param name="Id">By which it is revoked (<c>jti</c>).</param>
internal sealed record IssuedToken(string Token, string Id, DateTimeOffset Until);

/// <summary>
/// Access tokens of machines (RFC 9068): issued for ten minutes, signed with a key of our own, and read at each call of the API. What a
/// token opens is decided anew each time: it ends at once where the machine is stopped or its tokens are taken back.
/// </summary>
internal sealed class AccessTokens(
    Database database,
    TokenKeys keys,
    MachineVisitors machines,
    PersonTokens people,
    PublicAddress address
)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>Below the address of the installation: what the tokens are for.</summary>
    public const string ApiPath = "/REST/learningAccount/v1";
    public const int Longest = 8 * 1024;
    private const string Type = "at+jwt";
    private const string SeriesClaim = "series";
    private const int MostRemembered = 20_000;

    /// <summary>How far the clocks of two programs on one database may be apart.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);
    private static readonly JsonWebTokenHandler Handler = new()
    {
        SetDefaultTimesOnTokenCreation = false,
        MaximumTokenSizeInBytes = Longest,
    };

    // What was signed stays signed: the same token is checked once. By hash, so that no token lies about in memory.
    private readonly ConcurrentDictionary<string, SignedToken> signed = new(StringComparer.Ordinal);

    /// <summary>Who issues them: the address of the installation. While only this machine is served, whatever its port.</summary>
    public string Issuer { get; } = address.Configured?.GetLeftPart(UriPartial.Authority) ?? "http://localhost";
    private string Audience => Issuer + ApiPath;

    /// <summary>A token for some of the scopes the machine may ask for; the caller has found out that it may.</summary>
    public async Task<IssuedToken> Issue(Guid machineId, IEnumerable<string> scopes, CancellationToken cancel)
    {
        var id = Guid.CreateVersion7().ToString("N");
        var machine =
            await machines.Find(machineId, id, cancel) ?? throw new InvalidOperationException("There is no such machine.");
        var now = database.Clock.GetUtcNow();
        var until = now + Life;
        var token = Handler.CreateToken(
            new SecurityTokenDescriptor
            {
                TokenType = Type,
                Issuer = Issuer,
                Audience = Audience,
                IssuedAt = now.UtcDateTime,
                NotBefore = now.UtcDateTime,
                Expires = until.UtcDateTime,
                Claims = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    [JwtRegisteredClaimNames.Sub] = machineId.ToString("D"),
                    ["client_id"] = machineId.ToString("D"),
                    [JwtRegisteredClaimNames.Jti] = id,
                    ["scope"] = ApiScopes.Text(scopes),
                    [SeriesClaim] = machine.Series,
                },
                SigningCredentials = await keys.ToSign(cancel),
            }
        );
        return new(token, id, until);
    }

    public async Task<TokenReading> Read(string token, CancellationToken cancel)
    {
        if (token.Length is 0 or > Longest)
        {
            return TokenReading.Invalid;
        }
        if (await Signed(token, cancel) is not { } read)
        {
            return people.AreAccepted ? await people.Read(token, cancel) : TokenReading.Invalid;
        }
        var now = database.Clock.GetUtcNow();
        if (read.From > now + Skew || await keys.Find(read.KeyId, cancel) is null)
        {
            return TokenReading.Invalid;
        }
        if (read.Until <= now)
        {
            return TokenReading.Expired;
        }
        if (await machines.Find(read.Machine, read.Id, cancel) is not { } machine || machine.Series != read.Series)
        {
            return TokenReading.Invalid;
        }
        // What was taken from the machine since, its tokens have lost.
        var scopes = read.Scopes.IsSubsetOf(machine.Scopes)
            ? read.Scopes
            : read.Scopes.Intersect(machine.Scopes, StringComparer.Ordinal).ToFrozenSet(StringComparer.Ordinal);
        return new(TokenState.Valid, machine.Visitor, scopes, read.Machine);
    }

    /// <summary>The machine, id and end of a token that was issued here; null: it was not.</summary>
    public async Task<(Guid Machine, string Id, DateTimeOffset Until)?> Own(string token, CancellationToken cancel) =>
        token.Length is > 0 and <= Longest && await Signed(token, cancel) is { } read
            ? (read.Machine, read.Id, read.Until)
            : null;

    private async ValueTask<SignedToken?> Signed(string token, CancellationToken cancel)
    {
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        if (signed.TryGetValue(hash, out var known))
        {
            return known;
        }
        if (await Verified(token, cancel) is not { } read)
        {
            return null;
        }
        if (signed.Count >= MostRemembered)
        {
            var now = database.Clock.GetUtcNow();
            foreach (var (old, its) in signed)
            {
                if (its.Until <= now)
                {
                    signed.TryRemove(old, out _);
                }
            }
        }
        if (signed.Count < MostRemembered)
        {
            signed[hash] = read;
        }
        return read;
    }

    private async Task<SignedToken?> Verified(string token, CancellationToken cancel)
    {
        if (TryRead(token) is not { Kid: { Length: > 0 } keyId } said || await keys.Find(keyId, cancel) is not { } key)
        {
            return null;
        }
        var result = await Handler.ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                ValidIssuer = Issuer,
                ValidAudience = Audience,
                ValidTypes = [Type],
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
                IssuerSigningKey = key,
                RequireSignedTokens = true,
                // Told apart by the caller: what has ended was a token.
                ValidateLifetime = false,
            }
        );
        return
            result.IsValid
            && Guid.TryParseExact(said.Subject, "D", out var machine)
            && said.TryGetPayloadValue<long>(SeriesClaim, out var series)
            && said.TryGetPayloadValue<string>("scope", out var scope)
            ? new()
            {
                Machine = machine,
                Id = said.Id,
                KeyId = keyId,
                Series = series,
                Scopes = ApiScopes.Read(scope).ToFrozenSet(StringComparer.Ordinal),
                From = new(said.ValidFrom, TimeSpan.Zero),
                Until = new(said.ValidTo, TimeSpan.Zero),
            }
            : null;
    }

    private static JsonWebToken? TryRead(string token)
    {
        try
        {
            return new(token);
        }
        catch (Exception wrong) when (wrong is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    private sealed record SignedToken
    {
        public required Guid Machine { get; init; }
        public required string Id { get; init; }
        public required string KeyId { get; init; }
        public required long Series { get; init; }
        public required FrozenSet<string> Scopes { get; init; }
        public required DateTimeOffset From { get; init; }
        public required DateTimeOffset Until { get; init; }
    }
}
