namespace LearningAccount.Law;

/// <summary>
/// A Belgian VAT number: <c>BE</c> and the digits of the enterprise number. That an enterprise has one does not mean that it is
/// liable to VAT.
/// </summary>
public readonly record struct VatNumber
{
    private VatNumber(EnterpriseNumber enterprise) => Enterprise = enterprise;

    public EnterpriseNumber Enterprise { get; }

    /// <summary>Reads <c>BE 0999.990.123</c>; points, blanks and case do not matter, nor the leading 0 of old numbers.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out VatNumber vat, out NumberFault why)
    {
        vat = default;
        text = text.Trim();
        if (text.IsEmpty)
        {
            why = NumberFault.Empty;
            return false;
        }
        if (!text.StartsWith("BE", StringComparison.OrdinalIgnoreCase))
        {
            why = NumberFault.Character;
            return false;
        }
        if (!EnterpriseNumber.TryParse(text[2..], out var enterprise, out why))
        {
            return false;
        }
        vat = new(enterprise);
        return true;
    }

    public override string ToString() => $"BE {Enterprise}";
}
