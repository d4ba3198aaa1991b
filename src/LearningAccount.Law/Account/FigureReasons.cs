using LearningAccount.Law.Facts;
using LearningAccount.Law.Reasons;

namespace LearningAccount.Law;

/// <summary>Reasons of the figures that sum entries up: classes, years, window, balance, exit.</summary>
internal sealed partial class ReasonWriter
{
    public int Size(SizeFinding finding)
    {
        if (law.SharedReasons.TryGetValue(finding, out var known))
        {
            return Share(known);
        }
        inputs.Clear();
        if (finding.Said is { } said)
        {
            inputs.Add(new("sizeClass.said", SizeText(said.Class), said.Origin, finding.From, finding.To));
        }
        foreach (var declaration in finding.Declarations)
        {
            inputs.Add(
                new(
                    "declaredFte",
                    declaration.Fte.ToString(),
                    declaration.Origin,
                    declaration.Quarter.LastDay,
                    null,
                    declaration.Quarter.ToString()
                )
            );
        }
        if (finding.FirstEmployment is { } hired)
        {
            var heads = settings.FallbackUnit == FallbackUnit.Heads && hired.Heads is not null;
            inputs.Add(
                new(
                    heads ? "firstEmploymentHeads" : "firstEmploymentFte",
                    finding.Average!.Value.ToString(),
                    hired.Origin,
                    hired.Quarter.LastDay,
                    null,
                    hired.Quarter.ToString()
                )
            );
            inputs.Add(Setting("setting.fallbackUnit", settings.FallbackUnit == FallbackUnit.Heads ? "heads" : "fte"));
        }
        if (finding.FullFrom is { } full && finding.SmallFrom is { } small)
        {
            inputs.Add(new("sizeFrom.small", small.Value.ToString(), null, small.From, small.To, small.Source));
            inputs.Add(new("sizeFrom.full", full.Value.ToString(), null, full.From, full.To, full.Source));
        }
        var place = Write(
            finding.Basis switch
            {
                SizeBasis.Average => "size.average",
                SizeBasis.FirstEmployment => "size.firstEmployment",
                SizeBasis.FirstDeclaration => "size.firstDeclaration",
                SizeBasis.Said => "size.said",
                _ => "size.unknown",
            },
            SizeFormula(finding),
            finding.Average ?? Fraction.Zero,
            "size",
            [("periodFrom", Text(finding.From)), ("sizeClassCode", SizeText(finding.Class))]
        );
        law.SharedReasons[finding] = reasons[place];
        return place;
    }

    private static string SizeFormula(SizeFinding finding)
    {
        if (finding.Basis != SizeBasis.Average)
        {
            return finding.Average is { } number ? Formulas.Number(number) : "0";
        }
        var declared = finding.Declarations;
        var sum = string.Join(" + ", declared.Select(declaration => Formulas.Number(declaration.Fte)));
        return declared.Length == 1 ? sum : $"({sum}) / {Text(declared.Length)}";
    }

    /// <summary>Opening + credit + extra + adjusted − used − expired − forfeited.</summary>
    public int Year(int year, Fraction opening, in YearFigures figures, Fraction closing)
    {
        inputs.Clear();
        AddFigure("figure.opening", opening);
        AddFigure("figure.credit", figures.Credit);
        AddFigure("figure.extra", figures.Extra);
        AddFigure("figure.adjusted", figures.Adjusted);
        AddFigure("figure.used", figures.Used);
        AddFigure("figure.expired", figures.Expired);
        AddFigure("figure.forfeited", figures.Forfeited);
        var formula = Formulas.Sum(
            opening,
            figures.Credit,
            figures.Extra,
            figures.Adjusted,
            -figures.Used,
            -figures.Expired,
            -figures.Forfeited
        );
        return Write("year", formula, closing, "carryOver", YearOf(year));
    }

    public int FullTimeDays(int year, FullTimeDays? days)
    {
        if (days is not null && law.SharedReasons.TryGetValue(days, out var known))
        {
            return Share(known);
        }
        inputs.Clear();
        AddClass(year);
        if (days is null)
        {
            return Write("fullTimeDays.none", "0", Fraction.Zero, "days", YearOf(year));
        }
        AddFullTimeDays(days, year);
        var raised = days.OptOut is { } own && own.Days > days.Computed;
        var formula =
            !raised && days.Basis == DaysBasis.Scheme && days.Row!.Hours is { } hours
                ? $"{Formulas.Number(hours)} / {law.HoursPerDayFactor}"
                : Formulas.Number(days.Value);
        var code =
            raised ? "fullTimeDays.optOut"
            : days.Basis == DaysBasis.Scheme ? "fullTimeDays.scheme"
            : days.Basis == DaysBasis.OutOfScope ? "fullTimeDays.outOfScope"
            : days.Proposal is not null ? "fullTimeDays.proposal"
            : "fullTimeDays.law";
        var place = Write(code, formula, days.Value, days.Basis == DaysBasis.Scheme ? "scheme" : "days", YearOf(year));
        law.SharedReasons[days] = reasons[place];
        return place;
    }

    public int Balance(DateOnly on, Fraction balance, int yearReason)
    {
        inputs.Clear();
        inputs.Add(law.HoursPerDayInput);
        // The balance of a day is the closing of its year so far.
        var formula = yearReason < 0 ? Formulas.Sum(balance) : reasons[yearReason].Formula;
        return Write("balance", formula, balance, "dayHour", [("on", Text(on))]);
    }

    public int WindowTarget(Period window, IEnumerable<(int Year, Fraction Days)> credits, Fraction target)
    {
        inputs.Clear();
        var numbers = new List<Fraction>();
        foreach (var (year, days) in credits)
        {
            inputs.Add(new("lot.credit", days.ToString(), null, new(year, 1, 1), window.LastDay));
            numbers.Add(days);
        }
        inputs.Add(Setting("setting.windowMode", WindowModeText));
        return Write(
            "window.target",
            Formulas.Sum([.. numbers]),
            target,
            "window",
            [("windowFrom", Text(window.From)), ("windowTo", Text(window.LastDay))]
        );
    }

    public int WindowUsed(Period window, Fraction used, Fraction refused)
    {
        inputs.Clear();
        AddFigure("figure.used", used);
        AddFigure("figure.refused", refused);
        return Write(
            "window.used",
            Formulas.Sum(used, refused),
            used + refused,
            "window",
            [("windowFrom", Text(window.From)), ("windowTo", Text(window.LastDay))]
        );
    }

    public int Exit(AccountSpan span, Fraction outstanding)
    {
        inputs.Clear();
        var employment = facts.Employments[span.EndsLast];
        var code = employment.EndReason is { } reason ? CodeText.Of(reason) : "none";
        inputs.Add(new("endReason", code, employment.Origin, null, span.End));
        if (employment.EndReason is EndReason.Dismissal or EndReason.BreachByEmployer)
        {
            inputs.Add(new("paidInLieu", employment.PaidInLieu ? "true" : "false", employment.Origin));
            inputs.Add(
                new("noticeWorked", (employment.NoticeWorked ?? !employment.PaidInLieu) ? "true" : "false", employment.Origin)
            );
        }
        return Write(
            ExitCode(employment.EndReason),
            Formulas.Sum(outstanding),
            outstanding,
            "exit",
            [("endedOn", Text(span.End!.Value))]
        );
    }

    private static string ExitCode(EndReason? reason) => reason is { } ended ? $"exit.{CodeText.Of(ended)}" : "exit.none";

    private void AddFigure(string name, Fraction value)
    {
        if (!value.IsZero)
        {
            inputs.Add(new(name, value.ToString()));
        }
    }
}
