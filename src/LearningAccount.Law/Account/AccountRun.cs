using System.Collections.Immutable;
using LearningAccount.Law.Facts;

namespace LearningAccount.Law;

/// <summary>One account while it runs through time.</summary>
internal sealed class AccountRun
{
    private readonly AccountFacts facts;
    private readonly Windows windows;
    private readonly List<(Period Window, int Year, Fraction Days)> targets = [];
    private readonly List<(DateOnly On, Fraction Days)> used = [];

    // Expiries are asked in order of time, each once.
    private DateOnly expiredUpTo = DateOnly.MinValue;

    public AccountRun(AccountFacts facts, AccountSpan span, EmployerLaw law)
    {
        this.facts = facts;
        Span = span;
        windows = new(facts.Settings.WindowMode, span.Opened, law.Law);
        Credits = new(facts, span, law, windows);
        Lots = new(facts.Settings.ConsumptionOrder);
    }

    public AccountSpan Span { get; }
    public CreditOfYears Credits { get; }
    public Lots Lots { get; }

    /// <summary>The balance on the day asked, once time has passed it.</summary>
    public Fraction? BalanceOn { get; private set; }

    /// <summary>What of that balance expires, and when.</summary>
    public ImmutableArray<ExpiringDays> Expiring { get; private set; } = [];

    /// <summary>The balance at the end of the day of the exit, before any forfeit.</summary>
    public Fraction? Outstanding { get; set; }

    /// <summary>Time stands at the day asked.</summary>
    public void StandOnTheDay()
    {
        BalanceOn = Lots.Balance;
        Expiring = Lots.Expiring(Span.End);
    }

    /// <summary>The year's parts become days that can be used.</summary>
    public void Credit(int year, YearCredit credit, EntryKind kind)
    {
        foreach (var part in credit.Parts)
        {
            Lots.Add(new(year, kind, part.Expiry, part.Days));
        }
    }

    /// <summary>The day on which days granted by an adjustment expire.</summary>
    public DateOnly ExpiryOf(DateOnly day) => Expires2023(day) ? new(day.Year, 12, 31) : windows.Holding(day).LastDay;

    /// <summary>Whether what expires on a day does so because a window ends.</summary>
    public bool EndsWindow(DateOnly day) => Expires2023(day) || windows.Holding(day).LastDay == day;

    /// <summary>The next day up to <paramref name="last"/> on which something may expire; never on or after the exit.</summary>
    public DateOnly? NextExpiry(DateOnly last, DateOnly end)
    {
        DateOnly? next = null;
        foreach (var lot in Lots.All)
        {
            Consider(lot.Expiry);
        }
        // A hole is wiped at a window's end even where no lot is left.
        Consider(windows.Holding(expiredUpTo < Span.Opened ? Span.Opened : expiredUpTo.AddDays(1)).LastDay);
        if (!facts.Settings.Carry2023)
        {
            Consider(new(CreditOfYears.FirstYear, 12, 31));
        }
        return next;

        void Consider(DateOnly day)
        {
            if (day > expiredUpTo && day <= last && day < end && (next is null || day < next))
            {
                next = day;
            }
        }
    }

    /// <summary>What expires on a day or before it has done so.</summary>
    public void PassExpiry(DateOnly day) => expiredUpTo = day;

    public Period WindowHolding(DateOnly day) => windows.Holding(day);

    public void Target(int year, YearCredit credit)
    {
        foreach (var part in credit.Parts)
        {
            targets.Add((part.Window, year, part.Days));
        }
    }

    public void Used(DateOnly day, Fraction days) => used.Add((day, days));

    /// <summary>The credit that belongs to a window, by year; that of 2023 is no part of the test.</summary>
    public IEnumerable<(int Year, Fraction Days)> TargetOf(Period window)
    {
        foreach (var (belongsTo, year, days) in targets)
        {
            if (belongsTo == window && year > CreditOfYears.FirstYear)
            {
                yield return (year, days);
            }
        }
    }

    public Fraction UsedIn(Period window)
    {
        var sum = Fraction.Zero;
        foreach (var (day, days) in used)
        {
            if (window.Contains(day))
            {
                sum += days;
            }
        }
        return sum;
    }

    private bool Expires2023(DateOnly day) => day.Year == CreditOfYears.FirstYear && !facts.Settings.Carry2023;
}
