using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;

namespace LearningAccount.Records.Plans;

/// <summary>
/// Whether an employer has to make a training plan for a year: with at least 20 workers, counted as for the individual right,
/// unless the employer follows the reading that counts heads (law of 3 October 2022, art. 34 and 50; rulebook R7.12).
/// </summary>
/// <param name="Class">The size class of the two-year period the year lies in.</param>
/// <param name="Average">Its average full-time equivalents; null where the class is said or unknown.</param>
/// <param name="Heads">The average number of persons of the same quarters; null where it is not known.</param>
/// <param name="Unit">What the employer's settings count.</param>
public sealed record PlanThreshold(int Year, SizeClass Class, Fraction? Average, Fraction? Heads, FallbackUnit Unit)
{
    /// <summary>"At least 20 workers" (art. 34).</summary>
    public const int Workers = 20;

    /// <summary>Somebody said the class by hand; no quarters were counted.</summary>
    public bool IsSaid { get; init; }

    /// <summary>The law of 5 December 1968, and with it this one, holds for the employer.</summary>
    public bool IsInScope { get; init; } = true;

    /// <summary>Nobody works more than full time: who has 20 full-time equivalents has 20 heads.</summary>
    public bool IsDue => IsInScope && (Class is SizeClass.Full || (Unit is FallbackUnit.Heads && Heads >= Workers));

    /// <summary>The two readings differ: at least 20 persons, yet fewer than 20 full-time equivalents.</summary>
    public bool IsDisputed => IsInScope && Heads >= Workers && Class is not SizeClass.Full;

    public static PlanThreshold Of(EmployerSnapshot snapshot, LawBook law, int year) =>
        Of(snapshot, snapshot.LawUnder(law), year);

    public static PlanThreshold Of(EmployerSnapshot snapshot, EmployerLaw law, int year)
    {
        // Sizes are counted for two-year periods that begin in even years (art. 50 § 2; R2.1, R2.2).
        var start = year - year % 2;
        var (first, last) = (Quarter.Of(start - 2, 4), Quarter.Of(start - 1, 3));
        var heads = snapshot
            .Quarters.Where(quarter => first <= quarter.Quarter && quarter.Quarter <= last)
            .Select(quarter => quarter.Heads)
            .OfType<int>()
            .ToList();
        var period = SizePeriods.UpTo(law, new DateOnly(year, 1, 1)) is [.., var found] ? found.Period : null;
        return new(
            year,
            period?.Class ?? SizeClass.None,
            period?.Average,
            heads.Count == 0 ? null : Fraction.Of(heads.Sum(), heads.Count),
            snapshot.Settings.PlanThresholdUnit
        )
        {
            IsSaid = period is { DeclaredQuarters: null },
            IsInScope = snapshot.Facts.InScope,
        };
    }
}
