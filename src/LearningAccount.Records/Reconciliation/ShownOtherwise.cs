using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.Records.Reconciliation;

/// <summary>Our own figures shown in another way: rounded, in other hours a day, with or without what was carried over.</summary>
internal static class ShownOtherwise
{
    private static readonly (string How, Func<Fraction, Fraction> Round)[] Roundings =
    [
        ("twoDecimals", figure => figure.Round(2)),
        ("oneDecimal", figure => figure.Round(1)),
        ("halfDay", figure => (figure * 2).Round(0) / 2),
        ("halfDayUp", figure => (figure * 2).Ceiling() / 2),
        ("wholeDay", figure => figure.Round(0)),
        ("wholeDayUp", figure => figure.Ceiling()),
        ("wholeDayDown", figure => figure.Floor()),
    ];

    private static readonly (string How, Rounding Rounding)[] Settings =
    [
        ("twoDecimals", Rounding.TwoDecimals),
        ("halfDayUp", Rounding.HalfDayUp),
        ("hourUp", Rounding.HourUp),
    ];

    // Hours a day that others reckon with.
    private static readonly Fraction[] OtherHours = [Fraction.Of(38, 5), 8];

    public static IEnumerable<Guess> Of(CounterCase of) => Rounded(of).Concat(InOtherHours(of)).Concat(OtherBalance(of));

    private static IEnumerable<Guess> Rounded(CounterCase of)
    {
        // Of a figure in hours the hours were rounded.
        var unit = of.Line.HoursPerDay ?? Fraction.One;
        foreach (var (how, round) in Roundings)
        {
            var cause = Cause(how);
            yield return new(of.Here.Each(figure => round(figure * unit) / unit), cause);
            yield return new(of.WithCredit(round(of.Here.Credit!.Value * unit) / unit), cause);
        }
        foreach (var (how, rounding) in Settings)
        {
            if (rounding != of.Facts.Settings.Rounding)
            {
                var account = of.Laws.WithSettings(of.Facts, of.Facts.Settings with { Rounding = rounding }, of.Line.On);
                yield return new(of.FiguresIn(account) ?? of.Here, Cause(how));
            }
        }

        static Cause Cause(string how) => new("rounding", "credit") { Values = [("how", how)] };
    }

    private static IEnumerable<Guess> InOtherHours(CounterCase of)
    {
        var own = of.HoursPerDay;
        foreach (var hours in OtherHours.Append(own).Distinct())
        {
            if (of.Line.HoursPerDay is null)
            {
                yield return new(of.Here.Each(days => days * hours), Cause("hoursAsDays", hours));
            }
            if (hours != own)
            {
                // Hours that were made of days, and uses in hours that were made days, with another day than ours.
                yield return new(
                    of.Here.Each(days => of.Line.HoursPerDay is null ? days * own / hours : days * hours / own),
                    Cause("hoursPerDay", hours)
                );
                yield return new(of.WithUsed(of.Here.Used!.Value * own / hours), Cause("hoursPerDay", hours));
            }
        }
        if (of.Line.HoursPerDay is not null)
        {
            yield return new(of.Here.Each(days => days / own), Cause("daysAsHours", own));
        }

        Cause Cause(string code, Fraction hours) =>
            new(code, "dayHour")
            {
                Values = [("hours", Reconciliation.Cause.Of(hours)), ("otherHours", Reconciliation.Cause.Of(own))],
            };
    }

    private static IEnumerable<Guess> OtherBalance(CounterCase of)
    {
        var (here, year) = (of.Here, of.Year);
        if (!year.Opening.IsZero)
        {
            yield return new(here with { Left = here.Left - year.Opening }, Told("leftOfYear", "carryOver", year.Opening));
        }
        // What a register calls carried over may be what goes to the next year.
        yield return new(here with { CarriedOver = here.Left }, Told("carriedForward", "carryOver", here.Left!.Value));
        if (!year.Forfeited.IsZero)
        {
            yield return new(here with { Left = here.Left + year.Forfeited }, Told("forfeited", "exit", year.Forfeited));
        }
        if (!year.Expired.IsZero)
        {
            yield return new(here with { Left = here.Left + year.Expired }, Told("expired", "window", year.Expired));
        }
        if (!year.Adjusted.IsZero)
        {
            yield return new(here with { Left = here.Left - year.Adjusted }, Told("adjustment", "correction", year.Adjusted));
            yield return new(
                of.WithCredit(here.Credit!.Value + year.Adjusted) with
                {
                    Left = here.Left,
                },
                Told("adjustmentInCredit", "correction", year.Adjusted)
            );
        }

        static Cause Told(string code, string article, Fraction days) =>
            new(code, article) { Values = [("days", Cause.Of(days))] };
    }
}
