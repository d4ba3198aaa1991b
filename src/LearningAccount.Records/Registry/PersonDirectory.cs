using System.Data.Common;
using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>
/// The small directory of people across employers: which number belongs to whom. It tells nothing else of anybody, and is
/// asked by a number one has, never listed.
/// </summary>
public static class PersonDirectory
{
    /// <summary>The persons these numbers belong to; a number nobody has is left out.</summary>
    public static async Task<Dictionary<Ssin, Guid>> Find(
        DbConnection connection,
        IReadOnlyCollection<Ssin> numbers,
        CancellationToken cancel
    )
    {
        var found = await Versions(connection, numbers, cancel);
        return found.ToDictionary(version => version.Ssin, version => version.PersonId);
    }

    /// <summary>The person a number belonged to as was known at the end of a day in Belgium; null where nobody had it yet.</summary>
    internal static async Task<Guid?> FindKnown(DbConnection connection, Ssin number, DateOnly known, CancellationToken cancel) =>
        (
            await ReadVersions.Query<PersonNumberVersion>(
                connection,
                $"""
                select {string.Join(", ", Tables.PersonNumber.ColumnList.Split(", ").Select(column => $"n.{column}"))}
                from person_number as n
                join journal as w on w.employer_id = n.employer_id and w.seq = n.recorded
                left join journal as c on c.employer_id = n.employer_id and c.seq = n.superseded
                where n.ssin = @number and w.recorded_at < @end and (c.recorded_at is null or c.recorded_at >= @end)
                """,
                new { number, end = Knowledge.EndOf(known) },
                cancel
            )
        ).FirstOrDefault()?.PersonId;

    /// <summary>The numbers these persons have or had, the one to show last: a national number after BIS numbers.</summary>
    public static async Task<ILookup<Guid, Ssin>> NumbersOf(
        DbConnection connection,
        IReadOnlyCollection<Guid> personIds,
        CancellationToken cancel
    )
    {
        var found = await ReadVersions.Query<PersonNumberVersion>(
            connection,
            $"""
            select {Tables.PersonNumber.ColumnList} from {Database.KeyedAnywhere(connection, Tables.PersonNumber, "person_id")}
            where t.superseded is null
            """,
            new { keys = ReadVersions.List(personIds.Select(ColumnText.Of)) },
            cancel
        );
        return found
            .OrderByDescending(version => version.Ssin.IsBis)
            .ThenBy(version => version.Ssin.Digits, StringComparer.Ordinal)
            .ToLookup(version => version.PersonId, version => version.Ssin);
    }

    /// <summary>The same of the persons workers of an employer are.</summary>
    public static async Task<ILookup<Guid, Ssin>> NumbersOfWorkers(
        DbConnection connection,
        Guid employerId,
        IReadOnlyCollection<Guid> workerIds,
        CancellationToken cancel
    )
    {
        var workers = await ReadVersions.Now(connection, Tables.Worker, employerId, workerIds, cancel);
        var numbers = await NumbersOf(connection, [.. workers.Select(worker => worker.PersonId).Distinct()], cancel);
        return workers
            .SelectMany(worker => numbers[worker.PersonId].Select(number => (worker.WorkerId, Number: number)))
            .ToLookup(one => one.WorkerId, one => one.Number);
    }

    /// <summary>As much of a number as may be shown to somebody who looks for a person: the day of birth, <c>78.08.31-***.**</c>.</summary>
    public static string Masked(Ssin number) => $"{number.Written[..9]}***.**";

    internal static Task<List<PersonNumberVersion>> Versions(
        DbConnection connection,
        IReadOnlyCollection<Ssin> numbers,
        CancellationToken cancel
    ) =>
        ReadVersions.Query<PersonNumberVersion>(
            connection,
            $"""
            select {Tables.PersonNumber.ColumnList} from {Database.HoldingAnywhere(connection, Tables.PersonNumber, "ssin")}
            """,
            new { keys = ReadVersions.List(numbers.Select(ColumnText.Of)) },
            cancel
        );

    internal static Task<List<PersonNumberVersion>> Versions(DbConnection connection, Guid personId, CancellationToken cancel) =>
        ReadVersions.Query<PersonNumberVersion>(
            connection,
            $"select {Tables.PersonNumber.ColumnList} from person_number where person_id = @personId and superseded is null",
            new { personId },
            cancel
        );
}
