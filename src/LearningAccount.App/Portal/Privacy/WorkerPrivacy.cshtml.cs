using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Privacy;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Privacy;

/// <summary>The data of one worker: a copy of all of it, a request made by letter, the restriction.</summary>
[Needs(Right.ManageAccess)]
public sealed class WorkerPrivacyModel(
    EmployerReading reading,
    Database database,
    Visitor visitor,
    Frame frame,
    Words words,
    TimeProvider clock
) : PageModel
{
    public EmployerView View { get; private set; } = null!;
    public Guid WorkerId { get; private set; }
    public string Worker { get; private set; } = "";
    public RestrictionVersion? Restriction { get; private set; }
    public IReadOnlyList<PrivacyRequestVersion> Requests { get; private set; } = [];
    public string? Wrong { get; private set; }

    /// <summary>What was sent and refused: it is not typed twice.</summary>
    public PrivacyRequestKind? Kind { get; private set; }
    public RestrictionGround? Ground { get; private set; }
    public string? Said { get; private set; }
    public string? Reason { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid worker, CancellationToken stop) =>
        await FindAsync(employer, worker, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAskAsync(
        Guid employer,
        Guid worker,
        PrivacyRequestKind? kind,
        [Bind(Prefix = "words")] string? said,
        CancellationToken stop
    )
    {
        (Kind, Said) = (kind, said);
        return kind is { } asked && Enum.IsDefined(asked)
            ? await ChangeAsync(
                employer,
                worker,
                null,
                change =>
                    PrivacyRequests.Ask(change, employer, WorkerId, asked, said, CorrectionSide.Employer, clock.Today(), stop),
                stop
            )
            : NotFound();
    }

    public async Task<IActionResult> OnPostRestrictAsync(
        Guid employer,
        Guid worker,
        RestrictionGround? ground,
        string? reason,
        CancellationToken stop
    )
    {
        (Ground, Reason) = (ground, reason);
        return ground is { } said && Enum.IsDefined(said)
            ? await ChangeAsync(
                employer,
                worker,
                null,
                change => RestrictWorker.Do(change, employer, WorkerId, said, reason, stop),
                stop
            )
            : NotFound();
    }

    public Task<IActionResult> OnPostLiftAsync(Guid employer, Guid worker, string? reason, CancellationToken stop)
    {
        Reason = reason;
        return ChangeAsync(
            employer,
            worker,
            reason,
            change => RestrictWorker.Lift(change, employer, View.Snapshot.AliasesOf(WorkerId), stop),
            stop
        );
    }

    private async Task<IActionResult> ChangeAsync(
        Guid employer,
        Guid worker,
        string? why,
        Func<Change, Task> work,
        CancellationToken stop
    )
    {
        if (!await FindAsync(employer, worker, stop))
        {
            return NotFound();
        }
        try
        {
            await Change.Make(database, visitor.Author(why), work, stop);
        }
        catch (RefusedException refused)
        {
            Wrong = RecordTexts.BesideField(refused.Anomaly, words.Language);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        return LocalRedirect(PrivacyPaths.Worker(employer, WorkerId));
    }

    private async Task<bool> FindAsync(Guid employer, Guid worker, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found || found.Snapshot.Worker(worker) is not { } known)
        {
            return false;
        }
        (View, WorkerId, Worker) = (found, known.WorkerId, WorkerNames.Full(known));
        var aliases = found.Snapshot.AliasesOf(known.WorkerId);
        await using var connection = await database.Connect(stop);
        Restriction = (await ReadVersions.Now(connection, Tables.Restriction, employer, aliases, stop)).FirstOrDefault();
        Requests = await PrivacyRequests.Of(connection, employer, aliases, stop);
        frame.Title = words.Of("privacy.dataOf", ("worker", Worker));
        (frame.Section, frame.Tab, frame.Dates) = (Section.Documents, "privacy", null);
        frame.Crumbs.Add((words["privacy.requests"], PrivacyPaths.Requests(employer)));
        return true;
    }
}
