using LearningAccount.Law.Facts;

namespace LearningAccount.Law;

/// <summary>
/// The credit of an account, year by year: for each calendar month begun, A × B of the day that stands for the month,
/// divided by 12 (royal decree of 5 December 2017, art. 6; R4.1 to R4.6). Years are asked in order of time.
/// </summary>
internal sealed class CreditOfYears(AccountFacts facts, AccountSpan span, EmployerLaw law, Windows windows)
{
    /// <summary>The first year with individual days (R3.2).</summary>
    public const int FirstYear = 2023;

    private readonly DaysInForce service = new(facts, span);
    private readonly Settings settings = facts.Settings;
    private readonly List<Share> shares = new(1);
    private readonly List<Share> best = new(1);

    // A of each employment in the months of one year, once it was asked for.
    private readonly FullTimeDays[]?[] known = new FullTimeDays[facts.Employments.Length][];
    private int knownYear;

    private readonly record struct Share(FullTimeDays? Days, Fraction A, Fraction B, Regime Regime);

    /// <summary>Credit and extra days of a year; the extra is null where the employer grants none.</summary>
    public (YearCredit Credit, YearCredit? Extra) Of(int year)
    {
        var credit = new YearCredit();
        var granted = law.ExtraOf(year);
        var extra = granted is null ? null : new YearCredit();
        for (var month = 1; month <= 12; month++)
        {
            service.Read(year, month);
            if (service.Stretches.Count == 0)
            {
                continue;
            }
            var window = windows.Holding(service.LastDayInForce!.Value);
            NoteHighest(credit, year, month);
            AddMonth(credit, year, month, window, null);
            if (extra is not null)
            {
                AddMonth(extra, year, month, window, granted!.Days);
            }
            month += Repeat(credit, extra, year, month, window);
        }
        credit.Close(settings.Rounding, law.HoursPerDay);
        extra?.Close(settings.Rounding, law.HoursPerDay);
        return (credit, extra);
    }

    // Months in which nothing changes are as the one before: most are.
    private int Repeat(YearCredit credit, YearCredit? extra, int year, int month, Period window)
    {
        var last = Math.Min(service.LastMonthLike(), LastMonthIn(window, year));
        var repeated = 0;
        while (month + repeated < last && HasSameDays(year, month + repeated))
        {
            repeated++;
        }
        if (repeated > 0)
        {
            credit.RepeatMonth(repeated);
            extra?.RepeatMonth(repeated);
        }
        return repeated;
    }

    // The last month that lies in the window whole.
    private static int LastMonthIn(Period window, int year) =>
        window.LastDay.Year > year ? 12
        : window.LastDay.AddDays(1).Month == window.LastDay.Month ? window.LastDay.Month - 1
        : window.LastDay.Month;

    private FullTimeDays[] DaysOf(int employment, int year)
    {
        if (knownYear != year)
        {
            Array.Clear(known);
            knownYear = year;
        }
        return known[employment] ??= law.DaysOf(facts.Employments[employment], year);
    }

    private bool HasSameDays(int year, int month)
    {
        foreach (var regime in service.Regimes)
        {
            var months = DaysOf(regime.Employment, year);
            if (!ReferenceEquals(months[month - 1], months[month]))
            {
                return false;
            }
        }
        return true;
    }

    private void NoteHighest(YearCredit credit, int year, int month)
    {
        foreach (var regime in service.Regimes)
        {
            var days = DaysOf(regime.Employment, year)[month - 1];
            if (credit.Highest is null || days.Value > credit.Highest.Value)
            {
                credit.Highest = days;
            }
            if (days.OptOut is { } own && own.Days < days.Computed)
            {
                credit.OptOutBelow = own;
            }
        }
    }

    private void AddMonth(YearCredit credit, int year, int month, Period window, Fraction? extra)
    {
        credit.BeginMonth();
        credit.MonthSettingDecided |= service.ChangesInside;
        if (settings.MonthRegime == MonthRegime.Weighted && service.ChangesInside)
        {
            AddWeighted(credit, year, month, window, extra);
            return;
        }
        var stretches = service.Stretches;
        var capped = false;
        if (settings.MonthRegime == MonthRegime.Max && stretches.Count > 1)
        {
            Fraction? highest = null;
            foreach (var stretch in stretches)
            {
                var (sum, isCapped) = SharesOf(stretch, year, month, extra);
                if (highest is null || sum > highest)
                {
                    (highest, capped) = (sum, isCapped);
                    best.Clear();
                    best.AddRange(shares);
                }
            }
        }
        else
        {
            capped = SharesOf(stretches[settings.MonthRegime == MonthRegime.LastDay ? ^1 : 0], year, month, extra).Capped;
            best.Clear();
            best.AddRange(shares);
        }
        credit.CapDecided |= capped;
        AddShares(credit, year, window);
    }

    // The mean over the days in service: shares of one A and origin are added with their days as weight.
    private void AddWeighted(YearCredit credit, int year, int month, Period window, Fraction? extra)
    {
        var total = 0;
        foreach (var stretch in service.Stretches)
        {
            total += stretch.Days;
        }
        best.Clear();
        foreach (var stretch in service.Stretches)
        {
            credit.CapDecided |= SharesOf(stretch, year, month, extra).Capped;
            foreach (var share in shares)
            {
                Note(credit, share.Regime);
                var weighted = share.B * Fraction.Of(stretch.Days, total);
                var place = best.FindIndex(other => ReferenceEquals(other.Days, share.Days));
                if (place < 0)
                {
                    best.Add(share with { B = weighted });
                }
                else
                {
                    best[place] = best[place] with { B = best[place].B + weighted };
                }
            }
        }
        AddShares(credit, year, window);
    }

    private void AddShares(YearCredit credit, int year, Period window)
    {
        // A regime of 0 adds nothing; it is told only where there is no other.
        if (best.Count > 1 && best.Exists(share => !share.B.IsZero))
        {
            best.RemoveAll(share => share.B.IsZero);
        }
        // Several employments of one A on one day are one B.
        for (var place = 0; place < best.Count; place++)
        {
            var share = best[place];
            Note(credit, share.Regime);
            var b = share.B;
            for (var other = best.Count - 1; other > place; other--)
            {
                if (ReferenceEquals(best[other].Days, share.Days))
                {
                    Note(credit, best[other].Regime);
                    b += best[other].B;
                    best.RemoveAt(other);
                }
            }
            credit.Add(GroupOf(credit, share, year, window), b);
        }
    }

    private CreditGroup GroupOf(YearCredit credit, Share share, int year, Period window)
    {
        var endOfWindow = year == FirstYear && !settings.Carry2023 ? new DateOnly(FirstYear, 12, 31) : window.LastDay;
        var expiry = share.Days?.Expiry ?? endOfWindow;
        foreach (var group in credit.Groups)
        {
            if (ReferenceEquals(group.Days, share.Days) && group.Window == window && group.Expiry == expiry)
            {
                return group;
            }
        }
        var added = new CreditGroup
        {
            Days = share.Days,
            Value = share.A,
            Window = window,
            Expiry = expiry,
        };
        credit.Groups.Add(added);
        return added;
    }

    // The employments in force, the highest A first, until the regimes together reach full time (R4.5).
    private (Fraction Sum, bool Capped) SharesOf(Stretch stretch, int year, int month, Fraction? extra)
    {
        shares.Clear();
        for (var place = stretch.First; place < stretch.First + stretch.Count; place++)
        {
            var regime = service.Regimes[place];
            var days = extra is null ? DaysOf(regime.Employment, year)[month - 1] : null;
            var share = new Share(days, extra ?? days!.Value, regime.Value, regime);
            var at = shares.Count;
            while (at > 0 && shares[at - 1].A < share.A)
            {
                at--;
            }
            shares.Insert(at, share);
        }
        var (sum, room, capped) = (Fraction.Zero, Fraction.One, false);
        for (var place = 0; place < shares.Count; place++)
        {
            var share = shares[place];
            if (settings.CapSameEmployer && share.B > room)
            {
                capped = true;
                share = share with { B = room };
                shares[place] = share;
            }
            room -= share.B;
            sum += share.A * share.B;
        }
        return (sum, capped);
    }

    private static void Note(YearCredit credit, Regime regime)
    {
        foreach (var (employment, source, value) in credit.Regimes)
        {
            if (employment == regime.Employment && ReferenceEquals(source, regime.Source) && value == regime.Value)
            {
                return;
            }
        }
        credit.Regimes.Add((regime.Employment, regime.Source, regime.Value));
    }
}
