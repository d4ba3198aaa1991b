using System.Globalization;

namespace LearningAccount.Law;

/// <summary>
/// The number under which a collective agreement is registered at the Registry of the FPS Employment: <c>181682/CO/200</c>, a number
/// of one to six digits, <c>CO</c>, and the joint committee in three to seven digits.
/// </summary>
public readonly record struct AgreementNumber
{
    private readonly int number;
    private readonly string? committee;

    private AgreementNumber(int number, string committee)
    {
        this.number = number;
        this.committee = committee;
    }

    /// <summary>The joint committee named in it, or null where its digits are not those of one.</summary>
    public JointCommittee? Committee => JointCommittee.TryParse(committee, out var read) ? read : null;

    public static bool TryParse(ReadOnlySpan<char> text, out AgreementNumber agreement, out NumberFault why)
    {
        agreement = default;
        why = NumberFault.Empty;
        if (text.IsEmpty)
        {
            return false;
        }
        why = NumberFault.Character;
        var slash = text.IndexOf('/');
        if (slash < 0 || !text[slash..].StartsWith("/CO/", StringComparison.Ordinal))
        {
            return false;
        }
        var first = text[..slash];
        var last = text[(slash + 4)..];
        if (!IsDigits(first) || !IsDigits(last))
        {
            return false;
        }
        why = NumberFault.Length;
        if (first.Length is < 1 or > 6 || last.Length is < 3 or > 7)
        {
            return false;
        }
        why = NumberFault.None;
        agreement = new(int.Parse(first, NumberStyles.None, NumberFormatInfo.InvariantInfo), last.ToString());
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{number}/CO/{committee}");

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
