using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.Records.Accounts;

/// <summary>
/// Computes the accounts of workers of one employer on a day, sharing the law as it is for the employer between all who share
/// its facts. Not for use by several threads at once.
/// </summary>
internal sealed class AccountsOf(LawBook law, DateOnly on)
{
    private EmployerLaw? shared;

    public Account? For(WorkerSnapshot? worker)
    {
        if (worker is null)
        {
            return null;
        }
        var facts = worker.Facts;
        if (
            shared is null
            || !ReferenceEquals(shared.Employer, facts.Employer)
            || !ReferenceEquals(shared.Settings, facts.Settings)
        )
        {
            shared = new EmployerLaw(facts.Employer, facts.Settings, law);
        }
        return AccountComputation.For(facts, shared, on);
    }
}
