using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Trainings;

/// <summary>Workers of whom one change changed the same.</summary>
public sealed record SameChange(
    string Became,
    IReadOnlyList<(string Field, string? Before, string? After)> Differences,
    IReadOnlyList<(string Name, ChangedTraining Training)> Workers
);

/// <summary>What one change of trainings changed, and the way back: shown when it was made, and from the history later.</summary>
[Needs(Right.ReadEmployer)]
public sealed class ChangeOfModel(TrainingDesk desk, Database database, Words words) : PageModel
{
    public TrainingRoom Room { get; private set; } = null!;
    public TrainingChange Made { get; private set; } = null!;
    public bool IsJustDone { get; private set; }
    public bool MayUndo { get; private set; }

    /// <summary>By training and by what became of it.</summary>
    public IReadOnlyList<(string Title, string When, Guid Training, IReadOnlyList<SameChange> Changes)> Trainings
    {
        get;
        private set;
    } = [];

    public async Task<IActionResult> OnGetAsync(Guid employer, long line, bool done, CancellationToken stop)
    {
        if (await desk.OpenAsync(employer, words[done ? "made.done" : "made.title"], hasDates: false, stop) is not { } room)
        {
            return NotFound();
        }
        await using var connection = await database.Connect(stop);
        if (await ReadTrainingChange.Of(connection, employer, line, stop) is not { } made || !made.IsOf(room.Snapshot.Worker))
        {
            return NotFound();
        }
        (Room, Made, IsJustDone) = (room, made, done);
        MayUndo = made.IsLast && desk.MayRegister(employer);
        Trainings =
        [
            .. made
                .Trainings.GroupBy(changed => (changed.Any.Occasion, changed.Any.Title, changed.Any.StartOn, changed.Any.EndOn))
                .Select(same =>
                    (
                        same.Key.Title,
                        TrainingFacts.When(same.First().Any, words),
                        same.First().Any.TrainingId,
                        (IReadOnlyList<SameChange>)[.. same.GroupBy(Key, StringComparer.Ordinal).Select(Same)]
                    )
                ),
        ];
        return Page();
    }

    private string Key(ChangedTraining changed) =>
        string.Join('\n', ChangeWords.Differences(changed, words).Select(one => $"{one.Field}{one.Before}→{one.After}"))
        + ChangeWords.Became(changed);

    private SameChange Same(IGrouping<string, ChangedTraining> same) =>
        new(
            ChangeWords.Became(same.First()),
            [.. ChangeWords.Differences(same.First(), words)],
            [
                .. same.Select(one => (WorkerNames.Listed(Room.Snapshot.Worker(one.Any.WorkerId)!), one))
                    .OrderBy(one => one.Item1, NameOrder.Comparer),
            ]
        );
}
