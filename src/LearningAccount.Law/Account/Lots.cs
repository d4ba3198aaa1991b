using System.Collections.Immutable;
using LearningAccount.Law.Facts;

namespace LearningAccount.Law;

/// <summary>Days that were granted together and expire together, and what is left of them.</summary>
internal readonly record struct Lot(int Year, EntryKind Kind, DateOnly Expiry, Fraction Left);

/// <summary>What is left in an account, by age and kind, in the order it is used (R5.7, R5.8).</summary>
internal sealed class Lots(ConsumptionOrder order)
{
    private readonly List<Lot> lots = [];

    /// <summary>Days used beyond what there was, where the setting allows it (<see cref="Overuse.Average"/>).</summary>
    private Fraction hole;

    public Fraction Balance { get; private set; }

    /// <summary>Every lot of the account, also the empty ones.</summary>
    public List<Lot> All => lots;

    /// <summary>New days; they fill the hole first.</summary>
    public void Add(Lot lot)
    {
        Balance += lot.Left;
        var fill = Fraction.Min(hole, lot.Left);
        if (!fill.IsZero)
        {
            hole -= fill;
            lot = lot with { Left = lot.Left - fill };
        }
        var place = lots.Count;
        while (place > 0 && Compare(lots[place - 1], lot) > 0)
        {
            place--;
        }
        lots.Insert(place, lot);
    }

    /// <summary>Takes up to <paramref name="days"/> and tells how much there was; what was taken from where goes to <paramref name="taken"/>.</summary>
    public Fraction Take(Fraction days, List<Lot> taken)
    {
        taken.Clear();
        var rest = days;
        for (var place = 0; place < lots.Count && rest.Sign > 0; place++)
        {
            var lot = lots[place];
            if (lot.Left.IsZero)
            {
                continue;
            }
            var part = Fraction.Min(lot.Left, rest);
            lots[place] = lot with { Left = lot.Left - part };
            taken.Add(lot with { Left = part });
            rest -= part;
        }
        Balance -= days - rest;
        return days - rest;
    }

    /// <summary>Goes below zero.</summary>
    public void Owe(Fraction days)
    {
        hole += days;
        Balance -= days;
    }

    /// <summary>Empties the lots that expire on a day; at a window's end a hole is wiped too.</summary>
    public Fraction Expire(DateOnly day, bool windowEnds, List<Lot> gone) => Empty(lot => lot.Expiry <= day, windowEnds, gone);

    public Fraction EmptyAll(List<Lot> gone) => Empty(_ => true, true, gone);

    private Fraction Empty(Func<Lot, bool> goes, bool wipesHole, List<Lot> gone)
    {
        gone.Clear();
        var sum = Fraction.Zero;
        for (var place = 0; place < lots.Count; place++)
        {
            var lot = lots[place];
            if (!lot.Left.IsZero && goes(lot))
            {
                gone.Add(lot);
                sum += lot.Left;
                lots[place] = lot with { Left = Fraction.Zero };
            }
        }
        if (wipesHole)
        {
            sum -= hole;
            hole = Fraction.Zero;
        }
        Balance -= sum;
        return sum;
    }

    /// <summary>What is left, by the day it expires on; a closed account is frozen, so what would expire at its end or after does not.</summary>
    public ImmutableArray<ExpiringDays> Expiring(DateOnly? end)
    {
        var byDay = new SortedDictionary<DateOnly, Fraction>();
        foreach (var lot in lots)
        {
            if (!lot.Left.IsZero && !(lot.Expiry >= end))
            {
                byDay[lot.Expiry] = byDay.GetValueOrDefault(lot.Expiry) + lot.Left;
            }
        }
        return [.. byDay.Select(day => new ExpiringDays(day.Key, day.Value))];
    }

    private int Compare(Lot a, Lot b)
    {
        var byAge = a.Expiry.CompareTo(b.Expiry) is var byExpiry and not 0 ? byExpiry : a.Year.CompareTo(b.Year);
        var byKind = (int)a.Kind - (int)b.Kind;
        return order == ConsumptionOrder.Fifo ? (byAge != 0 ? byAge : byKind) : (byKind != 0 ? byKind : byAge);
    }
}
