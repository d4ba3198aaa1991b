using System.Collections.Frozen;

namespace LearningAccount.Records.Duties;

/// <summary>The terms that no text of law names, proposed by this program; and how long ahead each duty asks for attention.</summary>
public static class DutyTerms
{
    /// <summary>
    /// The decree says "each new worker" and, of trainings, "as soon as possible" (art. 2 § 2 and 3; R8.3) without a number of days.
    /// Proposed: one month. The law on the federal account gave 60 days for newcomers.
    /// </summary>
    public const int MonthsAsSoonAsPossible = 1;

    /// <summary>How far ahead the calendar looks.</summary>
    public const int MonthsAhead = 12;

    /// <summary>What is done is shown so long after its day.</summary>
    public const int MonthsDoneIsShown = 3;

    private const int UsualDaysAhead = 30;

    private static readonly FrozenDictionary<DutyKind, int> DaysAhead = new Dictionary<DutyKind, int>
    {
        // The draft goes to the works council at least 15 days before it meets (R7.11).
        [DutyKind.PlanOpinion] = 45,
        [DutyKind.PlanFixed] = 45,
        [DutyKind.DaysExpire] = 182,
        [DutyKind.ContractsEnd] = 60,
        [DutyKind.CertificatesLapse] = 60,
        [DutyKind.FederalAccounts] = 60,
    }.ToFrozenDictionary();

    private static readonly FrozenSet<DutyKind> SayDone = FrozenSet.ToFrozenSet([
        DutyKind.PlanOpinion,
        DutyKind.PlanFixed,
        DutyKind.PlanFiled,
        DutyKind.PlanByHeads,
        DutyKind.OwnNumber,
        DutyKind.QuarterWithoutTraining,
        DutyKind.FederalAccounts,
    ]);

    private static readonly FrozenSet<DutyKind> Proposed = FrozenSet.ToFrozenSet([
        DutyKind.TellAccount,
        DutyKind.TellNewcomers,
        DutyKind.TellYearly,
        DutyKind.EnterTrainings,
        DutyKind.QuarterWithoutTraining,
        DutyKind.CertificatesLapse,
        DutyKind.PlanByHeads,
    ]);

    /// <summary>The program cannot see it done: somebody says so.</summary>
    public static bool MayBeSaidDone(DutyKind kind) => SayDone.Contains(kind);

    /// <summary>The day is a proposal of this program, not one of the law.</summary>
    public static bool IsDayProposed(DutyKind kind) => Proposed.Contains(kind);

    internal static bool IsToKnow(DutyKind kind) =>
        kind
            is DutyKind.AgreementDeposited
                or DutyKind.DaysExpire
                or DutyKind.ContractsEnd
                or DutyKind.SizePeriod
                or DutyKind.PlanByHeads;

    /// <summary>How a duty stands on a day. What one only has to know of is never late.</summary>
    public static DutyState StateOf(DutyKind kind, DateOnly on, DateOnly today, bool isDone) =>
        isDone ? DutyState.Done
        : on < today
            ? IsToKnow(kind) ? DutyState.Done
                : DutyState.Late
        : on.DayNumber - today.DayNumber <= DaysAhead.GetValueOrDefault(kind, UsualDaysAhead) ? DutyState.Due
        : DutyState.Coming;
}
