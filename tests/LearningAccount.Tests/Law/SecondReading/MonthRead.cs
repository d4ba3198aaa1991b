namespace LearningAccount.Tests.Law.SecondReading;

/// <summary>A part of the credit or extra of a year: the window it belongs to and the day it expires.</summary>
internal sealed record Part((DateOnly From, DateOnly To) Window, DateOnly Expires, Rational Days);

/// <summary>What the months of a year give: the chapters "Month", "Year" and "Windows" of the case file.</summary>
internal sealed class MonthRead(Situation facts, DaysRead days)
{
    /// <summary>What one employment adds on one day.</summary>
    private readonly record struct Share(FullTimeDays A, Rational B);

    private readonly Dictionary<(Joined, int), (List<Part> Credit, List<Part> Extra)> years = [];

    public (List<Part> Credit, List<Part> Extra) Year(Joined account, int year)
    {
        if (!years.TryGetValue((account, year), out var parts))
        {
            years[(account, year)] = parts = Computed(account, year);
        }
        return parts;
    }

    private (List<Part> Credit, List<Part> Extra) Computed(Joined account, int year)
    {
        var (credit, extra) = (new List<Part>(), new List<Part>());
        for (var month = 1; month <= 12; month++)
        {
            Month(account, year, month, credit, extra);
        }
        return (Rounded(Gathered(credit)), Rounded(Gathered(extra)));
    }

    /// <summary>"the highest A of the year's months in service"</summary>
    public Rational HighestA(Joined account, int year)
    {
        var highest = (Rational)0;
        for (var month = 1; month <= 12; month++)
        {
            foreach (var contract in account.Contracts)
            {
                if (DaysOf(year, month).Any(day => IsInService(contract, day)))
                {
                    highest = Rational.Max(highest, days.For(contract, year, month).Days);
                }
            }
        }
        return highest;
    }

    private void Month(Joined account, int year, int month, List<Part> credit, List<Part> extra)
    {
        var a = new Dictionary<Contract, FullTimeDays>(ReferenceEqualityComparer.Instance);
        var (creditDays, extraDays) = (new List<List<Share>>(), new List<List<Share>>());
        var onTop = new FullTimeDays(days.Extra(year), null, 0);
        var before = new List<Share>();
        DateOnly? lastInForce = null;
        foreach (var day in DaysOf(year, month))
        {
            if (account.Contracts.Any(contract => contract.InForce(day)))
            {
                lastInForce = day;
            }
            var inService = account.Contracts.Where(contract => IsInService(contract, day)).ToList();
            if (inService.Count == 0)
            {
                continue;
            }
            foreach (var contract in inService)
            {
                a.TryAdd(contract, days.For(contract, year, month));
            }
            var shares = inService.Select(contract => new Share(a[contract], B(contract, day))).ToList();
            // A day like the one before gives the same.
            var isSame = creditDays.Count > 0 && shares.SequenceEqual(before);
            creditDays.Add(isSame ? creditDays[^1] : Capped(shares));
            extraDays.Add(isSame ? extraDays[^1] : Capped([.. shares.Select(share => share with { A = onTop })]));
            before = shares;
        }
        if (lastInForce is not { } last || creditDays.Count == 0)
        {
            return;
        }
        var window = Calendar.Window(facts.Setting("windowMode", "fixed2024"), account.Opened, last);
        foreach (var (share, weight) in Standing(creditDays))
        {
            credit.Add(new(window, Expires(window, share.A, year), share.A.Days * share.B * weight / 12));
        }
        foreach (var (share, weight) in Standing(extraDays))
        {
            extra.Add(new(window, Expires(window, share.A, year), share.A.Days * share.B * weight / 12));
        }
    }

    /// <summary>"the highest A first, until the B together reach `capSameEmployer`"</summary>
    private List<Share> Capped(List<Share> shares)
    {
        if (facts.Setting("capSameEmployer", "1") is "none")
        {
            return shares;
        }
        var left = (Rational)1;
        var capped = new List<Share>();
        foreach (var share in shares.OrderByDescending(share => share.A.Days))
        {
            var b = Rational.Min(share.B, left);
            left -= b;
            capped.Add(share with { B = b });
        }
        return capped;
    }

    /// <summary>The day, or the days each for its part, that stand for the month.</summary>
    private IEnumerable<(Share Share, Rational Weight)> Standing(List<List<Share>> perDay)
    {
        switch (facts.Setting("monthRegime", "max"))
        {
            case "firstDay":
                return perDay[0].Select(share => (share, (Rational)1));
            case "lastDay":
                return perDay[^1].Select(share => (share, (Rational)1));
            case "weighted":
                return perDay.SelectMany(day => day.Select(share => (share, new Rational(1, perDay.Count))));
            default:
                var (highest, total) = (perDay[0], Total(perDay[0]));
                foreach (var day in perDay)
                {
                    if (!ReferenceEquals(day, highest) && Total(day) is var sum && sum > total)
                    {
                        (highest, total) = (day, sum);
                    }
                }
                return highest.Select(share => (share, (Rational)1));
        }
    }

    private static Rational Total(List<Share> day) => Rational.Sum(day.Select(share => share.A.Days * share.B));

    private bool IsInService(Contract contract, DateOnly day) =>
        contract.InForce(day)
        && !(
            facts.Setting("suspensionReducesC", false)
            && contract.Suspensions.Any(one => one.From <= day && day <= one.To && one.StillWorked == 0)
        );

    /// <summary>B: the regime of the day, lowered by a partial suspension.</summary>
    private Rational B(Contract contract, DateOnly day)
    {
        // "None = full-time. Each holds until the next `from`; the first one also before its own `from`."
        var b = contract.Regimes.Count == 0 ? 1 : contract.Regimes[0].Fraction;
        foreach (var regime in contract.Regimes)
        {
            b = regime.From <= day ? regime.Fraction : b;
        }
        if (facts.Setting("partialLeaveReducesB", true))
        {
            foreach (var one in contract.Suspensions.Where(one => one.From <= day && day <= one.To && one.StillWorked > 0))
            {
                b = Rational.Min(b, one.StillWorked);
            }
        }
        return b;
    }

    private DateOnly Expires((DateOnly From, DateOnly To) window, FullTimeDays a, int year)
    {
        if (a.WindowYears is { } n)
        {
            // "on 31 December of each n-th year counted from the year of `from`"
            var last = a.WindowsFrom + n - 1;
            while (last < year)
            {
                last += n;
            }
            return new(last, 12, 31);
        }
        return year == 2023 && !facts.Setting("carry2023", true) ? new(2023, 12, 31) : window.To;
    }

    private static List<Part> Gathered(List<Part> parts) =>
        [
            .. parts
                .Where(part => part.Days != 0)
                .GroupBy(part => (part.Window, part.Expires))
                .Select(group => group.First() with { Days = Rational.Sum(group.Select(part => part.Days)) })
                .OrderBy(part => part.Expires)
                .ThenBy(part => part.Window.From),
        ];

    /// <summary>Each once per account and year; "the difference goes to the part that expires last".</summary>
    private List<Part> Rounded(List<Part> parts)
    {
        if (parts.Count == 0)
        {
            return parts;
        }
        var exact = Rational.Sum(parts.Select(part => part.Days));
        var rounded = facts.Setting("rounding", "none") switch
        {
            "twoDecimals" => exact.Round(2),
            "halfDayUp" => new Rational((exact * 2).Ceiling(), 2),
            "hourUp" => new Rational((exact * facts.HoursADay).Ceiling(), 1) / facts.HoursADay,
            _ => exact,
        };
        parts[^1] = parts[^1] with { Days = parts[^1].Days + rounded - exact };
        return parts;
    }

    private static IEnumerable<DateOnly> DaysOf(int year, int month) =>
        Enumerable.Range(1, DateTime.DaysInMonth(year, month)).Select(day => new DateOnly(year, month, day));
}
