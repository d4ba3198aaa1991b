using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <param name="IsNew">The employer did not know the person before this change.</param>
public readonly record struct RegisteredWorker(Guid WorkerId, bool IsNew);

/// <summary>Finds or registers workers of an employer whose journal was taken, by their numbers, any number of them at once.</summary>
public static class RegisterWorkers
{
    public static async Task<Dictionary<Ssin, RegisteredWorker>> Do(
        Change change,
        Guid employerId,
        IReadOnlyCollection<Ssin> numbers,
        string origin,
        string? originReference,
        CancellationToken cancel
    )
    {
        var persons = await PersonDirectory.Find(change.Connection, numbers, cancel);
        // In one order, so that two imports of the same new people wait for each other and do not lock each other out.
        var unknown = numbers
            .Where(number => !persons.ContainsKey(number))
            .Distinct()
            .OrderBy(n => n.Digits, StringComparer.Ordinal);
        var added = new List<PersonNumberVersion>();
        foreach (var number in unknown)
        {
            var person = Guid.CreateVersion7();
            persons.Add(number, person);
            added.Add(
                new()
                {
                    EmployerId = employerId,
                    Origin = origin,
                    OriginReference = originReference,
                    Ssin = number,
                    PersonId = person,
                }
            );
        }
        var known = await FindWorkers.OfPersons(change.Connection, employerId, persons.Values, cancel);
        var workers = new Dictionary<Guid, WorkerVersion>();
        foreach (var person in persons.Values.Where(person => !known.ContainsKey(person)))
        {
            workers.TryAdd(
                person,
                new()
                {
                    EmployerId = employerId,
                    Origin = origin,
                    OriginReference = originReference,
                    WorkerId = Guid.CreateVersion7(),
                    PersonId = person,
                }
            );
        }
        change.Insert(Tables.PersonNumber, added);
        change.Insert(Tables.Worker, workers.Values);
        return persons.ToDictionary(
            person => person.Key,
            person =>
                known.TryGetValue(person.Value, out var worker)
                    ? new RegisteredWorker(worker, false)
                    : new RegisteredWorker(workers[person.Value].WorkerId, true)
        );
    }
}
