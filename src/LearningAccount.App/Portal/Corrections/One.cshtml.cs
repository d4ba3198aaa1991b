using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Wording;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Corrections;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Corrections;

/// <summary>One request: what is said, what is known, the effect; the employer agrees, refuses or asks back.</summary>
[Needs(Right.DecideCorrections)]
public sealed class OneModel(
    EmployerReading employers,
    RequestReading requests,
    Database database,
    Visitor visitor,
    Frame frame,
    Words words,
    TimeProvider clock
) : PageModel
{
    /// <summary>What can be chosen.</summary>
    public static readonly CorrectionStep[] Choices = [CorrectionStep.Agreed, CorrectionStep.AskedBack, CorrectionStep.Refused];

    public Guid Employer { get; private set; }
    public string Worker { get; private set; } = "";
    public Guid WorkerId { get; private set; }
    public RequestView Asked { get; private set; } = null!;

    [BindProperty]
    public CorrectionStep? Decision { get; set; }

    [BindProperty]
    public string? Said { get; set; }

    /// <summary>The line of the journal the request stood at when the page was read.</summary>
    [BindProperty]
    public long Seen { get; set; }

    [BindProperty(Name = CorrectionPaths.DoneName, SupportsGet = true)]
    public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid request, CancellationToken stop) =>
        await FindAsync(employer, request, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid employer, Guid request, CancellationToken stop)
    {
        if (!await FindAsync(employer, request, stop))
        {
            return NotFound();
        }
        if (Decision is not { } step || !Choices.Contains(step))
        {
            return Wrong(nameof(Decision), words["corrections.choose"]);
        }
        try
        {
            await Change.Make(
                database,
                visitor.Author(Why()),
                change =>
                    TakeCorrectionStep.Do(
                        change,
                        employer,
                        request,
                        step,
                        CorrectionSide.Employer,
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
            return Wrong(
                refused.Anomaly.At is "words" ? nameof(Said) : nameof(Decision),
                RecordTexts.Of(refused.Anomaly, words.Language)
            );
        }
        return LocalRedirect($"{CorrectionPaths.One(employer, request)}?{CorrectionPaths.DoneName}=1");
    }

    /// <summary>Takes the last decision back, with all it changed, unless somebody built on it since.</summary>
    public async Task<IActionResult> OnPostUndoAsync(Guid employer, Guid request, CancellationToken stop)
    {
        if (!await FindAsync(employer, request, stop) || !IsDecided)
        {
            return NotFound();
        }
        try
        {
            await Change.Make(
                database,
                visitor.Author(Asked.Reference),
                change => UndoChange.Do(change, employer, Asked.Request.Recorded, stop),
                stop
            );
        }
        catch (RefusedException refused)
        {
            return Wrong(nameof(Decision), RecordTexts.Of(refused.Anomaly, words.Language));
        }
        return LocalRedirect(CorrectionPaths.One(employer, request));
    }

    /// <summary>The last step is the employer's.</summary>
    public bool IsDecided => Asked.Request.Side is CorrectionSide.Employer;

    // The request and the worker's words are the reason of what is changed.
    private string Why() => $"{Asked.Reference}: {Asked.Steps[0].Request.Words}";

    private PageResult Wrong(string field, string text)
    {
        ModelState.AddModelError(field, text);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> FindAsync(Guid employer, Guid request, CancellationToken stop)
    {
        if (
            await employers.FindAsync(employer, stop) is not { } found
            || await requests.FindAsync(employer, found.Snapshot, request, stop) is not { } view
        )
        {
            return false;
        }
        var worker = found.Snapshot.Worker(view.Request.WorkerId)!;
        (Employer, Asked, Worker, WorkerId) = (employer, view, WorkerHead.Of(worker, words).Name, worker.WorkerId);
        frame.Section = Section.Workers;
        frame.Dates = null;
        frame.Title = words.Of("corrections.of", ("worker", Worker));
        frame.Crumbs.Add((words["workers.title"], Paths.Workers(employer)));
        frame.Crumbs.Add((words["corrections.title"], CorrectionPaths.List(employer)));
        return true;
    }
}
