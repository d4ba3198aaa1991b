using System.Globalization;
using System.Runtime.CompilerServices;

namespace LearningAccount.Law.Reasons;

/// <summary>
/// Writes formulas so that people can follow and a machine can recompute them: numbers, +, −, ×, /, parentheses,
/// <c>min(a, b)</c>, <c>round(a, decimals)</c> (half away from zero) and <c>⌈a⌉</c> (up to the next whole number).
/// </summary>
internal static class Formulas
{
    /// <summary>A short decimal where the number ends (<c>2.5</c>), else a fraction (<c>55/12</c>).</summary>
    public static string Number(Fraction value)
    {
        if (value.IsWhole)
        {
            return value.ToString();
        }
        var text = value.ToDecimalText();
        return text.Length <= 6 ? text : value.ToString();
    }

    /// <summary>The same, in parentheses where it would be misread inside a product or after a division.</summary>
    public static string Factor(Fraction value)
    {
        var text = Number(value);
        return text.Contains('/', StringComparison.Ordinal) || value.Sign < 0 ? $"({text})" : text;
    }

    /// <summary><c>5 + 2.5 − 1</c>; numbers that are 0 are left out.</summary>
    public static string Sum(params ReadOnlySpan<Fraction> numbers)
    {
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[128]);
        var isEmpty = true;
        foreach (var number in numbers)
        {
            if (number.IsZero)
            {
                continue;
            }
            if (!isEmpty)
            {
                text.AppendLiteral(number.Sign < 0 ? " − " : " + ");
            }
            text.AppendLiteral(Number(isEmpty ? number : number.Abs()));
            isEmpty = false;
        }
        return isEmpty ? "0" : text.ToStringAndClear();
    }
}
