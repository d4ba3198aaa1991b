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
        var same = await ReadVersions.Query<WorkerVersion>(
            connection,
            $"select {Tables.Worker.ColumnList} from {Database.HoldingAndAlike(connection, Tables.Worker, "worker_id", "person_id")}",
            new { employerId, keys = ReadVersions.List(workerIds.Select(ColumnText.Of)) },
            cancel
        );
        return same.GroupBy(worker => worker.PersonId)
            .SelectMany(person => person.Select(worker => (worker.WorkerId, First: person.Min(one => one.WorkerId))))
            .ToDictionary(pair => pair.WorkerId, pair => pair.First);
    }
}
