using System.Collections.Immutable;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Lists;
using LearningAccount.App.Wording;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Portal.Importing;

/// <summary>Reads what was said about a list from the form of its columns.</summary>
internal static class ReadMapping
{
    private const int LongestValue = 200;

    /// <summary>What kind of list it is, and whether its first row is a row like the others.</summary>
    public static (FileKind List, bool HasNoNames) Shape(IFormCollection form, Inspection seen) =>
        (
            Enum.TryParse<FileKind>(form["list"], out var kind)
            && kind is FileKind.StaffList or FileKind.TrainingList or FileKind.RightList
                ? kind
                : seen.List,
            form["names"] == "none"
        );

    /// <param name="seen">The list the form was made of: nothing else is taken from the form, and what it did not ask stays as it was.</param>
    public static ListMapping Of(IFormCollection form, Inspection seen)
    {
        var (list, hasNoNames) = Shape(form, seen);
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
            HasNoNames = hasNoNames,
            MonthFirst = form.ContainsKey("order") ? form["order"] == "month" : before?.MonthFirst == true,
            GivenNamesFirst = form["nameOrder"].ToString() switch
            {
                "given" => true,
                "family" => false,
                "" => before?.GivenNamesFirst,
                _ => null,
            },
            Unit = Enum.TryParse<DurationUnit>(form["unit"], out var unit) ? unit : before?.Unit,
            Words = Words(form, seen, before),
            Always = Always(form),
            LeavesOutUndated = form["undated"] == "leaveOut",
            Lengths = Lengths(form, seen, before),
        };
    }

    public static string Field(string name, int index) => $"{name}-{index.ToString(Wording.Words.Invariant)}";

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
            var of = words.GetValueOrDefault(column) ?? ImmutableSortedDictionary<string, string>.Empty;
            words[column] = Vocabulary.Shipped.Codes(seen.Words[i].Set, Language.En).Any(each => each.Code == code)
                ? of.SetItem(Letters.Of(seen.Words[i].Word), code)
                : of.Remove(Letters.Of(seen.Words[i].Word));
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
