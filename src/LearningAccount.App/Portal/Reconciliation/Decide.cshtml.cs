using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Reconciliation;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace LearningAccount.App.Portal.Reconciliation;

/// <summary>Decides of one line, or of all that a list shows, whose figures hold; or takes such a decision back.</summary>
[Needs(Right.ManageRights)]
public sealed class DecideModel(
    EmployerReading reading,
    ReadReconciliation reconciliation,
    Database database,
    Visitor visitor,
    Frame frame,
    Words words
) : PageModel
{
    public EmployerView View { get; private set; } = null!;

    /// <summary>What is decided on.</summary>
    public IReadOnlyList<CounterLine> Lines { get; private set; } = [];

    /// <summary>The one it is decided of; null: all that the list shows.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Worker { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Year { get; set; }

    /// <summary>The figures the person saw, sealed.</summary>
    [BindProperty]
    public string? Figures { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The address of this page with what it decides on.</summary>
    private string here = "";

    /// <summary>The list it was asked from.</summary>
    public string Back { get; private set; } = "";

    /// <summary>Where one of the buttons leads.</summary>
    public string Handler(string name) => QueryHelpers.AddQueryString(here, "handler", name);

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop) =>
        await FindAsync(employer, stop) ? Page() : NotFound();

    public Task<IActionResult> OnPostAcceptAsync(Guid employer, CancellationToken stop) =>
        DecideAsync(
            employer,
            (change, reason) =>
                DecideCounters.Accept(
                    change,
                    View.Snapshot,
                    View.Law,
                    Lines,
                    reason.Length > 0 ? reason : words["reconcile.acceptedBecause"],
                    stop
                ),
            stop
        );

    public Task<IActionResult> OnPostKeepAsync(Guid employer, CancellationToken stop) =>
        DecideAsync(employer, (change, reason) => DecideCounters.Keep(change, View.Snapshot, Lines, reason, stop), stop);

    public Task<IActionResult> OnPostReopenAsync(Guid employer, CancellationToken stop) =>
        DecideAsync(employer, (change, _) => DecideCounters.TakeBack(change, View.Snapshot, Lines, stop), stop);

    private async Task<IActionResult> DecideAsync(
        Guid employer,
        Func<Change, string, Task<CountersDecided>> decide,
        CancellationToken stop
    )
    {
        if (!await FindAsync(employer, stop))
        {
            return NotFound();
        }
        var reason = Reason?.Trim() ?? "";
        // The word would be said of figures that the person has not seen.
        if (!string.Equals(Figures, CounterList.Seal(Lines), StringComparison.Ordinal))
        {
            return Refuse(new("changedMeanwhile", Law.Severity.Error, "reason"));
        }
        try
        {
            var author = visitor.Author(reason.Length > 0 ? reason : null);
            var done = await Change.Make(database, author, change => decide(change, reason), stop);
            var back = done.Decided > 0 ? SavedNotice.Address(Back, View.Snapshot.Seq + 1) : Back;
            return LocalRedirect(
                done.NotMet.IsEmpty
                    ? back
                    : QueryHelpers.AddQueryString(back, "notMet", done.NotMet.Length.ToString(Words.Invariant))
            );
        }
        catch (RefusedException refused)
        {
            return Refuse(refused.Anomaly);
        }
    }

    private PageResult Refuse(Law.Anomaly anomaly)
    {
        ModelState.AddModelError("reason", RecordTexts.Of(anomaly, words.Language));
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> FindAsync(Guid employer, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { Dates.IsKnownToday: true } found)
        {
            return false;
        }
        View = found;
        var all = await reconciliation.Of(found.Snapshot, found.Law, stop);
        var list = CounterList.Of(Request, found.Dates, all);
        Lines = Worker is null ? list.Found : [.. all.Lines.Where(line => line.Worker.WorkerId == Worker && line.Year == Year)];
        here =
            Worker is { } one && Year is { } of
                ? Paths.DecideCounters(employer, one, of)
                : list.Request.Href(Paths.DecideCounters(employer));
        Back = (list.Request with { Page = 1 }).Href(Paths.Reconciliation(employer));
        frame.Title = words["reconcile.decide"];
        (frame.Section, frame.Tab) = (Section.Employer, "reconciliation");
        frame.Crumbs.Add((words["reconcile.title"], Paths.Reconciliation(employer)));
        return Lines.Count > 0;
    }
}
