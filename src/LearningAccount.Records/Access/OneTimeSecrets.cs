using System.Security.Cryptography;
using System.Text;
using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Access;

/// <summary>What a secret is good for. A secret of one purpose opens nothing of another.</summary>
public enum SecretPurpose
{
    /// <summary>A link by which somebody enters for the first time, or again after having lost everything.</summary>
    SignInLink,
    PasskeyChallenge,

    /// <summary>The password was right, the code is still to come.</summary>
    SecondStep,

    /// <summary>Somebody was sent to another sign-in and is to come back.</summary>
    OutsideSignIn,

    /// <summary>Another sign-in knows the person, who is still to say where mail goes.</summary>
    OutsideNewcomer,

    /// <summary>What was typed by somebody who was signed out meanwhile.</summary>
    KeptForm,
}

/// <summary>
/// Secrets that are handed out once and taken back once. The holder has the only copy; here lies its hash. Of any number who
/// redeem one at the same time, one gets it.
/// </summary>
public sealed class OneTimeSecrets(Database database)
{
    private const int SecretBytes = 32;

    // Longer ones were not made here, and need not be hashed.
    private const int LongestSecret = 100;

    public const int LongestContent = 1 << 20;

    public async Task<string> Issue(SecretPurpose purpose, Guid? userId, string content, TimeSpan life, CancellationToken cancel)
    {
        if (content.Length > LongestContent)
        {
            throw new ArgumentException("Too long to be kept.", nameof(content));
        }
        var secret = NewSecret();
        var now = database.Clock.GetUtcNow();
        await database.WriteState("delete from one_time_secret where ends_at < @now", new { now }, cancel);
        await database.WriteState(
            """
            insert into one_time_secret (secret_hash, purpose, user_id, content, made_at, ends_at)
            values (@hash, @purpose, @userId, @content, @now, @ends)
            """,
            new
            {
                hash = HashOf(secret),
                purpose = ColumnText.Of(purpose),
                userId,
                content,
                now,
                ends = now + life,
            },
            cancel
        );
        return secret;
    }

    /// <summary>Looks without redeeming; null where it never was, was redeemed, or has ended.</summary>
    public async Task<OneTimeSecret?> Find(SecretPurpose purpose, string? secret, CancellationToken cancel)
    {
        if (secret is not { Length: > 0 and <= LongestSecret })
        {
            return null;
        }
        await using var connection = await database.Connect(cancel);
        return await connection.QuerySingleOrDefaultAsync<OneTimeSecret>(
            new(
                """
                select user_id, content, made_at, ends_at from one_time_secret
                where secret_hash = @hash and purpose = @purpose and ends_at >= @now
                """,
                new
                {
                    hash = HashOf(secret),
                    purpose = ColumnText.Of(purpose),
                    now = database.Clock.GetUtcNow(),
                },
                cancellationToken: cancel
            )
        );
    }

    /// <summary>Takes it back; null for everybody but the first.</summary>
    public async Task<OneTimeSecret?> Redeem(SecretPurpose purpose, string? secret, CancellationToken cancel)
    {
        if (await Find(purpose, secret, cancel) is not { } found)
        {
            return null;
        }
        var gone = await database.WriteState(
            "delete from one_time_secret where secret_hash = @hash and purpose = @purpose",
            new { hash = HashOf(secret!), purpose = ColumnText.Of(purpose) },
            cancel
        );
        return gone == 1 ? found : null;
    }

    /// <summary>Says whose a secret is that was made before the person was known.</summary>
    public Task Assign(SecretPurpose purpose, string secret, Guid userId, CancellationToken cancel) =>
        database.WriteState(
            "update one_time_secret set user_id = @userId where secret_hash = @hash and purpose = @purpose",
            new
            {
                userId,
                hash = HashOf(secret),
                purpose = ColumnText.Of(purpose),
            },
            cancel
        );

    /// <summary>Makes all of a person's secrets of a purpose useless; null: those that are nobody's yet.</summary>
    /// <param name="except">One that goes on serving, or null.</param>
    public Task Revoke(SecretPurpose purpose, Guid? userId, string? except, CancellationToken cancel) =>
        database.WriteState(
            """
            delete from one_time_secret
            where purpose = @purpose and (user_id = @userId or (user_id is null and cast(@userId as text) is null))
              and secret_hash <> @except
            """,
            new
            {
                purpose = ColumnText.Of(purpose),
                userId,
                except = except is null ? "" : HashOf(except),
            },
            cancel
        );

    /// <summary>True where such a secret is out and has not ended.</summary>
    public async Task<bool> IsOut(SecretPurpose purpose, Guid userId, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return await connection.ExecuteScalarAsync<long>(
                new(
                    "select count(*) from one_time_secret where user_id = @userId and purpose = @purpose and ends_at >= @now",
                    new
                    {
                        userId,
                        purpose = ColumnText.Of(purpose),
                        now = database.Clock.GetUtcNow(),
                    },
                    cancellationToken: cancel
                )
            ) > 0;
    }

    internal static string NewSecret() =>
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    // 256 random bits: nothing is gained by hashing them slowly.
    internal static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

/// <summary>What lies behind a secret.</summary>
public sealed record OneTimeSecret
{
    public required Guid? UserId { get; init; }
    public required string Content { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }
}
