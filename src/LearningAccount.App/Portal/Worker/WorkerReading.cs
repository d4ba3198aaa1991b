using LearningAccount.App.Portal.Web;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;

namespace LearningAccount.App.Portal.Worker;

/// <summary>Reads the worker a page is about, with the account of the day.</summary>
public sealed class WorkerReading(EmployerReading employers, Frame frame, Words words)
{
    /// <summary>Null: nothing was known of such a worker of such an employer.</summary>
    public async Task<WorkerView?> FindAsync(Guid employer, Guid worker, CancellationToken stop)
    {
        if (await employers.FindAsync(employer, stop) is not { } found || found.Snapshot.Worker(worker) is not { } known)
        {
            return null;
        }
        var head = WorkerNames.Head(known, words);
        frame.Section = Section.Workers;
        frame.Title = head.Name;
        frame.Crumbs.Add((words["workers.title"], found.Dates.Keep(Paths.Workers(employer))));
        var account = AccountComputation.For(known.Facts, found.Law, found.Dates.On);
        return new(found, known, head, new(account, known.Facts, known.Employments.Anomalies));
    }
}

/// <summary>A worker as a page shows one.</summary>
public sealed record WorkerView(EmployerView Employer, WorkerSnapshot Snapshot, WorkerHead Head, AccountView Account);
