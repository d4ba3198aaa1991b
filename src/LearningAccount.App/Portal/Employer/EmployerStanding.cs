using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LearningAccount.App.Portal.Worker;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Anomalies;
using LearningAccount.Records.Duties;

namespace LearningAccount.App.Portal.Employer;

/// <summary>
/// All that the pages of an employer tell of a day, put together from what is told of each worker: the list of workers, what
/// somebody should look at, and the figures of the year. A pure function of snapshot, law, day and register: made once for all its readers, never
/// stale, gone with its snapshot.
/// </summary>
/// <param name="Findings">Of the workers and of the employer, settled or not, the most urgent first.</param>
public sealed record EmployerStanding(WorkerTable Table, ImmutableArray<Finding> Findings, EmployerFigures Figures)
{
    private static readonly ConditionalWeakTable<EmployerSnapshot, Latest> Kept = [];

    /// <summary>What asks for attention: found, and not settled.</summary>
    public IEnumerable<Finding> Open => Findings.Where(finding => finding.Settled is null);

    /// <summary>Of each worker who is there or comes, what gives rise to duties.</summary>
    public required ImmutableArray<WorkerOutlook> Outlooks { get; init; }

    public static EmployerStanding Of(EmployerSnapshot snapshot, LawBook law, DateOnly on, EmployerRegister? register = null) =>
        Kept.GetOrCreateValue(snapshot).Of(snapshot, law, on, register ?? EmployerRegister.None);

    private static EmployerStanding Make(EmployerSnapshot snapshot, LawBook book, DateOnly on, EmployerRegister register)
    {
        var law = snapshot.LawUnder(book);
        var workers = WorkerStandings.Of(snapshot, book, law, on);
        var figures = new EmployerFigures(on);
        foreach (var worker in workers)
        {
            figures.Add(worker.Figures);
        }
        return new(
            new WorkerTable([.. workers.Select(worker => worker.Row)]),
            EmployerFindings.InOrder(
                workers.SelectMany(worker => worker.Findings),
                new EmployerCase(snapshot, law, on) { Register = register }
            ),
            figures
        )
        {
            Outlooks = [.. workers.Select(worker => worker.Outlook).OfType<WorkerOutlook>()],
        };
    }

    // The last day asked for is nearly always today; another one is computed anew.
    private sealed class Latest
    {
        private readonly Lock gate = new();
        private (LawBook Law, DateOnly On, EmployerRegister Register, Lazy<EmployerStanding> Standing)? last;

        public EmployerStanding Of(EmployerSnapshot snapshot, LawBook law, DateOnly on, EmployerRegister register)
        {
            Lazy<EmployerStanding> standing;
            lock (gate)
            {
                if (
                    last is not { } known
                    || known.On != on
                    || !ReferenceEquals(known.Law, law)
                    || !ReferenceEquals(known.Register, register)
                )
                {
                    known = (law, on, register, new(() => Make(snapshot, law, on, register)));
                    last = known;
                }
                standing = known.Standing;
            }
            return standing.Value;
        }
    }
}
