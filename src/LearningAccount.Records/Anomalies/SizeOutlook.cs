using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.Records.Anomalies;

/// <summary>What the quarters known so far make of the size in the two-year period that comes next (R2.1 to R2.5).</summary>
/// <param name="From">The first day of that period.</param>
/// <param name="Now">The class of the period that runs.</param>
/// <param name="Class">The class to expect.</param>
/// <param name="Average">Of <paramref name="Known"/>, exact.</param>
/// <param name="Known">The quarters it rests on.</param>
/// <param name="IsOfReference">They are of the reference period itself; else it has none yet, and the last four stand for them.</param>
public sealed record SizeOutlook(
    DateOnly From,
    SizeClass? Now,
    SizeClass Class,
    Fraction Average,
    ImmutableArray<Quarter> Known,
    bool IsOfReference
)
{
    public bool IsChange => Now is { } now && now != Class;

    /// <summary>Null: the class is said by hand, or nothing is declared.</summary>
    public static SizeOutlook? Of(EmployerCase employer)
    {
        var facts = employer.Employer.Facts;
        if (!facts.SizeClasses.IsEmpty || facts.Declarations.IsEmpty)
        {
            return null;
        }
        var (current, _) = SizePeriods.UpTo(employer.Law, employer.On)[^1];
        var from = new DateOnly(current.From.Year + 2, 1, 1);
        var (known, isOfReference) = Expected(facts, from.Year);
        var expected = new EmployerLaw(facts with { Declarations = known }, employer.Law.Settings, employer.Law.Law);
        var (next, _) = SizePeriods.UpTo(expected, from)[^1];
        return next.Average is { } average
            ? new(
                from,
                current.Average is null ? null : current.Class,
                next.Class,
                average,
                isOfReference
                    ? [.. known.Select(one => one.Quarter).Order()]
                    : [.. facts.Declarations.Select(one => one.Quarter).OrderDescending().Take(known.Length).Order()],
                isOfReference
            )
            : null;
    }

    // The reference period runs from the fourth quarter two years before to the third of the year before (R2.2).
    private static (ImmutableArray<Declaration> Known, bool IsOfReference) Expected(EmployerFacts facts, int nextYear)
    {
        var (first, last) = (Quarter.Of(nextYear - 2, 4), Quarter.Of(nextYear - 1, 3));
        ImmutableArray<Declaration> within =
        [
            .. facts.Declarations.Where(declared => first <= declared.Quarter && declared.Quarter <= last),
        ];
        if (within.Length > 0)
        {
            return (within, true);
        }
        var latest = facts.Declarations.OrderByDescending(declared => declared.Quarter).Take(4);
        return ([.. latest.Select((declared, place) => declared with { Quarter = first.AddQuarters(place) })], false);
    }
}
