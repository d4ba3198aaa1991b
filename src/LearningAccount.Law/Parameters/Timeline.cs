namespace LearningAccount.Law;

/// <summary>
/// Values over time, where a later one covers what an earlier one said of the same days: so what was known before is never
/// changed, only covered.
/// </summary>
internal static class Timeline
{
    /// <summary>Lays the values one over the other in their order, and gives the pieces left in order of their first day.</summary>
    /// <param name="covers">Whether the second value says something else of what the first one says.</param>
    /// <param name="cut">The value for a part of its days.</param>
    internal static List<T> Lay<T>(IEnumerable<T> values, Func<T, Period> days, Func<T, T, bool> covers, Func<T, Period, T> cut)
    {
        var laid = new List<T>();
        foreach (var value in values)
        {
            var pieces = new List<T>(laid.Count + 2);
            foreach (var below in laid)
            {
                if (covers(value, below) && days(below).Overlaps(days(value)))
                {
                    pieces.AddRange(Outside(days(below), days(value)).Select(rest => cut(below, rest)));
                }
                else
                {
                    pieces.Add(below);
                }
            }
            pieces.Add(value);
            laid = pieces;
        }
        // A stable sort: values of the same day stay in the order they were given.
        return [.. laid.OrderBy(value => days(value).From)];
    }

    private static IEnumerable<Period> Outside(Period below, Period above)
    {
        if (below.From < above.From)
        {
            yield return new(below.From, above.From.AddDays(-1));
        }
        if (above.To is { } end && end < below.LastDay)
        {
            yield return new(end.AddDays(1), below.To);
        }
    }
}
