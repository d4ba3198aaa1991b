using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>
/// Says that one number replaced another: a national number a BIS number, or any other. The person stays one person, found
/// by either. Where both numbers were known as two people, all that any employer says of the one is from now on said of the
/// other; each of these employers finds a line of it in its journal, and what was known before stays as it was known.
/// </summary>
public static class ReplaceSsin
{
    private const string Action = "replaceSsin";

    /// <param name="employerId">Whose journal tells of it.</param>
    /// <exception cref="RefusedException"><c>numberUnknown</c>: nobody has the old number.</exception>
    public static async Task Do(
        Change change,
        Guid employerId,
        Ssin old,
        Ssin replacement,
        string origin,
        CancellationToken cancel
    )
    {
        await change.Touch(employerId, Action, cancel);
        var persons = await PersonDirectory.Find(change.Connection, [old, replacement], cancel);
        if (!persons.TryGetValue(old, out var person))
        {
            throw new RefusedException("numberUnknown", "ssin");
        }
        if (!persons.TryGetValue(replacement, out var other))
        {
            change.Insert(
                Tables.PersonNumber,
                new PersonNumberVersion
                {
                    EmployerId = employerId,
                    Origin = origin,
                    Ssin = replacement,
                    PersonId = person,
                }
            );
        }
        else if (other != person)
        {
            await Join(change, person, other, cancel);
        }
    }

    private static async Task Join(Change change, Guid person, Guid into, CancellationToken cancel)
    {
        var workers = await ReadVersions.Query<WorkerVersion>(
            change.Connection,
            $"select {Tables.Worker.ColumnList} from worker where person_id = @person and superseded is null",
            new { person },
            cancel
        );
        var numbers = await PersonDirectory.Versions(change.Connection, person, cancel);
        // In one order, so that two changes that touch the same employers do not lock each other out.
        foreach (var employer in workers.Select(w => w.EmployerId).Concat(numbers.Select(n => n.EmployerId)).Distinct().Order())
        {
            await change.Touch(employer, Action, cancel);
        }
        await change.Supersede(Tables.PersonNumber, numbers, cancel);
        change.Insert(Tables.PersonNumber, [.. numbers.Select(number => number with { PersonId = into })]);
        await change.Supersede(Tables.Worker, workers, cancel);
        change.Insert(Tables.Worker, [.. workers.Select(worker => worker with { PersonId = into })]);
    }
}
