using System.Collections.Immutable;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Imports.Lists;

/// <summary>Writes down how a list seems to be understood, for a person to confirm or correct.</summary>
internal static class SuggestMapping
{
    public static ListMapping Of(Inspection seen)
    {
        var before = seen.Mapping?.Mapping;
        return new()
        {
            List = seen.List,
            Columns = seen.Columns.ToImmutableSortedDictionary(
                column => column.Key,
                column => column.Guess,
                StringComparer.Ordinal
            ),
            // What the list shows goes before what was said of another.
            MonthFirst = before?.MonthFirst == true || seen.Order is DateOrder.MonthFirst,
            GivenNamesFirst = before?.GivenNamesFirst ?? seen.GivenNamesFirst,
            HasNoNames = seen.HasNoNames,
            Unit = before?.Unit ?? seen.Unit,
            Words = seen
                .Words.GroupBy(word => word.Column)
                .ToImmutableSortedDictionary(
                    column => column.Key,
                    column =>
                        (before?.Words.GetValueOrDefault(column.Key) ?? ImmutableSortedDictionary<string, string>.Empty).SetItems(
                            column.Select(word => KeyValuePair.Create(Letters.Of(word.Word), word.Meaning ?? ""))
                        )
                ),
            Always = before?.Always ?? ImmutableSortedDictionary<ListColumn, string>.Empty,
            LeavesOutUndated = before?.LeavesOutUndated ?? false,
            Lengths = (before?.Lengths ?? ImmutableSortedDictionary<string, string>.Empty).SetItems(
                seen.TitlesWithoutLength.Select(title => KeyValuePair.Create(Letters.Of(title), ""))
            ),
        };
    }
}
