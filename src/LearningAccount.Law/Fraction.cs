using System.Globalization;
using System.Numerics;

namespace LearningAccount.Law;

/// <summary>
/// An exact rational number in lowest terms: days, hours and work regimes are counted in it. It never rounds and never
/// overflows: what does not fit in machine words goes on in big integers, and comes back when it fits again.
/// </summary>
public readonly struct Fraction : IEquatable<Fraction>, IComparable<Fraction>
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
    private readonly long numerator;

    // Kept one less than the denominator, so that default(Fraction) is 0/1.
    private readonly long denominatorLessOne;
    private readonly Large? large;

    private sealed record Large(BigInteger Numerator, BigInteger Denominator);

    private Fraction(long numerator, long denominator)
    {
        this.numerator = numerator;
        denominatorLessOne = denominator - 1;
        large = null;
    }

    private Fraction(Large large)
    {
        numerator = 0;
        denominatorLessOne = 0;
        this.large = large;
    }

    public static Fraction Zero => default;
    public static Fraction One => new(1, 1);

    public BigInteger Numerator => large?.Numerator ?? numerator;
    public BigInteger Denominator => large?.Denominator ?? denominatorLessOne + 1;
    public bool IsZero => large is null && numerator == 0;
    public bool IsWhole => large is null ? denominatorLessOne == 0 : large.Denominator.IsOne;
    public int Sign => large is null ? Math.Sign(numerator) : large.Numerator.Sign;

    /// <summary><paramref name="numerator"/> over <paramref name="denominator"/>, reduced.</summary>
    /// <exception cref="DivideByZeroException">The denominator is 0.</exception>
    public static Fraction Of(long numerator, long denominator = 1)
    {
        if (denominator == 1)
        {
            return new(numerator, 1);
        }
        return Fits(numerator) && Fits(denominator) ? Reduce(numerator, denominator) : Reduce((BigInteger)numerator, denominator);
    }

    /// <summary>True when numerator and denominator fit in 64 bits; then they are given out as such.</summary>
    public bool TryGetWords(out long numeratorWord, out long denominatorWord)
    {
        numeratorWord = numerator;
        denominatorWord = denominatorLessOne + 1;
        return large is null;
    }

    public static implicit operator Fraction(int whole) => new(whole, 1);

    public static Fraction operator +(Fraction a, Fraction b)
    {
        if (IsSmall(a, b))
        {
            return a.denominatorLessOne == b.denominatorLessOne
                ? Reduce(a.numerator + b.numerator, a.denominatorLessOne + 1)
                : Reduce(
                    a.numerator * (b.denominatorLessOne + 1) + b.numerator * (a.denominatorLessOne + 1),
                    (a.denominatorLessOne + 1) * (b.denominatorLessOne + 1)
                );
        }
        return Reduce(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);
    }

    public static Fraction operator -(Fraction a) =>
        a.large is null && a.numerator != long.MinValue
            ? new(-a.numerator, a.denominatorLessOne + 1)
            : Reduce(-a.Numerator, a.Denominator);

    public static Fraction operator -(Fraction a, Fraction b) => a + -b;

    public static Fraction operator *(Fraction a, Fraction b) =>
        IsSmall(a, b)
            ? Reduce(a.numerator * b.numerator, (a.denominatorLessOne + 1) * (b.denominatorLessOne + 1))
            : Reduce(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    /// <exception cref="DivideByZeroException"><paramref name="b"/> is 0.</exception>
    public static Fraction operator /(Fraction a, Fraction b) =>
        IsSmall(a, b)
            ? Reduce(a.numerator * (b.denominatorLessOne + 1), (a.denominatorLessOne + 1) * b.numerator)
            : Reduce(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static bool operator ==(Fraction a, Fraction b) => a.Equals(b);

    public static bool operator !=(Fraction a, Fraction b) => !a.Equals(b);

    public static bool operator <(Fraction a, Fraction b) => a.CompareTo(b) < 0;

    public static bool operator >(Fraction a, Fraction b) => a.CompareTo(b) > 0;

    public static bool operator <=(Fraction a, Fraction b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Fraction a, Fraction b) => a.CompareTo(b) >= 0;

    public static Fraction Min(Fraction a, Fraction b) => a <= b ? a : b;

    public static Fraction Max(Fraction a, Fraction b) => a >= b ? a : b;

    public Fraction Abs() => Sign < 0 ? -this : this;

    /// <summary>The greatest whole number not above this one.</summary>
    public Fraction Floor()
    {
        if (large is not null)
        {
            return FromBig(BigInteger.Divide(Numerator - Remainder(), Denominator));
        }
        var denominator = denominatorLessOne + 1;
        var whole = numerator / denominator;
        return new(numerator < 0 && whole * denominator != numerator ? whole - 1 : whole, 1);
    }

    /// <summary>The smallest whole number not below this one.</summary>
    public Fraction Ceiling() => -(-this).Floor();

    /// <summary>Rounded to <paramref name="decimals"/> decimals, half away from zero.</summary>
    public Fraction Round(int decimals)
    {
        var scale = FromBig(BigInteger.Pow(10, decimals));
        var half = (Abs() * scale + Of(1, 2)).Floor() / scale;
        return Sign < 0 ? -half : half;
    }

    public int CompareTo(Fraction other) =>
        IsSmall(this, other)
            ? (numerator * (other.denominatorLessOne + 1)).CompareTo(other.numerator * (denominatorLessOne + 1))
            : (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public bool Equals(Fraction other) =>
        large is null && other.large is null
            ? numerator == other.numerator && denominatorLessOne == other.denominatorLessOne
            : Numerator == other.Numerator && Denominator == other.Denominator;

    public override bool Equals(object? obj) => obj is Fraction other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

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

    private BigInteger Remainder()
    {
        var remainder = BigInteger.Remainder(Numerator, Denominator);
        return remainder.Sign < 0 ? remainder + Denominator : remainder;
    }

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

    private static string Text(BigInteger value) => value.ToString(NumberFormatInfo.InvariantInfo);

    // Operands within 31 bits keep every product and sum of products within 64.
    private static bool Fits(long value) => value is > -(1L << 30) and < 1L << 30;

    private static bool IsSmall(in Fraction a, in Fraction b) =>
        a.large is null
        && b.large is null
        && Fits(a.numerator)
        && Fits(b.numerator)
        && Fits(a.denominatorLessOne)
        && Fits(b.denominatorLessOne);

    private static Fraction Reduce(long numerator, long denominator)
    {
        if (denominator == 0)
        {
            throw new DivideByZeroException();
        }
        if (denominator < 0)
        {
            (numerator, denominator) = (-numerator, -denominator);
        }
        if (denominator == 1)
        {
            return new(numerator, 1);
        }
        var (a, b) = ((ulong)Math.Abs(numerator), (ulong)denominator);
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }
        return a <= 1 ? new(numerator, denominator) : new(numerator / (long)a, denominator / (long)a);
    }

    private static Fraction Reduce(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            throw new DivideByZeroException();
        }
        if (denominator.Sign < 0)
        {
            (numerator, denominator) = (-numerator, -denominator);
        }
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (!divisor.IsOne)
        {
            numerator /= divisor;
            denominator /= divisor;
        }
        return numerator >= long.MinValue && numerator <= long.MaxValue && denominator <= long.MaxValue
            ? new((long)numerator, (long)denominator)
            : new(new Large(numerator, denominator));
    }

    private static Fraction FromBig(BigInteger whole) => Reduce(whole, BigInteger.One);
}
