using LearningAccount.Law.Facts;

namespace LearningAccount.Law;

/// <summary>Months of a year whose credit is of the same A and expires together: A × Σ(months × B) / 12.</summary>
internal sealed class CreditGroup
{
    /// <summary>A; null in the extra days, whose A is <see cref="Value"/>.</summary>
    public required FullTimeDays? Days { get; init; }
    public required Fraction Value { get; init; }

    /// <summary>The five-year window it belongs to.</summary>
    public required Period Window { get; init; }
    public required DateOnly Expiry { get; init; }

    /// <summary>Months in a row with the same B.</summary>
    public List<(int Months, Fraction B)> Runs { get; } = new(2);

    public void Add(Fraction b, int months = 1)
    {
        if (Runs.Count > 0 && Runs[^1].B == b)
        {
            Runs[^1] = (Runs[^1].Months + months, b);
        }
        else
        {
            Runs.Add((months, b));
        }
    }

    /// <summary>Σ(months × B).</summary>
    public Fraction Worked()
    {
        var sum = Fraction.Zero;
        foreach (var (months, b) in Runs)
        {
            sum += b * months;
        }
        return sum;
    }
}

/// <summary>A part of a year's credit that expires on one day.</summary>
internal readonly record struct CreditPart(Fraction Days, Period Window, DateOnly Expiry);

/// <summary>The credit of one account for one year, or its extra days, with what they were made of.</summary>
internal sealed class YearCredit
{
    public List<CreditGroup> Groups { get; } = new(1);

    /// <summary>The facts behind B, each once, with the place of the employment.</summary>
    public List<(int Employment, object? Source, Fraction Value)> Regimes { get; } = new(2);
    public bool MonthSettingDecided { get; set; }
    public bool CapDecided { get; set; }

    /// <summary>The highest A of the months in service.</summary>
    public FullTimeDays? Highest { get; set; }

    /// <summary>The company's own number, where it lies under the law's and so does not count.</summary>
    public OptOut? OptOutBelow { get; set; }

    /// <summary>C × 12: months begun in service.</summary>
    public int Months { get; private set; }

    /// <summary>B × C × 12: Σ(months × B).</summary>
    public Fraction Worked { get; private set; }

    public Fraction Exact { get; private set; }
    public Fraction Rounded { get; private set; }
    public List<CreditPart> Parts { get; } = new(1);

    private readonly List<(CreditGroup Group, Fraction B)> lastMonth = new(1);

    public void BeginMonth()
    {
        Months++;
        lastMonth.Clear();
    }

    public void Add(CreditGroup group, Fraction b)
    {
        group.Add(b);
        lastMonth.Add((group, b));
    }

    /// <summary>More months like the last one.</summary>
    public void RepeatMonth(int times)
    {
        Months += times;
        foreach (var (group, b) in lastMonth)
        {
            group.Add(b, times);
        }
    }

    /// <summary>Sums the groups up, rounds the year once, and gives the difference to the part that expires last (R3.8).</summary>
    public void Close(Rounding rounding, Fraction hoursPerDay)
    {
        foreach (var group in Groups)
        {
            var worked = group.Worked();
            Worked += worked;
            var days = group.Value * worked / 12;
            Exact += days;
            if (days.IsZero)
            {
                continue;
            }
            var place = PartOf(group);
            if (place < 0)
            {
                Parts.Add(new(days, group.Window, group.Expiry));
            }
            else
            {
                Parts[place] = Parts[place] with { Days = Parts[place].Days + days };
            }
        }
        Rounded = Round(Exact, rounding, hoursPerDay);
        if (Parts.Count > 1)
        {
            Parts.Sort(
                (a, b) =>
                    a.Expiry.CompareTo(b.Expiry) is var byExpiry and not 0 ? byExpiry : a.Window.From.CompareTo(b.Window.From)
            );
        }
        Spread(Rounded - Exact);
    }

    private int PartOf(CreditGroup group)
    {
        for (var place = 0; place < Parts.Count; place++)
        {
            if (Parts[place].Expiry == group.Expiry && Parts[place].Window == group.Window)
            {
                return place;
            }
        }
        return -1;
    }

    private static Fraction Round(Fraction days, Rounding rounding, Fraction hoursPerDay) =>
        rounding switch
        {
            Rounding.TwoDecimals => days.Round(2),
            Rounding.HalfDayUp => (days * 2).Ceiling() / 2,
            Rounding.HourUp => (days * hoursPerDay).Ceiling() / hoursPerDay,
            _ => days,
        };

    // What rounding takes from a last part smaller than it comes from the part before.
    private void Spread(Fraction difference)
    {
        for (var place = Parts.Count - 1; place >= 0 && !difference.IsZero; place--)
        {
            var days = Fraction.Max(Parts[place].Days + difference, Fraction.Zero);
            difference -= days - Parts[place].Days;
            Parts[place] = Parts[place] with { Days = days };
        }
    }
}
