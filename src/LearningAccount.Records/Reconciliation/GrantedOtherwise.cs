using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Reconciliation;

/// <summary>The credit computed anew with one fact of the year changed: own days, agreement, size, regime, months.</summary>
internal static class GrantedOtherwise
{
    private static readonly (string Code, MonthRegime Regime)[] OfMonths =
    [
        ("monthFirstDay", MonthRegime.FirstDay),
        ("monthLastDay", MonthRegime.LastDay),
        ("monthWeighted", MonthRegime.Weighted),
        ("monthHighest", MonthRegime.Max),
    ];

    /// <summary>None where the credit is shown and is ours: another one would not fit.</summary>
    public static IEnumerable<Guess> Of(CounterCase of) =>
        of.There.Credit == of.Here.Credit
            ? []
            : OptOut(of).Concat(WithoutAgreement(of)).Concat(OtherClass(of)).Concat(OtherRegime(of)).Concat(OtherMonths(of));

    private static IEnumerable<Guess> OptOut(CounterCase of)
    {
        var (employer, year) = (of.Facts.Employer, of.Line.Year);
        if (employer.ExtraDays.FirstOrDefault(one => one.Year == year) is { } extra)
        {
            var without = employer with { ExtraDays = employer.ExtraDays.Remove(extra) };
            yield return Recomputed(of, of.Facts with { Employer = without }, Days("extraDays", "extra", extra.Days));
        }
        if (employer.OptOuts.FirstOrDefault(one => one.Year == year) is { } own)
        {
            var without = employer with { OptOuts = employer.OptOuts.Remove(own) };
            yield return Recomputed(of, of.Facts with { Employer = without }, Days("ownDays", "days", own.Days));
        }
        if (of.There.Credit is { IsZero: true } && !of.Here.Credit!.Value.IsZero)
        {
            // With the computation switched off nothing is granted there until somebody enters it.
            var isSaid = of.Counters.Rows.Any(row => row.OptedOut is true);
            yield return new(of.WithCredit(Fraction.Zero), new(isSaid ? "optedOut" : "nothingEntered"));
        }
        else if (
            of.There.Credit is { } credit
            && of.Counters.Rows.Any(row => row.OptedOut is true || row.Computation is RightComputation.Manual)
        )
        {
            yield return new(of.WithCredit(credit), Days("enteredByHand", null, credit));
        }
    }

    private static IEnumerable<Guess> WithoutAgreement(CounterCase of)
    {
        if (of.Facts.Employments.Any(one => one.JointCommittee is not null))
        {
            ImmutableArray<Employment> without = [.. of.Facts.Employments.Select(one => one with { JointCommittee = null })];
            yield return Recomputed(of, of.Facts with { Employments = without }, new("agreement", "scheme"));
        }
    }

    private static IEnumerable<Guess> OtherClass(CounterCase of)
    {
        var own = of.Laws.ClassOf(of.Line.Year);
        foreach (var size in Enum.GetValues<SizeClass>().Where(size => size != own).Reverse())
        {
            var account = of.Laws.WithClass(of.Facts, of.Line.Year, size, of.Line.On);
            yield return new(
                of.FiguresIn(account) ?? of.Here,
                new("sizeClass", "size") { Values = [("class", ColumnText.Of(size)), ("year", of.YearText)] }
            );
        }
    }

    private static IEnumerable<Guess> OtherRegime(CounterCase of)
    {
        var inYear = of.Facts.Employments.Where(one => one.Start <= of.LastDay && !(one.End < of.FirstDay)).ToList();
        if (inYear.Count == 0)
        {
            yield break;
        }
        var first = inYear.MinBy(one => one.Start)!;
        var last = inYear.MaxBy(one => one.End ?? DateOnly.MaxValue)!;
        yield return With("regimeFirstDay", RegimeOn(first, first.Start > of.FirstDay ? first.Start : of.FirstDay));
        yield return With("regimeLastDay", RegimeOn(last, last.End < of.LastDay ? last.End.Value : of.LastDay));
        yield return With("fullTime", new WorkRegime { From = of.FirstDay, Fraction = 1 });
        if (inYear.Exists(one => !one.Suspensions.IsEmpty))
        {
            ImmutableArray<Employment> without = [.. of.Facts.Employments.Select(one => one with { Suspensions = [] })];
            yield return Recomputed(of, of.Facts with { Employments = without }, new("suspension", "credit"));
        }

        Guess With(string code, WorkRegime? regime) =>
            Recomputed(
                of,
                of.Facts with
                {
                    Employments =
                    [
                        .. of.Facts.Employments.Select(one => inYear.Contains(one) ? Under(one, regime, of.FirstDay) : one),
                    ],
                },
                new(code, "credit") { Values = [("year", of.YearText)] }
            );
    }

    private static IEnumerable<Guess> OtherMonths(CounterCase of)
    {
        var settings = of.Facts.Settings;
        foreach (var (code, regime) in OfMonths.Where(one => one.Regime != settings.MonthRegime))
        {
            var account = of.Laws.WithSettings(of.Facts, settings with { MonthRegime = regime }, of.Line.On);
            yield return new(of.FiguresIn(account) ?? of.Here, new(code, "credit"));
        }
        yield return Credited(
            "wholeYear",
            one => one with { Start = AtMost(one.Start, of.FirstDay, of), End = OrOpen(one.End, of) }
        );
        yield return Credited(
            "wholeMonths",
            one => one with { Start = NextMonth(one.Start, of), End = MonthBefore(one.End, of) }
        );

        // Only the credit is taken from it: what was used on the days between stays used.
        Guess Credited(string code, Func<Employment, Employment> change)
        {
            ImmutableArray<Employment> changed = [.. of.Facts.Employments.Select(change).Where(one => !(one.End < one.Start))];
            var figures = of.FiguresIn(of.Laws.With(of.Facts with { Employments = changed }, of.LastDay));
            return new(of.WithCredit(figures?.Credit ?? Fraction.Zero), new(code, "credit") { Values = [("year", of.YearText)] });
        }
    }

    // One that begins in the year began with it; one that ends in it goes on.
    private static DateOnly AtMost(DateOnly start, DateOnly first, CounterCase of) => start.Year == of.Line.Year ? first : start;

    private static DateOnly? OrOpen(DateOnly? end, CounterCase of) => end?.Year == of.Line.Year ? null : end;

    private static DateOnly NextMonth(DateOnly day, CounterCase of) =>
        day.Year == of.Line.Year && day.Day > 1 ? new DateOnly(day.Year, day.Month, 1).AddMonths(1) : day;

    private static DateOnly? MonthBefore(DateOnly? day, CounterCase of) =>
        day is { } end && end.Year == of.Line.Year && end.AddDays(1).Day > 1
            ? new DateOnly(end.Year, end.Month, 1).AddDays(-1)
            : day;

    private static WorkRegime? RegimeOn(Employment employment, DateOnly day)
    {
        var ordered = employment.Regimes.OrderBy(regime => regime.From).ToList();
        return ordered.LastOrDefault(regime => regime.From <= day) ?? ordered.FirstOrDefault();
    }

    private static Employment Under(Employment employment, WorkRegime? regime, DateOnly first) =>
        employment with
        {
            Regimes =
            [
                .. employment.Regimes.Where(one => one.From < first),
                (regime ?? new WorkRegime { From = first, Fraction = 1 }) with
                {
                    From = first,
                },
            ],
        };

    private static Guess Recomputed(CounterCase of, AccountFacts facts, Cause cause) =>
        new(of.FiguresIn(of.Laws.With(facts, of.Line.On)) ?? of.Here, cause);

    private static Cause Days(string code, string? article, Fraction days) =>
        new(code, article) { Values = [("days", Cause.Of(days))] };
}
