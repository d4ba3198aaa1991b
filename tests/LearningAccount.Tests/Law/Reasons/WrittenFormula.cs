using LearningAccount.Law;

namespace LearningAccount.Tests.Law.Reasons;

/// <summary>
/// Works out a formula as it is printed for people: whole numbers and decimals, +, −, ×, /, parentheses,
/// <c>min(a, b)</c>, <c>max(a, b)</c>, <c>round(a, decimals)</c> and <c>⌈a⌉</c>.
/// </summary>
internal sealed class WrittenFormula
{
    private readonly string text;
    private int at;

    private WrittenFormula(string text) => this.text = text.Replace(" ", "", StringComparison.Ordinal);

    /// <exception cref="FormatException">The formula cannot be worked out as it is written.</exception>
    public static Fraction Value(string formula)
    {
        var written = new WrittenFormula(formula);
        var value = written.Sum();
        return written.at == written.text.Length ? value : throw written.Unreadable();
    }

    private Fraction Sum()
    {
        var value = Product();
        while (true)
        {
            if (Takes("+"))
            {
                value += Product();
            }
            else if (Takes("−") || Takes("-"))
            {
                value -= Product();
            }
            else
            {
                return value;
            }
        }
    }

    private Fraction Product()
    {
        var value = Factor();
        while (true)
        {
            if (Takes("×"))
            {
                value *= Factor();
            }
            else if (Takes("/"))
            {
                value /= Factor();
            }
            else
            {
                return value;
            }
        }
    }

    private Fraction Factor()
    {
        if (Takes("−") || Takes("-"))
        {
            return -Factor();
        }
        if (Takes("("))
        {
            return Closed(Sum(), ")");
        }
        if (Takes("⌈"))
        {
            return Closed(Sum(), "⌉").Ceiling();
        }
        if (Takes("min("))
        {
            var (a, b) = Pair();
            return Fraction.Min(a, b);
        }
        if (Takes("max("))
        {
            var (a, b) = Pair();
            return Fraction.Max(a, b);
        }
        if (Takes("round("))
        {
            var (a, decimals) = Pair();
            return a.Round((int)decimals.Numerator);
        }
        return Number();
    }

    private (Fraction A, Fraction B) Pair()
    {
        var a = Sum();
        return Takes(",") ? (a, Closed(Sum(), ")")) : throw Unreadable();
    }

    private Fraction Number()
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.'))
        {
            at++;
        }
        return Fraction.TryParse(text[start..at], out var value) ? value : throw Unreadable();
    }

    private Fraction Closed(Fraction value, string close) => Takes(close) ? value : throw Unreadable();

    private bool Takes(string token)
    {
        if (!text.AsSpan(at).StartsWith(token, StringComparison.Ordinal))
        {
            return false;
        }
        at += token.Length;
        return true;
    }

    private FormatException Unreadable() => new($"'{text}' cannot be worked out at place {at}.");
}
