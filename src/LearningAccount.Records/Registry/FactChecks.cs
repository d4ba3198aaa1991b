using System.Collections.Immutable;
using System.Globalization;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Collects what is wrong in one fact: amounts, dates and lengths that cannot be.</summary>
public sealed class FactChecks
{
    // A third, a nineteenth and four decimals are said by people; more than that is a slip or an attack.
    private const int FinestPart = 10_000;
    private static readonly DateOnly Earliest = new(1900, 1, 1);
    private static readonly DateOnly Latest = new(2100, 12, 31);

    private readonly ImmutableArray<Anomaly>.Builder found = ImmutableArray.CreateBuilder<Anomaly>();

    public ImmutableArray<Anomaly> Found => found.ToImmutable();

    /// <summary>An amount above 0, or also 0, up to a limit.</summary>
    public FactChecks Amount(string at, Fraction? amount, Fraction most, bool mayBeZero = false, bool mayBeNegative = false)
    {
        if (amount is not { } value)
        {
            return this;
        }
        if (value.Sign < 0 && !mayBeNegative)
        {
            Note("fact.negative", at);
        }
        else if (value.IsZero && !mayBeZero)
        {
            Note("fact.zero", at);
        }
        else if (value.Abs() > most)
        {
            Note("fact.tooMuch", at, ("most", most.ToString()));
        }
        else if (value.Denominator > FinestPart)
        {
            Note("fact.tooFine", at);
        }
        return this;
    }

    public FactChecks Day(string at, DateOnly? day)
    {
        if (day < Earliest || day > Latest)
        {
            Note("fact.dayOutOfRange", at);
        }
        return this;
    }

    /// <param name="at">What is wrong with the last day, or with the two together.</param>
    /// <param name="startAt">What is wrong with the first day; null: at the same place.</param>
    public FactChecks Period(string at, DateOnly from, DateOnly? to, string? startAt = null)
    {
        Day(startAt ?? at, from);
        if (to != from)
        {
            Day(at, to);
        }
        if (to < from)
        {
            Note("fact.endBeforeStart", at, ("start", ColumnText.Of(from)), ("end", ColumnText.Of(to.Value)));
        }
        return this;
    }

    public FactChecks Text(string at, string? text, int longest, bool isRequired = false)
    {
        if (isRequired && string.IsNullOrWhiteSpace(text))
        {
            Note("fact.missing", at);
        }
        else if (text?.Length > longest)
        {
            Note("fact.tooLong", at, ("most", longest.ToString(CultureInfo.InvariantCulture)));
        }
        return this;
    }

    /// <summary>The value is one of a few codes, or not given.</summary>
    public FactChecks Code(string at, string? code, params ReadOnlySpan<string> known)
    {
        if (code is not null && !known.Contains(code))
        {
            Note("fact.unknownCode", at, ("known", string.Join(", ", known)));
        }
        return this;
    }

    public FactChecks Exactly(string at, bool holds, string code)
    {
        if (!holds)
        {
            Note(code, at);
        }
        return this;
    }

    private void Note(string code, string at, params ImmutableArray<(string, string)> values) =>
        found.Add(new(code, Severity.Error, at) { Values = [("field", at), .. values] });
}
