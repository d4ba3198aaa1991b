using LearningAccount.Law.Facts;
using LearningAccount.Law.Reasons;

namespace LearningAccount.Law;

/// <summary>
/// Runs the accounts of a worker through time up to a day and writes an entry with its reason for all that happens. On
/// one day: credit and extra, adjustments, uses, expiry or exit.
/// </summary>
internal sealed class Ledger
{
    private readonly AccountFacts facts;
    private readonly EmployerLaw law;
    private readonly DateOnly on;
    private readonly ReasonWriter reasons;
    private readonly YearFigures[] years;
    private readonly List<Use> uses;
    private readonly List<(DateOnly On, int Place)> adjustments;
    private readonly List<Lot> touched = [];
    private int nextUse;
    private int nextAdjustment;

    public Ledger(AccountFacts facts, EmployerLaw law, DateOnly on, ReasonWriter reasons)
    {
        this.facts = facts;
        this.law = law;
        this.on = on;
        this.reasons = reasons;
        years = new YearFigures[Math.Max(0, on.Year - CreditOfYears.FirstYear + 1)];
        uses = Uses.Followed(facts, law.HoursPerDay, on);
        adjustments = KnownAdjustments();
    }

    public List<AccountEntry> Entries { get; } = new(24);
    public List<Anomaly> Anomalies { get; } = [];

    /// <summary>The account open on the day, or the last one before; null: none was opened yet.</summary>
    public AccountRun? Last { get; private set; }

    /// <summary>The balance of <see cref="Last"/> on the day.</summary>
    public Fraction Balance { get; private set; }

    public ref readonly YearFigures Year(int year) => ref years[year - CreditOfYears.FirstYear];

    public void Run(List<AccountSpan> spans)
    {
        foreach (var span in spans)
        {
            if (span.Opened > on)
            {
                break;
            }
            var before = Last;
            UseOutside(span.Opened);
            if (before is not null && !before.Lots.Balance.IsZero)
            {
                Forfeit(before, span.Opened, "forfeit.newAccount");
            }
            Last = new(facts, span, law);
            RunAccount(Last);
        }
        UseOutside(DateOnly.MaxValue);
    }

    private void RunAccount(AccountRun run)
    {
        var span = run.Span;
        var end = span.End ?? DateOnly.MaxValue;
        var horizon = end > on && end != DateOnly.MaxValue ? end : on;
        var opening = span.Opened.Year < CreditOfYears.FirstYear ? new DateOnly(CreditOfYears.FirstYear, 1, 1) : span.Opened;
        if (opening <= on && opening <= end)
        {
            Enter(opening, EntryKind.Opening, Fraction.Zero, reasons.Opening(span));
        }
        for (var year = opening.Year; year <= horizon.Year && year <= end.Year; year++)
        {
            var first = opening.Year == year ? opening : new DateOnly(year, 1, 1);
            if (first > on && run.BalanceOn is null)
            {
                run.StandOnTheDay();
            }
            AddCredit(run, year, first);
            var last = new DateOnly(year, 12, 31);
            RunUntil(run, last < horizon ? last : horizon, end);
        }
        if (run.BalanceOn is null)
        {
            run.StandOnTheDay();
        }
        Balance = run.BalanceOn!.Value;
        run.Outstanding ??= run.Lots.Balance;
    }

    // Within a year: adjustments and uses by date, then what expires, then the exit.
    private void RunUntil(AccountRun run, DateOnly last, DateOnly end)
    {
        while (true)
        {
            var expiry = run.NextExpiry(last, end);
            var stop = expiry ?? last;
            var adjusted = nextAdjustment;
            RunFacts(run, stop < end ? stop : end);
            if (stop > on && run.BalanceOn is null)
            {
                run.StandOnTheDay();
            }
            if (expiry is { } day)
            {
                Expire(run, day);
            }
            else if (nextAdjustment == adjusted || run.NextExpiry(last, end) is null)
            {
                // No adjustment on the way has brought days that expire within the year.
                break;
            }
        }
        if (end <= last)
        {
            run.Outstanding = run.Lots.Balance;
            var reason = facts.Employments[run.Span.EndsLast].EndReason;
            if (end <= on && ExitRules.Loses(reason))
            {
                Forfeit(run, end, "forfeit.exit");
            }
        }
    }

    private void RunFacts(AccountRun run, DateOnly last)
    {
        while (true)
        {
            var adjustment = nextAdjustment < adjustments.Count ? adjustments[nextAdjustment].On : DateOnly.MaxValue;
            var use = nextUse < uses.Count ? uses[nextUse].On : DateOnly.MaxValue;
            // A day later than what is asked, or nothing left.
            if ((adjustment <= use ? adjustment : use) > last || (adjustment == DateOnly.MaxValue && use == DateOnly.MaxValue))
            {
                return;
            }
            if (adjustment <= use)
            {
                Adjust(run, adjustments[nextAdjustment++].Place);
            }
            else
            {
                Use(run, uses[nextUse++]);
            }
        }
    }

    private void AddCredit(AccountRun run, int year, DateOnly day)
    {
        var (credit, extra) = run.Credits.Of(year);
        run.Credit(year, credit, EntryKind.Credit);
        if (extra is not null)
        {
            run.Credit(year, extra, EntryKind.Extra);
        }
        if (day > on)
        {
            return;
        }
        if (credit.OptOutBelow is { } below)
        {
            Warn("optOutBelowLaw", $"employer.optOuts[{facts.Employer.OptOuts.IndexOf(below)}].days");
        }
        ref var figures = ref Figures(day);
        if (figures.Highest is null || credit.Highest?.Value > figures.Highest.Value)
        {
            figures.Highest = credit.Highest;
        }
        figures.Months += credit.Months;
        figures.Worked += credit.Worked;
        figures.Credit += credit.Rounded;
        Enter(day, EntryKind.Credit, credit.Rounded, reasons.Credit(run.Span, year, credit));
        if (extra is not null)
        {
            figures.Extra += extra.Rounded;
            Enter(day, EntryKind.Extra, extra.Rounded, reasons.Extra(year, extra, law.ExtraOf(year)!));
        }
        run.Target(year, credit);
    }

    private void Adjust(AccountRun run, int place)
    {
        var adjustment = facts.Adjustments[place];
        var days = adjustment.Days;
        if (days.Sign < 0)
        {
            var taken = run.Lots.Take(-days, touched);
            if (taken < -days)
            {
                if (facts.Settings.Overuse == Overuse.Average)
                {
                    run.Lots.Owe(-days - taken);
                }
                else
                {
                    days = -taken;
                    Warn("adjustmentCut", $"adjustments[{place}]");
                }
            }
        }
        else
        {
            run.Lots.Add(new(adjustment.On.Year, EntryKind.Adjustment, run.ExpiryOf(adjustment.On), days));
        }
        Figures(adjustment.On).Adjusted += days;
        Enter(adjustment.On, EntryKind.Adjustment, days, reasons.Adjustment(adjustment, days), place);
    }

    private void Use(AccountRun run, Use use)
    {
        var had = run.Lots.Balance;
        var taken = run.Lots.Take(use.Days, touched);
        var beyond = use.Days - taken;
        if (!beyond.IsZero)
        {
            Warn("beyondCredit", $"trainings[{use.Training}]");
            if (facts.Settings.Overuse == Overuse.Average)
            {
                run.Lots.Owe(beyond);
                (taken, beyond) = (use.Days, Fraction.Zero);
            }
        }
        ref var figures = ref Figures(use.On);
        figures.Used += taken;
        run.Used(use.On, taken);
        if (!taken.IsZero)
        {
            Enter(use.On, EntryKind.Use, taken, reasons.Use(use, taken, had, touched), use.Training);
        }
        if (!beyond.IsZero)
        {
            figures.Outside += beyond;
            Enter(use.On, EntryKind.Outside, beyond, reasons.Beyond(use, taken, beyond), use.Training);
        }
    }

    private void UseOutside(DateOnly before)
    {
        for (; nextUse < uses.Count && uses[nextUse].On < before; nextUse++)
        {
            var use = uses[nextUse];
            Figures(use.On).Outside += use.Days;
            Enter(use.On, EntryKind.Outside, use.Days, reasons.OutsideAccount(use), use.Training);
            Warn("trainingOutsideEmployment", $"trainings[{use.Training}]");
        }
        for (; nextAdjustment < adjustments.Count && adjustments[nextAdjustment].On < before; nextAdjustment++)
        {
            Warn("adjustmentOutsideEmployment", $"adjustments[{adjustments[nextAdjustment].Place}]");
        }
    }

    private void Expire(AccountRun run, DateOnly day)
    {
        run.PassExpiry(day);
        var windowEnds = run.EndsWindow(day);
        var days = run.Lots.Expire(day, windowEnds, touched);
        if (day <= on && !days.IsZero)
        {
            Figures(day).Expired += days;
            Enter(day, EntryKind.Expiry, days, reasons.Expiry(run, day, days, windowEnds, touched));
        }
    }

    private void Forfeit(AccountRun run, DateOnly day, string code)
    {
        var days = run.Lots.EmptyAll(touched);
        if (!days.IsZero)
        {
            Figures(day).Forfeited += days;
            Enter(day, EntryKind.Forfeit, days, reasons.Forfeit(code, run.Span, days, touched));
        }
    }

    private List<(DateOnly, int)> KnownAdjustments()
    {
        var known = new List<(DateOnly On, int Place)>();
        for (var place = 0; place < facts.Adjustments.Length; place++)
        {
            var day = facts.Adjustments[place].On;
            if (day > on)
            {
                continue;
            }
            if (day.Year < CreditOfYears.FirstYear)
            {
                Warn("adjustmentOutsideEmployment", $"adjustments[{place}]");
            }
            else
            {
                known.Add((day, place));
            }
        }
        known.Sort((a, b) => a.On.CompareTo(b.On) is var byDay and not 0 ? byDay : a.Place.CompareTo(b.Place));
        return known;
    }

    private void Warn(string code, string at) => Anomalies.Add(new(code, Severity.Warning, at));

    private void Enter(DateOnly day, EntryKind kind, Fraction days, int reason, int fact = -1) =>
        Entries.Add(new(day, kind, days, reason, fact));

    private ref YearFigures Figures(DateOnly day) => ref years[day.Year - CreditOfYears.FirstYear];
}
