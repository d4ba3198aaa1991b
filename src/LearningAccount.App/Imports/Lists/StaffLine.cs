using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Imports.Lists;

/// <summary>What one row of a staff list says: who, and a contract or the part of one with one regime.</summary>
internal sealed record StaffLine
{
    /// <summary>Null: the worker is named in another way, and is known already.</summary>
    public required Ssin? Ssin { get; init; }

    /// <summary>The number the worker had before, which from now on finds the same person.</summary>
    public Ssin? FormerSsin { get; init; }

    /// <summary>Null: the list does not say it.</summary>
    public required EnterpriseNumber? Employer { get; init; }

    /// <summary>What the list calls the employer. Declarations do not name it.</summary>
    public string? EmployerName { get; init; }
    public required SaidIdentity Identity { get; init; }

    /// <summary>Null: the row tells of the person alone.</summary>
    public required SaidContract? Contract { get; init; }
    public required SaidSuspension? Suspension { get; init; }
}

/// <summary>What a list says of a person. What it does not say is null and stays as it was.</summary>
internal sealed record SaidIdentity
{
    public string? FamilyName { get; init; }
    public string? GivenNames { get; init; }
    public DateOnly? BirthDate { get; init; }
    public string? BirthPlace { get; init; }
    public string? Domicile { get; init; }
    public Language? Language { get; init; }
    public string? Email { get; init; }
    public Sex? Sex { get; init; }
    public string? OwnReference { get; init; }
    public string? Site { get; init; }
    public string? Department { get; init; }
}

/// <summary>A contract as a list says it. What follows from a declaration or a default is null.</summary>
internal sealed record SaidContract
{
    public required DateOnly Start { get; init; }

    /// <summary>Null: it goes on, or the list has no column for it (<see cref="SaysEnd"/>).</summary>
    public DateOnly? End { get; init; }
    public bool SaysEnd { get; init; }
    public EndReason? EndReason { get; init; }
    public bool? PaidInLieu { get; init; }
    public bool? NoticeWorked { get; init; }
    public JointCommittee? JointCommittee { get; init; }
    public WorkerCategory? Category { get; init; }

    /// <summary>Part of full time; or else <see cref="Hours"/> a week.</summary>
    public Fraction? Regime { get; init; }
    public Fraction? Hours { get; init; }
    public Fraction? FullTimeHours { get; init; }
}

/// <param name="Fraction">The part of full time still worked; null: none.</param>
internal sealed record SaidSuspension(SuspensionKind Kind, DateOnly From, DateOnly? To, Fraction? Fraction);
