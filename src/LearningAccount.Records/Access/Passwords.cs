using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Access;

/// <summary>The hash of a password, and the key of the app whose codes go with it; neither is of use without the other.</summary>
public sealed record KeptPassword
{
    public required string PasswordHash { get; init; }

    /// <summary>The app's key, protected by the keys of the data folder.</summary>
    public required string AppKey { get; init; }

    /// <summary>The step of time of the last code that was used.</summary>
    public required long LastStep { get; init; }
    public required DateTimeOffset SetAt { get; init; }
}

/// <summary>The passwords of those who sign in with one, each with the key of an app that makes codes.</summary>
public sealed class Passwords(Database database)
{
    public async Task<KeptPassword?> Of(Guid userId, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return await connection.QuerySingleOrDefaultAsync<KeptPassword>(
            new(
                "select password_hash, app_key, last_step, set_at from user_password where user_id = @userId",
                new { userId },
                cancellationToken: cancel
            )
        );
    }

    /// <summary>Sets both, in the place of what there was.</summary>
    public Task Set(Guid userId, string passwordHash, string appKey, long step, CancellationToken cancel) =>
        database.WriteState(
            """
            insert into user_password (user_id, password_hash, set_at, app_key, last_step)
            values (@userId, @passwordHash, @now, @appKey, @step)
            on conflict (user_id) do update set password_hash = excluded.password_hash, set_at = excluded.set_at,
              app_key = excluded.app_key, last_step = excluded.last_step
            """,
            new
            {
                userId,
                passwordHash,
                appKey,
                step,
                now = database.Clock.GetUtcNow(),
            },
            cancel
        );

    /// <summary>Another password, the same app.</summary>
    public Task SetPassword(Guid userId, string passwordHash, CancellationToken cancel) =>
        database.WriteState(
            "update user_password set password_hash = @passwordHash, set_at = @now where user_id = @userId",
            new
            {
                userId,
                passwordHash,
                now = database.Clock.GetUtcNow(),
            },
            cancel
        );

    /// <summary>Takes a code as used. False: it, or a later one, was used before.</summary>
    public async Task<bool> UseStep(Guid userId, long step, CancellationToken cancel) =>
        await database.WriteState(
            "update user_password set last_step = @step where user_id = @userId and last_step < @step",
            new { userId, step },
            cancel
        ) == 1;

    public Task Remove(Guid userId, CancellationToken cancel) =>
        database.WriteState("delete from user_password where user_id = @userId", new { userId }, cancel);
}
