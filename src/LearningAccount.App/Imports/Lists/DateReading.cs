using System.Globalization;
using System.Text.RegularExpressions;
using LearningAccount.App.Imports.Tables;
using LearningAccount.Records.Journal;

namespace LearningAccount.App.Imports.Lists;

/// <summary>
/// Reads a date as Belgian lists hold it: <c>31/12/2026</c>, <c>31-12-2026</c>, <c>31.12.26</c>, <c>2026-12-31</c>,
/// <c>20261231</c>, <c>31 december 2026</c>, a date cell, or a spreadsheet's day number; and as learning systems write it, with
/// the day of the week, the time, or in seconds since 1970. The day stands before the month unless somebody said otherwise.
/// </summary>
internal static partial class DateReading
{
    public static readonly DateOnly Earliest = new(1900, 1, 1);
    public static readonly DateOnly Latest = new(2100, 12, 31);

    // What payroll programs write where a contract has no end.
    private const int NoEndYear = 9999;

    private static readonly DateOnly SerialZero = new(1899, 12, 30);

    // Ten digits: from 2001 to 2286.
    private const int SecondsLength = 10;

    /// <summary>Reads the date of a cell.</summary>
    /// <param name="monthFirst">The list writes the month before the day.</param>
    /// <param name="date">Null for the far future that stands for "no end", and when <paramref name="fault"/> is set.</param>
    /// <param name="fault">The code of what is wrong, or null.</param>
    public static void Read(Cell cell, bool isBirth, bool monthFirst, out DateOnly? date, out string? fault)
    {
        fault = null;
        date = null;
        if (cell.Kind == CellKind.Number)
        {
            date = OfSerial(cell.Text, out fault);
            return;
        }
        if (cell.Kind == CellKind.Time)
        {
            fault = "cell.date";
            return;
        }
        var text = cell.Text;
        if (NumbersFirst().Match(text) is { Success: true } written)
        {
            var (first, second) = (Int(written, "first"), Int(written, "second"));
            var (day, month) = monthFirst ? (second, first) : (first, second);
            date = OfParts(day, month, written.Groups["year"].Value, isBirth, out fault);
            if (fault is "cell.dateDayFirst" && monthFirst)
            {
                fault = "cell.dateMonthFirst";
            }
        }
        else if (YearFirst().Match(text) is { Success: true } iso)
        {
            date = Of(Int(iso, "year"), Int(iso, "month"), Int(iso, "day"), out fault);
            if (date is not null && iso.Groups["zone"].Success)
            {
                date = InBelgium(text) ?? date;
            }
        }
        else if (
            (MonthInWords().Match(text) is { Success: true } words ? words : MonthInWordsFirst().Match(text))
                is { Success: true } named
            && Month(named.Groups["month"].Value) is { } month
        )
        {
            date = OfParts(Int(named, "day"), month, named.Groups["year"].Value, isBirth, out fault);
        }
        else if (
            text.Length == SecondsLength
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        )
        {
            date = Checked(Knowledge.DayOf(DateTimeOffset.FromUnixTimeSeconds(seconds)), out fault);
        }
        else
        {
            fault = text.Length == 5 && text.All(char.IsAsciiDigit) ? "cell.dateSerial" : "cell.date";
        }
    }

    private static DateOnly? OfParts(int day, int month, string yearText, bool isBirth, out string? fault)
    {
        var year = int.Parse(yearText, NumberStyles.None, CultureInfo.InvariantCulture);
        if (yearText.Length == 2)
        {
            // A birth in '26 may lie a century back; an employment or a training does not.
            if (isBirth)
            {
                fault = "cell.dateTwoDigits";
                return null;
            }
            year += year < 70 ? 2000 : 1900;
        }
        if (month > 12 && day <= 12)
        {
            fault = "cell.dateDayFirst";
            return null;
        }
        return Of(year, month, day, out fault);
    }

    private static DateOnly? Of(int year, int month, int day, out string? fault)
    {
        fault = null;
        if (year == NoEndYear)
        {
            return null;
        }
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            fault = "cell.dateNotInCalendar";
            return null;
        }
        return Checked(new(year, month, day), out fault);
    }

    private static DateOnly? OfSerial(string text, out string? fault)
    {
        if (text.Length == 8 && YearFirst().Match(text) is { Success: true } digits)
        {
            return Of(Int(digits, "year"), Int(digits, "month"), Int(digits, "day"), out fault);
        }
        fault = "cell.date";
        // 2,958,465 is 31 December 9999, the last day a spreadsheet knows.
        return
            decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial)
            && serial is >= 1 and < 2_958_466
            ? OfDay(SerialZero.AddDays((int)serial), out fault)
            : null;
    }

    // A time in another zone may be the next day here.
    private static DateOnly? InBelgium(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var at) ? Knowledge.DayOf(at) : null;

    private static DateOnly? OfDay(DateOnly day, out string? fault) => Of(day.Year, day.Month, day.Day, out fault);

    private static DateOnly? Checked(DateOnly day, out string? fault)
    {
        fault = day < Earliest || day > Latest ? "cell.dateOutOfRange" : null;
        return fault is null ? day : null;
    }

    private static int? Month(string word) =>
        Vocabulary.Shipped.Code("month", word) is { } code
            ? int.Parse(code.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture)
            : null;

    private static int Int(Match match, string group) =>
        int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private const string WeekDay = @"^(\p{L}{2,10}\.?,?\s+)?";
    private const string Time =
        @"((T|,?\s+)[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?(\s?[AaPp]\.?[Mm]\.?)?\s?(?<zone>Z|[+\-][0-9]{2}:?[0-9]{2})?)?";
    private const int Patience = 1000;
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(
        @"^(?<first>[0-9]{1,2})\s?[/.\-]\s?(?<second>[0-9]{1,2})\s?[/.\-]\s?(?<year>[0-9]{4}|[0-9]{2})" + Time + "$",
        Options,
        Patience
    )]
    private static partial Regex NumbersFirst();

    [GeneratedRegex(@"^(?<year>[0-9]{4})[/.\-]?(?<month>[0-9]{2})[/.\-]?(?<day>[0-9]{2})" + Time + "$", Options, Patience)]
    private static partial Regex YearFirst();

    [GeneratedRegex(
        WeekDay + @"(?<day>[0-9]{1,2})(er|\.)?[ \-]+(?<month>\p{L}{3,12})\.?[ \-]+(?<year>[0-9]{4}|[0-9]{2})" + Time + "$",
        Options,
        Patience
    )]
    private static partial Regex MonthInWords();

    [GeneratedRegex(
        WeekDay + @"(?<month>\p{L}{3,12})\.? +(?<day>[0-9]{1,2}),? +(?<year>[0-9]{4})" + Time + "$",
        Options,
        Patience
    )]
    private static partial Regex MonthInWordsFirst();
}
