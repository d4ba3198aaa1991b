using System.Globalization;
using System.Runtime.CompilerServices;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Reasons;

namespace LearningAccount.Law;

/// <summary>A × B × C written out, months of one B together.</summary>
internal static class CreditFormula
{
    /// <summary><c>5 × (6 × 1/2 + 6 × 1) / 12</c>, with the rounding of the year around it.</summary>
    public static string Of(YearCredit credit, Rounding rounding, Fraction hoursPerDay)
    {
        if (credit.Groups.Count == 0)
        {
            return "0";
        }
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[256]);
        var (before, after) = rounding switch
        {
            Rounding.TwoDecimals => ("round(", ", 2)"),
            Rounding.HalfDayUp => ("⌈(", ") × 2⌉ / 2"),
            Rounding.HourUp => ("⌈(", $") × {Formulas.Factor(hoursPerDay)}⌉ / {Formulas.Factor(hoursPerDay)}"),
            _ => ("", ""),
        };
        text.AppendLiteral(before);
        for (var place = 0; place < credit.Groups.Count; place++)
        {
            var group = credit.Groups[place];
            text.AppendLiteral(place == 0 ? "" : " + ");
            text.AppendLiteral(Formulas.Number(group.Value));
            text.AppendLiteral(" × (");
            for (var run = 0; run < group.Runs.Count; run++)
            {
                var (months, b) = group.Runs[run];
                text.AppendLiteral(run == 0 ? "" : " + ");
                text.AppendFormatted(months);
                text.AppendLiteral(" × ");
                text.AppendLiteral(b.ToString());
            }
            text.AppendLiteral(") / 12");
        }
        text.AppendLiteral(after);
        return text.ToStringAndClear();
    }
}
