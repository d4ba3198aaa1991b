using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Privacy;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Privacy;

/// <summary>One request about somebody's data: what may be done, what the law keeps from being done, and the answer.</summary>
[Needs(Right.ReadHistory)]
public sealed class RequestOfModel(
    EmployerReading reading,
    Database database,
    ReadSnapshots snapshots,
    Visitor visitor,
    Frame frame,
    Words words,
    TimeProvider clock
) : PageModel
{
    public EmployerView View { get; private set; } = null!;
    public PrivacyRequestVersion Asked { get; private set; } = null!;

    /// <summary>What would be erased, of a request for it.</summary>
    public ErasurePlan? Plan { get; private set; }
    public DateOnly? KeptUntil { get; private set; }
    public string Worker { get; private set; } = "";
    public bool MayChange { get; private set; }
    public string? Wrong { get; private set; }

    /// <summary>What was sent and refused: it is not typed twice.</summary>
    public PrivacyRequestStep? Step { get; private set; }
    public string? Said { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid request, CancellationToken stop) =>
        await FindAsync(employer, request, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(
        Guid employer,
        Guid request,
        PrivacyRequestStep? step,
        [Bind(Prefix = "words")] string? said,
        long seen,
        CancellationToken stop
    )
    {
        if (!visitor.May(Right.ManageAccess, employer, clock.GetUtcNow()))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        if (!await FindAsync(employer, request, stop))
        {
            return NotFound();
        }
        (Step, Said) = (step, said);
        try
        {
            if (step is not { } taken)
            {
                throw new RefusedException("privacyWords", "step");
            }
            await TakeAsync(employer, taken, said, seen, stop);
        }
        catch (RefusedException refused)
        {
            Wrong = RecordTexts.BesideField(refused.Anomaly, words.Language);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        return LocalRedirect(PrivacyPaths.Requests(employer));
    }

    private async Task TakeAsync(Guid employer, PrivacyRequestStep step, string? said, long seen, CancellationToken stop)
    {
        var isGranted = step is PrivacyRequestStep.Granted or PrivacyRequestStep.GrantedInPart;
        Task Answer(Change change) =>
            PrivacyRequests.Take(change, employer, Asked.RequestId, step, CorrectionSide.Employer, said, stop);
        if (isGranted && Asked.Kind is PrivacyRequestKind.Erasure)
        {
            // One change: nobody is told that data are gone which are still there. Where all of a person goes, the request goes too.
            await new CarryOutErasure(database, snapshots).Do(
                employer,
                Asked.WorkerId,
                visitor.Author(),
                clock.Today(),
                seen,
                stop,
                async change =>
                {
                    var left = await PrivacyRequests.All(change.Connection, employer, stop);
                    if (left.Any(one => one.RequestId == Asked.RequestId))
                    {
                        await Answer(change);
                    }
                }
            );
            return;
        }
        await Change.Make(
            database,
            visitor.Author(),
            async change =>
            {
                await change.Touch(employer, "answerAboutData", stop, seen);
                await Answer(change);
                if (isGranted && Asked.Kind is PrivacyRequestKind.Restriction)
                {
                    await RestrictWorker.Do(
                        change,
                        employer,
                        Asked.WorkerId,
                        RestrictionGround.Accuracy,
                        said ?? Asked.Words ?? words[$"privacy.request.{Asked.Kind}"],
                        stop
                    );
                }
            },
            stop
        );
    }

    private async Task<bool> FindAsync(Guid employer, Guid request, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return false;
        }
        await using (var connection = await database.Connect(stop))
        {
            var all = await PrivacyRequests.All(connection, employer, stop);
            if (all.FirstOrDefault(one => one.RequestId == request) is not { } asked)
            {
                return false;
            }
            Asked = asked;
        }
        View = found;
        var worker = found.Snapshot.Worker(Asked.WorkerId);
        Worker = worker is null ? words["privacy.nobodyAnyMore"] : WorkerNames.Full(worker);
        MayChange = visitor.May(Right.ManageAccess, employer, clock.GetUtcNow());
        if (Asked is { IsOpen: true, Kind: PrivacyRequestKind.Erasure })
        {
            Plan = await new CarryOutErasure(database, snapshots).Plan(employer, Asked.WorkerId, clock.Today(), stop);
            var ends = worker?.Employments.Employments.Select(employment => employment.End).ToList() ?? [];
            KeptUntil =
                Plan is { Persons.Length: 0 } plan && ends.Count > 0 && ends.TrueForAll(end => end is not null)
                    ? plan.Rules.DueAfter(RetentionKind.Account, ends.Max()!.Value)
                    : null;
        }
        frame.Title = words.Of("privacy.requestOf", ("worker", Worker));
        (frame.Section, frame.Tab, frame.Dates) = (Section.Documents, "privacy", null);
        frame.Crumbs.Add((words["privacy.requests"], PrivacyPaths.Requests(employer)));
        return true;
    }
}
