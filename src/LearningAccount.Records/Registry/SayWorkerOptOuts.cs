using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Says the company's own number of days of single workers for a year, in the place of the computed one.</summary>
public static class SayWorkerOptOuts
{
    public static async Task<IReadOnlyList<SaidAnswer>> Do(
        Change change,
        Guid employerId,
        IReadOnlyList<WorkerOptOutVersion> optOuts,
        CancellationToken cancel
    )
    {
        var workers = optOuts.Select(said => said.WorkerId).ToHashSet();
        var known = await ReadVersions.Now(change.Connection, Tables.WorkerOptOut, employerId, workers, cancel);
        return await SayFacts.Do(
            change,
            Tables.WorkerOptOut,
            optOuts,
            known,
            said => (said.WorkerId, said.Year),
            said => RightChecks.Of(said.Year, said.Days, said.Reason).Found,
            cancel
        );
    }
}
