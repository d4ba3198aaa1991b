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

/// <summary>How long what is kept, what is due to be erased now, and what was erased.</summary>
[Needs(Right.ReadHistory)]
public sealed class RetentionModel(
    EmployerReading reading,
    Database database,
    ReadSnapshots snapshots,
    Visitor visitor,
    Frame frame,
    Words words,
    TimeProvider clock
) : PageModel
{
    /// <summary>Persons named at most; the others are counted.</summary>
    public const int MostNamed = 100;

    public EmployerView View { get; private set; } = null!;
    public RetentionRules Rules { get; private set; } = RetentionRules.Default;
    public bool ErasesByItself { get; private set; }
    public ErasurePlan Plan { get; private set; } = null!;
    public IReadOnlyList<(ErasureReportVersion Report, JournalLine Line)> Reports { get; private set; } = [];
    public bool MayChange { get; private set; }
    public string? Wrong { get; private set; }
    public string? Done { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid employer, string? done, CancellationToken stop)
    {
        Done = done is "rules" or "erased" ? done : null;
        return await FindAsync(employer, stop) ? Page() : NotFound();
    }

    public Task<IActionResult> OnPostRulesAsync(Guid employer, CancellationToken stop) =>
        ChangeAsync(
            employer,
            "rules",
            async () =>
            {
                var form = await Request.ReadFormAsync(stop);
                var months = RetentionRules.Kinds.ToDictionary(
                    kind => kind,
                    kind => int.TryParse(form[$"{kind}"], Words.Plain, null, out var typed) ? typed : -1
                );
                var byItself = form["byItself"].Count > 0;
                await Change.Make(
                    database,
                    visitor.Author(),
                    async change =>
                    {
                        foreach (var (kind, typed) in months)
                        {
                            await RetentionRules.Say(change, employer, kind, typed, stop);
                        }
                        var contact = await SayPrivacyContact.Of(change.Connection, employer, stop);
                        await SayPrivacyContact.Do(
                            change,
                            contact with
                            {
                                Origin = FactVersion.ByHand,
                                ErasesByItself = byItself,
                            },
                            stop
                        );
                    },
                    stop
                );
            },
            stop
        );

    /// <summary>Erases what was shown; where somebody wrote since, it is shown anew.</summary>
    public Task<IActionResult> OnPostEraseAsync(Guid employer, long seen, CancellationToken stop) =>
        ChangeAsync(
            employer,
            "erased",
            () => new CarryOutErasure(database, snapshots).Do(employer, null, visitor.Author(), clock.Today(), seen, stop),
            stop
        );

    public string NameOf(DuePerson person) =>
        person.Worker is { } worker ? WorkerNames.Listed(worker) : words["privacy.nobodyAnyMore"];

    private async Task<IActionResult> ChangeAsync(Guid employer, string done, Func<Task> work, CancellationToken stop)
    {
        if (!visitor.May(Right.ManageAccess, employer, clock.GetUtcNow()))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        try
        {
            await work();
            return LocalRedirect($"{PrivacyPaths.Retention(employer)}?done={done}");
        }
        catch (RefusedException refused)
        {
            Wrong = RecordTexts.Of(refused.Anomaly, words.Language);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await FindAsync(employer, stop) ? Page() : NotFound();
        }
    }

    private async Task<bool> FindAsync(Guid employer, CancellationToken stop)
    {
        var today = clock.Today();
        if (
            await reading.FindAsync(employer, stop) is not { } found
            || await new CarryOutErasure(database, snapshots).Plan(employer, null, today, stop) is not { } plan
        )
        {
            return false;
        }
        (View, Plan, Rules) = (found, plan, plan.Rules);
        MayChange = visitor.May(Right.ManageAccess, employer, clock.GetUtcNow());
        await using var connection = await database.Connect(stop);
        Reports = await CarryOutErasure.Reports(connection, employer, stop);
        ErasesByItself = (await SayPrivacyContact.Of(connection, employer, stop)).ErasesByItself;
        frame.Title = words["privacy.retention"];
        (frame.Section, frame.Tab, frame.Dates) = (Section.Documents, "privacy", null);
        return true;
    }
}
