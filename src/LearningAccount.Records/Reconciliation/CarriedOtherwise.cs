using LearningAccount.Law;

namespace LearningAccount.Records.Reconciliation;

/// <summary>What was carried over from the year before is another figure there: the difference began earlier.</summary>
internal static class CarriedOtherwise
{
    public static IEnumerable<Guess> Of(CounterCase of)
    {
        if (Difference(of) is { IsZero: false } days)
        {
            yield return new(
                of.Here with
                {
                    CarriedOver = of.Here.CarriedOver + days,
                    Left = of.Here.Left + days,
                },
                CauseOf(of, days)
            );
        }
    }

    /// <summary>
    /// As the register shows it; where it does not show what was carried over, by how much its balance of the year before differs.
    /// </summary>
    public static Fraction Difference(CounterCase of) =>
        of.There.CarriedOver - of.Here.CarriedOver ?? of.Before?.Difference.Left ?? Fraction.Zero;

    /// <summary>Names the year in which it began, as far as counters of the years before tell.</summary>
    public static Cause CauseOf(CounterCase of, Fraction days)
    {
        var values = ("days", Cause.Of(days));
        if (of.Before is not { IsEqual: false } before)
        {
            return new("carriedOver", "carryOver") { Values = [values, ("year", Reconciled.YearText(of.Line.Year - 1))] };
        }
        var began = before
            .Causes.FirstOrDefault(cause => cause.Code is "yearBefore")
            ?.Values.First(value => value.Name is "year")
            .Value;
        return new("yearBefore", "carryOver") { Values = [values, ("year", began ?? Reconciled.YearText(before.Year))] };
    }
}
