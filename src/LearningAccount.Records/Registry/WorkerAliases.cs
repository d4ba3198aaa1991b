using System.Data.Common;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>
/// Workers of one employer who turned out to be one person, as when a number was replaced: facts may hang on any of them,
/// and the first recorded stands for all.
/// </summary>
public static class WorkerAliases
{
    /// <summary>The asked workers and all who are the same persons, each with the one that stands for them.</summary>
    public static async Task<Dictionary<Guid, Guid>> Of(
        DbConnection connection,
        Guid employerId,
        IReadOnlyCollection<Guid> workerIds,
        CancellationToken cancel
    )
    {
        var asked = await ReadVersions.Now(connection, Tables.Worker, employerId, workerIds, cancel);
        // Two lookups and no subquery: a planner that does not know of rows just written may run it again for every row.
        var same = await FindWorkers.Versions(connection, employerId, asked.Select(one => one.PersonId), cancel);
        return same.GroupBy(worker => worker.PersonId)
            .SelectMany(person => person.Select(worker => (worker.WorkerId, First: person.Min(one => one.WorkerId))))
            .ToDictionary(pair => pair.WorkerId, pair => pair.First);
    }
}
