using System.Globalization;
using System.Text.RegularExpressions;
using LearningAccount.App.Imports.Tables;
using LearningAccount.Law;

namespace LearningAccount.App.Imports.Lists;

/// <summary>Reads numbers with a decimal comma or point, and durations: <c>7,6</c>, <c>7u36</c>, <c>7:36</c>, <c>½ dag</c>.</summary>
internal static partial class QuantityReading
{
    private const int Patience = 1000;
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private const int FinestPart = 10_000;

    private static readonly Dictionary<char, Fraction> Vulgar = new()
    {
        ['½'] = Fraction.Of(1, 2),
        ['¼'] = Fraction.Of(1, 4),
        ['¾'] = Fraction.Of(3, 4),
        ['⅓'] = Fraction.Of(1, 3),
        ['⅔'] = Fraction.Of(2, 3),
    };

    /// <summary>Reads a plain number or a fraction of whole numbers.</summary>
    /// <returns>The code of what is wrong, or null.</returns>
    public static string? Number(string text, out Fraction number)
    {
        number = default;
        if (text.Length > 0 && Vulgar.TryGetValue(text[^1], out var part))
        {
            var whole = Fraction.Zero;
            if (text.Length > 1 && Number(text[..^1].TrimEnd(), out whole) is { } wrong)
            {
                return wrong;
            }
            number = whole + part;
            return null;
        }
        if (Exponent().IsMatch(text))
        {
            return "cell.exponent";
        }
        // "1.000" may be one or a thousand, by who wrote it.
        if (Thousands().IsMatch(text))
        {
            return "cell.numberAmbiguous";
        }
        if (!Fraction.TryParse(text.Replace(',', '.').TrimStart('+'), out number))
        {
            return "cell.number";
        }
        number = Meant(number);
        return null;
    }

    /// <summary>
    /// The part that long decimals stand for: a spreadsheet shows 22/3 as 7.33333333333333. Where they stand for none, four
    /// decimals are kept.
    /// </summary>
    private static Fraction Meant(Fraction number)
    {
        if ((number * FinestPart).IsWhole || number.Denominator <= FinestPart)
        {
            return number;
        }
        foreach (var parts in (ReadOnlySpan<int>)[3, 7, 9, 11, 13, 19, 60])
        {
            var whole = (number * parts).Round(0);
            if ((number - whole / parts).Abs() < Fraction.Of(1, 100_000))
            {
                return whole / parts;
            }
        }
        return number.Round(4);
    }

    /// <summary>Reads an amount of euro, where both separators may stand: <c>€ 1.250,00</c>.</summary>
    public static bool Euro(string text, out Fraction amount)
    {
        var digits = string.Concat(text.Where(c => char.IsAsciiDigit(c) || c is '.' or ','));
        var rest = text.Where(c => !char.IsAsciiDigit(c) && c is not ('.' or ',' or ' ' or '€'));
        var last = digits.LastIndexOfAny(['.', ',']);
        if (last >= 0)
        {
            // Three digits after the only kind of separator are thousands: nobody writes a thousandth of a euro.
            var decimals = digits[(last + 1)..];
            var whole = digits[..last].Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);
            digits = decimals.Length == 3 ? whole + decimals : $"{whole}.{decimals}";
        }
        amount = default;
        return string.Concat(rest) is "" or "EUR" && Fraction.TryParse(digits.TrimEnd('.'), out amount);
    }

    /// <summary>Reads a duration, and the unit where the cell itself says it.</summary>
    /// <returns>The code of what is wrong, or null.</returns>
    public static string? Duration(Cell cell, out Fraction quantity, out DurationUnit? unit)
    {
        unit = null;
        if (HoursAndMinutes().Match(cell.Text) is { Success: true } clock)
        {
            unit = DurationUnit.Hours;
            var minutes = Int(clock, "minutes");
            quantity = Int(clock, "hours") + Fraction.Of(minutes, 60);
            return minutes < 60 ? null : "cell.minutes";
        }
        if (NumberAndUnit().Match(cell.Text) is { Success: true } parts)
        {
            unit = Vocabulary.Shipped.Value<DurationUnit>(parts.Groups["unit"].Value);
            if (unit is null)
            {
                quantity = default;
                return "cell.duration";
            }
            var wrong = Number(parts.Groups["number"].Value.TrimEnd(), out quantity);
            if (unit == DurationUnit.Minutes)
            {
                (quantity, unit) = (quantity / 60, DurationUnit.Hours);
            }
            return wrong;
        }
        return Number(cell.Text, out quantity) is { } fault
            ? fault is "cell.number"
                ? "cell.duration"
                : fault
            : null;
    }

    /// <summary>Reads <c>2025: 8; 2026: 7,6</c>.</summary>
    /// <returns>The code of what is wrong, or null.</returns>
    public static string? PerYear(string text, out List<(int Year, Fraction Quantity, DurationUnit? Unit)> parts)
    {
        parts = [];
        foreach (
            var part in text.Split([';', '|', '+', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        )
        {
            if (YearAndPart().Match(part) is not { Success: true } match)
            {
                return "cell.perYear";
            }
            var cell = new Cell(CellKind.Text, match.Groups["part"].Value.Trim());
            if (Duration(cell, out var quantity, out var unit) is not null || quantity.Sign <= 0)
            {
                return "cell.perYear";
            }
            parts.Add((Int(match, "year"), quantity, unit));
        }
        return parts.Count > 0 && parts.Select(part => part.Year).Distinct().Count() == parts.Count ? null : "cell.perYear";
    }

    private static int Int(Match match, string group) =>
        int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[+\-]?[0-9]+([.,][0-9]*)?[eE][+\-]?[0-9]+$", Options, Patience)]
    private static partial Regex Exponent();

    [GeneratedRegex(@"^[+\-]?[1-9][0-9]{0,2}([.,]000)+$", Options, Patience)]
    private static partial Regex Thousands();

    // 7:36, 7u36, 7 h 36 min, 7u, 7 h 36 m
    [GeneratedRegex(
        @"^(?<hours>[0-9]{1,4})\s*(:|[uUhH]|uur|heures?|Std\.?)\s*(?<minutes>[0-9]{1,2})\s*(m|min|minuten|minutes|'|’)?\.?(:00)?$",
        Options,
        Patience
    )]
    private static partial Regex HoursAndMinutes();

    [GeneratedRegex(@"^(?<number>[+\-]?[0-9][0-9.,/]*\s*[½¼¾⅓⅔]?|[½¼¾⅓⅔])\s*(?<unit>\p{L}{1,12})\.?$", Options, Patience)]
    private static partial Regex NumberAndUnit();

    [GeneratedRegex(@"^(?<year>[0-9]{4})\s*[:=]\s*(?<part>.+)$", Options, Patience)]
    private static partial Regex YearAndPart();
}
