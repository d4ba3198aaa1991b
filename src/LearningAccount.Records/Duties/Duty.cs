using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Duties;

/// <summary>What is to be done, or known, by a day. docs/duties.md tells of each.</summary>
public enum DutyKind
{
    /// <summary>The account was set up: all workers concerned have to be told (royal decree of 5 December 2017, art. 2 § 3; R8.3).</summary>
    TellAccount,

    /// <summary>A new worker has to be told that the account exists.</summary>
    TellNewcomers,

    /// <summary>The balance has to be told at least once a year (art. 2 § 4).</summary>
    TellYearly,

    /// <summary>Planned trainings have ended and nobody said whether they were followed.</summary>
    EnterTrainings,

    /// <summary>A quarter has passed without any training entered.</summary>
    QuarterWithoutTraining,

    /// <summary>An employer of 10 to 20 fixes the number of days of the next year by 30 September (R3.5).</summary>
    OwnNumber,

    /// <summary>Sector agreements of a two-year period are deposited by 30 September of its first year (R3.4).</summary>
    AgreementDeposited,

    /// <summary>The opinion on the training plan, by 15 March (R7.11).</summary>
    PlanOpinion,

    /// <summary>The training plan, by 31 March (R7.10).</summary>
    PlanFixed,

    /// <summary>A copy of the plan to the FPS Employment, within a month of its entry into force.</summary>
    PlanFiled,

    /// <summary>Fewer than 20 full-time equivalents, but 20 heads or more: some ask for a plan all the same (R7.12).</summary>
    PlanByHeads,

    /// <summary>A window ends and days with it (R5.3).</summary>
    DaysExpire,

    /// <summary>Contracts end with days that may still be taken (R6.1).</summary>
    ContractsEnd,
    CertificatesLapse,

    /// <summary>A two-year period begins, with the size determined anew (R2.1).</summary>
    SizePeriod,

    /// <summary>A quarterly declaration is due, which the size rests on.</summary>
    Declaration,

    /// <summary>The last day on which the federal learning account shows its data (R9.7).</summary>
    FederalAccounts,
}

/// <summary>In order of urgency.</summary>
public enum DutyState
{
    /// <summary>Its day has passed.</summary>
    Late,

    /// <summary>Its day is near enough to be at work on it.</summary>
    Due,
    Coming,
    Done,
}

/// <summary>A worker behind a duty.</summary>
/// <param name="Days">The days it is about, where it is about days.</param>
/// <param name="On">The day it is about, where that is another than the day of the duty.</param>
public readonly record struct DutyWorker(Guid WorkerId, Fraction? Days = null, DateOnly? On = null);

/// <summary>Something to be done or known by a day, computed from law and situation.</summary>
public sealed record Duty
{
    public required DutyKind Kind { get; init; }

    /// <summary>Which one of its kind, the same at each reading: a year, a day, a quarter; <c>late</c> for all that is late.</summary>
    public required string Subject { get; init; }

    /// <summary>The last day on which it is in time; of what is late for several, the earliest.</summary>
    public required DateOnly On { get; init; }
    public required DutyState State { get; init; }

    /// <summary>The workers behind it, those whom its reader may see.</summary>
    public ImmutableArray<DutyWorker> Workers { get; init; } = [];

    /// <summary>How many workers: also where they are not named.</summary>
    public int Count { get; init; }

    /// <summary>What its reason is filled with, as facts are written. Never a national number.</summary>
    public ImmutableArray<(string Name, string Value)> Values { get; init; } = [];

    /// <summary>Somebody's word that it is done; null where nobody gave one, also where the facts themselves show it done.</summary>
    public DutyDoneVersion? Said { get; init; }

    /// <summary>Nobody is late for it: it is good to know of.</summary>
    public bool IsToKnow => DutyTerms.IsToKnow(Kind);

    public bool Is(DutyKind kind, string subject) => Kind == kind && string.Equals(Subject, subject, StringComparison.Ordinal);

    public string? this[string name] => Values.Where(value => value.Name == name).Select(value => value.Value).FirstOrDefault();
}
