namespace LearningAccount.Law;

/// <summary>
/// A joint committee or sub-committee, kept as seven digits: <c>200</c> is 2000000, <c>140.03</c> is 1400300
/// (rulebook R11.1).
/// </summary>
public readonly record struct JointCommittee
{
    private readonly int digits;

    private JointCommittee(int digits) => this.digits = digits;

    /// <summary>The committee number itself, 100 to 399: 1xx blue-collar, 2xx white-collar, 3xx mixed.</summary>
    public int Main => digits / 10_000;

    /// <summary>Seven digits, padded with 0.</summary>
    public string Digits => digits.ToString("0000000", System.Globalization.NumberFormatInfo.InvariantInfo);

    /// <summary>The committee it is a part of, or null.</summary>
    public JointCommittee? Parent =>
        digits % 100 != 0 ? new(digits / 100 * 100)
        : digits % 10_000 != 0 ? new(digits / 10_000 * 10_000)
        : null;

    /// <summary>Reads <c>200</c>, <c>140.03</c>, <c>140.01.02</c>, the same without points, and seven digits.</summary>
    public static bool TryParse(string? text, out JointCommittee committee)
    {
        committee = default;
        if (text is null || text.Length > 11)
        {
            return false;
        }
        Span<char> read = stackalloc char[7];
        var count = 0;
        foreach (var c in text)
        {
            if (c == '.')
            {
                continue;
            }
            if (!char.IsAsciiDigit(c) || count == 7)
            {
                return false;
            }
            read[count++] = c;
        }
        if (count is not (3 or 5 or 7))
        {
            return false;
        }
        read[count..].Fill('0');
        var whole = int.Parse(read, System.Globalization.NumberStyles.None, System.Globalization.NumberFormatInfo.InvariantInfo);
        if (whole / 10_000 is < 100 or > 399)
        {
            return false;
        }
        committee = new(whole);
        return true;
    }

    /// <summary>
    /// Reads what payroll exports and people write: also <c>PC 200</c>, <c>CP 140.03</c>, <c>JC200</c>, and the private form of eleven
    /// digits (<c>140.01.01-00.00</c>), whose last four are dropped.
    /// </summary>
    public static bool TryParseImported(ReadOnlySpan<char> text, out JointCommittee committee)
    {
        committee = default;
        text = text.Trim();
        var first = text.IndexOfAnyInRange('0', '9');
        if (first > 0)
        {
            if (text[..first].TrimEnd().ToString().ToUpperInvariant() is not ("PC" or "PSC" or "CP" or "SCP" or "JC" or "PK"))
            {
                return false;
            }
            text = text[first..];
        }
        if (SpelledDigits.Read(text, out var value, out var count) != NumberFault.None)
        {
            return false;
        }
        long whole = count switch
        {
            3 => value * 10_000,
            5 => value * 100,
            7 => value,
            11 => value / 10_000,
            _ => 0,
        };
        if (whole / 10_000 is < 100 or > 399)
        {
            return false;
        }
        committee = new((int)whole);
        return true;
    }

    /// <exception cref="FormatException">The text is no joint committee.</exception>
    public static JointCommittee Parse(string text) =>
        TryParse(text, out var committee)
            ? committee
            : throw new FormatException($"'{text}' is not a joint committee such as 200, 140.03 or 140.01.02.");

    /// <summary><c>200</c>, <c>140.03</c>, <c>140.01.02</c>.</summary>
    public override string ToString()
    {
        var all = Digits;
        return digits % 10_000 == 0 ? all[..3]
            : digits % 100 == 0 ? $"{all[..3]}.{all[3..5]}"
            : $"{all[..3]}.{all[3..5]}.{all[5..]}";
    }
}
