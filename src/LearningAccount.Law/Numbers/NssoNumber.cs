using System.Globalization;

namespace LearningAccount.Law;

/// <summary>
/// The number of an employer at the National Social Security Office: seven digits and two check digits, sometimes preceded by the
/// three digits of its category (kengetal, indice), which the check does not cover. The check is 96 − the remainder of a hundred
/// times the seven digits by 97; it was derived from numbers printed in public texts, among them the registered agreement
/// 119829/CO/321 and annex 27 of the DmfA glossary, since none states the formula. Domain: DmfA glossary, zone 00011.
/// </summary>
public readonly record struct NssoNumber
{
    private const int Lowest = 100_006;
    private const int Highest = 199_999_934;
    private readonly int number;

    private NssoNumber(int number, int? category)
    {
        this.number = number;
        Category = category;
    }

    /// <summary>000 to 999, or null where it was not written.</summary>
    public int? Category { get; }

    /// <summary>Nine digits, without the category: what identifies the employer.</summary>
    public string Digits => number.ToString("000000000", NumberFormatInfo.InvariantInfo);

    /// <summary>The same employer, its category left out.</summary>
    public NssoNumber WithoutCategory => new(number, null);

    /// <summary>
    /// Reads <c>1999981-88</c>, <c>010-1999981-88</c> and the same without dashes. Of the nine digits, leading zeros may be missing.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out NssoNumber nsso, out NumberFault why)
    {
        nsso = default;
        why = SpelledDigits.Read(text, out var value, out var count);
        if (why != NumberFault.None)
        {
            return false;
        }
        if (count is > 9 and not 12)
        {
            why = NumberFault.Length;
            return false;
        }
        why = Check(value % 1_000_000_000);
        if (why == NumberFault.None)
        {
            nsso = new((int)(value % 1_000_000_000), count == 12 ? (int)(value / 1_000_000_000) : null);
        }
        return why == NumberFault.None;
    }

    /// <summary><c>1999981-88</c> or <c>010-1999981-88</c>.</summary>
    public override string ToString()
    {
        var all = Digits;
        var shown = $"{all[..7]}-{all[7..]}";
        return Category is { } category ? $"{category.ToString("000", NumberFormatInfo.InvariantInfo)}-{shown}" : shown;
    }

    private static NumberFault Check(long value)
    {
        if (value is < Lowest or > Highest)
        {
            return NumberFault.Range;
        }
        return value % 100 == 96 - value / 100 * 100 % 97 ? NumberFault.None : NumberFault.Check;
    }
}
