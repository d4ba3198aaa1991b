using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Example;

/// <summary>A kind of work in the example company: employer class, worker code and committee of the DmfA.</summary>
/// <param name="FullTime">Hours a week of a full-timer × 100.</param>
/// <param name="Department">As its staff list, which is in Dutch, calls it.</param>
internal sealed record ExampleJob(
    string EmployerClass,
    string WorkerCode,
    string Committee,
    int FullTime,
    WorkerCategory Category,
    string Department
)
{
    public static readonly ExampleJob Office = new("010", "495", "200", 3800, WorkerCategory.Employee, "Kantoor");
    public static readonly ExampleJob Building = new("024", "015", "124", 4000, WorkerCategory.BlueCollar, "Werf");
    public static readonly ExampleJob Transport = new("083", "015", "140.03", 3800, WorkerCategory.BlueCollar, "Transport");
    public static readonly ExampleJob Canteen = new("017", "015", "302", 3800, WorkerCategory.BlueCollar, "Kantine");
}

/// <summary>An occupation of the DmfA, from the day it began to the day it ended, over as many quarters as that takes.</summary>
internal sealed record ExampleOccupation(ExampleJob Job, DateOnly Start, DateOnly? End, int Hours)
{
    public int? Measure { get; init; }
    public int? Apprenticeship { get; init; }
    public string? Status { get; init; }
    public bool IsSeverance { get; init; }
    public bool IsHorecaExtra { get; init; }

    /// <summary>Time credit is often declared with contract type 0 all the same.</summary>
    public bool SaysFullTime { get; init; }

    /// <summary>The quarter severance pay is declared in: that of the exit.</summary>
    public Quarter? DeclaredIn { get; init; }

    public bool IsDeclaredIn(Quarter quarter) =>
        DeclaredIn is { } only ? only == quarter : Start <= quarter.LastDay && !(End < quarter.FirstDay);
}

/// <summary>A worker who does not exist, with a number nobody was given.</summary>
internal sealed record ExampleWorker
{
    public required Ssin Ssin { get; init; }

    /// <summary>The BIS number the worker had before <see cref="NumberedFrom"/>.</summary>
    public Ssin? FormerSsin { get; init; }
    public Quarter? NumberedFrom { get; init; }

    /// <summary>The quarter in which payroll sent the number with two digits swapped.</summary>
    public Quarter? MistypedIn { get; init; }
    public required string Reference { get; init; }
    public required string FamilyName { get; init; }
    public required string GivenNames { get; init; }
    public required Language Language { get; init; }
    public required string BirthPlace { get; init; }
    public required string Domicile { get; init; }
    public required string Email { get; init; }
    public List<ExampleOccupation> Occupations { get; } = [];

    /// <summary>Hours worked as a student under the solidarity contribution, by quarter.</summary>
    public Dictionary<Quarter, int> StudentHours { get; } = [];

    /// <summary>Contracts as the staff list tells them.</summary>
    public List<ExampleContract> Contracts { get; } = [];

    public DateOnly FirstDay => Contracts.Min(contract => contract.Start);
    public DateOnly LastDay => Contracts.Max(contract => contract.End ?? DateOnly.MaxValue);
}

/// <param name="Hours">Hours a week × 100, or null where the declarations tell it better.</param>
internal sealed record ExampleContract(ExampleJob Job, DateOnly Start, DateOnly? End, int? Hours)
{
    public EndReason? EndReason { get; init; }
    public bool? PaidInLieu { get; init; }
    public bool? NoticeWorked { get; init; }
    public WorkerCategory? Category { get; init; }
}
