using System.Globalization;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Notices;

/// <summary>Something a worker has to be told.</summary>
/// <param name="About">With the kind it is told to a worker once.</param>
public sealed record DueNotice(NoticeKind Kind, string About, IReadOnlyDictionary<string, string> Stated);

/// <summary>What a worker has to be told on a day, from the account and from what was told before. Pure.</summary>
public static class NoticeRules
{
    /// <summary>Days before they expire on which a worker is warned, the earliest last.</summary>
    private static readonly int[] WarningDays = [60, 182];

    // Proposed where the decree says no more than "at least once a year" (rulebook R8.3).
    private const int YearlyMonth = 1;
    private const int YearlyDay = 31;

    /// <param name="openedOn">When the worker was told that the account exists; null: not yet.</param>
    /// <param name="isTold">Whether the worker was told this before.</param>
    public static IEnumerable<DueNotice> Of(Account account, DateOnly? openedOn, Func<NoticeKind, string, bool> isTold)
    {
        if (!IsKept(account))
        {
            yield break;
        }
        if (openedOn is null)
        {
            yield return new(NoticeKind.AccountOpened, "account", Standing(account));
        }
        else if (
            account.On >= new DateOnly(account.On.Year, YearlyMonth, YearlyDay)
            && openedOn.Value.Year < account.On.Year
            && Year(account.On) is var year
            && !isTold(NoticeKind.YearlyBalance, year)
        )
        {
            yield return new(NoticeKind.YearlyBalance, year, Standing(account));
        }
        if (Expiring(account, isTold) is { } expiring)
        {
            yield return expiring;
        }
    }

    /// <summary>There is a right to tell of, and the worker is still employed (R8.4).</summary>
    public static bool IsKept(Account account) =>
        (account.Exit is null || account.Exit.On >= account.On)
        && (account.Balance.Exact.Sign != 0 || account.Years.Any(year => (year.Credit + year.Extra).Sign > 0));

    private static DueNotice? Expiring(Account account, Func<NoticeKind, string, bool> isTold)
    {
        // A contract that ends before settles what is left in another way.
        if (account.Expiring.IsEmpty || account.Exit is not null)
        {
            return null;
        }
        var (on, days) = account.Expiring[0];
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

    private static Dictionary<string, string> Standing(Account account)
    {
        var year = account.Years[^1];
        return new(StringComparer.Ordinal)
        {
            ["year"] = Year(account.On),
            ["left"] = account.Balance.Exact.ToString(),
            ["credit"] = (year.Year == account.On.Year ? year.Credit + year.Extra : 0).ToString(),
        };
    }

    private static string Year(DateOnly day) => day.Year.ToString(CultureInfo.InvariantCulture);
}
