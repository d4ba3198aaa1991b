using System.Globalization;
using System.Numerics;

namespace LearningAccount.Law;

/// <content>How it is written and read.</content>
public readonly partial struct Fraction
{
    /// <summary>Longest text read as a number; limits what an outsider can make us multiply.</summary>
    public const int MaxTextLength = 60;

    private static readonly long[] PowersOfTen =
    [
        1,
        10,
        100,
        1000,
        10_000,
        100_000,
        1_000_000,
        10_000_000,
        100_000_000,
        1_000_000_000,
    ];

    /// <summary>In lowest terms: <c>15/4</c>, <c>5</c>, <c>-1/2</c>.</summary>
    public override string ToString()
    {
        if (large is not null)
        {
            return large.Denominator.IsOne ? Text(large.Numerator) : $"{Text(large.Numerator)}/{Text(large.Denominator)}";
        }
        return denominatorLessOne == 0
            ? numerator.ToString(NumberFormatInfo.InvariantInfo)
            : string.Create(CultureInfo.InvariantCulture, stackalloc char[48], $"{numerator}/{denominatorLessOne + 1}");
    }

    /// <summary>The decimal without trailing zeros where it ends (<c>20.9</c>), else the fraction (<c>1/3</c>).</summary>
    public string ToDecimalText()
    {
        if (IsWhole)
        {
            return ToString();
        }
        return large is null && denominatorLessOne < long.MaxValue ? SmallDecimalText() : LargeDecimalText();
    }

    private string SmallDecimalText()
    {
        var rest = denominatorLessOne + 1;
        var twos = BitOperations.TrailingZeroCount(rest);
        var fives = 0;
        for (rest >>= twos; rest % 5 == 0; rest /= 5)
        {
            fives++;
        }
        return rest == 1 ? Fixed(Math.Max(twos, fives)) : ToString();
    }

    private string LargeDecimalText()
    {
        var rest = Denominator;
        var (twos, fives) = (0, 0);
        for (; rest.IsEven; rest /= 2)
        {
            twos++;
        }
        for (; (rest % 5).IsZero; rest /= 5)
        {
            fives++;
        }
        return rest.IsOne ? Fixed(Math.Max(twos, fives)) : ToString();
    }

    /// <summary>Rounded half away from zero and written with exactly <paramref name="decimals"/> decimals.</summary>
    public string ToFixedText(int decimals) => Round(decimals).Fixed(decimals);

    private string Fixed(int decimals)
    {
        if (large is null && Fits(numerator) && decimals <= 9)
        {
            return SmallFixed(decimals);
        }
        var digits = Text(BigInteger.Abs(Numerator) * BigInteger.Pow(10, decimals) / Denominator).PadLeft(decimals + 1, '0');
        var sign = Sign < 0 && digits.AsSpan().ContainsAnyExcept('0') ? "-" : "";
        return decimals == 0 ? sign + digits : $"{sign}{digits[..^decimals]}.{digits[^decimals..]}";
    }

    private string SmallFixed(int decimals)
    {
        Span<char> text = stackalloc char[32];
        var rest = Math.Abs(numerator) * PowersOfTen[decimals] / (denominatorLessOne + 1);
        var isNegative = numerator < 0 && rest != 0;
        var place = text.Length;
        for (var digit = 0; rest != 0 || digit <= decimals; digit++)
        {
            if (digit == decimals && decimals != 0)
            {
                text[--place] = '.';
            }
            (rest, var last) = Math.DivRem(rest, 10);
            text[--place] = (char)('0' + last);
        }
        if (isNegative)
        {
            text[--place] = '-';
        }
        return text[place..].ToString();
    }

    /// <summary>
    /// Reads <c>3.75</c>, <c>15/4</c>, <c>-2</c>. A slash stands only between whole numbers; no exponent, no blank, no
    /// thousands separator.
    /// </summary>
    public static bool TryParse(string? text, out Fraction value)
    {
        value = default;
        if (string.IsNullOrEmpty(text) || text.Length > MaxTextLength)
        {
            return false;
        }
        var negative = text[0] == '-';
        var body = text.AsSpan(negative ? 1 : 0);
        var slash = body.IndexOf('/');
        if (TryShort(body, slash, negative, out value))
        {
            return true;
        }
        BigInteger top;
        var bottom = BigInteger.One;
        if (slash >= 0)
        {
            if (!TryDigits(body[..slash], out top) || !TryDigits(body[(slash + 1)..], out bottom) || bottom.IsZero)
            {
                return false;
            }
        }
        else
        {
            var point = body.IndexOf('.');
            var whole = point < 0 ? body : body[..point];
            if (!TryDigits(whole, out top))
            {
                return false;
            }
            if (point >= 0)
            {
                var decimals = body[(point + 1)..];
                if (!TryDigits(decimals, out var after))
                {
                    return false;
                }
                bottom = BigInteger.Pow(10, decimals.Length);
                top = top * bottom + after;
            }
        }
        value = Reduce(negative ? -top : top, bottom);
        return true;
    }

    /// <exception cref="FormatException">The text is no number of the form <see cref="TryParse"/> reads.</exception>
    public static Fraction Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not a number such as 3.75 or 15/4.");

    private static bool TryDigits(ReadOnlySpan<char> text, out BigInteger value)
    {
        value = default;
        if (text.IsEmpty)
        {
            return false;
        }
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }
        }
        value = BigInteger.Parse(text, NumberStyles.None, NumberFormatInfo.InvariantInfo);
        return true;
    }

    /// <summary>The same without big integers: parts of nine digits at most, as nearly all are.</summary>
    private static bool TryShort(ReadOnlySpan<char> body, int slash, bool negative, out Fraction value)
    {
        value = default;
        var parting = slash >= 0 ? slash : body.IndexOf('.');
        if (!TryWord(parting < 0 ? body : body[..parting], out var top))
        {
            return false;
        }
        var bottom = 1L;
        if (parting >= 0)
        {
            var after = body[(parting + 1)..];
            if (!TryWord(after, out var second) || (slash >= 0 && second == 0))
            {
                return false;
            }
            (top, bottom) = slash >= 0 ? (top, second) : (top * PowersOfTen[after.Length] + second, PowersOfTen[after.Length]);
        }
        value = Reduce(negative ? -top : top, bottom);
        return true;
    }

    private static bool TryWord(ReadOnlySpan<char> digits, out long value)
    {
        value = 0;
        if (digits.IsEmpty || digits.Length >= PowersOfTen.Length)
        {
            return false;
        }
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }
            value = value * 10 + (digit - '0');
        }
        return true;
    }

    private static string Text(BigInteger value) => value.ToString(NumberFormatInfo.InvariantInfo);
}
