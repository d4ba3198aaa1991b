using System.Globalization;
using LearningAccount.Law;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Imports.Lists;

/// <summary>Writes what rows of a training list say of one employer's workers.</summary>
internal sealed class TrainingWriting(ListHeader header, FileAnswers answers)
{
    public const string Origin = "trainingList";

    private readonly FindPeople people = new(answers);

    // Trainings that rows of this file spoke of already.
    private readonly HashSet<Guid> spoken = [];

    public async Task Write(
        Guid employerId,
        IReadOnlyList<ListRow<TrainingLine>> rows,
        ImportWriting writing,
        CancellationToken cancel
    )
    {
        await FindByNumber(employerId, rows, writing, cancel);
        await people.Do(employerId, [.. rows.Where(row => row.Line.Ssin is null)], line => line.Identity, writing, cancel);
        var placed = rows.Where(row => row.WorkerId is not null).ToList();
        var workers = placed.Select(row => row.WorkerId!.Value).Distinct().ToList();
        var aliases = await WorkerAliases.Of(writing.Connection, employerId, workers, cancel);
        var known = await ReadVersions.Now(writing.Connection, FactTables.Training, employerId, aliases.Keys, cancel);
        var decide = new DecideTrainings(header, known, aliases, spoken, answers, writing.Questions);
        var decided = placed
            .Select(row => (Row: row, Training: decide.Do(row, employerId, Reference(row, writing))))
            .Where(one => one.Training is not null)
            .ToList();
        var said = await SayTrainings.Do(writing.Change, employerId, [.. decided.Select(one => one.Training!)], cancel);
        for (var i = 0; i < decided.Count; i++)
        {
            decided[i].Row.Reading.Remarks.AddRange(said[i].Anomalies);
            decided[i]
                .Row.Say(
                    said[i].Outcome switch
                    {
                        Said.New => RowOutcome.New,
                        Said.Changed => RowOutcome.Changed,
                        _ => RowOutcome.Unchanged,
                    }
                );
        }
        var employments = await ReadEmployments.Of(writing.Connection, employerId, aliases, cancel);
        new RemarkTrainings(employments, aliases, decide.Standing).Do(decided.Select(one => (one.Row, one.Training!)));
    }

    /// <summary>A number with right check digits is a person, also where the employer tells of no contract yet.</summary>
    private static async Task FindByNumber(
        Guid employerId,
        IReadOnlyList<ListRow<TrainingLine>> rows,
        ImportWriting writing,
        CancellationToken cancel
    )
    {
        var numbered = rows.Where(row => row.Line.Ssin is not null).ToList();
        var numbers = numbered.Select(row => row.Line.Ssin!.Value).Distinct().ToList();
        var workers = await RegisterWorkers.Do(writing.Change, employerId, numbers, Origin, writing.FileName, cancel);
        var identities = new List<WorkerIdentityVersion>();
        foreach (var row in numbered)
        {
            var worker = workers[row.Line.Ssin!.Value];
            row.WorkerId = worker.WorkerId;
            if (worker.IsNew && identities.TrueForAll(identity => identity.WorkerId != worker.WorkerId))
            {
                identities.Add(
                    StaffWriting.IdentityOf(row.Line.Identity, employerId, worker.WorkerId, Origin, Reference(row, writing))
                );
            }
        }
        await SayIdentities.Do(writing.Change, employerId, identities, cancel);
    }

    private static string Reference(ListRow<TrainingLine> row, ImportWriting writing) =>
        string.Create(CultureInfo.InvariantCulture, $"{writing.FileName}:{row.Row.Number}");
}
