using System.Runtime.CompilerServices;
using LearningAccount.App.Portal.Worker;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;

namespace LearningAccount.App.Portal.Employer;

/// <summary>
/// The table of workers of a snapshot, made once for all its readers. A table is a pure function of snapshot, law and day, so
/// it is never stale; it goes with its snapshot, and nothing is stored.
/// </summary>
internal static class WorkerTables
{
    private static readonly ConditionalWeakTable<EmployerSnapshot, Latest> Kept = [];

    public static WorkerTable Of(EmployerSnapshot snapshot, LawBook law, DateOnly on) =>
        Kept.GetOrCreateValue(snapshot).Of(snapshot, law, on);

    // The last day asked for is nearly always today; another one is computed anew.
    private sealed class Latest
    {
        private readonly Lock gate = new();
        private (LawBook Law, DateOnly On, Lazy<WorkerTable> Table)? last;

        public WorkerTable Of(EmployerSnapshot snapshot, LawBook law, DateOnly on)
        {
            Lazy<WorkerTable> table;
            lock (gate)
            {
                if (last is not { } known || known.On != on || !ReferenceEquals(known.Law, law))
                {
                    known = (law, on, new(() => Make(snapshot, law, on)));
                    last = known;
                }
                table = known.Table;
            }
            return table.Value;
        }

        private static WorkerTable Make(EmployerSnapshot snapshot, LawBook law, DateOnly on) =>
            WorkerTable.Of(
                snapshot.Workers.Select(worker => new ListedWorker(
                    worker.WorkerId,
                    WorkerNames.Listed(worker),
                    worker.Identity?.OwnReference,
                    worker.Facts,
                    worker.Employments.Anomalies
                )),
                new(snapshot.Facts, snapshot.Settings, law),
                on
            );
    }
}
