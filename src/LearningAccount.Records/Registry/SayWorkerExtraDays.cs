using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Says the days an employer grants single workers in a year on top of the right and of what it grants all.</summary>
public static class SayWorkerExtraDays
{
    public static async Task<IReadOnlyList<SaidAnswer>> Do(
        Change change,
        Guid employerId,
        IReadOnlyList<WorkerExtraDaysVersion> extraDays,
        CancellationToken cancel
    )
    {
        var workers = extraDays.Select(said => said.WorkerId).ToHashSet();
        var known = await ReadVersions.Now(change.Connection, Tables.WorkerExtraDays, employerId, workers, cancel);
        return await SayFacts.Do(
            change,
            Tables.WorkerExtraDays,
            extraDays,
            known,
            said => (said.WorkerId, said.Year),
            said => RightChecks.Of(said.Year, said.Days, said.Reason).Found,
            cancel
        );
    }
}
