using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Corrections;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Corrections;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;

namespace LearningAccount.App.Portal.Me;

/// <summary>One of my requests: its steps; I answer what I am asked, or withdraw it.</summary>
[Needs(Right.OwnAccount)]
public sealed class CorrectionModel(
    OwnReading reading,
    RequestReading requests,
    Database database,
    Visitor visitor,
    Frame frame,
    Words words,
    TimeProvider clock
) : OwnPage(reading, frame, words)
{
    public RequestView Asked { get; private set; } = null!;

    [BindProperty]
    public string? Said { get; set; }

    [BindProperty]
    public long Seen { get; set; }

    [BindProperty(Name = CorrectionPaths.DoneName, SupportsGet = true)]
    public string? Done { get; set; }

    public bool MayAnswer => CorrectionRules.May(Asked.Request.Step, CorrectionStep.Answered, CorrectionSide.Worker);

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid request, CancellationToken stop) =>
        await FindAsync(employer, request, stop) ? Page() : NotFound();

    public Task<IActionResult> OnPostAnswerAsync(Guid employer, Guid request, CancellationToken stop) =>
        TakeAsync(employer, request, CorrectionStep.Answered, stop);

    public Task<IActionResult> OnPostWithdrawAsync(Guid employer, Guid request, CancellationToken stop) =>
        TakeAsync(employer, request, CorrectionStep.Withdrawn, stop);

    private async Task<IActionResult> TakeAsync(Guid employer, Guid request, CorrectionStep step, CancellationToken stop)
    {
        if (!await FindAsync(employer, request, stop))
        {
            return NotFound();
        }
        try
        {
            await Change.Make(
                database,
                visitor.Author(Asked.Reference),
                change =>
                    TakeCorrectionStep.Do(
                        change,
                        employer,
                        request,
                        step,
                        CorrectionSide.Worker,
                        Said,
                        clock.GetUtcNow(),
                        Seen,
                        stop
                    ),
                stop
            );
        }
        catch (RefusedException refused)
        {
            ModelState.AddModelError(nameof(Said), RecordTexts.Of(refused.Anomaly, Words.Language));
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        return LocalRedirect($"{OwnPaths.Correction(employer, request)}?{CorrectionPaths.DoneName}=1");
    }

    private async Task<bool> FindAsync(Guid employer, Guid request, CancellationToken stop)
    {
        if (
            !await FindAsync(employer, Section.MyCorrections, stop)
            || await requests.FindAsync(employer, View.Employer.Snapshot, request, stop) is not { } view
            // Another worker of the same employer has requests too.
            || View.Employer.Snapshot.Worker(view.Request.WorkerId)!.WorkerId != Worker
        )
        {
            return false;
        }
        Asked = view;
        var about = RequestView.AboutOf(view.Request, View.Snapshot, Words);
        Frame.Title = Words[$"correction.subject.{view.Request.Subject}"] + (about is null ? "" : $": {about}");
        Frame.Crumbs.Add((Words["me.title.MyCorrections"], OwnPaths.Corrections(employer)));
        return true;
    }
}
