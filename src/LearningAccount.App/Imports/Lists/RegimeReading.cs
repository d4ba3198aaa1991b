using LearningAccount.App.Imports.Tables;
using LearningAccount.Law;

namespace LearningAccount.App.Imports.Lists;

/// <summary>Reads a work regime: <c>4/5</c>, <c>80%</c>, <c>0,8</c>, <c>30,4/38</c>, <c>voltijds</c>.</summary>
internal static class RegimeReading
{
    /// <summary>The longest working week the NSSO knows, of child minders (DmfA glossary, zone 00049).</summary>
    public static readonly Fraction MostHours = 60;

    /// <summary>Hours a week up to which a number alone may mean hours as well as percent.</summary>
    private static readonly Fraction MostUsualHours = 48;

    /// <summary>Reads the part of full time, 1 at the most.</summary>
    /// <returns>The code of what is wrong, or null.</returns>
    public static string? Read(Cell cell, bool inPercent, out Fraction regime)
    {
        regime = default;
        var text = cell.Text;
        if (Vocabulary.Shipped.Value<FullOrHalf>(text) is { } word)
        {
            regime = word == FullOrHalf.FullTime ? 1 : Fraction.Of(1, 2);
            return null;
        }
        if (text.EndsWith('%'))
        {
            (text, inPercent) = (text[..^1].TrimEnd(), true);
        }
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0)
        {
            return Quotient(text[..slash].Trim(), text[(slash + 1)..].Trim(), out regime);
        }
        if (QuantityReading.Number(text, out var number) is { } wrong)
        {
            return wrong is "cell.number" ? "cell.regime" : wrong;
        }
        if (number.Sign < 0)
        {
            return "cell.regime";
        }
        // A percentage cell of a workbook holds 0.8 and is shown as 80%.
        if ((inPercent && number > 1) || number > MostUsualHours)
        {
            regime = number / 100;
        }
        else if (number <= 1)
        {
            regime = number;
        }
        else
        {
            return "cell.regimeAmbiguous";
        }
        return regime <= 1 ? null : "cell.regimeAboveOne";
    }

    private static string? Quotient(string top, string bottom, out Fraction regime)
    {
        regime = default;
        if (QuantityReading.Number(top, out var hours) is not null || QuantityReading.Number(bottom, out var full) is not null)
        {
            return "cell.regime";
        }
        if (hours.Sign < 0 || full.Sign <= 0 || full > 100)
        {
            return "cell.regime";
        }
        regime = hours / full;
        return regime <= 1 ? null : "cell.regimeAboveOne";
    }
}
