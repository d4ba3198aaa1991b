using LearningAccount.App.Portal.Anomalies;
using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Portal.Web;
using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.App.Portal.Home;

/// <summary>A day by which something is to be done, from the law or from the situation of the employer.</summary>
/// <param name="Code">That of its text.</param>
/// <param name="Count">How many it is about; null where it is about one thing.</param>
/// <param name="Href">Where it is done; null where that is outside this program.</param>
public sealed record Deadline(DateOnly On, string Code, int? Count = null, string? Href = null)
{
    // The last day on which the federal learning account shows its data (law of 14 January 2026; rulebook R9.7).
    private static readonly DateOnly FederalAccountsErased = new(2026, 12, 31);

    private const int MonthsAhead = 12;

    /// <summary>Those of the next twelve months, the soonest first.</summary>
    public static IReadOnlyList<Deadline> Of(EmployerView employer)
    {
        var on = employer.Dates.On;
        var law = employer.Snapshot.LawUnder(employer.Law);
        IEnumerable<Deadline> all = [.. OfLaw(employer, law, on), .. OfSituation(employer)];
        return
        [
            .. all.Where(deadline => deadline.On >= on && deadline.On <= on.AddMonths(MonthsAhead))
                .OrderBy(deadline => deadline.On),
        ];
    }

    private static IEnumerable<Deadline> OfLaw(EmployerView employer, EmployerLaw law, DateOnly on)
    {
        yield return new(FederalAccountsErased, "federalAccounts", Href: Paths.NewImport);
        // At least once a year, without a day of its own (royal decree of 5 December 2017, art. 2 § 4; rulebook R8.3).
        yield return new(Next(on, 1, 31), "yearlyBalance", Href: Paths.Workers(employer.Head.Id));
        var plan = Next(on, 3, 31);
        if (ClassOn(law, plan) == SizeClass.Full)
        {
            // Law of 3 October 2022, art. 35 to 39; rulebook R7.10 and R7.11.
            yield return new(Next(on, 3, 15), "planOpinion");
            yield return new(plan, "plan");
            yield return new(Next(on, 4, 30), "planCopy");
        }
        var decision = Next(on, 9, 30);
        if (ClassOn(law, decision) == SizeClass.Small)
        {
            yield return new(decision, "ownDecision");
        }
        if (!employer.Snapshot.Facts.Declarations.IsEmpty)
        {
            // A declaration is due on the last day of the month after its quarter.
            var declared = employer.Snapshot.Facts.Declarations.Max(declaration => declaration.Quarter);
            var next = declared.AddQuarters(1);
            yield return new(next.LastDay.AddDays(1).AddMonths(1).AddDays(-1), "declaration", Href: Paths.NewImport);
        }
        var period = new DateOnly(on.Year - on.Year % 2 + 2, 1, 1);
        yield return new(period, "sizePeriod", Href: Paths.Size(employer.Head.Id));
    }

    private static IEnumerable<Deadline> OfSituation(EmployerView employer)
    {
        foreach (var expiring in employer.Standing.Figures.Expiring)
        {
            yield return new(
                expiring.On,
                "expires",
                expiring.Workers,
                $"{Paths.Workers(employer.Head.Id)}?sort={WorkerColumn.Expires}"
            );
        }
        foreach (var code in (string[])["leavesWithDays", "certificateLapsesSoon"])
        {
            var days = employer
                .Standing.Open.Where(found => string.Equals(found.Code, code, StringComparison.Ordinal))
                .Select(found => FindingWords.DayOf(found))
                .OfType<DateOnly>();
            foreach (var day in days.GroupBy(day => day))
            {
                yield return new(day.Key, code, day.Count(), Paths.Anomalies(employer.Head.Id, code));
            }
        }
    }

    private static SizeClass? ClassOn(EmployerLaw law, DateOnly day) =>
        SizePeriods.UpTo(law, day) is [.., var last] ? last.Period.Class : null;

    private static DateOnly Next(DateOnly on, int month, int day) =>
        new DateOnly(on.Year, month, day) is var thisYear && thisYear >= on ? thisYear : thisYear.AddYears(1);
}
