using System.Globalization;
using System.Numerics;

namespace LearningAccount.Law;

/// <summary>
/// An exact rational number in lowest terms: days, hours and work regimes are counted in it. It never rounds and never
/// overflows: what does not fit in machine words goes on in big integers, and comes back when it fits again.
/// </summary>
public readonly partial struct Fraction : IEquatable<Fraction>, IComparable<Fraction>
{
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
        if (IsSmall(this, this) && decimals < PowersOfTen.Length)
        {
            var power = PowersOfTen[decimals];
            var denominator = denominatorLessOne + 1;
            var whole = (2 * Math.Abs(numerator) * power + denominator) / (2 * denominator);
            return Reduce(numerator < 0 ? -whole : whole, power);
        }
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

    private BigInteger Remainder()
    {
        var remainder = BigInteger.Remainder(Numerator, Denominator);
        return remainder.Sign < 0 ? remainder + Denominator : remainder;
    }

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
