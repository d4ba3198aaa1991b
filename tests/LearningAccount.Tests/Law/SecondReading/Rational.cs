using System.Globalization;
using System.Numerics;

namespace LearningAccount.Tests.Law.SecondReading;

/// <summary>An exact number, written again for this reading so that it shares no arithmetic with the engine.</summary>
internal readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    private readonly BigInteger top;
    private readonly BigInteger bottom;

    public Rational(BigInteger top, BigInteger bottom)
    {
        if (bottom.IsOne)
        {
            (this.top, this.bottom) = (top, bottom);
            return;
        }
        var divisor = BigInteger.GreatestCommonDivisor(top, bottom) * (bottom.Sign < 0 ? -1 : 1);
        (this.top, this.bottom) = (top / divisor, bottom / divisor);
    }

    public BigInteger Top => top;
    public BigInteger Bottom => bottom.IsZero ? BigInteger.One : bottom;
    public int Sign => top.Sign;

    public static implicit operator Rational(int whole) => new(whole, 1);

    public static Rational operator +(Rational a, Rational b) => new(a.Top * b.Bottom + b.Top * a.Bottom, a.Bottom * b.Bottom);

    public static Rational operator -(Rational a, Rational b) => new(a.Top * b.Bottom - b.Top * a.Bottom, a.Bottom * b.Bottom);

    public static Rational operator *(Rational a, Rational b) => new(a.Top * b.Top, a.Bottom * b.Bottom);

    public static Rational operator /(Rational a, Rational b) => new(a.Top * b.Bottom, a.Bottom * b.Top);

    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;

    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;

    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;

    public static bool operator ==(Rational a, Rational b) => a.Equals(b);

    public static bool operator !=(Rational a, Rational b) => !a.Equals(b);

    public static Rational Min(Rational a, Rational b) => a <= b ? a : b;

    public static Rational Max(Rational a, Rational b) => a >= b ? a : b;

    public static Rational Sum(IEnumerable<Rational> all) => all.Aggregate((Rational)0, (sum, one) => sum + one);

    /// <summary>The smallest whole number not below this one.</summary>
    public BigInteger Ceiling() => -FloorDivide(-Top, Bottom);

    /// <summary>To so many decimals, half away from zero.</summary>
    public Rational Round(int decimals)
    {
        var scale = BigInteger.Pow(10, decimals);
        var twice = BigInteger.Abs(Top) * scale * 2;
        return new Rational(FloorDivide(twice + Bottom, Bottom * 2), scale) * (Sign < 0 ? -1 : 1);
    }

    public int CompareTo(Rational other) =>
        Bottom == other.Bottom ? Top.CompareTo(other.Top) : (Top * other.Bottom).CompareTo(other.Top * Bottom);

    public bool Equals(Rational other) => Top == other.Top && Bottom == other.Bottom;

    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Top, Bottom);

    public override string ToString() =>
        Bottom.IsOne ? Text(Top) : string.Create(CultureInfo.InvariantCulture, $"{Text(Top)}/{Text(Bottom)}");

    /// <summary><c>3.75</c>, <c>15/4</c>, <c>-2</c>.</summary>
    public static Rational Parse(string text)
    {
        var slash = text.Split('/');
        if (slash.Length == 2)
        {
            return new(Whole(slash[0]), Whole(slash[1]));
        }
        var point = text.Split('.');
        return point.Length == 1 ? new(Whole(text), 1) : new(Whole(point[0] + point[1]), BigInteger.Pow(10, point[1].Length));
    }

    private static BigInteger Whole(string text) =>
        BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static string Text(BigInteger whole) => whole.ToString(CultureInfo.InvariantCulture);

    private static BigInteger FloorDivide(BigInteger a, BigInteger b)
    {
        var quotient = BigInteger.DivRem(a, b, out var rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }
}
