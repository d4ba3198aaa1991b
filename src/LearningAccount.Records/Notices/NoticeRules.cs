using System.Globalization;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Notices;

/// <summary>Something a worker has to be told.</summary>
/// <param name="About">With the kind it is told to a worker once.</param>
public sealed record DueNotice(NoticeKind Kind, string About, IReadOnlyDictionary<string, string> Stated);

/// <summary>
/// What of an account on a day decides what its worker has to be told. An account with its reasons is large, and those of all
/// workers are asked at once.
/// </summary>
/// <param name="IsKept">There is a right to tell of, and the worker is still employed (R8.4).</param>
/// <param name="Ends">The contract ends: what is left is settled in another way than by expiring.</param>
/// <param name="Credit">Of the year of the day, in days.</param>
/// <param name="Expiring">What is lost first, in days; null where nothing is.</param>
public sealed record TellableAccount(
    DateOnly On,
    bool IsKept,
    bool Ends,
    Fraction Left,
    Fraction Credit,
    (DateOnly On, Fraction Days)? Expiring
)
{
    public static TellableAccount Of(Account account)
    {
        // The account of who is yet to come has no year.
        var year = account.Years.IsEmpty ? null : account.Years[^1];
        return new(
            account.On,
            (account.Exit is null || account.Exit.On >= account.On)
                && (account.Balance.Exact.Sign != 0 || account.Years.Any(each => (each.Credit + each.Extra).Sign > 0)),
            account.Exit is not null,
            account.Balance.Exact,
            year?.Year == account.On.Year ? year.Credit + year.Extra : 0,
            account.Expiring.IsEmpty ? null : (account.Expiring[0].On, account.Expiring[0].Days)
        );
    }
}

/// <summary>What a worker has to be told on a day, from the account and from what was told before. Pure.</summary>
public static class NoticeRules
{
    /// <summary>Days before they expire on which a worker is warned, the earliest last.</summary>
    private static readonly int[] WarningDays = [60, 182];

    /// <summary>
    /// The day by which the balance has to be told again. The decree says no more than "at least once a year": never later than
    /// twelve months after the last time, and for who is told together on the last day of a month that the employer chooses,
    /// January where it chooses none (rulebook R8.3, a proposal).
    /// </summary>
    /// <param name="last">When the worker was told last, that the account exists or its balance.</param>
    /// <param name="month">The setting <c>yearlyNoticeMonth</c>.</param>
    public static DateOnly NextYearly(DateOnly last, int month)
    {
        var year = month > last.Month ? last.Year : last.Year + 1;
        var together = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        var latest = last.AddYears(1);
        return together < latest ? together : latest;
    }

    /// <param name="openedOn">When the worker was told that the account exists; null: not yet.</param>
    /// <param name="yearlyOn">When its balance was told last; null: not within a year.</param>
    /// <param name="month">The setting <c>yearlyNoticeMonth</c>.</param>
    /// <param name="isTold">Whether the worker was told this before.</param>
    public static IEnumerable<DueNotice> Of(
        TellableAccount account,
        DateOnly? openedOn,
        DateOnly? yearlyOn,
        int month,
        Func<NoticeKind, string, bool> isTold
    )
    {
        if (!account.IsKept)
        {
            yield break;
        }
        if (openedOn is null)
        {
            yield return new(NoticeKind.AccountOpened, "account", Standing(account));
        }
        else if (NextYearly(yearlyOn > openedOn ? yearlyOn.Value : openedOn.Value, month) <= account.On)
        {
            // Told twice in a year where the month was changed in between.
            var year = Year(account.On);
            var about = isTold(NoticeKind.YearlyBalance, year) ? $"{year}-{ColumnText.Of(account.On)[5..7]}" : year;
            yield return new(NoticeKind.YearlyBalance, about, Standing(account));
        }
        if (Expiring(account, isTold) is { } expiring)
        {
            yield return expiring;
        }
    }

    private static DueNotice? Expiring(TellableAccount account, Func<NoticeKind, string, bool> isTold)
    {
        if (account is not { Ends: false, Expiring: var (on, days) })
        {
            return null;
        }
        foreach (var ahead in WarningDays)
        {
            var about = string.Create(CultureInfo.InvariantCulture, $"{ColumnText.Of(on)}:{ahead}");
            if (days.Sign > 0 && on.DayNumber - account.On.DayNumber <= ahead)
            {
                return isTold(NoticeKind.DaysExpiring, about)
                    ? null
                    : new(
                        NoticeKind.DaysExpiring,
                        about,
                        new Dictionary<string, string>(StringComparer.Ordinal)
                        {
                            ["days"] = days.ToString(),
                            ["on"] = ColumnText.Of(on),
                        }
                    );
            }
        }
        return null;
    }

    private static Dictionary<string, string> Standing(TellableAccount account) =>
        new(StringComparer.Ordinal)
        {
            ["year"] = Year(account.On),
            ["left"] = account.Left.ToString(),
            ["credit"] = account.Credit.ToString(),
        };

    private static string Year(DateOnly day) => day.Year.ToString(CultureInfo.InvariantCulture);
}
