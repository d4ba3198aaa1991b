using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LearningAccount.App.Portal.Worker;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Anomalies;

namespace LearningAccount.App.Portal.Employer;

/// <summary>
/// All that the pages of an employer tell of a day, made in one pass over the accounts: the list of workers, what somebody
/// should look at, and the figures of the year. A pure function of snapshot, law and day: made once for all its readers, never
/// stale, gone with its snapshot.
/// </summary>
/// <param name="Findings">Of the workers and of the employer, settled or not, the most urgent first.</param>
public sealed record EmployerStanding(WorkerTable Table, ImmutableArray<Finding> Findings, EmployerFigures Figures)
{
    private static readonly ConditionalWeakTable<EmployerSnapshot, Latest> Kept = [];

    /// <summary>What asks for attention: found, and not settled.</summary>
    public IEnumerable<Finding> Open => Findings.Where(finding => finding.Settled is null);

    public static EmployerStanding Of(EmployerSnapshot snapshot, LawBook law, DateOnly on) =>
        Kept.GetOrCreateValue(snapshot).Of(snapshot, law, on);

    private static EmployerStanding Make(EmployerSnapshot snapshot, LawBook book, DateOnly on)
    {
        var law = snapshot.LawUnder(book);
        var rows = new WorkerRow[snapshot.Workers.Length];
        var findings = new List<Finding>();
        var figures = new EmployerFigures(on);
        for (var i = 0; i < rows.Length; i++)
        {
            var worker = snapshot.Workers[i];
            // Accounts are large and quick to make: what is told of one is taken out, and it goes.
            var account = AccountComputation.For(worker.Facts, law, on);
            var found = Checks.Of(new WorkerCase(worker, account, law), snapshot.Settlements[worker.WorkerId]);
            findings.AddRange(found);
            rows[i] = WorkerRow.Of(worker.WorkerId, WorkerNames.Listed(worker), worker.Identity?.OwnReference, account, found);
            figures.Add(worker, account, AccountComputation.For(worker.Facts, law, figures.Before), law.HoursPerDay);
        }
        findings.AddRange(Checks.Of(new EmployerCase(snapshot, law, on), snapshot.Settlements[null]));
        return new(
            new WorkerTable(rows),
            [
                .. findings
                    .OrderBy(finding => Checks.Urgency(finding.Code))
                    .ThenBy(finding => When(finding), StringComparer.Ordinal),
            ],
            figures
        );
    }

    // Days of the calendar sort as text; of one check, what comes first is the most urgent.
    private static string When(Finding finding) =>
        finding.Values.Where(value => value.Name is "until" or "on").Select(value => value.Value).FirstOrDefault("9999");

    // The last day asked for is nearly always today; another one is computed anew.
    private sealed class Latest
    {
        private readonly Lock gate = new();
        private (LawBook Law, DateOnly On, Lazy<EmployerStanding> Standing)? last;

        public EmployerStanding Of(EmployerSnapshot snapshot, LawBook law, DateOnly on)
        {
            Lazy<EmployerStanding> standing;
            lock (gate)
            {
                if (last is not { } known || known.On != on || !ReferenceEquals(known.Law, law))
                {
                    known = (law, on, new(() => Make(snapshot, law, on)));
                    last = known;
                }
                standing = known.Standing;
            }
            return standing.Value;
        }
    }
}
