using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Anomalies;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Anomalies;

/// <summary>Says of one anomaly that it is settled, and why; or takes that word back.</summary>
[Needs(Right.RegisterTrainings)]
public sealed class SettleModel(EmployerReading reading, Database database, Visitor visitor, Frame frame, Words words) : PageModel
{
    public EmployerView View { get; private set; } = null!;
    public Finding Finding { get; private set; } = null!;
    public string Reason { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(
        Guid employer,
        string check,
        Guid? worker,
        string subject,
        CancellationToken stop
    ) => await FindAsync(employer, check, worker, subject, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(
        Guid employer,
        string check,
        Guid? worker,
        string subject,
        string? reason,
        string? facts,
        CancellationToken stop
    )
    {
        if (!await FindAsync(employer, check, worker, subject, stop))
        {
            return NotFound();
        }
        Reason = reason ?? "";
        if (string.IsNullOrWhiteSpace(Reason))
        {
            return Refuse(words["anomaly.reasonMissing"]);
        }
        if (Reason.Length > SettleFinding.ReasonLength)
        {
            return Refuse(words["anomaly.reasonLong"]);
        }
        // The word would be said of facts that the person has not seen.
        if (!string.Equals(facts, Finding.Facts, StringComparison.Ordinal))
        {
            return Refuse(RecordTexts.Of(new("changedMeanwhile", Law.Severity.Error, "reason"), words.Language));
        }
        var said = await Change.Make(
            database,
            visitor.Author(Reason.Trim()),
            change => SettleFinding.Do(change, employer, Finding, Reason, stop),
            stop
        );
        return LocalRedirect($"{Paths.Anomalies(employer)}?done={said:D}");
    }

    public async Task<IActionResult> OnPostReopenAsync(Guid employer, Guid settlement, CancellationToken stop)
    {
        var found = await reading.FindAsync(employer, stop);
        var said = found?.Standing.Findings.FirstOrDefault(finding => finding.Settled?.SettlementId == settlement);
        if (said is null)
        {
            return NotFound();
        }
        await Change.Make(database, visitor.Author(), change => SettleFinding.TakeBack(change, employer, settlement, stop), stop);
        return LocalRedirect($"{Paths.Anomalies(employer)}?reopened=true");
    }

    private PageResult Refuse(string why)
    {
        ModelState.AddModelError("reason", why);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> FindAsync(Guid employer, string check, Guid? worker, string subject, CancellationToken stop)
    {
        if (
            await reading.FindAsync(employer, stop) is not { } found
            || found.Standing.Findings.FirstOrDefault(finding => finding.IsAbout(worker, check ?? "", subject ?? ""))
                is not { } finding
        )
        {
            return false;
        }
        (View, Finding) = (found, finding);
        frame.Title = words["anomaly.settleTitle"];
        frame.Section = Section.Anomalies;
        frame.Crumbs.Add((words["anomaly.title"], Paths.Anomalies(employer)));
        return true;
    }
}
