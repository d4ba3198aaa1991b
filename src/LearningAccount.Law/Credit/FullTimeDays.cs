using LearningAccount.Law.Facts;

namespace LearningAccount.Law;

/// <summary>What fixed the number of days of a full-time worker.</summary>
internal enum DaysBasis
{
    Law,
    Scheme,

    /// <summary>A scheme applies but gives less than the law's number in class SMALL or NONE, so the law's stays.</summary>
    LawOverScheme,
    OutOfScope,
}

/// <summary>
/// A of the formula A × B × C (royal decree of 5 December 2017, art. 6 § 1): the days a full-time worker has for a whole
/// year, and where the number comes from. One object stands for all months it is the same in.
/// </summary>
internal sealed record FullTimeDays
{
    /// <summary>With the company's own number where that is higher.</summary>
    public required Fraction Value { get; init; }

    /// <summary>The number of the law or the agreement.</summary>
    public required Fraction Computed { get; init; }
    public required DaysBasis Basis { get; init; }
    public required DatedValue Law { get; init; }
    public SchemeRow? Row { get; init; }
    public string? RowSource { get; init; }
    public OptOut? OptOut { get; init; }

    /// <summary>An agreement known to exist, its number not confirmed.</summary>
    public SectorValue? Proposal { get; init; }

    /// <summary>Expiry of the credit by the scheme's own windows (R5.9), or null: the five-year window.</summary>
    public DateOnly? Expiry { get; init; }
}
