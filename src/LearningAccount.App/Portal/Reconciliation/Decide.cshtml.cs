using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
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
    public string Reason { get; private set; } = "";

    /// <summary>The address of this page with what it decides on.</summary>
    private string here = "";

    /// <summary>The list it was asked from.</summary>
    public string Back { get; private set; } = "";

    /// <summary>Where one of the buttons leads.</summary>
    public string Handler(string name) => QueryHelpers.AddQueryString(here, "handler", name);

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid? worker, int? year, CancellationToken stop) =>
        await FindAsync(employer, worker, year, stop) ? Page() : NotFound();

    public Task<IActionResult> OnPostAcceptAsync(
        Guid employer,
        Guid? worker,
        int? year,
        string? figures,
        string? reason,
        CancellationToken stop
    ) =>
        DecideAsync(
            employer,
            worker,
            year,
            figures,
            reason,
            change =>
                DecideCounters.Accept(
                    change,
                    View.Snapshot,
                    View.Law,
                    Lines,
                    Reason.Length > 0 ? Reason : words["reconcile.acceptedBecause"],
                    stop
                ),
            stop
        );

    public Task<IActionResult> OnPostKeepAsync(
        Guid employer,
        Guid? worker,
        int? year,
        string? figures,
        string? reason,
        CancellationToken stop
    ) =>
        DecideAsync(
            employer,
            worker,
            year,
            figures,
            reason,
            change => DecideCounters.Keep(change, View.Snapshot, Lines, Reason, stop),
            stop
        );

    public Task<IActionResult> OnPostReopenAsync(
        Guid employer,
        Guid? worker,
        int? year,
        string? figures,
        CancellationToken stop
    ) =>
        DecideAsync(
            employer,
            worker,
            year,
            figures,
            null,
            change => DecideCounters.TakeBack(change, View.Snapshot, Lines, stop),
            stop
        );

    private async Task<IActionResult> DecideAsync(
        Guid employer,
        Guid? worker,
        int? year,
        string? figures,
        string? reason,
        Func<Change, Task<CountersDecided>> decide,
        CancellationToken stop
    )
    {
        if (!await FindAsync(employer, worker, year, stop))
        {
            return NotFound();
        }
        Reason = reason?.Trim() ?? "";
        // The word would be said of figures that the person has not seen.
        if (!string.Equals(figures, CounterList.Seal(Lines), StringComparison.Ordinal))
        {
            return Refuse(new("changedMeanwhile", Law.Severity.Error, "reason"));
        }
        try
        {
            var author = visitor.Author(Reason.Length > 0 ? Reason : null);
            var done = await Change.Make(database, author, decide, stop);
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

    private async Task<bool> FindAsync(Guid employer, Guid? worker, int? year, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { Dates.IsKnownToday: true } found)
        {
            return false;
        }
        View = found;
        var all = await reconciliation.Of(found.Snapshot, found.Law, stop);
        var list = CounterList.Of(Request, found.Dates, all);
        Lines = worker is null ? list.Found : [.. all.Lines.Where(line => line.Worker.WorkerId == worker && line.Year == year)];
        here =
            worker is { } one && year is { } of
                ? Paths.DecideCounters(employer, one, of)
                : list.Request.Href(Paths.DecideCounters(employer));
        Back = (list.Request with { Page = 1 }).Href(Paths.Reconciliation(employer));
        frame.Title = words["reconcile.decide"];
        (frame.Section, frame.Tab) = (Section.Employer, "reconciliation");
        frame.Crumbs.Add((words["reconcile.title"], Paths.Reconciliation(employer)));
        return Lines.Count > 0;
    }
}
