using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Access;

/// <summary>How many wrong tries are free, and how the waiting grows after them.</summary>
/// <param name="Free">Tries without waiting.</param>
/// <param name="First">The wait after the first that is not free; it doubles with each.</param>
/// <param name="Longest">No wait is longer: a door closed for good would be a way to keep somebody out.</param>
/// <param name="Forgotten">After so long without a try all begins anew.</param>
public sealed record GuessLimit(int Free, TimeSpan First, TimeSpan Longest, TimeSpan Forgotten)
{
    /// <summary>Who tries one account: a person who mistypes is not hindered; a program gets some thirty tries a day.</summary>
    public static readonly GuessLimit Account = new(8, TimeSpan.FromSeconds(30), TimeSpan.FromHours(1), TimeSpan.FromDays(1));

    /// <summary>Who tries many accounts from one address. A company may stand behind it, so it is wider.</summary>
    public static readonly GuessLimit Address = new(50, TimeSpan.FromSeconds(30), TimeSpan.FromHours(1), TimeSpan.FromHours(6));

    /// <summary>The state after a try at <paramref name="now"/>; null: it may not be tried yet.</summary>
    public GuessState? Next(GuessState? known, DateTimeOffset now)
    {
        if (known is null || now - known.LastAt >= Forgotten)
        {
            return new(1, now, now);
        }
        if (now < known.ClosedUntil)
        {
            return null;
        }
        var failures = known.Failures + 1;
        var doublings = Math.Clamp(failures - Free, 0, 20);
        var wait = doublings == 0 ? TimeSpan.Zero : Shorter(First * (1 << (int)(doublings - 1)), Longest);
        return new(failures, now, now + wait);
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}

/// <summary>The tries on one account or from one address since the last success.</summary>
public sealed record GuessState(long Failures, DateTimeOffset LastAt, DateTimeOffset ClosedUntil);

/// <summary>Tries that were counted before.</summary>
/// <param name="Wait">Until the next may be made; null: it may be made now.</param>
public sealed record TriedBefore(TimeSpan? Wait);

/// <summary>
/// Slows guessing down. A try is counted before it is looked at, so that tries at the same time do not slip through; success
/// takes the count away. What is counted need not exist, so nothing can be learnt from it.
/// </summary>
public sealed class SlowGuessing(Database database)
{
    private const int Attempts = 4;

    /// <summary>Counts a try; null: it may be made, else how long to wait.</summary>
    /// <param name="subject">Whatever is tried; only its hash is kept.</param>
    public async Task<TimeSpan?> Try(string subject, GuessLimit limit, CancellationToken cancel)
    {
        var hash = OneTimeSecrets.HashOf(subject);
        for (var i = 0; i < Attempts; i++)
        {
            var now = database.Clock.GetUtcNow();
            var known = await Find(hash, cancel);
            if (limit.Next(known, now) is not { } next)
            {
                return known!.ClosedUntil - now;
            }
            // Somebody else may have tried meanwhile; then this try was not counted and is made again.
            var counted = await database.WriteState(
                """
                insert into guess (subject, failures, last_at, closed_until) values (@hash, @Failures, @LastAt, @ClosedUntil)
                on conflict (subject) do update
                set failures = excluded.failures, last_at = excluded.last_at, closed_until = excluded.closed_until
                where guess.failures = @seen and guess.last_at = @seenAt
                """,
                new
                {
                    hash,
                    next.Failures,
                    next.LastAt,
                    next.ClosedUntil,
                    seen = known?.Failures ?? -1,
                    seenAt = known?.LastAt ?? DateTimeOffset.UnixEpoch,
                },
                cancel
            );
            if (counted == 1)
            {
                return null;
            }
        }
        return TimeSpan.FromSeconds(1);
    }

    /// <summary>What was tried so far, without counting; null: nothing was, lately.</summary>
    public async Task<TriedBefore?> Tried(string subject, CancellationToken cancel)
    {
        var (now, known) = (database.Clock.GetUtcNow(), await Find(OneTimeSecrets.HashOf(subject), cancel));
        return known is null ? null : new(known.ClosedUntil > now ? known.ClosedUntil - now : null);
    }

    /// <summary>The person proved who it is: what came before were mistakes, not guesses.</summary>
    public async Task Forget(string subject, CancellationToken cancel)
    {
        await database.WriteState(
            "delete from guess where subject = @hash",
            new { hash = OneTimeSecrets.HashOf(subject) },
            cancel
        );
        var longAgo = database.Clock.GetUtcNow() - TimeSpan.FromDays(2);
        await database.WriteState("delete from guess where last_at < @longAgo", new { longAgo }, cancel);
    }

    private async Task<GuessState?> Find(string hash, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        var row = await connection.QuerySingleOrDefaultAsync<GuessRow>(
            new(
                "select failures, last_at, closed_until from guess where subject = @hash",
                new { hash },
                cancellationToken: cancel
            )
        );
        return row is null ? null : new(row.Failures, row.LastAt, row.ClosedUntil);
    }

    private sealed record GuessRow
    {
        public required long Failures { get; init; }
        public required DateTimeOffset LastAt { get; init; }
        public required DateTimeOffset ClosedUntil { get; init; }
    }
}
