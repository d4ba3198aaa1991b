using System.Text.RegularExpressions;
using LearningAccount.App.Imports.Tables;
using LearningAccount.Law;

namespace LearningAccount.App.Imports.Lists;

/// <summary>
/// Reads official numbers out of cells. Spreadsheets take them for quantities: they drop the zeros in front, which the check
/// digits let us put back, and show long ones as <c>6,0023E+10</c>, which cannot be repaired.
/// </summary>
internal static partial class NumberReading
{
    private const int SsinLength = 11;

    // Numbers of people born in January of a year ending in 00 begin with three zeros.
    private const int SsinFewest = 8;

    /// <returns>The code of what is wrong, or null.</returns>
    public static string? Ssin(Cell cell, DateOnly today, out Ssin ssin)
    {
        ssin = default;
        var text = WithoutDecimals(cell);
        if (Exponent().IsMatch(text))
        {
            return "cell.ssinExponent";
        }
        if (text.Length is >= SsinFewest and < SsinLength && text.All(char.IsAsciiDigit))
        {
            text = text.PadLeft(SsinLength, '0');
        }
        if (Law.Ssin.TryParse(text, today, out ssin, out var why))
        {
            return null;
        }
        return why switch
        {
            NumberFault.Check => "cell.ssinCheck",
            NumberFault.Length => "cell.ssinLength",
            NumberFault.Character or NumberFault.Empty => "cell.ssinCharacters",
            _ => "cell.ssin",
        };
    }

    /// <returns>The code of what is wrong, or null.</returns>
    public static string? Enterprise(Cell cell, out EnterpriseNumber number)
    {
        var text = WithoutDecimals(cell);
        if (text.StartsWith("BE", StringComparison.OrdinalIgnoreCase))
        {
            text = text[2..];
        }
        return EnterpriseNumber.TryParse(text, out number, out var why) ? null
            : why == NumberFault.Check ? "cell.enterpriseCheck"
            : "cell.enterprise";
    }

    private static string WithoutDecimals(Cell cell) => EmptyDecimals().Replace(cell.Text, "");

    [GeneratedRegex("^[0-9]+[.,]?[0-9]*[eE][+]?[0-9]+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Exponent();

    [GeneratedRegex("(?<=^[0-9]{8,11})[.,]0+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EmptyDecimals();
}
