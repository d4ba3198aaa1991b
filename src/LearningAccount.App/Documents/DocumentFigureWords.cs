using System.Globalization;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Reasons;

namespace LearningAccount.App.Documents;

/// <summary>The figures documents keep, in words.</summary>
public static class DocumentFigureWords
{
    /// <summary><c>credit.2026</c> as <c>Credit 2026</c>.</summary>
    public static string Name(string name, Words words)
    {
        var at = name.IndexOf('.', StringComparison.Ordinal);
        var (code, year) = at > 0 && char.IsAsciiDigit(name[at + 1]) ? (name[..at], name[(at + 1)..]) : (name, "");
        return $"{words[$"documents.figure.{code}"]} {year}".TrimEnd();
    }

    public static string Value(string name, string? value, Words words)
    {
        var code = name.Split('.')[0];
        return value is null or "" ? "–"
            : DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? words.Date(day)
            : code is "regime" or "committee" or "title" ? value
            : Fraction.TryParse(value, out var number) ? words.Number(number)
            : value is "yes" or "no" ? words[$"account.{value}"]
            : code is "endReason" ? ReasonTexts.Catalogue.Text($"word.endReason.{value}", words.Language)
            : Coded(code, value, words);
    }

    private static string Coded(string code, string value, Words words)
    {
        var text = $"training.{code}.{char.ToUpperInvariant(value[0])}{value[1..]}";
        return Words.Has(text) ? words[text] : value;
    }
}
