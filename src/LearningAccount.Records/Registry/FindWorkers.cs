using System.Data.Common;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Finds workers of one employer by the numbers of the people they are.</summary>
public static class FindWorkers
{
    /// <summary>Those known; of two workers who turned out to be one person, the first recorded.</summary>
    public static async Task<Dictionary<Ssin, Guid>> Of(
        DbConnection connection,
        Guid employerId,
        IReadOnlyCollection<Ssin> numbers,
        CancellationToken cancel
    )
    {
        var persons = await PersonDirectory.Find(connection, numbers, cancel);
        var workers = await OfPersons(connection, employerId, persons.Values, cancel);
        return persons
            .Where(person => workers.ContainsKey(person.Value))
            .ToDictionary(person => person.Key, person => workers[person.Value]);
    }

    /// <summary>The same, by the persons.</summary>
    public static async Task<Dictionary<Guid, Guid>> OfPersons(
        DbConnection connection,
        Guid employerId,
        IEnumerable<Guid> personIds,
        CancellationToken cancel
    )
    {
        var versions = await Versions(connection, employerId, personIds, cancel);
        return versions
            .GroupBy(worker => worker.PersonId)
            .ToDictionary(person => person.Key, person => person.Min(worker => worker.WorkerId));
    }

    /// <summary>All that these persons are at an employer.</summary>
    internal static Task<List<WorkerVersion>> Versions(
        DbConnection connection,
        Guid employerId,
        IEnumerable<Guid> personIds,
        CancellationToken cancel
    ) =>
        ReadVersions.Query<WorkerVersion>(
            connection,
            $"select {Tables.Worker.ColumnList} from {Database.Holding(connection, Tables.Worker, "person_id")}",
            new { employerId, keys = ReadVersions.List(personIds.Distinct().Select(ColumnText.Of)) },
            cancel
        );

    /// <summary>All that a person is, at every employer: for the person alone.</summary>
    public static async Task<IReadOnlyList<WorkerVersion>> OfPersonAnywhere(
        DbConnection connection,
        Guid personId,
        CancellationToken cancel
    ) =>
        await ReadVersions.Query<WorkerVersion>(
            connection,
            $"select {Tables.Worker.ColumnList} from worker where person_id = @personId and superseded is null",
            new { personId },
            cancel
        );
}
