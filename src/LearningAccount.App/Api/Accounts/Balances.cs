using System.Runtime.CompilerServices;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;

namespace LearningAccount.App.Api.Accounts;

/// <summary>What a list tells of a worker's account on a day.</summary>
/// <param name="Year">That of the day; null: no account was open in it.</param>
internal sealed record WorkerBalance(Balance Balance, Fraction Planned, AccountYear? Year, bool IsInService);

/// <summary>
/// The balances of workers, kept with the facts they are made from: after a change only those of the workers it was about are
/// computed anew.
/// </summary>
internal static class Balances
{
    private static readonly ConditionalWeakTable<WorkerSnapshot, Latest> Kept = [];
    private static readonly ConditionalWeakTable<EmployerFacts, LawThen> Laws = [];

    /// <summary>The law as it holds for an employer; the same object for the same words of the employer and the same law.</summary>
    public static EmployerLaw LawOf(SeenEmployer employer)
    {
        var snapshot = employer.Snapshot;
        if (
            !Laws.TryGetValue(snapshot.Facts, out var known)
            || !ReferenceEquals(known.Book, employer.Law)
            || !ReferenceEquals(known.Settings, snapshot.Settings)
        )
        {
            known = new(employer.Law, snapshot.Settings, snapshot.LawUnder(employer.Law));
            Laws.AddOrUpdate(snapshot.Facts, known);
        }
        return known.Law;
    }

    public static WorkerBalance Of(WorkerSnapshot worker, EmployerLaw law, DateOnly on)
    {
        if (Kept.TryGetValue(worker, out var known) && known.On == on && ReferenceEquals(known.Law, law))
        {
            return known.Balance;
        }
        var account = AccountComputation.For(worker.Facts, law, on);
        var balance = Of(worker, account, on);
        // The day asked for is nearly always today; another one is computed anew.
        Kept.AddOrUpdate(worker, new(law, on, balance));
        return balance;
    }

    /// <summary>The same of an account that was computed for something else too.</summary>
    public static WorkerBalance Of(WorkerSnapshot worker, Account account, DateOnly on) =>
        new(
            account.Balance,
            account.Planned,
            account.Years is [.., var last] && last.Year == on.Year ? last : null,
            IsInService(worker, on)
        );

    public static bool IsInService(WorkerSnapshot worker, DateOnly on) =>
        worker.Facts.Employments.Any(employment => employment.Start <= on && !(employment.End < on));

    private sealed record Latest(EmployerLaw Law, DateOnly On, WorkerBalance Balance);

    private sealed record LawThen(LawBook Book, LearningAccount.Law.Facts.Settings Settings, EmployerLaw Law);
}
