using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.Records.Access;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LearningAccount.App.Identity.Machines;

/// <summary>
/// Access tokens of people, issued by the other sign-ins of the settings that say so: the person is found as at sign-in, and may do what it
/// may do on the pages, as far as the scopes of the token reach.
/// </summary>
internal sealed partial class PersonTokens(
    IEnumerable<OutsideClient> clients,
    OutsideArrivals arrivals,
    Database database,
    ILogger<PersonTokens> log
)
{
    private const int MostRemembered = 20_000;

    // As at sign-in: clocks differ.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    // Keys of another issuer end without our being told, and people unlink it: what was checked is checked again.
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);
    private readonly List<OutsideClient> clients = [.. clients.Where(client => client.Provider.ApiAudience is not null)];
    private readonly ConcurrentDictionary<string, CheckedToken> read = new(StringComparer.Ordinal);
    private readonly KnownUntilWritten<(Guid User, Guid? Person), Visitor> visitors = new(database);

    /// <summary>False: no settings name an issuer whose tokens would be.</summary>
    public bool AreAccepted => clients.Count > 0;

    public async Task<TokenReading> Read(string token, CancellationToken cancel)
    {
        var now = database.Clock.GetUtcNow();
        if (await Checked(token, now, cancel) is not { } known || known.From > now + Skew)
        {
            return TokenReading.Invalid;
        }
        if (known.Until <= now)
        {
            return TokenReading.Expired;
        }
        var visitor = await visitors.Get((known.User, known.Person), who => VisitorOf(who.User, who.Person, cancel));
        // When it signed in there, as its issuer says; where that is not said, nobody knows it to be fresh.
        return visitor is null
            ? TokenReading.Invalid
            : new(TokenState.Valid, visitor with { ProvenAt = known.ProvenAt }, known.Scopes, null);
    }

    private async Task<Visitor?> VisitorOf(Guid userId, Guid? personId, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return await ReadAccess.VisitorOf(connection, userId, personId, Door.Api, cancel);
    }

    private async Task<CheckedToken?> Checked(string token, DateTimeOffset now, CancellationToken cancel)
    {
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        if (read.TryGetValue(hash, out var known) && known.CheckedAt + Remembered > now)
        {
            return known;
        }
        if (
            IssuerOf(token) is not { } issuer
            || clients.Find(client => Same(client.Provider.Issuer.OriginalString, issuer)) is not { } client
        )
        {
            return null;
        }
        try
        {
            var said = await client.ReadAccess(token, client.Provider.ApiAudience!, cancel);
            if (Instant(said, JwtRegisteredClaimNames.Exp) is not { } until)
            {
                return null;
            }
            // What has ended finds nobody any more, but is told apart.
            var arrival = until <= now ? null : await arrivals.Recognise(client.Describe(said), client.Provider.Id, cancel);
            var found = new CheckedToken
            {
                User = arrival?.UserId ?? Guid.Empty,
                Person = arrival?.PersonId,
                Scopes = Scopes(said).ToFrozenSet(StringComparer.Ordinal),
                From = Instant(said, JwtRegisteredClaimNames.Nbf) ?? DateTimeOffset.MinValue,
                Until = until,
                ProvenAt = Instant(said, JwtRegisteredClaimNames.AuthTime) ?? DateTimeOffset.MinValue,
                CheckedAt = now,
            };
            if (arrival is { UserId: null })
            {
                return null;
            }
            Remember(hash, found, now);
            return found;
        }
        catch (OutsideSignInException refused)
        {
            Refused(client.Provider.Id, refused.Message);
            return null;
        }
    }

    private void Remember(string hash, CheckedToken found, DateTimeOffset now)
    {
        if (read.Count >= MostRemembered)
        {
            foreach (var (old, its) in read)
            {
                if (its.Until <= now)
                {
                    read.TryRemove(old, out _);
                }
            }
        }
        if (read.Count < MostRemembered)
        {
            read[hash] = found;
        }
    }

    // RFC 9068 says it as one text; some say it as scp, or as a list.
    private static IEnumerable<string> Scopes(JsonElement said)
    {
        foreach (var name in (string[])["scope", "scp"])
        {
            if (said.TryGetProperty(name, out var value))
            {
                return value.ValueKind switch
                {
                    JsonValueKind.String => ApiScopes.Read(value.GetString()!),
                    JsonValueKind.Array => ApiScopes.Read(
                        string.Join(
                            ' ',
                            value
                                .EnumerateArray()
                                .Where(one => one.ValueKind is JsonValueKind.String)
                                .Select(one => one.GetString())
                        )
                    ),
                    _ => [],
                };
            }
        }
        return [];
    }

    private static DateTimeOffset? Instant(JsonElement said, string claim) =>
        said.TryGetProperty(claim, out var value)
        && value.ValueKind is JsonValueKind.Number
        && value.TryGetInt64(out var seconds)
        && seconds is > 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static string? IssuerOf(string token)
    {
        try
        {
            return new JsonWebToken(token).Issuer;
        }
        catch (Exception wrong) when (wrong is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);

    [LoggerMessage(Level = LogLevel.Information, Message = "A person's token of {Provider} was not accepted: {Why}.")]
    private partial void Refused(string provider, string why);

    private sealed record CheckedToken
    {
        public required Guid User { get; init; }
        public required Guid? Person { get; init; }
        public required FrozenSet<string> Scopes { get; init; }
        public required DateTimeOffset From { get; init; }
        public required DateTimeOffset Until { get; init; }
        public required DateTimeOffset ProvenAt { get; init; }
        public required DateTimeOffset CheckedAt { get; init; }
    }
}
