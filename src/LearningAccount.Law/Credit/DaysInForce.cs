using System.Collections.Immutable;
using LearningAccount.Law.Facts;

namespace LearningAccount.Law;

/// <summary>B of one employment on a day: its part of full time, and the fact it follows from.</summary>
/// <param name="Source">The <see cref="WorkRegime"/> or <see cref="Suspension"/>; null: no regime given, so full-time.</param>
internal readonly record struct Regime(int Employment, Fraction Value, object? Source);

/// <summary>Days of a month over which nothing changes.</summary>
/// <param name="First">Place of its first regime in <see cref="DaysInForce.Regimes"/>.</param>
internal readonly record struct Stretch(int Days, int First, int Count);

/// <summary>Which employments of an account are in force on which days, and for how much of full time (R4.2, R4.6).</summary>
internal sealed class DaysInForce
{
    private readonly AccountFacts facts;
    private readonly AccountSpan span;
    private readonly List<DateOnly> changes = [];
    private readonly ImmutableArray<WorkRegime>[] regimes;
    private int nextChange;

    // The first day of the month read last; whether something began or ended inside it.
    private DateOnly monthRead;
    private bool isPart;

    public DaysInForce(AccountFacts facts, AccountSpan span)
    {
        this.facts = facts;
        this.span = span;
        regimes = new ImmutableArray<WorkRegime>[span.Employments.Count];
        for (var place = 0; place < regimes.Length; place++)
        {
            var employment = facts.Employments[span.Employments[place]];
            regimes[place] =
                employment.Regimes.Length > 1 ? [.. employment.Regimes.OrderBy(regime => regime.From)] : employment.Regimes;
            AddChanges(employment);
        }
        changes.Sort();
    }

    /// <summary>The stretches of the month last asked for in which a contract counts, in order.</summary>
    public List<Stretch> Stretches { get; } = [];
    public List<Regime> Regimes { get; } = [];

    /// <summary>The last day of that month with a contract in force, also a suspended one; null: none.</summary>
    public DateOnly? LastDayInForce { get; private set; }

    /// <summary>Something changes inside that month, so the setting on months decides.</summary>
    public bool ChangesInside { get; private set; }

    /// <summary>The last month of its year that is as the one read last, from its first day to its last.</summary>
    public int LastMonthLike()
    {
        var month = monthRead.Month;
        if (ChangesInside || LastDayInForce is not { } last || last.Day != DateTime.DaysInMonth(last.Year, last.Month) || isPart)
        {
            return month;
        }
        return nextChange >= changes.Count || changes[nextChange].Year > monthRead.Year ? 12 : changes[nextChange].Month - 1;
    }

    /// <summary>Reads a month. Months are asked in order of time.</summary>
    public void Read(int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        var last = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        while (nextChange < changes.Count && changes[nextChange] <= first)
        {
            nextChange++;
        }
        Stretches.Clear();
        Regimes.Clear();
        LastDayInForce = null;
        var from = first;
        var changed = false;
        while (from <= last)
        {
            while (nextChange < changes.Count && changes[nextChange] <= from)
            {
                nextChange++;
            }
            var to = nextChange < changes.Count && changes[nextChange] <= last ? changes[nextChange].AddDays(-1) : last;
            ReadStretch(from, to);
            changed |= to < last;
            from = to.AddDays(1);
        }
        monthRead = first;
        ChangesInside = Stretches.Count > 1;
        isPart = changed;
    }

    private void ReadStretch(DateOnly from, DateOnly to)
    {
        var firstRegime = Regimes.Count;
        for (var place = 0; place < regimes.Length; place++)
        {
            var employment = facts.Employments[span.Employments[place]];
            if (employment.Start > from || employment.End < from)
            {
                continue;
            }
            LastDayInForce = to;
            if (RegimeOn(employment, place, from) is { } regime)
            {
                Regimes.Add(regime);
            }
        }
        if (Regimes.Count > firstRegime)
        {
            Stretches.Add(new(to.DayNumber - from.DayNumber + 1, firstRegime, Regimes.Count - firstRegime));
        }
    }

    private Regime? RegimeOn(Employment employment, int place, DateOnly day)
    {
        WorkRegime? holds = null;
        foreach (var regime in regimes[place])
        {
            if (holds is null || regime.From <= day)
            {
                holds = regime;
            }
        }
        var value = holds is null ? Fraction.One : FractionOf(holds);
        object? source = holds;
        foreach (var suspension in employment.Suspensions)
        {
            if (suspension.From > day || suspension.To < day)
            {
                continue;
            }
            if (suspension.Fraction is not { IsZero: false } worked)
            {
                if (facts.Settings.SuspensionReducesC)
                {
                    return null;
                }
            }
            else if (facts.Settings.PartialLeaveReducesB && worked < value)
            {
                (value, source) = (worked, suspension);
            }
        }
        return new(span.Employments[place], value, source);
    }

    private Fraction FractionOf(WorkRegime regime) =>
        Fraction.Min(
            Fraction.One,
            regime.Fraction ?? regime.Hours!.Value / (regime.FullTimeHours ?? facts.Employer.FullTimeWeeklyHours)
        );

    private void AddChanges(Employment employment)
    {
        changes.Add(employment.Start);
        AddDayAfter(employment.End);
        if (employment.Regimes.Length > 1)
        {
            foreach (var regime in employment.Regimes)
            {
                changes.Add(regime.From);
            }
        }
        foreach (var suspension in employment.Suspensions)
        {
            changes.Add(suspension.From);
            AddDayAfter(suspension.To);
        }
    }

    private void AddDayAfter(DateOnly? day)
    {
        if (day is { } last)
        {
            changes.Add(last.AddDays(1));
        }
    }
}
