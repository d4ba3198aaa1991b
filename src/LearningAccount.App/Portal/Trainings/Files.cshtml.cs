using LearningAccount.App.Identity;
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

/// <summary>The files of a training: certificates of its workers, and what concerns all of them.</summary>
[Needs(Right.RegisterTrainings)]
[RequestSizeLimit(FormBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = FormBytes)]
public sealed class FilesModel(TrainingDesk desk, Database database, Words words) : PageModel
{
    private const int FormBytes = Attachments.MostBytes + 64 * 1024;

    public TrainingRoom Room { get; private set; } = null!;
    public TrainingGroup Training { get; private set; } = null!;
    public IReadOnlyList<AttachmentVersion> Files { get; private set; } = [];

    /// <summary>What is asked to be removed, and waits for a yes.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Remove { get; set; }

    public string? OfWhom(AttachmentVersion file) =>
        file.WorkerId is { } worker && Room.Snapshot.Worker(worker) is { } known ? WorkerNames.Listed(known) : null;

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid training, CancellationToken stop) =>
        await FindAsync(employer, training, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid employer, Guid training, Guid? of, IFormFile? file, CancellationToken stop)
    {
        if (!await FindAsync(employer, training, stop))
        {
            return NotFound();
        }
        if (file is not { Length: > 0 })
        {
            return Wrong(words["files.none"]);
        }
        if (file.Length > Attachments.MostBytes)
        {
            return Wrong(words["files.tooLarge"]);
        }
        var content = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
        {
            await stream.ReadExactlyAsync(content, stop);
        }
        var own = Training.Trainings.FirstOrDefault(one => one.TrainingId == of);
        return await MakeAsync(
            change => Attachments.Keep(change, own ?? Training.First, isOfAll: own is null, file.FileName, content, stop),
            stop
        );
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid employer, Guid training, Guid attachment, CancellationToken stop)
    {
        if (!await FindAsync(employer, training, stop) || !Files.Any(file => file.AttachmentId == attachment))
        {
            return NotFound();
        }
        return await MakeAsync(
            async change =>
            {
                await Attachments.Remove(change, employer, attachment, stop);
                return true;
            },
            stop
        );
    }

    private async Task<IActionResult> MakeAsync<T>(Func<Change, Task<T>> work, CancellationToken stop)
    {
        try
        {
            await desk.MakeAsync(null, work, stop);
            return LocalRedirect(Paths.TrainingFiles(Room.Id, Training.Id));
        }
        catch (RefusedException refused)
        {
            return Wrong(RecordTexts.Of(refused.Anomaly, words.Language));
        }
    }

    private async Task<bool> FindAsync(Guid employer, Guid training, CancellationToken stop)
    {
        if (
            await desk.OpenAsync(employer, words["files.title"], hasDates: false, stop) is not { } room
            || room.Trainings.Find(training) is not { } found
        )
        {
            return false;
        }
        (Room, Training) = (room, found);
        await using var connection = await database.Connect(stop);
        Files = await Attachments.Of(connection, employer, [.. found.Trainings], stop);
        return true;
    }

    private PageResult Wrong(string text)
    {
        ModelState.AddModelError("file", text);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
