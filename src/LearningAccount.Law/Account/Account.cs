using System.Collections.Immutable;
using System.Numerics;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Reasons;

namespace LearningAccount.Law;

/// <summary>
/// The individual training account of one worker at one employer on a day: computed from the facts, never stored. For
/// every year: opening + credit + extra + adjusted − used − expired − forfeited = closing. All quantities are days of a
/// full-time worker, exact.
/// </summary>
public sealed record Account
{
    public required DateOnly On { get; init; }

    /// <summary>The edition of the law the figures follow: the day its newest value became known.</summary>
    public required DateOnly Law { get; init; }
    public required ImmutableArray<SizePeriod> Size { get; init; }
    public required ImmutableArray<AccountYear> Years { get; init; }
    public required WindowStanding? Window { get; init; }
    public required Balance Balance { get; init; }
    public required AccountExit? Exit { get; init; }
    public required ImmutableArray<AccountEntry> Entries { get; init; }

    /// <summary>Entry and figures name a reason by its place here.</summary>
    public required ImmutableArray<Reason> Reasons { get; init; }
    public required ImmutableArray<Anomaly> Anomalies { get; init; }

    /// <summary>The days of planned trainings that end after <see cref="On"/>: reserved, not used.</summary>
    public required Fraction Planned { get; init; }

    /// <summary>What of the balance expires and when, soonest first, if it is not used before.</summary>
    public required ImmutableArray<ExpiringDays> Expiring { get; init; }
}

/// <summary>The size class over a two-year period, or from a day said (rulebook section 2).</summary>
/// <param name="Average">Average full-time equivalents; null where the class is said or unknown.</param>
/// <param name="DeclaredQuarters">Quarters it is the average of; 0 by the fallback; null where the class is said.</param>
public sealed record SizePeriod(
    DateOnly From,
    DateOnly? To,
    Fraction? Average,
    int? DeclaredQuarters,
    SizeClass Class,
    int Reason
);

public sealed record AccountYear
{
    public required int Year { get; init; }
    public required SizeClass Class { get; init; }

    /// <summary>A: the days of a full-time worker employed the whole year; the highest of the months in service.</summary>
    public required Fraction FullTimeDays { get; init; }

    /// <summary>C × 12: the months begun in service.</summary>
    public required int Months { get; init; }

    /// <summary>B × C × 12: each of these months by its work regime.</summary>
    public required Fraction Worked { get; init; }
    public required Fraction Opening { get; init; }
    public required Fraction Credit { get; init; }
    public required Fraction Extra { get; init; }
    public required Fraction Adjusted { get; init; }
    public required Fraction Used { get; init; }
    public required Fraction Outside { get; init; }
    public required Fraction Expired { get; init; }
    public required Fraction Forfeited { get; init; }
    public required Fraction Closing { get; init; }

    /// <summary><see cref="Closing"/> in hours, at the employer's full-time day.</summary>
    public required Fraction Hours { get; init; }

    /// <summary><see cref="Closing"/> in minutes, rounded up (R3.8).</summary>
    public required BigInteger Minutes { get; init; }

    /// <summary>Why <see cref="Closing"/> is what it is; the other figures are sums of entries.</summary>
    public required int Reason { get; init; }
    public required int FullTimeDaysReason { get; init; }
}

/// <summary>Days that expire at the end of a day.</summary>
public readonly record struct ExpiringDays(DateOnly On, Fraction Days);

/// <summary>How the five-year test stands (R5.2).</summary>
/// <param name="Target">Credit belonging to this window of the years up to that of the day.</param>
/// <param name="Reason">That of the target.</param>
public sealed record WindowStanding(DateOnly From, DateOnly To, Fraction Target, Fraction Used, bool Met, int Reason)
{
    /// <summary>That of what was used, with what was offered and refused.</summary>
    public required int UsedReason { get; init; }
}

/// <param name="Exact">Days left.</param>
public sealed record Balance(Fraction Exact, Fraction Hours, BigInteger Minutes, int Reason);

/// <summary>What the end of the contract does to the account (R6.1, R6.2).</summary>
public sealed record AccountExit
{
    public required DateOnly On { get; init; }
    public required EndReason? EndReason { get; init; }
    public required Fraction Outstanding { get; init; }
    public required bool MayTakeBeforeEnd { get; init; }
    public required bool AcquiredBenefit { get; init; }

    /// <summary><c>valuationDisputed</c>, <c>presumedLost</c>, <c>offerBeforeEnd</c>.</summary>
    public required ImmutableArray<string> Warnings { get; init; }
    public required int Reason { get; init; }
}

public enum EntryKind
{
    Opening,
    Credit,
    Extra,
    Adjustment,
    Use,
    Outside,
    Expiry,
    Forfeit,
}

/// <summary>One line of the account. <see cref="Days"/> is what the kind says, positive for a credit and for a use.</summary>
/// <param name="Fact">The place in the facts of the training or adjustment that made it, or -1.</param>
public readonly record struct AccountEntry(DateOnly On, EntryKind Kind, Fraction Days, int Reason, int Fact = -1);
