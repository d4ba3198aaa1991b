using LearningAccount.App.Portal.Web;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Reasons;
using LearningAccount.Records.Accounts;

namespace LearningAccount.App.Portal.Employer;

/// <summary>A two-year period of an employer's size with the quarters it follows from.</summary>
/// <param name="Quarters">Those of the reference period that were declared, the earliest first.</param>
public sealed record SizeView(SizePeriod Period, Reason Reason, IReadOnlyList<DeclaredQuarter> Quarters)
{
    // Sizes are counted from 2022 on, in periods of two calendar years (R2.1).
    private const int FirstYear = 2022;
    private const int YearsOfPeriod = 2;

    /// <summary>The periods up to a day, the newest first.</summary>
    public static IReadOnlyList<SizeView> Of(EmployerView employer)
    {
        var on = employer.Dates.On;
        var nobody = new AccountFacts { Employer = employer.Snapshot.Facts, Settings = employer.Snapshot.Settings };
        var periods = new SortedDictionary<DateOnly, SizeView>();
        for (var year = FirstYear; year <= on.Year; year += YearsOfPeriod)
        {
            var end = new DateOnly(year + YearsOfPeriod - 1, 12, 31);
            var account = AccountComputation.For(nobody, employer.Law, end < on ? end : on);
            foreach (var period in account.Size)
            {
                periods[period.From] = new(
                    period,
                    account.Reasons[period.Reason],
                    QuartersOf(account.Reasons[period.Reason], employer.Snapshot)
                );
            }
        }
        return [.. periods.Values.Reverse()];
    }

    // The reason names the declarations it rests on.
    private static IReadOnlyList<DeclaredQuarter> QuartersOf(Reason reason, EmployerSnapshot snapshot)
    {
        var named = reason
            .Inputs.Where(input => input.Name is "declaredFte")
            .Select(input => input.Source)
            .ToHashSet(StringComparer.Ordinal);
        return [.. snapshot.Quarters.Where(quarter => named.Contains(quarter.Quarter.ToString()))];
    }

    /// <summary>A size in words: the days it gives are told by the law, not here.</summary>
    public static string ClassWords(SizeClass size, Words words) => words[$"size.class.{size}"];
}
