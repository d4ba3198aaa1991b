using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Anomalies;
using LearningAccount.Records.Duties;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Employer;

/// <summary>What the pages of an employer tell of one worker on a day.</summary>
/// <param name="Settled">What was said of the anomalies of the worker.</param>
/// <param name="Outlook">What gives rise to duties; null: the worker is gone.</param>
internal sealed record WorkerStanding(
    WorkerSnapshot Worker,
    ImmutableArray<SettlementVersion> Settled,
    WorkerRow Row,
    ImmutableArray<Finding> Findings,
    WorkerFigures Figures,
    WorkerOutlook? Outlook
);

/// <summary>
/// What is told of each worker of an employer, kept from one snapshot to the next: after a change only the accounts of the
/// workers it was about are computed.
/// </summary>
internal sealed class WorkerStandings
{
    private static readonly ConditionalWeakTable<object, WorkerStandings> Kept = [];
    private readonly Lock gate = new();
    private (LawBook Law, DateOnly On, ConcurrentDictionary<Guid, WorkerStanding> Workers)? last;

    /// <summary>In order of the snapshot's workers.</summary>
    public static ImmutableArray<WorkerStanding> Of(EmployerSnapshot snapshot, LawBook book, EmployerLaw law, DateOnly on)
    {
        var known = Kept.GetOrCreateValue(snapshot.Root).On(book, on);
        return
        [
            .. snapshot.Workers.Select(worker =>
            {
                ImmutableArray<SettlementVersion> settled = [.. snapshot.Settlements[worker.WorkerId]];
                if (
                    known.TryGetValue(worker.WorkerId, out var standing)
                    && ReferenceEquals(standing.Worker, worker)
                    && standing.Settled.SequenceEqual(settled)
                )
                {
                    return standing;
                }
                return known[worker.WorkerId] = Make(worker, settled, law, on);
            }),
        ];
    }

    private static WorkerStanding Make(
        WorkerSnapshot worker,
        ImmutableArray<SettlementVersion> settled,
        EmployerLaw law,
        DateOnly on
    )
    {
        // Accounts are large and quick to make: what is told of one is taken out, and it goes.
        var account = AccountComputation.For(worker.Facts, law, on);
        var before = AccountComputation.For(worker.Facts, law, WorkerFigures.Before(on));
        var found = Checks.Of(new WorkerCase(worker, account, law), settled);
        return new(
            worker,
            settled,
            WorkerRow.Of(worker.WorkerId, WorkerNames.Listed(worker), worker.Identity?.OwnReference, account, found),
            found,
            WorkerFigures.Of(worker, account, before, law.HoursPerDay),
            WorkerOutlook.Of(worker, account, law)
        );
    }

    // The last day asked for is nearly always today; another one is computed anew.
    private ConcurrentDictionary<Guid, WorkerStanding> On(LawBook law, DateOnly on)
    {
        lock (gate)
        {
            if (last is not { } known || known.On != on || !ReferenceEquals(known.Law, law))
            {
                known = (law, on, []);
                last = known;
            }
            return known.Workers;
        }
    }
}
