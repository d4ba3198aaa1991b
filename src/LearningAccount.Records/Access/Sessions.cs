using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Access;

/// <summary>How long a session lasts.</summary>
/// <param name="Idle">Without a request.</param>
/// <param name="Whole">At most, whatever is done.</param>
public sealed record SessionLimits(TimeSpan Idle, TimeSpan Whole)
{
    public static readonly SessionLimits Default = new(TimeSpan.FromMinutes(30), TimeSpan.FromHours(12));
}

/// <summary>
/// The signed-in browsers. Their cookie is a random secret and says nothing; what it stands for is kept here, so that a session
/// ends at once when it is ended, whoever still has the cookie.
/// </summary>
public sealed class Sessions(Database database, SessionLimits limits)
{
    private const int LongestAgent = 200;

    // Writing for every request would make each reader a writer.
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    // Who was signed in is known for a while longer, so that what was typed goes back to its writer alone.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);
    private readonly ConcurrentDictionary<string, DateTimeOffset> seen = new(StringComparer.Ordinal);
    private readonly KnownUntilWritten<string, OpenSession> open = new(database);

    /// <summary>Opens a session and returns the secret for the cookie: the only time it is known.</summary>
    /// <param name="method">How the person proved who it is: <c>passkey</c>, <c>password</c>, <c>oidc</c>, <c>link</c>.</param>
    /// <param name="agent">The browser, as it calls itself, for the person's own list of sessions.</param>
    public async Task<string> Open(Guid userId, Guid? personId, string method, string? agent, CancellationToken cancel)
    {
        var secret = OneTimeSecrets.NewSecret();
        var now = database.Clock.GetUtcNow();
        await database.WriteState("delete from session where ends_at < @longAgo", new { longAgo = now - Remembered }, cancel);
        await database.WriteState(
            """
            insert into session (session_hash, user_id, person_id, method, started_at, proven_at, seen_at, ends_at, agent)
            values (@hash, @userId, @personId, @method, @now, @now, @now, @ends, @agent)
            """,
            new
            {
                hash = HashOf(secret),
                userId,
                personId,
                method,
                now,
                ends = now + limits.Whole,
                agent = agent is { Length: > LongestAgent } ? agent[..LongestAgent] : agent,
            },
            cancel
        );
        return secret;
    }

    /// <summary>Whose session a cookie stood for, also when it has ended by itself; it opens nothing. Null: nobody's.</summary>
    public async Task<Guid?> WhoWas(string secret, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return await connection.QuerySingleOrDefaultAsync<Guid?>(
            new(
                "select user_id from session where session_hash = @hash",
                new { hash = HashOf(secret) },
                cancellationToken: cancel
            )
        );
    }

    /// <summary>The visitor a cookie stands for; <see cref="Visitor.Nobody"/> where it stands for none, or no longer.</summary>
    public async Task<Visitor> Find(string secret, CancellationToken cancel)
    {
        var now = database.Clock.GetUtcNow();
        return
            await open.Get(HashOf(secret), hash => Read(hash, cancel)) is { } session
            && session.EndsAt > now
            && await IsAwake(session, now, cancel)
            ? session.Visitor
            : Visitor.Nobody;
    }

    private async Task<OpenSession?> Read(string hash, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        var session = await connection.QuerySingleOrDefaultAsync<SessionRow>(
            new(
                """
                select s.user_id, coalesce(s.person_id, u.person_id) as person_id, s.proven_at, s.seen_at, s.ends_at,
                  u.name, u.email, u.language, u.is_operator
                from session as s
                join portal_user as u on u.user_id = s.user_id and u.superseded is null and u.is_open = 1
                where s.session_hash = @hash
                """,
                new { hash },
                cancellationToken: cancel
            )
        );
        if (session is null)
        {
            return null;
        }
        var grants = await ReadAccess.GrantsOf(connection, session.UserId, cancel);
        var visitor = new Visitor
        {
            UserId = session.UserId,
            Name = session.Name,
            Email = session.Email,
            Language = session.Language,
            PersonId = session.PersonId,
            IsOperator = session.IsOperator,
            Grants = grants,
            // Asked of each request, so asked for only where somebody gives reasons.
            Reasons = grants.Any(AccessRules.NeedsReason)
                ? await ReasonsOf(connection, hash, cancel)
                : ImmutableDictionary<Guid, string>.Empty,
            Session = hash,
            ProvenAt = session.ProvenAt,
        };
        return new(visitor, session.SeenAt, session.EndsAt);
    }

    /// <summary>The person has just proved again who it is.</summary>
    public Task Prove(Visitor visitor, CancellationToken cancel) =>
        database.WriteState(
            "update session set proven_at = @now where session_hash = @Session",
            new { visitor.Session, now = database.Clock.GetUtcNow() },
            cancel
        );

    /// <summary>Keeps why a person looks at an employer, until the session ends.</summary>
    public Task GiveReason(Visitor visitor, Guid employerId, string why, CancellationToken cancel) =>
        database.WriteState(
            """
            insert into session_reason (session_hash, employer_id, why) values (@Session, @employerId, @why)
            on conflict (session_hash, employer_id) do update set why = excluded.why
            """,
            new
            {
                visitor.Session,
                employerId,
                why = SsinInText.Masked(why),
            },
            cancel
        );

    /// <summary>Ends one session of a person.</summary>
    public Task End(Guid userId, string session, CancellationToken cancel) =>
        database.WriteState(
            "update session set ends_at = @now where user_id = @userId and session_hash = @session and ends_at > @now",
            new
            {
                userId,
                session,
                now = database.Clock.GetUtcNow(),
            },
            cancel
        );

    /// <summary>Ends all sessions of a person, but for one that goes on.</summary>
    public Task EndAll(Guid userId, string? except, CancellationToken cancel) =>
        database.WriteState(
            "update session set ends_at = @now where user_id = @userId and session_hash <> @except and ends_at > @now",
            new
            {
                userId,
                except = except ?? "",
                now = database.Clock.GetUtcNow(),
            },
            cancel
        );

    /// <summary>The sessions a person has open, the latest first.</summary>
    public async Task<IReadOnlyList<SessionLine>> Of(Guid userId, CancellationToken cancel)
    {
        var now = database.Clock.GetUtcNow();
        await using var connection = await database.Connect(cancel);
        return
        [
            .. await connection.QueryAsync<SessionLine>(
                new(
                    """
                    select session_hash, method, started_at, seen_at, agent from session
                    where user_id = @userId and ends_at > @now and seen_at > @since order by seen_at desc
                    """,
                    new
                    {
                        userId,
                        now,
                        since = now - limits.Idle,
                    },
                    cancellationToken: cancel
                )
            ),
        ];
    }

    // While somebody writes for long, when a session was last seen is remembered here and written later: reading does not wait.
    private async Task<bool> IsAwake(OpenSession session, DateTimeOffset now, CancellationToken cancel)
    {
        var (hash, seenAt) = (session.Visitor.Session!, session.SeenAt);
        if (seen.TryGetValue(hash, out var later) && later > seenAt)
        {
            seenAt = later;
        }
        if (now - seenAt >= limits.Idle)
        {
            return false;
        }
        if (now - seenAt >= SeenEvery)
        {
            var isWritten = await database.TryWriteState(
                "update session set seen_at = @now where session_hash = @hash",
                new { hash, now },
                cancel
            );
            if (isWritten)
            {
                seen.TryRemove(hash, out _);
            }
            else
            {
                seen[hash] = now;
            }
        }
        return true;
    }

    private static async Task<ImmutableDictionary<Guid, string>> ReasonsOf(
        DbConnection connection,
        string hash,
        CancellationToken cancel
    ) =>
        (
            await connection.QueryAsync<GivenReason>(
                new(
                    "select employer_id, why from session_reason where session_hash = @hash",
                    new { hash },
                    cancellationToken: cancel
                )
            )
        ).ToImmutableDictionary(reason => reason.EmployerId, reason => reason.Why);

    private static string HashOf(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret)));

    private sealed record OpenSession(Visitor Visitor, DateTimeOffset SeenAt, DateTimeOffset EndsAt);

    private sealed record SessionRow
    {
        public required Guid UserId { get; init; }
        public required Guid? PersonId { get; init; }
        public required DateTimeOffset ProvenAt { get; init; }
        public required DateTimeOffset SeenAt { get; init; }
        public required DateTimeOffset EndsAt { get; init; }
        public required string Name { get; init; }
        public required string Email { get; init; }
        public required string? Language { get; init; }
        public required bool IsOperator { get; init; }
    }

    private sealed record GivenReason
    {
        public required Guid EmployerId { get; init; }
        public required string Why { get; init; }
    }
}

/// <summary>A session as its person sees it in a list.</summary>
public sealed record SessionLine
{
    public required string SessionHash { get; init; }
    public required string Method { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset SeenAt { get; init; }
    public required string? Agent { get; init; }
}
