using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.Records.Storage;

/// <summary>The numbers an employer is found by; one of them at least is known.</summary>
public sealed record EmployerVersion : FactVersion
{
    public required EnterpriseNumber? EnterpriseNumber { get; init; }
    public required NssoNumber? NssoNumber { get; init; }
}

public sealed record EmployerProfileVersion : FactVersion
{
    public required string? Name { get; init; }

    /// <summary>Hours a week of a full-time worker; null: 38.</summary>
    public required Fraction? FullTimeWeeklyHours { get; init; }

    /// <summary>Falls under the law of 5 December 1968 (rulebook R1.1).</summary>
    public required bool InScope { get; init; }

    /// <summary><c>nl</c>, <c>fr</c>, <c>de</c> or <c>en</c>: for workers whose own language is not known.</summary>
    public required string? Language { get; init; }
}

/// <summary>A size class said to hold from a 1 January on; it goes before the declarations.</summary>
public sealed record SaidSizeClassVersion : FactVersion
{
    public required DateOnly FromOn { get; init; }
    public required SizeClass SizeClass { get; init; }
}

/// <summary>The full-time equivalents of a quarter said by hand; they go before the declarations. 0 is a declaration made.</summary>
public sealed record DeclaredSizeVersion : FactVersion
{
    public required Quarter Quarter { get; init; }
    public required Fraction Fte { get; init; }
    public required int? Heads { get; init; }
}

/// <summary>One dated value of a sector agreement that this employer says applies to it.</summary>
public sealed record SchemeVersion : FactVersion
{
    public required Guid SchemeId { get; init; }
    public required JointCommittee JointCommittee { get; init; }
    public required SchemeWorker Worker { get; init; }
    public required SizeClass? SizeClass { get; init; }
    public required DateOnly FromOn { get; init; }
    public required DateOnly? ToOn { get; init; }
    public required Fraction? Days { get; init; }
    public required Fraction? Hours { get; init; }
    public required SchemeKind Kind { get; init; }
    public required string? Registration { get; init; }
    public required DateOnly? DepositedOn { get; init; }
    public required DateOnly? BindingFrom { get; init; }
    public required int? WindowYears { get; init; }
}

public sealed record OptOutVersion : FactVersion
{
    public required int Year { get; init; }
    public required Fraction Days { get; init; }
    public required string? Reason { get; init; }
}

public sealed record ExtraDaysVersion : FactVersion
{
    public required int Year { get; init; }
    public required Fraction Days { get; init; }
}

/// <summary>A setting of the case file, as it is written there.</summary>
public sealed record SettingVersion : FactVersion
{
    public required string Name { get; init; }
    public required string Value { get; init; }
}
