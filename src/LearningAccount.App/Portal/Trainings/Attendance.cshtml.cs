using System.Collections.Immutable;
using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Trainings;
using LearningAccount.App.Wording;
using LearningAccount.Law.Facts;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Trainings;

/// <summary>Who was there, day by day; what each followed follows from it.</summary>
[Needs(Right.RegisterTrainings)]
[RequestFormLimits(ValueCountLimit = ManyIds.MostFields)]
[RequestSizeLimit(ManyIds.MostBytes)]
public sealed class AttendanceModel(TrainingDesk desk, Words words) : PageModel
{
    public TrainingRoom Room { get; private set; } = null!;
    public TrainingGroup Training { get; private set; } = null!;

    /// <summary>The days of the training; none: it is told as a whole, and one box a worker says whether that was followed.</summary>
    public ImmutableArray<TrainingSession> Days { get; private set; } = [];

    /// <summary>The boxes that were ticked; null: as it is known.</summary>
    public IReadOnlySet<string>? Ticked { get; private set; }

    /// <summary>What saving would do, once it is asked for.</summary>
    public EffectView? Effect { get; private set; }
    public int Columns => Math.Max(1, Days.Length);

    /// <summary>It is still to come: who is ticked here has not followed it yet.</summary>
    public bool IsToCome => Training.First.EndOn > desk.Today;

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid training, CancellationToken stop) =>
        await FindAsync(employer, training, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid employer, Guid training, CancellationToken stop)
    {
        if (!await FindAsync(employer, training, stop))
        {
            return NotFound();
        }
        if (!Request.Form["line"].Equals(Training.LastLine.ToString(Words.Invariant)))
        {
            return Refused(words["register.wrong.changedMeanwhile"]);
        }
        Ticked = Request.Form["here"].OfType<string>().ToHashSet(StringComparer.Ordinal);
        Func<Change, Task<IReadOnlyList<TrainingVersion>>> operation = change =>
            ChangeTrainings.Do(
                change,
                Room.Id,
                "confirmAttendance",
                [.. Training.Present.Select(one => one.Training)],
                one => Attended(one, Ticked),
                stop
            );
        try
        {
            switch (Request.Form["do"].ToString())
            {
                case "save":
                    break;
                case "back":
                    return Page();
                default:
                    Effect = await desk.EffectAsync(Room.Id, operation, stop);
                    return Page();
            }
            var line = await desk.SaveAsync(Room.Id, null, operation, stop);
            return LocalRedirect($"{Paths.TrainingChange(Room.Id, line)}?done=true");
        }
        catch (RefusedException refused)
        {
            return Refused(RecordTexts.Of(refused.Anomaly, words.Language));
        }
    }

    /// <summary>The name of the box of a worker on a day.</summary>
    public static string Box(TrainingVersion training, int day) => $"{training.TrainingId:N}.{day.ToString(Words.Invariant)}";

    public bool WasThere(TrainingVersion training, int day)
    {
        if (Days.IsEmpty || training.Sessions is null)
        {
            return training.Status != TrainingStatus.NotFollowed;
        }
        var own = TrainingSessions.Of(training.Sessions);
        return own.Any(session => session.On == Days[day].On && !session.Followed.IsZero);
    }

    private TrainingVersion Attended(TrainingVersion training, IReadOnlySet<string> ticked)
    {
        var status = TakeAttendance.StatusOf(Training.First, desk.Today);
        return Days.IsEmpty
            ? TakeAttendance.Whole(training, Training.First, status, ticked.Contains(Box(training, 0)))
            : TakeAttendance.ByDay(training, Days, status, place => ticked.Contains(Box(training, place)));
    }

    private async Task<bool> FindAsync(Guid employer, Guid training, CancellationToken stop)
    {
        if (
            await desk.OpenAsync(employer, words["attendance.title"], hasDates: false, stop) is not { } room
            || room.Trainings.Find(training) is not { Status: not TrainingStatus.Cancelled } found
        )
        {
            return false;
        }
        (Room, Training, Days) = (room, found, found.Sessions);
        return true;
    }

    private PageResult Refused(string why)
    {
        ModelState.AddModelError("attendance", why);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
