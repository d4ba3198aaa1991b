using System.Collections.Immutable;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Lists;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Portal.Importing;

/// <summary>Reads what was said about a list from the form of its columns.</summary>
internal static class ReadMapping
{
    private const int LongestValue = 200;

    /// <param name="seen">The list the form was made of: nothing else is taken from the form.</param>
    public static ListMapping Of(IFormCollection form, Inspection seen)
    {
        var list =
            Enum.TryParse<FileKind>(form["list"], out var kind)
            && kind is FileKind.StaffList or FileKind.TrainingList or FileKind.RightList
                ? kind
                : seen.List;
        var before = seen.Mapping?.Mapping;
        var columns = ImmutableSortedDictionary.CreateBuilder<string, ListColumn?>(StringComparer.Ordinal);
        foreach (var column in seen.Columns)
        {
            columns[column.Key] = Enum.TryParse<ListColumn>(form[Field("column", column.Index)], out var meaning)
                ? meaning
                : null;
        }
        return new()
        {
            List = list,
            Columns = columns.ToImmutable(),
            MonthFirst = form["order"] == "month",
            Unit = Enum.TryParse<DurationUnit>(form["unit"], out var unit) ? unit : null,
            Words = Words(form, seen, before),
            Always = Always(form),
            LeavesOutUndated = form["undated"] == "leaveOut",
            Lengths = Lengths(form, seen, before),
        };
    }

    public static string Field(string name, int index) => $"{name}-{index.ToString(Web.Words.Invariant)}";

    private static ImmutableSortedDictionary<ListColumn, ImmutableSortedDictionary<string, string>> Words(
        IFormCollection form,
        Inspection seen,
        ListMapping? before
    )
    {
        var words = (
            before?.Words ?? ImmutableSortedDictionary<ListColumn, ImmutableSortedDictionary<string, string>>.Empty
        ).ToBuilder();
        for (var i = 0; i < seen.Words.Length; i++)
        {
            var (column, code) = (seen.Words[i].Column, form[Field("word", i)].ToString());
            if (Vocabulary.Shipped.Codes(seen.Words[i].Set, Language.En).Any(each => each.Code == code))
            {
                var of = words.GetValueOrDefault(column) ?? ImmutableSortedDictionary<string, string>.Empty;
                words[column] = of.SetItem(Letters.Of(seen.Words[i].Word), code);
            }
        }
        return words.ToImmutable();
    }

    private static ImmutableSortedDictionary<ListColumn, string> Always(IFormCollection form)
    {
        var always = ImmutableSortedDictionary.CreateBuilder<ListColumn, string>();
        foreach (var column in ColumnsModel.OfEveryRow)
        {
            if (Said(form, $"always-{column}") is { } text)
            {
                always[column] = text;
            }
        }
        return always.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, string> Lengths(IFormCollection form, Inspection seen, ListMapping? before)
    {
        var lengths = (before?.Lengths ?? ImmutableSortedDictionary<string, string>.Empty).ToBuilder();
        for (var i = 0; i < seen.TitlesWithoutLength.Length; i++)
        {
            if (Said(form, Field("length", i)) is { } text)
            {
                lengths[Letters.Of(seen.TitlesWithoutLength[i])] = text;
            }
        }
        return lengths.ToImmutable();
    }

    private static string? Said(IFormCollection form, string name) =>
        form[name].ToString().Trim() is { Length: > 0 and <= LongestValue } text ? text : null;
}
