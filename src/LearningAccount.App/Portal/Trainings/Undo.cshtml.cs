using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Trainings;

/// <summary>Takes a change of trainings back. It shows itself only where that cannot be.</summary>
[Needs(Right.RegisterTrainings)]
public sealed class UndoModel(TrainingDesk desk, Database database, Words words) : PageModel
{
    public TrainingRoom Room { get; private set; } = null!;
    public long Line { get; private set; }

    public IActionResult OnGet(Guid employer, long line) => LocalRedirect(Paths.TrainingChange(employer, line));

    public async Task<IActionResult> OnPostAsync(Guid employer, long line, CancellationToken stop)
    {
        if (await desk.OpenAsync(employer, words["made.undoTitle"], hasDates: false, stop) is not { } room)
        {
            return NotFound();
        }
        (Room, Line) = (room, line);
        await using (var connection = await database.Connect(stop))
        {
            // Nobody takes back what somebody may not see.
            if (await ReadTrainingChange.Of(connection, employer, line, stop) is not { } made || !made.IsOf(room.Snapshot.Worker))
            {
                return NotFound();
            }
        }
        try
        {
            var undone = await desk.MakeAsync(
                null,
                async change =>
                {
                    await UndoChange.Do(change, employer, line, stop);
                    return await change.Touch(employer, UndoChange.Action, stop) + 1;
                },
                stop
            );
            return LocalRedirect($"{Paths.TrainingChange(employer, undone)}?done=true");
        }
        catch (RefusedException refused)
        {
            ModelState.AddModelError("undo", RecordTexts.Of(refused.Anomaly, words.Language));
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
    }
}
