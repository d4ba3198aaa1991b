using LearningAccount.Law.Facts;

namespace LearningAccount.Law;

/// <summary>A value of the law over the days it holds for, with where it stands written and since when it is known.</summary>
/// <param name="Name">The code of the parameter: <c>legalDays.full</c>, <c>size.fullFrom</c>.</param>
/// <param name="KnownFrom">The day it was published, or entered by an operator.</param>
/// <param name="Source">The address it was read at.</param>
/// <param name="Confidence"><c>H</c>: the law or the FPS Employment; <c>M</c>: practice agrees on it, the article was not read.</param>
public sealed record DatedValue(
    string Name,
    Fraction Value,
    DateOnly From,
    DateOnly? To,
    DateOnly KnownFrom,
    string Source,
    string Confidence = "H"
);

/// <summary>A value of a sector agreement: the row the account is computed with, and what is known of it.</summary>
/// <param name="Confidence"><c>H</c>, <c>M</c> or <c>L</c> (rulebook section 10).</param>
public sealed record SectorValue(SchemeRow Row, DateOnly KnownFrom, string Source, string Confidence)
{
    /// <summary>A collective value is an average per full-time equivalent over so many years (R3.6).</summary>
    public int PerYears { get; init; } = 1;
    public DateOnly? SignedOn { get; init; }

    /// <summary>Added by an operator from a file, not shipped.</summary>
    public bool IsAdded { get; init; }

    /// <summary>Known to exist, but its number is not: neither days nor hours.</summary>
    public bool IsNumberUnknown => Row.Days is null && Row.Hours is null;

    /// <summary>Whether both say something of the same workers on the same day.</summary>
    public bool OverlapsWith(SectorValue other) =>
        Row.JointCommittee == other.Row.JointCommittee && SharesWorkers(other) && Days.Overlaps(other.Days);

    /// <summary>Whether both are of one kind and some workers, of some class, fall under both.</summary>
    internal bool SharesWorkers(SectorValue other) =>
        Row.Kind == other.Row.Kind
        && (Row.Worker == other.Row.Worker || Row.Worker == SchemeWorker.All || other.Row.Worker == SchemeWorker.All)
        && (Row.Class is null || other.Row.Class is null || Row.Class == other.Row.Class);

    /// <summary>The days the row counts for: from its first day, but not before it is binding.</summary>
    internal Period Days =>
        new(Row.BindingFrom is { } binding && binding > Row.From && binding <= (Row.To ?? binding) ? binding : Row.From, Row.To);
}

/// <summary>What is known of the agreements of a joint committee.</summary>
public enum SectorKnowledge
{
    /// <summary>No agreement on individual days is known: the law applies.</summary>
    NoneKnown,

    /// <summary>The sector was looked into and leaves the law's own numbers, or has only averages or pools.</summary>
    LawApplies,

    /// <summary>An agreement is known to exist, but is not confirmed: the law applies until it is.</summary>
    Proposed,

    /// <summary>An agreement is in force, for some class and period.</summary>
    InForce,
}
