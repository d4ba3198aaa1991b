using System.Globalization;

namespace LearningAccount.Law;

/// <summary>
/// The number of an employer in the Crossroads Bank for Enterprises (KBO, BCE): ten digits that begin with 0 or 1, the last two
/// being 97 − the remainder of the first eight by 97. Source: technical notes on the enterprise number of socialsecurity.be and
/// of the Flemish government.
/// </summary>
public readonly record struct EnterpriseNumber
{
    private readonly long number;

    private EnterpriseNumber(long number) => this.number = number;

    /// <summary>Ten digits.</summary>
    public string Digits => number.ToString("0000000000", NumberFormatInfo.InvariantInfo);

    /// <summary>Reads what people write: points, blanks, and the nine digits of before 2008, which lack the leading 0.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out EnterpriseNumber enterprise, out NumberFault why)
    {
        enterprise = default;
        why = SpelledDigits.Read(text, out var value, out var count);
        if (why == NumberFault.None)
        {
            why = count is 9 or 10 ? Check(value, out enterprise) : NumberFault.Length;
        }
        return why == NumberFault.None;
    }

    /// <summary>Reads the NSSO's spelling: one to ten digits, leading zeros may be missing (DmfA glossary, <c>CompanyID</c>).</summary>
    public static bool TryParseNsso(ReadOnlySpan<char> text, out EnterpriseNumber enterprise, out NumberFault why)
    {
        enterprise = default;
        why = SpelledDigits.ReadStrict(text, out var value);
        if (why == NumberFault.None)
        {
            why = text.Length <= 10 ? Check(value, out enterprise) : NumberFault.Length;
        }
        return why == NumberFault.None;
    }

    /// <summary><c>0999.990.123</c>.</summary>
    public override string ToString()
    {
        var all = Digits;
        return $"{all[..4]}.{all[4..7]}.{all[7..]}";
    }

    /// <summary>97 − the remainder of the first eight digits: 01 to 97.</summary>
    internal static bool HasCheck(long value) => (int)(value % 100) == 97 - (int)(value / 100 % 97);

    private static NumberFault Check(long value, out EnterpriseNumber enterprise)
    {
        enterprise = default;
        // A base of 0 has formally right check digits but is nobody's number.
        if (value is < 100 or > 1_999_999_999)
        {
            return NumberFault.Range;
        }
        if (!HasCheck(value))
        {
            return NumberFault.Check;
        }
        enterprise = new(value);
        return NumberFault.None;
    }
}
