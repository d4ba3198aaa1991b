using LearningAccount.App.Figures;
using LearningAccount.App.Identity;
using LearningAccount.App.Imports.Origins;
using LearningAccount.App.Portal.Origins;
using LearningAccount.App.Trainings;
using LearningAccount.App.Wording;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Trainings;

/// <summary>One training: what it was, who followed it and how much of it, its files, and who changed what.</summary>
[Needs(Right.ReadEmployer)]
public sealed class TrainingModel(TrainingDesk desk, Database database, Words words) : PageModel
{
    public TrainingRoom Room { get; private set; } = null!;
    public TrainingGroup Training { get; private set; } = null!;
    public ILookup<Guid, AttachmentVersion> Files { get; private set; } = null!;
    public IReadOnlyList<JournalLine> Lines { get; private set; } = [];

    /// <summary>The rows of files it comes from; none where people registered it.</summary>
    public OriginsView Origins { get; private set; } = OriginsView.None;
    public bool MayRegister { get; private set; }

    /// <summary>What it counts for, and what not.</summary>
    public IReadOnlyList<TrainingUse> Uses { get; private set; } = [];
    public bool IsDue => TrainingList.IsDue(Training, desk.Today);

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid training, CancellationToken stop)
    {
        if (
            await desk.OpenAsync(employer, words["trainings.training"], hasDates: false, stop) is not { } room
            || room.Trainings.Find(training) is not { } found
        )
        {
            return NotFound();
        }
        (Room, Training) = (room, found);
        ViewData["Title"] = found.First.Title;
        MayRegister = desk.MayRegister(employer);
        await using var connection = await database.Connect(stop);
        Uses = TrainingUse.Of(
            [.. found.Participants.Select(one => (one.Worker, one.Training))],
            room.Snapshot,
            await ReadPlans.All(connection, employer, stop),
            room.Employer.Law,
            words
        );
        var files = await Attachments.Of(connection, employer, [.. found.Trainings], stop);
        Files = files.ToLookup(file => file.TrainingId ?? Guid.Empty);
        var ids = found.Trainings.Select(one => one.TrainingId).ToHashSet();
        var rows = await FindRows.Of(
            connection,
            Tables.Training,
            employer,
            [.. found.Trainings.Select(one => one.WorkerId).Distinct()],
            room.Snapshot.Seq,
            one => one.TrainingId,
            ids.Contains,
            stop
        );
        Origins = await OriginsView.Of(connection, employer, rows, isAlone: false, stop);
        Lines = await ReadTrainingChange.Lines(connection, employer, [.. found.Trainings], stop);
        return Page();
    }
}
