using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Me;

/// <summary>
/// The accounts that are the visitor's own: those an employer invited to, and with a proven national number all there are. The
/// one way in which the pages of a worker read.
/// </summary>
public sealed class OwnReading(
    Database database,
    ReadSnapshots snapshots,
    Visitor visitor,
    Frame frame,
    Words words,
    TimeProvider clock,
    IHttpContextAccessor http
)
{
    /// <summary>Each with the worker the visitor is there, in order of the employers' names.</summary>
    public async Task<IReadOnlyList<WorkerView>> AllAsync(CancellationToken stop)
    {
        var views = new List<WorkerView>();
        foreach (var employer in (await OwnWorkersAsync(stop)).Select(own => own.Employer).Distinct())
        {
            if (await FindAsync(employer, stop) is { } view)
            {
                views.Add(view);
            }
        }
        // A page about all is about none.
        (frame.Employer, frame.Dates) = (null, null);
        return [.. views.OrderBy(view => view.Employer.Head.Name, NameOrder.Comparer)];
    }

    /// <summary>Null: the visitor has no account at this employer.</summary>
    public async Task<WorkerView?> FindAsync(Guid employer, CancellationToken stop)
    {
        var own = (await OwnWorkersAsync(stop)).Where(one => one.Employer == employer).Select(one => one.Worker).ToList();
        if (own.Count == 0)
        {
            return null;
        }
        var dates = PageDates.Of(http.HttpContext!.Request.Query, clock.Today());
        var now = dates.IsKnownToday;
        if (
            await snapshots.Of(employer, now ? null : dates.Known, stop) is not { } snapshot
            || own.Select(snapshot.Worker).FirstOrDefault(worker => worker is not null) is not { } known
        )
        {
            return null;
        }
        LawBook law;
        EmployerRegister register;
        await using (var connection = await database.Connect(stop))
        {
            law = await ReadLawBook.From(connection, stop);
            register = await EmployerRegister.Of(connection, snapshot, stop);
        }
        law = now ? law : law.KnownOn(dates.Known);
        var head = EmployerNames.Head(snapshot, register, words);
        (frame.Employer, frame.Dates) = (head, dates);
        var account = AccountComputation.For(known.Facts, law, dates.On);
        return new(
            new(head, dates, law, snapshot) { Register = register },
            known,
            WorkerHead.Of(known, words),
            new(account, known.Facts, known.Employments.Anomalies)
        );
    }

    private async Task<IReadOnlyList<(Guid Employer, Guid Worker)>> OwnWorkersAsync(CancellationToken stop)
    {
        var granted = AccessRules.OwnWorkers(visitor, clock.GetUtcNow());
        if (visitor.PersonId is not { } person)
        {
            return [.. granted];
        }
        await using var connection = await database.Connect(stop);
        var proven = await FindWorkers.OfPersonAnywhere(connection, person, stop);
        return [.. proven.Select(worker => (worker.EmployerId, worker.WorkerId)).Concat(granted)];
    }
}
