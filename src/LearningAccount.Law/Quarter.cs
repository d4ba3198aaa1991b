using System.Globalization;

namespace LearningAccount.Law;

/// <summary>A calendar quarter, written <c>2024Q4</c>; the NSSO writes <c>20244</c>.</summary>
public readonly record struct Quarter : IComparable<Quarter>
{
    // Quarters since year 0, so that order and difference are plain subtraction.
    private readonly int index;

    private Quarter(int index) => this.index = index;

    /// <exception cref="ArgumentOutOfRangeException">The quarter is not 1 to 4, or the year not 1 to 9999.</exception>
    public static Quarter Of(int year, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9999);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 4);
        return new(year * 4 + number - 1);
    }

    public static Quarter Containing(DateOnly day) => Of(day.Year, (day.Month + 2) / 3);

    public int Year => index / 4;
    public int Number => index % 4 + 1;
    public DateOnly FirstDay => new(Year, Number * 3 - 2, 1);
    public DateOnly LastDay => new(Year, Number * 3, DateTime.DaysInMonth(Year, Number * 3));

    public Quarter AddQuarters(int count) => new(index + count);

    public int CompareTo(Quarter other) => index.CompareTo(other.index);

    public static bool operator <(Quarter a, Quarter b) => a.index < b.index;

    public static bool operator >(Quarter a, Quarter b) => a.index > b.index;

    public static bool operator <=(Quarter a, Quarter b) => a.index <= b.index;

    public static bool operator >=(Quarter a, Quarter b) => a.index >= b.index;

    /// <summary>Reads <c>2024Q4</c>.</summary>
    public static bool TryParse(string? text, out Quarter quarter)
    {
        quarter = default;
        if (text is not { Length: 6 } || text[4] != 'Q')
        {
            return false;
        }
        return TryParts(text.AsSpan(0, 4), text[5], out quarter);
    }

    /// <summary>Reads the NSSO's <c>20244</c> (DmfA glossary, zone 00013).</summary>
    public static bool TryParseNsso(string? text, out Quarter quarter)
    {
        quarter = default;
        return text is { Length: 5 } && TryParts(text.AsSpan(0, 4), text[4], out quarter);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}Q{Number}");

    private static bool TryParts(ReadOnlySpan<char> yearText, char number, out Quarter quarter)
    {
        quarter = default;
        if (
            !int.TryParse(yearText, NumberStyles.None, NumberFormatInfo.InvariantInfo, out var year)
            || year < 1
            || number is < '1' or > '4'
        )
        {
            return false;
        }
        quarter = Of(year, number - '0');
        return true;
    }
}
