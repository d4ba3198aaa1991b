using System.Text;

namespace LearningAccount.Law.Reasons;

/// <summary>
/// Writes formulas so that people can follow and a machine can recompute them: numbers, +, −, ×, /, parentheses,
/// <c>min(a, b)</c>, <c>round(a, decimals)</c> (half away from zero) and <c>⌈a⌉</c> (up to the next whole number).
/// </summary>
internal static class Formulas
{
    [ThreadStatic]
    private static StringBuilder? builder;

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

    /// <summary><c>5 × (6 × 1/2 + 6 × 1) / 12</c>, with the rounding of the year around it.</summary>
    public static string Credit(YearCredit credit, Facts.Rounding rounding, Fraction hoursPerDay)
    {
        if (credit.Groups.Count == 0)
        {
            return "0";
        }
        var text = Fresh();
        var (before, after) = rounding switch
        {
            Facts.Rounding.TwoDecimals => ("round(", ", 2)"),
            Facts.Rounding.HalfDayUp => ("⌈(", ") × 2⌉ / 2"),
            Facts.Rounding.HourUp => ("⌈(", $") × {Factor(hoursPerDay)}⌉ / {Factor(hoursPerDay)}"),
            _ => ("", ""),
        };
        text.Append(before);
        for (var place = 0; place < credit.Groups.Count; place++)
        {
            var group = credit.Groups[place];
            text.Append(place == 0 ? "" : " + ").Append(Number(group.Value)).Append(" × (");
            for (var run = 0; run < group.Runs.Count; run++)
            {
                var (months, b) = group.Runs[run];
                text.Append(run == 0 ? "" : " + ").Append(months).Append(" × ").Append(b.ToString());
            }
            text.Append(") / 12");
        }
        return text.Append(after).ToString();
    }

    /// <summary><c>5 + 2.5 − 1</c>; numbers that are 0 are left out.</summary>
    public static string Sum(params ReadOnlySpan<Fraction> numbers)
    {
        var text = Fresh();
        foreach (var number in numbers)
        {
            if (number.IsZero)
            {
                continue;
            }
            if (text.Length == 0)
            {
                text.Append(Number(number));
            }
            else
            {
                text.Append(number.Sign < 0 ? " − " : " + ").Append(Number(number.Abs()));
            }
        }
        return text.Length == 0 ? "0" : text.ToString();
    }

    private static StringBuilder Fresh()
    {
        builder ??= new(120);
        return builder.Clear();
    }
}
