using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Reconciliation;

/// <summary>Rows, and what they show together, in days.</summary>
public readonly record struct CounterSum(int Rows, Fraction Credit, Fraction Used, Fraction Left, Fraction CarriedOver)
{
    public static CounterSum operator +(CounterSum a, CounterSum b) =>
        new(a.Rows + b.Rows, a.Credit + b.Credit, a.Used + b.Used, a.Left + b.Left, a.CarriedOver + b.CarriedOver);
}

/// <summary>The rows of a year and right: all that came in is equal, different or left out.</summary>
/// <param name="Year">Null: rows whose year could not be read.</param>
/// <param name="Right">Null: rows whose right could not be read.</param>
public sealed record CounterTotal(
    int? Year,
    RightType? Right,
    CounterSum In,
    CounterSum Equal,
    CounterSum Different,
    CounterSum LeftOut
)
{
    /// <summary>By year and right, what could not be read last.</summary>
    /// <param name="hoursPerDay">What makes days of figures in hours.</param>
    public static ImmutableArray<CounterTotal> Of(Reconciled reconciled, Fraction hoursPerDay) =>
        [
            .. reconciled
                .Rows.GroupBy(place => (place.Row.Year, place.Row.RightType))
                .OrderBy(total => total.Key.Year ?? int.MaxValue)
                .ThenBy(total => (int?)total.Key.RightType ?? int.MaxValue)
                .Select(total => Of(total.Key.Year, total.Key.RightType, total, hoursPerDay)),
        ];

    /// <summary>All of them together.</summary>
    public static CounterTotal Together(IEnumerable<CounterTotal> totals) =>
        totals.Aggregate(
            new CounterTotal(null, null, default, default, default, default),
            (sum, total) =>
                sum with
                {
                    In = sum.In + total.In,
                    Equal = sum.Equal + total.Equal,
                    Different = sum.Different + total.Different,
                    LeftOut = sum.LeftOut + total.LeftOut,
                }
        );

    private static CounterTotal Of(int? year, RightType? right, IEnumerable<CounterPlace> places, Fraction hoursPerDay)
    {
        var (all, equal, different, leftOut) = (
            default(CounterSum),
            default(CounterSum),
            default(CounterSum),
            default(CounterSum)
        );
        foreach (var place in places)
        {
            var shown = Shown(place.Row, hoursPerDay);
            all += shown;
            switch (place.Line)
            {
                case null:
                    leftOut += shown;
                    break;
                case { IsEqual: true }:
                    equal += shown;
                    break;
                default:
                    different += shown;
                    break;
            }
        }
        return new(year, right, all, equal, different, leftOut);
    }

    private static CounterSum Shown(ImportedCounterVersion row, Fraction hoursPerDay)
    {
        return new(1, Days(row.Credit), Days(row.Used), Days(row.Remaining), Days(row.CarriedOver));

        Fraction Days(Fraction? figure) =>
            figure is not { } shown ? Fraction.Zero
            : row.Unit is CounterUnit.Hours ? shown / hoursPerDay
            : shown;
    }
}
