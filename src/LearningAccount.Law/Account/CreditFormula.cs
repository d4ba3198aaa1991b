using System.Text;
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
        var text = new StringBuilder(60);
        var (before, after) = rounding switch
        {
            Rounding.TwoDecimals => ("round(", ", 2)"),
            Rounding.HalfDayUp => ("⌈(", ") × 2⌉ / 2"),
            Rounding.HourUp => ("⌈(", $") × {Formulas.Factor(hoursPerDay)}⌉ / {Formulas.Factor(hoursPerDay)}"),
            _ => ("", ""),
        };
        text.Append(before);
        for (var place = 0; place < credit.Groups.Count; place++)
        {
            var group = credit.Groups[place];
            text.Append(place == 0 ? "" : " + ").Append(Formulas.Number(group.Value)).Append(" × (");
            for (var run = 0; run < group.Runs.Count; run++)
            {
                var (months, b) = group.Runs[run];
                text.Append(run == 0 ? "" : " + ").Append(months).Append(" × ").Append(b.ToString());
            }
            text.Append(") / 12");
        }
        return text.Append(after).ToString();
    }
}
