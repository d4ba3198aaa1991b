using System.Globalization;

namespace LearningAccount.Law;

/// <summary>
/// The number of an establishment unit in the Crossroads Bank for Enterprises: ten digits that begin with 2 to 8, with the check of
/// the enterprise number (DmfA glossary, <c>LocalUnitID</c>).
/// </summary>
public readonly record struct EstablishmentNumber
{
    private readonly long number;

    private EstablishmentNumber(long number) => this.number = number;

    /// <summary>Ten digits.</summary>
    public string Digits => number.ToString("0000000000", NumberFormatInfo.InvariantInfo);

    /// <summary>Reads ten digits, with points and blanks if people wrote them.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out EstablishmentNumber establishment, out NumberFault why)
    {
        establishment = default;
        why = SpelledDigits.Read(text, out var value, out var count);
        if (why != NumberFault.None)
        {
            return false;
        }
        why =
            count != 10 ? NumberFault.Length
            : value is < 2_000_000_000 or > 8_999_999_999 ? NumberFault.Range
            : !EnterpriseNumber.HasCheck(value) ? NumberFault.Check
            : NumberFault.None;
        if (why == NumberFault.None)
        {
            establishment = new(value);
        }
        return why == NumberFault.None;
    }

    /// <summary><c>2.999.990.165</c>.</summary>
    public override string ToString()
    {
        var all = Digits;
        return $"{all[..1]}.{all[1..4]}.{all[4..7]}.{all[7..]}";
    }
}
