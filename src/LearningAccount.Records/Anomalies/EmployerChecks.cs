using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Anomalies;

/// <summary>Checks of what is known of the employer itself.</summary>
internal static class EmployerChecks
{
    /// <summary>Declarations longer ago than this decide no period that still matters.</summary>
    private const int YearsBack = 5;

    /// <summary>A quarter between those declared, or after them with its term passed, of which there is no declaration.</summary>
    public static IEnumerable<Finding> QuarterMissing(EmployerCase employer)
    {
        var declared = employer.Employer.Facts.Declarations.Select(declaration => declaration.Quarter).ToHashSet();
        if (declared.Count == 0)
        {
            yield break;
        }
        var earliest = Quarter.Containing(employer.On.AddYears(-YearsBack));
        var first = declared.Min();
        for (var quarter = first < earliest ? earliest : first; DueOn(quarter) < employer.On; quarter = quarter.AddQuarters(1))
        {
            if (!declared.Contains(quarter))
            {
                yield return DayChecks.Of(quarter.ToString(), ("quarter", quarter.ToString())) with
                {
                    Quarter = quarter,
                };
            }
        }
    }

    /// <summary>The quarters of the next reference period, or the last four before it begins, lead to another class.</summary>
    public static IEnumerable<Finding> SizeAboutToChange(EmployerCase employer)
    {
        if (SizeOutlook.Of(employer) is { IsChange: true } next)
        {
            yield return DayChecks.Of(
                ColumnText.Of(next.From),
                ("on", ColumnText.Of(next.From)),
                ("class", next.Class.ToString()),
                ("average", next.Average.ToString())
            );
        }
    }

    /// <summary>Own days of a year that differ from the law, and nobody said why.</summary>
    public static IEnumerable<Finding> OwnDaysWithoutReason(EmployerCase employer) =>
        employer
            .Employer.Facts.OptOuts.Where(own => string.IsNullOrWhiteSpace(own.Reason))
            .Select(own => DayChecks.Of($"{own.Year}", ("year", $"{own.Year}"), ("days", own.Days.ToString())));

    /// <summary>Remarks of the law on the facts of the employer: a size nobody knows, an agreement that does not bind.</summary>
    public static IEnumerable<Finding> LawDoubtful(EmployerCase employer)
    {
        var nobody = new AccountFacts { Employer = employer.Law.Employer, Settings = employer.Law.Settings };
        return AccountComputation
            .For(nobody, employer.Law, employer.On)
            .Anomalies.Where(IsOfEmployer)
            .Distinct()
            .Select(DayChecks.Of);
    }

    /// <summary>Made on every account of the employer, so told once, of the employer.</summary>
    internal static bool IsOfEmployer(Anomaly remark) => remark.At.StartsWith("employer", StringComparison.Ordinal);

    /// <summary>A declaration is due on the last day of the month after its quarter (NSSO, administrative instructions).</summary>
    public static DateOnly DueOn(Quarter quarter) => quarter.LastDay.AddDays(1).AddMonths(1).AddDays(-1);
}
