using System.Globalization;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;

namespace LearningAccount.App.Portal.Worker;

/// <summary>Names a figure of an account in an address, and says it in words: <c>credit.2026</c>, <c>Use.2026-03-01</c>.</summary>
public static class FigureCode
{
    public static string Of(YearColumn column, int year) => string.Create(Words.Invariant, $"{column.Code}.{year}");

    public static string Of(AccountEntry entry) => $"{entry.Kind}.{PageDates.Text(entry.On)}";

    /// <summary>Null where it names nothing of an account.</summary>
    public static string? InWords(string? code, Words words)
    {
        if (code?.Split('.') is not [var what, var when])
        {
            return null;
        }
        if (
            YearColumn.All.Any(column => string.Equals(column.Code, what, StringComparison.Ordinal))
            && int.TryParse(when, Words.Plain, Words.Invariant, out var year)
            && year is > 2000 and < 2200
        )
        {
            return $"{words[$"account.column.{what}"]} {year.ToString(Words.Invariant)}";
        }
        return
            Enum.TryParse<EntryKind>(what, out var kind)
            && Enum.IsDefined(kind)
            && DateOnly.TryParseExact(when, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
            ? $"{words[$"account.entry.{kind}"]}, {words.Date(on)}"
            : null;
    }
}
