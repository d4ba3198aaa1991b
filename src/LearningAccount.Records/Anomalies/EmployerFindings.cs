using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Anomalies;

/// <summary>
/// All that somebody should look at in what is known of an employer on a day, settled or not, the most urgent first; kept by worker,
/// so that after a change only the accounts of those it was about are computed.
/// </summary>
public static class EmployerFindings
{
    private static readonly ConditionalWeakTable<WorkerSnapshot, Latest> Kept = [];

    /// <param name="snapshot">With the workers that its reader may see.</param>
    /// <param name="register">What the enterprise register tells; none where a day before is asked for.</param>
    public static ImmutableArray<Finding> Of(EmployerSnapshot snapshot, LawBook book, DateOnly on, EmployerRegister register)
    {
        var law = snapshot.LawUnder(book);
        return InOrder(
            snapshot.Workers.SelectMany(worker => Of(worker, [.. snapshot.Settlements[worker.WorkerId]], book, law, on)),
            new EmployerCase(snapshot, law, on) { Register = register }
        );
    }

    /// <summary>Those of the workers and those of the employer itself, the most urgent first.</summary>
    public static ImmutableArray<Finding> InOrder(IEnumerable<Finding> ofWorkers, EmployerCase employer) =>
        [
            .. ofWorkers
                .Concat(Checks.Of(employer, employer.Employer.Settlements[null]))
                .OrderBy(finding => Checks.Urgency(finding.Code))
                .ThenBy(When, StringComparer.Ordinal),
        ];

    // Days of the calendar sort as text; of one check, what comes first is the most urgent.
    private static string When(Finding finding) =>
        finding.Values.Where(value => value.Name is "until" or "on").Select(value => value.Value).FirstOrDefault("9999");

    private static ImmutableArray<Finding> Of(
        WorkerSnapshot worker,
        ImmutableArray<SettlementVersion> settled,
        LawBook book,
        EmployerLaw law,
        DateOnly on
    )
    {
        if (
            Kept.TryGetValue(worker, out var known)
            && known.On == on
            && ReferenceEquals(known.Book, book)
            && known.Settled.SequenceEqual(settled)
        )
        {
            return known.Findings;
        }
        var account = AccountComputation.For(worker.Facts, law, on);
        var found = Checks.Of(new WorkerCase(worker, account, law), settled);
        // The day asked for is nearly always today; another one is computed anew.
        Kept.AddOrUpdate(worker, new(book, on, settled, found));
        return found;
    }

    private sealed record Latest(
        LawBook Book,
        DateOnly On,
        ImmutableArray<SettlementVersion> Settled,
        ImmutableArray<Finding> Findings
    );
}
