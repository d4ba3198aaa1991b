using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Dmfa;

/// <summary>What a batch of declared persons changes.</summary>
internal sealed class PersonChanges
{
    public List<PersonNumberVersion> Numbers { get; } = [];
    public List<WorkerVersion> Workers { get; } = [];
    public List<OccupationVersion> Occupations { get; } = [];
    public List<DeclarationPersonVersion> Declared { get; } = [];
    public List<DeclarationPersonVersion> Replaced { get; } = [];
    public List<ReportRow> Rows { get; } = [];

    /// <summary>Workers who may have been declared before in the same form, with the place of the row in <see cref="Rows"/> and what to remark.</summary>
    public List<(Guid Worker, int Row, Anomaly Remark)> MaybeRepeated { get; } = [];
}

/// <summary>Decides what becomes of declared persons, from what is known of them. Reads and writes nothing.</summary>
internal sealed class DecidePersons(OpenForm form, KnownPeople known, ImportOptions options, string fileName)
{
    public const string Origin = "dmfa";
    private readonly string quarter = form.Quarter.ToString();
    private readonly HashSet<Guid> inBatch = [];
    private readonly PersonChanges changes = new();

    /// <summary>The person's number in the declaration; its place where the file gives none.</summary>
    public static long SequenceOf(AssessedPerson person) => person.Declared.SequenceNumber ?? person.Declared.PlaceInForm;

    public PersonChanges Do(IEnumerable<DmfaStep> persons)
    {
        foreach (var step in persons)
        {
            var person = step.Person!;
            var outcome = IsWorker(person) ? DecideWorker(person, out var row) : DecideOther(person, out row);
            if (!step.IsAnsweredLater)
            {
                Report(person, outcome, row.WorkerId);
            }
        }
        return changes;
    }

    private bool IsWorker(AssessedPerson person) =>
        !person.IsRefused
        && (person.Occupations.Length > 0 || (options.RegisterStudents && person.Outcome == CountOutcome.Student));

    private RowOutcome DecideWorker(AssessedPerson person, out DeclarationPersonVersion row)
    {
        var worker = FindWorker(person.Ssin!.Value, out var isNew);
        var wordsBefore = changes.Occupations.Count;
        var named = person.Occupations.IsEmpty
            ? null
            : string.Join(',', person.Occupations.Select(occupation => WordsOn(occupation, worker, person.Declared.Number)));
        row = Row(person, worker.WorkerId, named);
        var outcome =
            isNew ? RowOutcome.New
            : changes.Occupations.Count > wordsBefore ? RowOutcome.Changed
            : RowOutcome.Unchanged;
        return Keep(row, outcome);
    }

    /// <summary>Somebody who is set apart, or does not work for the employer: only what the declaration said is kept.</summary>
    private RowOutcome DecideOther(AssessedPerson person, out DeclarationPersonVersion row)
    {
        row = Row(person, worker: null, named: null);
        var outcome = Keep(row, RowOutcome.LeftOut);
        return person.IsRefused ? RowOutcome.Error
            : outcome == RowOutcome.Unchanged ? outcome
            : RowOutcome.LeftOut;
    }

    private RowOutcome Keep(DeclarationPersonVersion row, RowOutcome outcome)
    {
        var earlier = known.TakeEarlier(row.SequenceNumber, before => SaysTheSame(before, row));
        if (earlier is null)
        {
            changes.Declared.Add(row);
            return outcome;
        }
        if (SaysTheSame(earlier, row))
        {
            return RowOutcome.Unchanged;
        }
        changes.Replaced.Add(earlier);
        changes.Declared.Add(row);
        return outcome == RowOutcome.New && row.WorkerId is not null ? outcome : RowOutcome.Changed;
    }

    private KnownPerson FindWorker(Ssin ssin, out bool isNew)
    {
        var person = known.Find(ssin);
        if (person is null)
        {
            person = new() { PersonId = Guid.CreateVersion7() };
            known.Add(ssin, person);
            changes.Numbers.Add(
                new()
                {
                    EmployerId = form.EmployerId,
                    Origin = Origin,
                    OriginReference = quarter,
                    Ssin = ssin,
                    PersonId = person.PersonId,
                }
            );
        }
        isNew = person.WorkerId is null;
        if (isNew)
        {
            person.WorkerId = Guid.CreateVersion7();
            changes.Workers.Add(
                new()
                {
                    EmployerId = form.EmployerId,
                    Origin = Origin,
                    OriginReference = quarter,
                    WorkerId = person.WorkerId.Value,
                    PersonId = person.PersonId,
                }
            );
        }
        return person;
    }

    /// <summary>The id of these words on an occupation, which an earlier quarter may have used already.</summary>
    private Guid WordsOn(AssessedOccupation occupation, KnownPerson worker, int row)
    {
        var said = DeclaredWords.Of(occupation, form.EmployerId, worker.WorkerId!.Value, $"{quarter}, {fileName}:{row}");
        foreach (var word in worker.Words)
        {
            if (DeclaredWords.AreTheSame(word, said))
            {
                return word.OccupationId;
            }
        }
        worker.Words.Add(said);
        changes.Occupations.Add(said);
        return said.OccupationId;
    }

    private DeclarationPersonVersion Row(AssessedPerson person, Guid? worker, string? named) =>
        new()
        {
            EmployerId = form.EmployerId,
            Origin = Origin,
            OriginReference = quarter,
            DeclarationId = form.DeclarationId,
            Quarter = form.Quarter,
            SequenceNumber = SequenceOf(person),
            WorkerId = worker,
            OwnReference = person.Declared.Reference,
            MaskedNumber = worker is null ? Masked(person.Declared.Ssin) : null,
            Fte = person.Fte,
            Outcome = ColumnText.Of(person.Outcome),
            Occupations = named,
            Details = null,
        };

    private void Report(AssessedPerson person, RowOutcome outcome, Guid? worker)
    {
        var remarks = person.Remarks;
        if (worker is { } id)
        {
            if (!inBatch.Add(id))
            {
                remarks = remarks.Add(Repeated(person));
            }
            else if (form.Seen.Add(id))
            {
                changes.MaybeRepeated.Add((id, changes.Rows.Count, Repeated(person)));
            }
        }
        changes.Rows.Add(
            new(person.Declared.Number, outcome)
            {
                EmployerId = form.EmployerId,
                WorkerId = worker,
                Remarks = remarks,
            }
        );
    }

    /// <summary>The remark that a person stands more than once in a form.</summary>
    private Anomaly Repeated(AssessedPerson person) =>
        new("90017-006", Severity.Warning, DmfaPlace.Of(form.Number, person.Declared));

    private static bool SaysTheSame(DeclarationPersonVersion a, DeclarationPersonVersion b) =>
        a with { Recorded = 0, Place = 0, Superseded = null } == b;

    // Enough for whoever has the list beside it to find the person, too little to know anybody by.
    private static string? Masked(string? ssin) => ssin is { Length: 11 } ? $"*********{ssin[9..]}" : null;
}
