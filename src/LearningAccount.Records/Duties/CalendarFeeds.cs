using Dapper;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Duties;

/// <summary>
/// Secret addresses at which a calendar program reads a person's calendar: of one employer, or of all it may read. Only the hash is
/// kept; whoever has the address reads what the person may read at that moment, and nothing once access has ended.
/// </summary>
public sealed class CalendarFeeds(Database database)
{
    // Longer ones were not made here, and need not be hashed.
    private const int LongestSecret = 100;

    /// <summary>A new address; the one before reads nothing any more.</summary>
    /// <param name="employer">Null: all employers the person may read.</param>
    public async Task<string> Renew(Guid userId, Guid? employer, CancellationToken cancel)
    {
        var secret = OneTimeSecrets.NewSecret();
        await database.WriteState(
            """
            insert into calendar_feed (user_id, scope, secret_hash, made_at) values (@userId, @scope, @hash, @now)
            on conflict (user_id, scope) do update
            set secret_hash = excluded.secret_hash, made_at = excluded.made_at, read_on = null
            """,
            new
            {
                userId,
                scope = Scope(employer),
                hash = OneTimeSecrets.HashOf(secret),
                now = database.Clock.GetUtcNow(),
            },
            cancel
        );
        return secret;
    }

    public Task Revoke(Guid userId, Guid? employer, CancellationToken cancel) =>
        database.WriteState(
            "delete from calendar_feed where user_id = @userId and scope = @scope",
            new { userId, scope = Scope(employer) },
            cancel
        );

    /// <summary>When the address was made, and the last day it was read; null: there is none.</summary>
    public async Task<CalendarFeed?> Of(Guid userId, Guid? employer, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return await connection.QuerySingleOrDefaultAsync<CalendarFeed>(
            new(
                "select user_id, scope, made_at, read_on from calendar_feed where user_id = @userId and scope = @scope",
                new { userId, scope = Scope(employer) },
                cancellationToken: cancel
            )
        );
    }

    /// <summary>Who reads by this secret, as a visitor with the rights it has now; null: nobody.</summary>
    public async Task<(Visitor Visitor, Guid? Employer)?> Find(string secret, CancellationToken cancel)
    {
        if (secret is not { Length: > 0 and <= LongestSecret })
        {
            return null;
        }
        var hash = OneTimeSecrets.HashOf(secret);
        await using var connection = await database.Connect(cancel);
        var feed = await connection.QuerySingleOrDefaultAsync<CalendarFeed>(
            new(
                "select user_id, scope, made_at, read_on from calendar_feed where secret_hash = @hash",
                new { hash },
                cancellationToken: cancel
            )
        );
        if (feed is null || await ReadAccess.User(connection, feed.UserId, cancel) is not { IsOpen: true } user)
        {
            return null;
        }
        var visitor = new Visitor
        {
            UserId = user.UserId,
            Name = user.Name,
            Language = user.Language,
            Grants = await ReadAccess.GrantsOf(connection, user.UserId, cancel),
        };
        var now = database.Clock.GetUtcNow();
        if (
            AccessRules.Employers(visitor, Right.ReadEmployer, now).Count == 0
            || (feed.Employer is { } employer && !visitor.May(Right.ReadEmployer, employer, now))
        )
        {
            return null;
        }
        var today = Knowledge.DayOf(now);
        if (feed.ReadOn != today)
        {
            await database.WriteState(
                "update calendar_feed set read_on = @today where secret_hash = @hash",
                new { hash, today },
                cancel
            );
        }
        return (visitor, feed.Employer);
    }

    private static string Scope(Guid? employer) => employer is { } id ? ColumnText.Of(id) : "";
}

/// <summary>An address that is out.</summary>
public sealed record CalendarFeed
{
    public required Guid UserId { get; init; }

    /// <summary>An employer's id; empty: all.</summary>
    public required string Scope { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required DateOnly? ReadOn { get; init; }
    public Guid? Employer => Scope.Length == 0 ? null : Guid.Parse(Scope);
}
