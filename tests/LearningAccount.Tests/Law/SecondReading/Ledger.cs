namespace LearningAccount.Tests.Law.SecondReading;

/// <summary>Something odd in the case: its code and place.</summary>
internal sealed record Remark(string Code, string At);

internal sealed record Line(DateOnly On, string Kind, Rational Days);

/// <summary>One account, day by day: the chapters "Order on one day", "Windows", "Use" and "Exit" of the case file.</summary>
internal sealed class Ledger(Situation facts, MonthRead months, Joined account, List<Remark> remarks)
{
    private enum Layer
    {
        Credit,
        Extra,
        Adjustment,
    }

    private sealed class Lot
    {
        public required int Year { get; init; }
        public required Layer Layer { get; init; }
        public required DateOnly Expires { get; init; }
        public required Rational Left { get; set; }
    }

    private readonly ILookup<DateOnly, Correction> corrections = facts.Corrections.ToLookup(one => one.On);
    private readonly ILookup<DateOnly, (Lesson Lesson, Rational Days)> uses = facts
        .Lessons.Where(one => one.Status is "followed" && one.Counts)
        .SelectMany(one => one.Parts.Select(part => (Lesson: one, part.On, part.Days)))
        .ToLookup(one => one.On, one => (one.Lesson, one.Days));

    private readonly List<Lot> lots = [];

    /// <summary>The end of the window that holds the day the ledger has come to.</summary>
    private DateOnly windowEnd = DateOnly.MinValue;

    /// <summary>How far the balance is below 0; only with `overuse: average`.</summary>
    private Rational hole = 0;

    public List<Line> Lines { get; } = [];

    public Rational Balance => Rational.Sum(lots.Select(lot => lot.Left)) - hole;

    private bool Average => facts.Setting("overuse", "noNegative") is "average";

    /// <summary>Runs from the opening to a day, with the uses and adjustments known on another.</summary>
    public Ledger Run(DateOnly until, DateOnly known, bool withForfeit = true)
    {
        // Before 2023 nothing is given, used or corrected.
        var first = account.Opened.Year < 2023 ? new DateOnly(2023, 1, 1) : account.Opened;
        for (var day = first; day <= until && account.IsOpenOn(day); day = day.AddDays(1))
        {
            if (day == first || day is { Month: 1, Day: 1 })
            {
                Grant(day);
            }
            if (day <= known)
            {
                foreach (var correction in corrections[day])
                {
                    Correct(correction);
                }
                foreach (var (lesson, quantity) in uses[day])
                {
                    Use(day, quantity, lesson);
                }
            }
            if (day == account.End)
            {
                if (withForfeit && account.LosesWhatIsLeft)
                {
                    Forfeit(day);
                }
            }
            else
            {
                Expire(day);
            }
        }
        return this;
    }

    /// <summary>Everything left goes, and a balance below 0 is wiped.</summary>
    public void Forfeit(DateOnly day)
    {
        Write(day, "forfeit", Balance);
        lots.Clear();
        hole = 0;
    }

    private void Grant(DateOnly day)
    {
        var (credit, extra) = months.Year(account, day.Year);
        Write(day, "credit", Rational.Sum(credit.Select(part => part.Days)));
        Write(day, "extra", Rational.Sum(extra.Select(part => part.Days)));
        var coming = new List<Lot>();
        foreach (var (parts, layer) in new[] { (credit, Layer.Credit), (extra, Layer.Extra) })
        {
            coming.AddRange(
                parts.Select(part => new Lot
                {
                    Year = day.Year,
                    Layer = layer,
                    Expires = part.Expires,
                    Left = part.Days,
                })
            );
        }
        Add(coming);
    }

    private void Correct(Correction correction)
    {
        var days = correction.Days;
        if (days >= 0)
        {
            Write(correction.On, "adjustment", days);
            Add([
                new Lot
                {
                    Year = correction.On.Year,
                    Layer = Layer.Adjustment,
                    Expires =
                        correction.On.Year == 2023 && !facts.Setting("carry2023", true)
                            ? new(2023, 12, 31)
                            : Calendar.Window(facts.Setting("windowMode", "fixed2024"), account.Opened, correction.On).To,
                    Left = days,
                },
            ]);
            return;
        }
        var taken = 0 - days;
        if (!Average && taken > Balance)
        {
            remarks.Add(new("adjustmentCut", $"adjustments[{correction.Place}]"));
            taken = Balance;
        }
        Write(correction.On, "adjustment", 0 - taken);
        hole += Take(lots, taken);
    }

    private void Use(DateOnly day, Rational wanted, Lesson lesson)
    {
        var beyond = Take(lots, wanted);
        if (beyond > 0)
        {
            remarks.Add(new("beyondCredit", $"trainings[{lesson.Place}]"));
        }
        if (Average)
        {
            hole += beyond;
            beyond = 0;
        }
        Write(day, "use", wanted - beyond);
        Write(day, "outside", beyond);
    }

    private void Expire(DateOnly day)
    {
        var left = Rational.Sum(lots.Where(lot => lot.Expires == day).Select(lot => lot.Left));
        lots.RemoveAll(lot => lot.Expires == day);
        // "at a window's end ... a negative balance is wiped and shows as a negative `expired`"
        if (day > windowEnd)
        {
            windowEnd = Calendar.Window(facts.Setting("windowMode", "fixed2024"), account.Opened, day).To;
        }
        // Where 2023 is not carried over, neither is a balance of 2023 below 0.
        if (day == windowEnd || (day == new DateOnly(2023, 12, 31) && !facts.Setting("carry2023", true)))
        {
            left -= hole;
            hole = 0;
        }
        Write(day, "expiry", left);
    }

    /// <summary>"new credit first fills the hole"</summary>
    private void Add(List<Lot> coming)
    {
        hole = Take(coming, hole);
        lots.AddRange(coming);
    }

    /// <summary>Takes days in the order of consumption; gives back what could not be taken.</summary>
    private Rational Take(List<Lot> from, Rational wanted)
    {
        var inOrder = facts.Setting("consumptionOrder", "fifo") is "fifo"
            ? from.OrderBy(lot => lot.Expires).ThenBy(lot => lot.Year).ThenBy(lot => lot.Layer)
            : from.OrderBy(lot => lot.Layer).ThenBy(lot => lot.Expires).ThenBy(lot => lot.Year);
        foreach (var lot in inOrder)
        {
            var taken = Rational.Min(wanted, Rational.Max(lot.Left, 0));
            lot.Left -= taken;
            wanted -= taken;
        }
        return wanted;
    }

    private void Write(DateOnly day, string kind, Rational days)
    {
        if (days != 0)
        {
            Lines.Add(new(day, kind, days));
        }
    }
}
