using System.Text.Json;
using Dapper;
using LearningAccount.Law;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Dmfa;

/// <summary>A person of a declaration as far as it is known: at all, and at this employer.</summary>
internal sealed class KnownPerson
{
    public required Guid PersonId { get; init; }

    /// <summary>Null where the person is no worker of this employer yet.</summary>
    public Guid? WorkerId { get; set; }

    /// <summary>What declarations said of its occupations here.</summary>
    public List<OccupationVersion> Words { get; } = [];
}

/// <summary>What is known of the persons of a batch, read in a query a kind.</summary>
internal sealed class KnownPeople
{
    private readonly Dictionary<Ssin, KnownPerson> bySsin = [];
    private readonly Dictionary<long, List<DeclarationPersonVersion>> earlier = [];
    private readonly Dictionary<Guid, KnownPerson> byWorker = [];

    public static async Task<KnownPeople> Read(
        ImportWriting writing,
        OpenForm form,
        IReadOnlyList<DmfaStep> persons,
        CancellationToken cancel
    )
    {
        var known = new KnownPeople();
        await known.ReadPersons(writing, form, persons, cancel);
        if (known.byWorker.Count > 0)
        {
            await known.ReadWords(writing, form, cancel);
        }
        foreach (var line in form.EarlierLines)
        {
            await known.ReadEarlier(writing, form, line, persons, cancel);
        }
        return known;
    }

    public KnownPerson? Find(Ssin ssin) => bySsin.GetValueOrDefault(ssin);

    public void Add(Ssin ssin, KnownPerson person) => bySsin.Add(ssin, person);

    /// <summary>What an earlier import of the same form said at this place of it, once each.</summary>
    public DeclarationPersonVersion? TakeEarlier(long sequenceNumber, Func<DeclarationPersonVersion, bool> saysTheSame)
    {
        if (!earlier.TryGetValue(sequenceNumber, out var rows) || rows.Count == 0)
        {
            return null;
        }
        var at = Math.Max(0, rows.FindIndex(row => saysTheSame(row)));
        var taken = rows[at];
        rows.RemoveAt(at);
        return taken;
    }

    private async Task ReadPersons(
        ImportWriting writing,
        OpenForm form,
        IReadOnlyList<DmfaStep> persons,
        CancellationToken cancel
    )
    {
        var numbers = persons.Select(step => step.Person!.Ssin).OfType<Ssin>().Distinct().ToList();
        var found = await PersonDirectory.Find(writing.Connection, numbers, cancel);
        if (found.Count == 0)
        {
            return;
        }
        var workers = await FindWorkers.OfPersons(writing.Connection, form.EmployerId, found.Values, cancel);
        var byPerson = new Dictionary<Guid, KnownPerson>();
        foreach (var (ssin, personId) in found)
        {
            if (!byPerson.TryGetValue(personId, out var person))
            {
                Guid? worker = workers.TryGetValue(personId, out var id) ? id : null;
                byPerson.Add(personId, person = new() { PersonId = personId, WorkerId = worker });
            }
            bySsin.Add(ssin, person);
            if (person.WorkerId is { } known)
            {
                byWorker.TryAdd(known, person);
            }
        }
    }

    private async Task ReadWords(ImportWriting writing, OpenForm form, CancellationToken cancel)
    {
        var rows = await writing.Connection.QueryAsync<OccupationVersion>(
            new(
                $"""
                select {FactTables.Occupation.ColumnList} from {writing.Holding(FactTables.Occupation, "worker_id")}
                """,
                new { employerId = form.EmployerId, keys = JsonSerializer.Serialize(byWorker.Keys) },
                cancellationToken: cancel
            )
        );
        foreach (var row in rows)
        {
            byWorker[row.WorkerId].Words.Add(row);
        }
    }

    private async Task ReadEarlier(
        ImportWriting writing,
        OpenForm form,
        long line,
        IReadOnlyList<DmfaStep> persons,
        CancellationToken cancel
    )
    {
        var rows = await writing.Connection.QueryAsync<DeclarationPersonVersion>(
            new(
                $"""
                select {FactTables.DeclarationPerson.ColumnList} from declaration_person
                where employer_id = @EmployerId and recorded = @line and declaration_id = @DeclarationId
                  and superseded is null and sequence_number between @first and @last
                order by place
                """,
                new
                {
                    form.EmployerId,
                    line,
                    form.DeclarationId,
                    first = persons.Min(step => DecidePersons.SequenceOf(step.Person!)),
                    last = persons.Max(step => DecidePersons.SequenceOf(step.Person!)),
                },
                cancellationToken: cancel
            )
        );
        foreach (var row in rows)
        {
            if (!earlier.TryGetValue(row.SequenceNumber, out var at))
            {
                earlier.Add(row.SequenceNumber, at = []);
            }
            at.Add(row);
        }
    }
}
