using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Duties;

/// <summary>What the calendar of an employer is computed from.</summary>
/// <param name="Employer">With the workers whom the reader may see.</param>
/// <param name="Workers">Their outlooks on <paramref name="On"/>.</param>
/// <param name="Done">What somebody said is done.</param>
/// <param name="Plans">The training plans that were made here.</param>
/// <param name="On">The day it is asked on.</param>
/// <param name="Until">The last day it looks at.</param>
public sealed record DutyCase(
    EmployerSnapshot Employer,
    EmployerLaw Law,
    ImmutableArray<WorkerOutlook> Workers,
    ToldWorkers Told,
    IReadOnlyList<DutyDoneVersion> Done,
    IReadOnlyList<Plan> Plans,
    DateOnly On,
    DateOnly Until
)
{
    /// <summary>
    /// The day the employer began to be kept here. What fell due before is not called late: nobody could say here that it was done.
    /// </summary>
    public DateOnly KeptSince { get; } = Employer.OriginOf(Employer.Employer).RecordedOn ?? On;

    internal DutyDoneVersion? Said(DutyKind kind, string subject) =>
        Done.FirstOrDefault(said =>
            string.Equals(said.Kind, ColumnText.Of(kind), StringComparison.Ordinal)
            && string.Equals(said.Subject, subject, StringComparison.Ordinal)
        );
}

/// <summary>The duties of an employer: a pure function of law, facts, what workers were told, and a day.</summary>
public static class DutyCalendar
{
    /// <summary>The latest first of all that is late, then by day.</summary>
    public static ImmutableArray<Duty> Of(DutyCase asked) =>
        [
            .. OfLaw
                .Of(asked)
                .Concat(OfWorkers.Of(asked))
                .OrderBy(duty => duty.State is DutyState.Late ? 0 : 1)
                .ThenBy(duty => duty.On)
                .ThenBy(duty => duty.Kind)
                .ThenBy(duty => duty.Subject, StringComparer.Ordinal),
        ];
}
