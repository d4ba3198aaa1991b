using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Me;

/// <summary>An account of the visitor's own.</summary>
internal sealed record OwnAccount(EmployerSnapshot Employer, WorkerSnapshot Worker, LawBook Law)
{
    public Guid EmployerId => Employer.Employer.EmployerId;

    /// <summary>As addresses name the employer.</summary>
    public string Number => Employer.Employer.EnterpriseNumber?.Digits ?? Employer.Employer.NssoNumber?.Digits ?? "";
}

/// <summary>
/// Finds the accounts that are the visitor's own: those an employer invited to, and with a proven national number all there are.
/// </summary>
internal static class OwnAccounts
{
    /// <summary>In the order their employers were recorded; as known on the day the request names.</summary>
    /// <exception cref="ProblemException">400: the day has not come.</exception>
    public static async Task<IReadOnlyList<OwnAccount>> All(ApiCall call, CancellationToken cancel)
    {
        var known = call.Day(Seen.KnownOn);
        if (known > call.Today)
        {
            var issue = new InputIssue(
                InputIssue.InvalidInput,
                InputPlace.Query,
                Seen.KnownOn,
                call[Seen.KnownOn],
                "api.issue.notYet"
            );
            throw new ProblemException(Problem.BadRequest([issue]));
        }
        // What is known today is known at this instant, not at the end of the day.
        known = known == call.Today ? null : known;
        var own = AccessRules.OwnWorkers(call.Visitor, call.Now).ToList();
        LawBook law;
        // Given back before the accounts are read, which takes another: many who come at once would wait for each other's.
        await using (var connection = await call.Part<Database>().Connect(cancel))
        {
            if (call.Visitor.PersonId is { } person)
            {
                var proven = await FindWorkers.OfPersonAnywhere(connection, person, cancel);
                own.AddRange(proven.Select(worker => (worker.EmployerId, worker.WorkerId)));
            }
            law = await ReadLawBook.From(connection, cancel);
        }
        var found = new List<OwnAccount>();
        foreach (var employer in own.GroupBy(one => one.Employer, one => one.Worker).OrderBy(one => one.Key))
        {
            if (
                await call.Part<ReadSnapshots>().Of(employer.Key, known, cancel) is { } snapshot
                && employer.Select(snapshot.Worker).FirstOrDefault(worker => worker is not null) is { } worker
            )
            {
                found.Add(new(snapshot, worker, known is { } day ? law.KnownOn(day) : law));
            }
        }
        return found;
    }

    /// <summary>The one a worker's id names.</summary>
    /// <exception cref="ProblemException">404: it is not the visitor's.</exception>
    public static async Task<OwnAccount> One(ApiCall call, Guid workerId, CancellationToken cancel) =>
        (await All(call, cancel)).FirstOrDefault(own => own.Employer.Worker(workerId)?.WorkerId == own.Worker.WorkerId)
        ?? throw new ProblemException(Problem.NotFound());
}
