using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Reasons;

namespace LearningAccount.Law;

/// <summary>Writes down, as data, why each figure of one account is what it is.</summary>
internal sealed partial class ReasonWriter(AccountFacts facts, EmployerLaw law)
{
    private readonly List<Reason> reasons = new(40);
    private readonly List<Input> inputs = [];
    private readonly Settings settings = facts.Settings;

    public ImmutableArray<Reason> All => [.. reasons];

    public int Opening(AccountSpan span)
    {
        inputs.Clear();
        foreach (var place in span.Employments)
        {
            var employment = facts.Employments[place];
            inputs.Add(new("employment", employment.Id ?? "", employment.Origin, employment.Start, employment.End));
        }
        if (span.JoinedOverGap)
        {
            inputs.Add(Setting("setting.gapClosesAccount", settings.GapClosesAccount.ToString(NumberFormatInfo.InvariantInfo)));
        }
        var code = span.Opened.Year < CreditOfYears.FirstYear ? "opening.before2023" : "opening";
        return Write(code, "0", Fraction.Zero, "account", [("openedOn", Text(span.Opened))]);
    }

    public int Credit(AccountSpan span, int year, YearCredit credit)
    {
        inputs.Clear();
        AddClass(year);
        foreach (var group in credit.Groups)
        {
            AddFullTimeDays(group.Days!, year);
        }
        AddRegimes(credit);
        AddService(span, year);
        AddCreditSettings(credit);
        var code = credit.Exact.IsZero ? NoCreditCode(credit) : "credit";
        return Write(
            code,
            CreditFormula.Of(credit, settings.Rounding, law.HoursPerDay),
            credit.Rounded,
            credit.Groups.Exists(group => group.Days!.Row is not null) ? "scheme" : "credit",
            YearOf(year)
        );
    }

    public int Extra(int year, YearCredit credit, ExtraDays granted)
    {
        inputs.Clear();
        inputs.Add(new("extraDays", granted.Days.ToString(), granted.Origin, new(year, 1, 1), new(year, 12, 31)));
        AddRegimes(credit);
        AddCreditSettings(credit);
        return Write(
            "extra",
            CreditFormula.Of(credit, settings.Rounding, law.HoursPerDay),
            credit.Rounded,
            "extra",
            YearOf(year)
        );
    }

    public int Adjustment(Adjustment adjustment, Fraction days)
    {
        inputs.Clear();
        inputs.Add(new("adjustment", adjustment.Days.ToString(), adjustment.Origin, adjustment.On));
        var cut = days != adjustment.Days;
        if (cut)
        {
            inputs.Add(Setting("setting.overuse", "noNegative"));
        }
        return Write(
            cut ? "adjustment.cut" : "adjustment",
            cut ? Formulas.Sum(days) : Formulas.Sum(adjustment.Days),
            days,
            "correction",
            [("why", adjustment.Reason ?? "")]
        );
    }

    public int Use(Use use, Fraction taken, Fraction had, List<Lot> from)
    {
        inputs.Clear();
        var training = AddTraining(use);
        AddLots(from);
        var whole = taken == use.Days;
        if (from.Count > 1)
        {
            inputs.Add(
                Setting("setting.consumptionOrder", settings.ConsumptionOrder == ConsumptionOrder.Fifo ? "fifo" : "layerFirst")
            );
        }
        if (taken > Fraction.Max(had, Fraction.Zero))
        {
            inputs.Add(Setting("setting.overuse", "average"));
        }
        return Write(
            whole ? "use" : "use.part",
            whole ? Duration(training, use) : $"min({Duration(training, use)}, {Formulas.Number(had)})",
            taken,
            "use",
            [("title", training.Title ?? "")]
        );
    }

    /// <summary>The part of a use beyond the balance.</summary>
    public int Beyond(Use use, Fraction taken, Fraction beyond)
    {
        inputs.Clear();
        var training = AddTraining(use);
        inputs.Add(Setting("setting.overuse", "noNegative"));
        return Write(
            "outside.beyond",
            taken.IsZero ? Duration(training, use) : $"{Duration(training, use)} − {Formulas.Number(taken)}",
            beyond,
            "outside",
            [("title", training.Title ?? "")]
        );
    }

    public int OutsideAccount(Use use)
    {
        inputs.Clear();
        var training = AddTraining(use);
        return Write("outside.noAccount", Duration(training, use), use.Days, "use", [("title", training.Title ?? "")]);
    }

    public int Expiry(AccountRun run, DateOnly day, Fraction days, bool windowEnds, List<Lot> gone)
    {
        inputs.Clear();
        AddLots(gone);
        var in2023 = windowEnds && day.Year == CreditOfYears.FirstYear;
        var window = run.WindowHolding(day);
        if (in2023)
        {
            inputs.Add(Setting("setting.carry2023", "false"));
        }
        else if (windowEnds)
        {
            inputs.Add(Setting("setting.windowMode", WindowModeText));
        }
        return Write(
            in2023 ? "expiry.2023"
                : windowEnds ? "expiry.window"
                : "expiry.scheme",
            Left(gone, days),
            days,
            windowEnds ? "window" : "scheme",
            [("windowFrom", Text(window.From)), ("expiredOn", Text(day))]
        );
    }

    public int Forfeit(string code, AccountSpan span, Fraction days, List<Lot> gone)
    {
        inputs.Clear();
        AddLots(gone);
        var ended = facts.Employments[span.EndsLast];
        inputs.Add(new("endReason", ended.EndReason is { } reason ? CodeText.Of(reason) : "none", ended.Origin, null, span.End));
        if (string.Equals(code, "forfeit.newAccount", StringComparison.Ordinal))
        {
            inputs.Add(Setting("setting.gapClosesAccount", settings.GapClosesAccount.ToString(NumberFormatInfo.InvariantInfo)));
        }
        return Write(code, Left(gone, days), days, "exit", [("endedOn", Text(span.End!.Value))]);
    }

    // What was left of each lot; a hole that is wiped comes on top as a negative number.
    private static string Left(List<Lot> gone, Fraction days)
    {
        var numbers = new Fraction[gone.Count + 1];
        var hole = days;
        for (var place = 0; place < gone.Count; place++)
        {
            numbers[place] = gone[place].Left;
            hole -= gone[place].Left;
        }
        numbers[^1] = hole;
        return Formulas.Sum(numbers);
    }

    private int Write(
        string code,
        string formula,
        Fraction result,
        string article,
        ImmutableArray<(string Name, string Value)> values
    )
    {
        reasons.Add(
            new()
            {
                Code = code,
                Formula = formula,
                Result = result,
                Law = article,
                Inputs = ImmutableArray.Create(CollectionsMarshal.AsSpan(inputs)),
                Values = values,
            }
        );
        return reasons.Count - 1;
    }

    private int Share(Reason known)
    {
        reasons.Add(known);
        return reasons.Count - 1;
    }

    private static string Text(DateOnly day) => day.ToString("O", DateTimeFormatInfo.InvariantInfo);

    private ImmutableArray<(string Name, string Value)> YearOf(int year)
    {
        if (!law.YearValues.TryGetValue(year, out var known))
        {
            known = [("year", Text(year))];
            law.YearValues[year] = known;
        }
        return known;
    }

    private static string Text(int number) => number.ToString(NumberFormatInfo.InvariantInfo);
}
