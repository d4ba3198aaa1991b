using LearningAccount.App.Portal.Web;
using LearningAccount.App.Privacy;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Worker;

/// <summary>Reads the worker a page is about, with the account of the day.</summary>
public sealed class WorkerReading(
    EmployerReading employers,
    Frame frame,
    Words words,
    Visitor visitor,
    Looks looks,
    TimeProvider clock
)
{
    /// <summary>Null: nothing was known of such a worker of such an employer. That the reader looked is kept for the worker.</summary>
    /// <param name="purpose">What is looked at: <c>account</c>, <c>trainings</c>, <c>employments</c>, <c>statement</c>.</param>
    public async Task<WorkerView?> FindAsync(Guid employer, Guid worker, string purpose, CancellationToken stop)
    {
        if (await employers.FindAsync(employer, stop) is not { } found || found.Snapshot.Worker(worker) is not { } known)
        {
            return null;
        }
        if (AccessRules.RoleAt(visitor, employer, clock.GetUtcNow()) is { } role)
        {
            await looks.Tell(visitor, employer, known.WorkerId, role, purpose, stop);
        }
        var head = WorkerHead.Of(known, words);
        frame.Section = Section.Workers;
        frame.Title = head.Name;
        frame.Crumbs.Add((words["workers.title"], found.Dates.Keep(Paths.Workers(employer))));
        var account = AccountComputation.For(known.Facts, found.Law, found.Dates.On);
        return new(found, known, head, new(account, known.Facts, known.Employments.Anomalies));
    }
}

/// <summary>A worker as a page shows one.</summary>
public sealed record WorkerView(EmployerView Employer, WorkerSnapshot Snapshot, WorkerHead Head, AccountView Account)
{
    /// <summary>Its data are kept and not used (GDPR, article 18).</summary>
    public bool IsRestricted => Employer.Restricted?.Has(Snapshot.WorkerId) is true;

    /// <summary>Of whom a copy of all data is asked.</summary>
    public PersonAtEmployer Subject => new(Employer.Snapshot, Employer.Head, Snapshot, Account.Account, Employer.Dates.Today);
}
