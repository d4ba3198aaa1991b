using LearningAccount.Law;

namespace LearningAccount.Records.Reconciliation;

/// <summary>The four figures of a worker and year, in days of a full-time worker; null where a register does not show one.</summary>
/// <param name="Credit">Granted for the year.</param>
/// <param name="Used">In the year up to the day of the figures.</param>
/// <param name="Left">On that day, with what was carried over.</param>
/// <param name="CarriedOver">From the year before.</param>
public readonly record struct CounterFigures(Fraction? Credit, Fraction? Used, Fraction? Left, Fraction? CarriedOver)
{
    /// <summary>The figures of an account that has no such year are none.</summary>
    public static CounterFigures Of(AccountYear year) => new(year.Credit + year.Extra, year.Used, year.Closing, year.Opening);

    /// <summary>Every figure that is shown there is the same here.</summary>
    public bool Gives(CounterFigures there) =>
        Same(there.Credit, Credit) && Same(there.Used, Used) && Same(there.Left, Left) && Same(there.CarriedOver, CarriedOver);

    /// <summary>These less others; null where either is not shown.</summary>
    public CounterFigures Less(CounterFigures other) =>
        new(Credit - other.Credit, Used - other.Used, Left - other.Left, CarriedOver - other.CarriedOver);

    public CounterFigures Each(Func<Fraction, Fraction> make) =>
        new(Made(Credit, make), Made(Used, make), Made(Left, make), Made(CarriedOver, make));

    /// <summary>What a decision was said of, to tell whether it still is.</summary>
    public override string ToString() => $"{Credit};{Used};{Left};{CarriedOver}";

    /// <summary>The sum, in which a figure that is not shown adds nothing; null where neither shows it.</summary>
    public static Fraction? Sum(Fraction? a, Fraction? b) => a is null ? b : a + (b ?? Fraction.Zero);

    private static bool Same(Fraction? there, Fraction? here) => there is null || there == here;

    private static Fraction? Made(Fraction? figure, Func<Fraction, Fraction> make) => figure is { } shown ? make(shown) : null;
}
