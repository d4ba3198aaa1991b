using System.Collections.Frozen;

namespace LearningAccount.App.Imports.Lists;

/// <summary>What a person may have to say of a list as a whole, since nothing in the file tells it.</summary>
public enum ListQuestion
{
    /// <summary>Whether dates put the day or the month first.</summary>
    Order,

    /// <summary>What durations are in.</summary>
    Unit,

    /// <summary>What a word stands for.</summary>
    Words,

    /// <summary>How long a training is.</summary>
    Lengths,

    /// <summary>Whether a full name begins with the family name.</summary>
    Names,
}

/// <summary>Finds what is still to be said of a list.</summary>
public static class ListQuestions
{
    private static readonly FrozenDictionary<string, ListQuestion> ByCode = new Dictionary<string, ListQuestion>(
        StringComparer.Ordinal
    )
    {
        ["cell.dateDayFirst"] = ListQuestion.Order,
        ["cell.dateMonthFirst"] = ListQuestion.Order,
        ["training.unitMissing"] = ListQuestion.Unit,
        ["cell.word"] = ListQuestion.Words,
        ["training.durationMissing"] = ListQuestion.Lengths,
        ["staff.nameNotSplit"] = ListQuestion.Names,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The questions whose answers may mend what was remarked on the rows of a list.</summary>
    public static IReadOnlyList<ListQuestion> Of(ImportReport report) =>
        report.Kind is FileKind.StaffList or FileKind.TrainingList or FileKind.RightList
            ? [.. report.Codes.Keys.Where(ByCode.ContainsKey).Select(code => ByCode[code]).Distinct().Order()]
            : [];

    /// <summary>What a list asks now that more is said of it, and did not ask before.</summary>
    internal static IEnumerable<ListQuestion> Raised(Inspection before, Inspection now)
    {
        if (
            now.Order is DateOrder.Unclear
                ? !before.AsksOrder
                : now.Order is DateOrder.MonthFirst or DateOrder.Mixed && now.Order != before.Order
        )
        {
            yield return ListQuestion.Order;
        }
        if (now.Unit is not null && before.Unit is null)
        {
            yield return ListQuestion.Unit;
        }
        if (now.UnknownWords.Except(before.Words).Any())
        {
            yield return ListQuestion.Words;
        }
        if (now.TitlesWithoutLength.Except(before.TitlesWithoutLength, StringComparer.Ordinal).Any())
        {
            yield return ListQuestion.Lengths;
        }
        if (now.NameSample is not null && before.NameSample is null)
        {
            yield return ListQuestion.Names;
        }
    }
}
