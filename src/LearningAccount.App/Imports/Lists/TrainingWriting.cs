using LearningAccount.Law;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Imports.Lists;

/// <summary>Writes what rows of a training list say of one employer's workers.</summary>
internal sealed class TrainingWriting(ListHeader header, FileAnswers answers)
{
    public const string Origin = "trainingList";
    private readonly ListWorkers<TrainingLine> workers = new(Origin, line => line.Ssin, line => line.Identity, answers);

    private readonly KnownEmployments people = new();
    private readonly RemarkProviders providers = new();

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
        await people.Read(employerId, placed.Select(row => row.WorkerId!.Value), writing, cancel);
        var known = await FindNear(employerId, placed, writing, cancel);
        var decide = new DecideTrainings(header, known, people.Aliases, spoken, answers, writing.Questions);
        var decided = placed
            .Select(row => (Row: row, Training: decide.Do(row, employerId, ListWorkers<TrainingLine>.Reference(row, writing))))
            .Where(one => one.Training is not null)
            .ToList();
        var said = await SayTrainings.Do(writing.Change, [.. decided.Select(one => one.Training!)], known, cancel);
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
        await providers.Do(decided.Select(one => one.Row), writing, cancel);
        new RemarkTrainings(people.Employments, people.Aliases, decide.Standing).Do(
            decided.Select(one => (one.Row, one.Training!))
        );
    }

    /// <summary>
    /// What rows can be compared with: from the first to the last day the rows tell of a worker, or with one of their references.
    /// </summary>
    private Task<List<TrainingVersion>> FindNear(
        Guid employerId,
        IReadOnlyList<ListRow<TrainingLine>> rows,
        ImportWriting writing,
        CancellationToken cancel
    ) =>
        FindTrainings.Near(
            writing.Connection,
            employerId,
            rows.GroupBy(row => people.Aliases[row.WorkerId!.Value])
                .SelectMany(person =>
                {
                    var days = new Period(person.Min(row => row.Line.Start), person.Max(row => row.Line.End));
                    return people.SameAs(person.Key).Select(worker => (worker, days));
                }),
            rows.Where(row => row.Line.ExternalId is not null)
                .SelectMany(row =>
                    people.SameAs(people.Aliases[row.WorkerId!.Value]).Select(worker => (worker, row.Line.ExternalId!))
                ),
            cancel
        );
}
