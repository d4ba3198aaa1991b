using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.Records.Reconciliation;

/// <summary>Trainings that one side knows and the other does not, or that count on one side alone.</summary>
internal static class UsedOtherwise
{
    // Of more trainings than this in a year, only one and two together are tried; of more than that, none.
    private const int MostForThree = 24;
    private const int MostForTwo = 200;

    public static IEnumerable<Guess> Of(CounterCase of)
    {
        if (of.There.Used is not { } used || used == of.Here.Used)
        {
            yield break;
        }
        if (Named(of, used) is { } cause)
        {
            yield return new(of.WithUsed(used), cause);
        }
        if (!of.Year.Outside.IsZero && used == of.Here.Used + of.Year.Outside)
        {
            var beyond = new Cause("beyondCredit", "outside") { Values = [("days", Cause.Of(of.Year.Outside))] };
            yield return new(of.Here with { Used = used }, beyond);
            yield return new(of.WithUsed(used), beyond);
        }
    }

    /// <summary>Days used there of which nothing is known here: it fits always, so it comes last.</summary>
    public static IEnumerable<Guess> Unknown(CounterCase of)
    {
        if (of.There.Used is { } used && used > of.Here.Used)
        {
            yield return new(of.WithUsed(used), UnknownHere(used - of.Here.Used!.Value));
        }
    }

    /// <summary>Why the use is another; null where no training here has that length.</summary>
    public static Cause? CauseOf(CounterCase of, Fraction used) =>
        Named(of, used) ?? (used > of.Here.Used ? UnknownHere(used - of.Here.Used!.Value) : null);

    private static Cause UnknownHere(Fraction days) => new("trainingUnknownHere", "use") { Values = [("days", Cause.Of(days))] };

    private static Cause? Named(CounterCase of, Fraction used)
    {
        var more = used - of.Here.Used!.Value;
        var isMore = more.Sign > 0;
        var candidates = isMore ? NotUsedHere(of) : UsedHere(of);
        return Sum(candidates, more.Abs()) is { } found
            ? new(isMore ? "trainingCountsThere" : "trainingUnknownThere", "use")
            {
                Values =
                [
                    ("days", Cause.Of(more.Abs())),
                    ("titles", string.Join(", ", found.Select(place => of.Facts.Trainings[place].Title))),
                ],
            }
            : null;
    }

    // Followed and counted: the entries of the year tell how much of each.
    private static List<(int Place, Fraction Days)> UsedHere(CounterCase of) =>
        [
            .. of
                .Account.Entries.Where(entry => entry.Kind is EntryKind.Use && entry.On.Year == of.Line.Year)
                .GroupBy(entry => entry.Fact)
                .Select(training => (training.Key, training.Aggregate(Fraction.Zero, (sum, entry) => sum + entry.Days))),
        ];

    // Planned, not followed, under paid leave, or said not to count.
    private static List<(int Place, Fraction Days)> NotUsedHere(CounterCase of)
    {
        var used = of
            .Account.Entries.Where(entry => entry.Kind is EntryKind.Use or EntryKind.Outside)
            .Select(entry => entry.Fact)
            .ToHashSet();
        var others = new List<(int, Fraction)>();
        for (var place = 0; place < of.Facts.Trainings.Length; place++)
        {
            var training = of.Facts.Trainings[place];
            if (!used.Contains(place) && training.End.Year == of.Line.Year)
            {
                others.Add((place, DaysOf(training, of.HoursPerDay)));
            }
        }
        return others;
    }

    private static Fraction DaysOf(Training training, Fraction hoursPerDay) =>
        training.Days ?? training.Hours!.Value / hoursPerDay;

    /// <summary>One, two or three of them that make the sum; as few as may be.</summary>
    private static ImmutableArray<int>? Sum(List<(int Place, Fraction Days)> all, Fraction sum)
    {
        if (all.FindIndex(one => one.Days == sum) is var one and >= 0)
        {
            return [all[one].Place];
        }
        for (var a = 0; a < all.Count && all.Count <= MostForTwo; a++)
        {
            for (var b = a + 1; b < all.Count; b++)
            {
                if (all[a].Days + all[b].Days == sum)
                {
                    return [all[a].Place, all[b].Place];
                }
            }
        }
        for (var a = 0; a < all.Count && all.Count <= MostForThree; a++)
        {
            for (var b = a + 1; b < all.Count; b++)
            {
                for (var c = b + 1; c < all.Count; c++)
                {
                    if (all[a].Days + all[b].Days + all[c].Days == sum)
                    {
                        return [all[a].Place, all[b].Place, all[c].Place];
                    }
                }
            }
        }
        return all.Count > 0 && all.Aggregate(Fraction.Zero, (total, each) => total + each.Days) == sum
            ? [.. all.Select(each => each.Place)]
            : null;
    }
}
