using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Access;

/// <summary>A key that stays in somebody's device; here lies the public half of it.</summary>
public sealed record Passkey
{
    /// <summary>Base64url, as the browser names it.</summary>
    public required string CredentialId { get; init; }
    public required Guid UserId { get; init; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>COSE, base64url.</summary>
    public required string PublicKey { get; init; }

    /// <summary>How often it was used, where the device counts; 0 where it does not.</summary>
    public required long SignCount { get; init; }

    /// <summary>How the device is reached, with commas between.</summary>
    public required string? Transports { get; init; }
    public required bool IsBackupEligible { get; init; }
    public required bool IsBackedUp { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required DateTimeOffset? UsedAt { get; init; }
}

/// <summary>The passkeys people sign in with.</summary>
public sealed class Passkeys(Database database)
{
    /// <summary>Nobody needs more, and a list has to end.</summary>
    public const int Most = 20;
    public const int LongestName = 60;

    private const string Columns =
        "credential_id, user_id, name, public_key, sign_count, transports, is_backup_eligible, is_backed_up, made_at, used_at";

    public async Task<IReadOnlyList<Passkey>> Of(Guid userId, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return
        [
            .. await connection.QueryAsync<Passkey>(
                new(
                    $"select {Columns} from passkey where user_id = @userId order by made_at, credential_id",
                    new { userId },
                    cancellationToken: cancel
                )
            ),
        ];
    }

    public async Task<Passkey?> Find(string credentialId, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return await connection.QuerySingleOrDefaultAsync<Passkey>(
            new(
                $"select {Columns} from passkey where credential_id = @credentialId",
                new { credentialId },
                cancellationToken: cancel
            )
        );
    }

    /// <summary>Keeps a passkey whose making was verified.</summary>
    /// <returns>False: somebody has it already, or the person has as many as anybody may.</returns>
    public async Task<bool> Add(Passkey passkey, CancellationToken cancel) =>
        await database.WriteState(
            $"""
            insert into passkey ({Columns})
            select @CredentialId, @UserId, @Name, @PublicKey, @SignCount, @Transports, @IsBackupEligible, @IsBackedUp, @MadeAt, @UsedAt
            where (select count(*) from passkey where user_id = @UserId) < {Most}
            on conflict (credential_id) do nothing
            """,
            new
            {
                passkey.CredentialId,
                passkey.UserId,
                passkey.Name,
                passkey.PublicKey,
                passkey.SignCount,
                passkey.Transports,
                IsBackupEligible = Truth(passkey.IsBackupEligible),
                IsBackedUp = Truth(passkey.IsBackedUp),
                passkey.MadeAt,
                passkey.UsedAt,
            },
            cancel
        ) == 1;

    /// <summary>Keeps that a passkey was used, with the count it told.</summary>
    /// <returns>False: it was used by somebody else at the same time, as a copy of it would be.</returns>
    public async Task<bool> Use(string credentialId, long countBefore, long count, bool isBackedUp, CancellationToken cancel) =>
        await database.WriteState(
            """
            update passkey set sign_count = @count, is_backed_up = @isBackedUp, used_at = @now
            where credential_id = @credentialId and sign_count = @countBefore
            """,
            new
            {
                credentialId,
                countBefore,
                count,
                isBackedUp = Truth(isBackedUp),
                now = database.Clock.GetUtcNow(),
            },
            cancel
        ) == 1;

    public Task Rename(Guid userId, string credentialId, string name, CancellationToken cancel) =>
        database.WriteState(
            "update passkey set name = @name where user_id = @userId and credential_id = @credentialId",
            new
            {
                userId,
                credentialId,
                name,
            },
            cancel
        );

    public Task Remove(Guid userId, string credentialId, CancellationToken cancel) =>
        database.WriteState(
            "delete from passkey where user_id = @userId and credential_id = @credentialId",
            new { userId, credentialId },
            cancel
        );

    // Truths are numbers in columns.
    private static long Truth(bool value) => value ? 1 : 0;
}
