using System.Globalization;
using LearningAccount.Law;
using LearningAccount.Law.Reasons;
using LearningAccount.Records;
using LearningAccount.Records.Anomalies;
using LearningAccount.Records.Registry;

namespace LearningAccount.App.Wording;

/// <summary>What is said of an anomaly, whoever reads it where.</summary>
internal static class FindingText
{
    private static readonly string[] NamesOfDays = ["on", "from", "until", "otherOn", "otherFrom"];

    /// <summary>What was found, in a sentence with its figures.</summary>
    public static string What(Finding finding, Words words)
    {
        if (finding.Remark is { } remark)
        {
            return RecordTexts.Catalogue.Has(remark.Code)
                ? RecordTexts.Of(remark, words.Language)
                : ReasonTexts.Anomaly(remark, words.Language);
        }
        return words.Of($"check.{finding.Code}", [.. finding.Values.Select(value => (value.Name, Shown(value, words)))]);
    }

    /// <summary>What to do about it; null where the remark tells it itself.</summary>
    public static string? ToDo(Finding finding, Words words) =>
        finding.Remark is null ? words[$"check.{finding.Code}.todo"] : null;

    /// <summary>The day by which it matters, where it has one.</summary>
    public static DateOnly? DayOf(Finding finding)
    {
        foreach (var (name, value) in finding.Values)
        {
            if (name is "until" or "on" && TryDay(value, out var day))
            {
                return day;
            }
        }
        return null;
    }

    private static string Shown((string Name, string Value) value, Words words) =>
        NamesOfDays.Contains(value.Name, StringComparer.Ordinal) && TryDay(value.Value, out var day) ? words.Date(day)
        : value.Name is "duration" or "otherDuration" ? Duration(value.Value, words)
        : value.Name is "days" ? words.Days(Fraction.Parse(value.Value))
        : value.Name is "average" ? words.Number(Fraction.Parse(value.Value))
        : value.Name is "class" ? words[$"size.class.{value.Value}"]
        : value.Name is "quarter" && Quarter.TryParse(value.Value, out var quarter) ? words.Quarter(quarter)
        : value.Name is "enterprise" or "situation" ? LanguageTexts.In(value.Value, words.Language) ?? ""
        : value.Value;

    private static string Duration(string text, Words words)
    {
        var parts = text.Split(' ');
        var amount = Fraction.Parse(parts[0]);
        return parts[1] is "days" ? words.Days(amount) : words.Of("training.hours", ("hours", words.Short(amount)));
    }

    private static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
