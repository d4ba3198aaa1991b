using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.App.Imports.Dmfa;

/// <summary>Why a person counts in the size of the employer on the last day of the quarter, or does not.</summary>
public enum CountOutcome
{
    Counted,

    /// <summary>No occupation covers the last day of the quarter.</summary>
    NotActive,

    /// <summary>Only the solidarity contribution for students is declared.</summary>
    Student,

    /// <summary>Declared by a fund or another payer for people who work elsewhere.</summary>
    ThirdParty,

    /// <summary>Benefits and the like: nobody works.</summary>
    NotEmployment,

    /// <summary>Nothing but pay after the contract is declared.</summary>
    Severance,

    /// <summary>The person cannot be known by the number given; nothing is kept but what the declaration said.</summary>
    Quarantined,

    /// <summary>Part-time without hours: how much it counts for has to be said.</summary>
    MissingHours,
}

/// <summary>A declared person after the checks: what is kept, and for how much it counts on the last day of the quarter.</summary>
public sealed record AssessedPerson
{
    public required DeclaredPerson Declared { get; init; }

    /// <summary>Null where there is none or it is wrong.</summary>
    public required Ssin? Ssin { get; init; }
    public required ImmutableArray<AssessedOccupation> Occupations { get; init; }
    public required CountOutcome Outcome { get; init; }

    /// <summary>
    /// Q / S of the occupations that cover the last day of the quarter, added up. It is not cut at 1 here: that is done over all
    /// declarations of the quarter that name the person.
    /// </summary>
    public required Fraction Fte { get; init; }
    public required ImmutableArray<Anomaly> Remarks { get; init; }

    /// <summary>Nothing of this person can be kept until it is corrected.</summary>
    public bool IsRefused => Remarks.Any(remark => remark.Severity == Severity.Error);
}

/// <summary>An occupation that is kept.</summary>
/// <param name="Committee">Null where the file names none: 000, 999, or something that is no committee.</param>
public sealed record AssessedOccupation(
    string EmployerClass,
    string WorkerCode,
    WorkerCategory Category,
    JointCommittee? Committee,
    DeclaredOccupation Declared
);
