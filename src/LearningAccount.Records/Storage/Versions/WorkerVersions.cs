using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.Records.Storage;

/// <summary>
/// A number of the national or BIS register and the person it belongs to. The one place a full number is kept. The employer
/// is the one whose journal tells of it.
/// </summary>
public sealed record PersonNumberVersion : FactVersion
{
    public required Ssin Ssin { get; init; }
    public required Guid PersonId { get; init; }
}

/// <summary>What all facts of one person at one employer hang on. Two workers with the same person are one.</summary>
public sealed record WorkerVersion : FactVersion
{
    public required Guid WorkerId { get; init; }
    public required Guid PersonId { get; init; }
}

/// <summary>The employer's own words on a person. No other employer sees them.</summary>
public sealed record WorkerIdentityVersion : FactVersion
{
    public required Guid WorkerId { get; init; }
    public required string? FamilyName { get; init; }
    public required string? GivenNames { get; init; }

    /// <summary>yyyy-MM-dd; month and day may be 00 where they are not known.</summary>
    public required string? BirthDate { get; init; }
    public required string? BirthPlace { get; init; }
    public required string? Domicile { get; init; }

    /// <summary><c>nl</c>, <c>fr</c>, <c>de</c> or <c>en</c>.</summary>
    public required string? Language { get; init; }
    public required string? Email { get; init; }

    /// <summary><c>m</c>, <c>f</c> or <c>x</c>.</summary>
    public required string? Sex { get; init; }
    public required string? OwnReference { get; init; }

    /// <summary>Where the worker works, in the employer's own words: what access can be narrowed to.</summary>
    public string? Site { get; init; }
    public string? Department { get; init; }
}

/// <summary>
/// What declarations said of one occupation of the DmfA. It is the same occupation in the next quarter when worker, employer
/// class, worker code, joint committee and start are the same (T3); when a quarter says of it what another said before, nothing
/// new is written. Which of it holds, <see cref="DeclarationPersonVersion.Occupations"/> tells.
/// </summary>
public sealed record OccupationVersion : FactVersion
{
    public required Guid WorkerId { get; init; }
    public required Guid OccupationId { get; init; }
    public required WorkerCategory Kind { get; init; }

    /// <summary>Three digits.</summary>
    public required string EmployerClass { get; init; }

    /// <summary>Three digits.</summary>
    public required string WorkerCode { get; init; }

    /// <summary>The joint committee as it stood in the file.</summary>
    public required string? CommitteeWritten { get; init; }

    /// <summary>Null: none (000, 999).</summary>
    public required JointCommittee? JointCommittee { get; init; }
    public required DateOnly StartOn { get; init; }
    public required DateOnly? EndOn { get; init; }

    /// <summary>Q, zone 00048: contractual hours a week × 100.</summary>
    public required int? MeanHours { get; init; }

    /// <summary>S, zone 00049: hours a week of a full-timer × 100.</summary>
    public required int? ReferenceHours { get; init; }

    /// <summary>Zone 00050: 0 full-time, 1 part-time. It does not decide the fraction (T13).</summary>
    public required int? ContractType { get; init; }

    /// <summary>Zone 00047: days a week × 100.</summary>
    public required int? DaysAWeek { get; init; }

    /// <summary>Zone 00051: 3 full career break, 4 partial, …</summary>
    public required int? ReorganisationMeasure { get; init; }

    /// <summary>Measures and percentages × 100 that a 599 stands for: <c>4:2000,507:8000</c> (T22).</summary>
    public required string? MeasureParts { get; init; }
    public required int? Apprenticeship { get; init; }
    public required string? WorkerStatus { get; init; }
    public required string? LocalUnit { get; init; }

    /// <summary>Severance pay expressed as an occupation: no employment (T8).</summary>
    public required bool Severance { get; init; }
}

/// <summary>
/// A contract, or a part of one with one regime, said by a staff list or by hand. What it does not say (null) follows from
/// the declarations it touches, else from the law's defaults.
/// </summary>
public sealed record ContractVersion : FactVersion
{
    public required Guid WorkerId { get; init; }
    public required Guid ContractId { get; init; }
    public required DateOnly StartOn { get; init; }
    public required DateOnly? EndOn { get; init; }
    public required EndReason? EndReason { get; init; }
    public required bool PaidInLieu { get; init; }
    public required bool? NoticeWorked { get; init; }
    public required JointCommittee? JointCommittee { get; init; }
    public required WorkerCategory? Category { get; init; }

    /// <summary>Part of full time; or else <see cref="Hours"/> against <see cref="FullTimeHours"/>.</summary>
    public required Fraction? Fraction { get; init; }
    public required Fraction? Hours { get; init; }

    /// <summary>Null: the employer's.</summary>
    public required Fraction? FullTimeHours { get; init; }
    public required string? OwnReference { get; init; }
}

public sealed record SuspensionVersion : FactVersion
{
    public required Guid WorkerId { get; init; }
    public required Guid SuspensionId { get; init; }
    public required DateOnly FromOn { get; init; }
    public required DateOnly? ToOn { get; init; }
    public required SuspensionKind Kind { get; init; }

    /// <summary>The part of full time still worked; null: none.</summary>
    public required Fraction? Fraction { get; init; }
}

/// <summary>A correction of a worker's balance, in days, or an opening balance taken over from elsewhere.</summary>
public sealed record AdjustmentVersion : FactVersion
{
    public required Guid WorkerId { get; init; }
    public required Guid AdjustmentId { get; init; }
    public required DateOnly OnDay { get; init; }
    public required Fraction Days { get; init; }
    public required string? Reason { get; init; }
}
