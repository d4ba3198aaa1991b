using System.Collections.Immutable;

namespace LearningAccount.Law.Facts;

/// <summary>Everything the law needs to know of one worker at one employer. A pure function makes the account of it.</summary>
public sealed record AccountFacts
{
    public Settings Settings { get; init; } = Settings.Default;
    public EmployerFacts Employer { get; init; } = new();

    /// <summary>All employments of this worker at this employer, in any order.</summary>
    public ImmutableArray<Employment> Employments { get; init; } = [];
    public ImmutableArray<Training> Trainings { get; init; } = [];
    public ImmutableArray<Adjustment> Adjustments { get; init; } = [];
}

/// <summary>Where a fact comes from, as its reasons tell it: a file, a declaration, a place in a case.</summary>
/// <param name="Kind">A code with a text in four languages: <c>case</c>, <c>dmfa</c>, <c>dimona</c>, <c>staffList</c>, <c>trainingList</c>, <c>manual</c>, <c>default</c>.</param>
/// <param name="Reference">What finds it again: <c>2025Q3</c>, a file name, <c>employments[0].regimes[1]</c>.</param>
/// <param name="RecordedOn">The day it was recorded here, where it was.</param>
public sealed record Origin(string Kind, string Reference, DateOnly? RecordedOn = null);

public sealed record EmployerFacts
{
    /// <summary>Falls under the law of 5 December 1968 (rulebook R1.1).</summary>
    public bool InScope { get; init; } = true;

    /// <summary>Hours a week of a full-time worker; a training day is a fifth of it (R3.7).</summary>
    public Fraction FullTimeWeeklyHours { get; init; } = 38;
    public ImmutableArray<Declaration> Declarations { get; init; } = [];
    public FirstEmployment? FirstEmployment { get; init; }

    /// <summary>Size classes said to hold; empty: they follow from the declarations.</summary>
    public ImmutableArray<SaidSizeClass> SizeClasses { get; init; } = [];
    public ImmutableArray<ExtraDays> ExtraDays { get; init; } = [];
    public ImmutableArray<SchemeRow> Schemes { get; init; } = [];
    public ImmutableArray<OptOut> OptOuts { get; init; } = [];
}

/// <summary>The full-time equivalents declared to the NSSO on the last day of a quarter (R2.3).</summary>
public sealed record Declaration(Quarter Quarter, Fraction Fte, Origin? Origin = null);

/// <summary>The first employment after an empty reference period (R2.4).</summary>
public sealed record FirstEmployment(Quarter Quarter, Fraction Fte, int? Heads, Origin? Origin = null);

/// <param name="From">A 1 January.</param>
public sealed record SaidSizeClass(DateOnly From, SizeClass Class, Origin? Origin = null);

/// <summary>Days the employer grants on top of the right, for a full-time worker in service the whole year (R3.6).</summary>
public sealed record ExtraDays(int Year, Fraction Days, Origin? Origin = null);

/// <summary>The company's own number of days for a year, in the place of the computed one; it can only raise (R3.3).</summary>
public sealed record OptOut(int Year, Fraction Days, string? Reason, Origin? Origin = null);

/// <summary>One dated value of a sector agreement (R3.4). Either <see cref="Days"/> or <see cref="Hours"/> is given.</summary>
public sealed record SchemeRow
{
    public required JointCommittee JointCommittee { get; init; }
    public SchemeWorker Worker { get; init; } = SchemeWorker.All;

    /// <summary>Null: all classes.</summary>
    public SizeClass? Class { get; init; }
    public required DateOnly From { get; init; }
    public DateOnly? To { get; init; }
    public Fraction? Days { get; init; }
    public Fraction? Hours { get; init; }
    public SchemeKind Kind { get; init; } = SchemeKind.Individual;
    public string? Registration { get; init; }
    public DateOnly? DepositedOn { get; init; }
    public DateOnly? BindingFrom { get; init; }

    /// <summary>Length in years of the windows this row's credit expires with, where it has its own (R5.9).</summary>
    public int? WindowYears { get; init; }
    public Origin? Origin { get; init; }
}

public sealed record Employment
{
    public string? Id { get; init; }
    public required DateOnly Start { get; init; }
    public DateOnly? End { get; init; }
    public EndReason? EndReason { get; init; }
    public bool PaidInLieu { get; init; }

    /// <summary>Some notice is worked; null: the contrary of <see cref="PaidInLieu"/>.</summary>
    public bool? NoticeWorked { get; init; }

    /// <summary>Null: no committee, so the law's own numbers.</summary>
    public JointCommittee? JointCommittee { get; init; }
    public WorkerCategory Category { get; init; } = WorkerCategory.Worker;
    public ImmutableArray<WorkRegime> Regimes { get; init; } = [];
    public ImmutableArray<Suspension> Suspensions { get; init; } = [];
    public Origin? Origin { get; init; }
}

/// <summary>
/// A work regime from a day on: <see cref="Fraction"/>, or <see cref="Hours"/> a week against
/// <see cref="FullTimeHours"/> (null: the employer's). More than full time counts as full time.
/// </summary>
public sealed record WorkRegime
{
    public required DateOnly From { get; init; }
    public Fraction? Fraction { get; init; }
    public Fraction? Hours { get; init; }
    public Fraction? FullTimeHours { get; init; }
    public Origin? Origin { get; init; }
}

/// <param name="Fraction">The part of full time still worked; null or 0: the contract is wholly suspended.</param>
public sealed record Suspension(DateOnly From, DateOnly? To, SuspensionKind Kind, Fraction? Fraction, Origin? Origin = null);

public sealed record Training
{
    public string? Id { get; init; }
    public string? Title { get; init; }
    public required DateOnly Start { get; init; }
    public required DateOnly End { get; init; }

    /// <summary>Duration; exactly one of <see cref="Hours"/> and <see cref="Days"/> is given.</summary>
    public Fraction? Hours { get; init; }
    public Fraction? Days { get; init; }
    public TrainingKind Kind { get; init; } = TrainingKind.Formal;
    public TrainingStatus Status { get; init; } = TrainingStatus.Followed;
    public bool Counts { get; init; } = true;
    public LeaveScheme? LeaveScheme { get; init; }
    public bool OfferedAndRefused { get; init; }

    /// <summary>How the duration falls over calendar years, in the same unit; empty: all on <see cref="End"/>.</summary>
    public ImmutableArray<YearPart> PerYear { get; init; } = [];
    public Origin? Origin { get; init; }
}

public readonly record struct YearPart(int Year, Fraction Quantity);

/// <summary>A correction of the balance on a day, or an opening balance taken over from elsewhere; in days.</summary>
public sealed record Adjustment(DateOnly On, Fraction Days, string? Reason, Origin? Origin = null);
