using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Imports.Lists;

/// <summary>Writes what rows of a training list say of one employer's workers.</summary>
internal sealed class TrainingWriting(ListHeader header, FileAnswers answers)
{
    public const string Origin = "trainingList";
    private readonly ListWorkers<TrainingLine> workers = new(Origin, line => line.Ssin, line => line.Identity, answers);

    // Trainings that rows of this file spoke of already.
    private readonly HashSet<Guid> spoken = [];

    public async Task Write(
        Guid employerId,
        IReadOnlyList<ListRow<TrainingLine>> rows,
        ImportWriting writing,
        CancellationToken cancel
    )
    {
        await workers.Find(employerId, rows, writing, cancel);
        var placed = rows.Where(row => row.WorkerId is not null).ToList();
        var ids = placed.Select(row => row.WorkerId!.Value).Distinct().ToList();
        var aliases = await WorkerAliases.Of(writing.Connection, employerId, ids, cancel);
        var known = await ReadVersions.Now(writing.Connection, FactTables.Training, employerId, aliases.Keys, cancel);
        var decide = new DecideTrainings(header, known, aliases, spoken, answers, writing.Questions);
        var decided = placed
            .Select(row => (Row: row, Training: decide.Do(row, employerId, ListWorkers<TrainingLine>.Reference(row, writing))))
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
}
