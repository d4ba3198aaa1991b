using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Reasons;
using LearningAccount.Records.Accounts;

namespace LearningAccount.App.Portal.Employer;

/// <summary>A two-year period of an employer's size with the quarters it follows from.</summary>
/// <param name="Quarters">Those of the reference period that were declared, the earliest first.</param>
public sealed record SizeView(SizePeriod Period, Reason Reason, IReadOnlyList<DeclaredQuarter> Quarters)
{
    /// <summary>True: neither declarations nor anybody tells it.</summary>
    public bool IsUnknown => Period is { Average: null, DeclaredQuarters: 0 };

    /// <summary>The periods up to a day, the newest first.</summary>
    public static IReadOnlyList<SizeView> Of(EmployerView employer)
    {
        var snapshot = employer.Snapshot;
        var law = snapshot.LawUnder(employer.Law);
        return
        [
            .. SizePeriods
                .UpTo(law, employer.Dates.On)
                .Reverse()
                .Select(each => new SizeView(each.Period, each.Reason, QuartersOf(each.Reason, snapshot))),
        ];
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
