using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Documents;

/// <summary>Documents issued together: how far it is, the files of all of them, and how those on paper went out.</summary>
[Needs(Right.IssueDocuments)]
public sealed class RunModel(
    EmployerReading reading,
    DocumentRuns runs,
    Database database,
    Visitor visitor,
    TimeProvider clock,
    Frame frame,
    Words words
) : PageModel
{
    private const int Shown = 20;
    private const int SecondsBetween = 2;
    private const int MostAtOnce = 100_000;
    private SentForm? form;

    public SentForm Form => form ??= new(ModelState, words);
    public EmployerView View { get; private set; } = null!;
    public Guid Id => View.Head.Id;
    public DocumentRun Run { get; private set; } = null!;
    public IReadOnlyList<DocumentOnItsWay> First { get; private set; } = [];

    /// <summary>How many of them did not leave yet, or came back.</summary>
    public long NotTold { get; private set; }

    public IReadOnlyList<FieldOption> Channels =>
        StepForm.Options(words, SendingChannel.Paper, SendingChannel.EBoxCitizen, SendingChannel.EBoxEnterprise);
    public IReadOnlyList<FieldOption> Steps => StepForm.Options(words, SendingStep.Sent, SendingStep.Delivered);
    public string? FaultInWords =>
        Run.Fault is { } code ? RecordTexts.Of(new(code, Law.Severity.Error, ""), words.Language) : null;

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid run, CancellationToken stop)
    {
        if (!await FindAsync(employer, run, stop))
        {
            return NotFound();
        }
        StepForm.Fill(Form, clock.Today());
        if (Run.IsUnderWay)
        {
            Response.Headers["Refresh"] = SecondsBetween.ToString(Words.Invariant);
        }
        return Page();
    }

    /// <summary>Tells of all that did not leave yet that they did.</summary>
    public async Task<IActionResult> OnPostAsync(Guid employer, Guid run, CancellationToken stop)
    {
        if (!await FindAsync(employer, run, stop))
        {
            return NotFound();
        }
        Form.Take(await Request.ReadFormAsync(stop), "form");
        IReadOnlyList<DocumentOnItsWay> left;
        await using (var connection = await database.Connect(stop))
        {
            (_, left) = await ReadIssued.Page(connection, employer, new() { Run = run, OnlyNotTold = true }, 0, MostAtOnce, stop);
        }
        if (
            await StepForm.TellAsync(Form, employer, [.. left.Select(one => one.Document)], database, visitor, clock, words, stop)
        )
        {
            return LocalRedirect(DocumentPaths.Run(employer, run));
        }
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    public async Task<IActionResult> OnPostStopAsync(Guid employer, Guid run, CancellationToken stop)
    {
        if (!await FindAsync(employer, run, stop))
        {
            return NotFound();
        }
        await runs.End(employer, run, "stopped", null, stop);
        return LocalRedirect(DocumentPaths.Run(employer, run));
    }

    public async Task<IActionResult> OnPostGoOnAsync(Guid employer, Guid run, CancellationToken stop)
    {
        if (!await FindAsync(employer, run, stop))
        {
            return NotFound();
        }
        await runs.GoOn(employer, run, stop);
        return LocalRedirect(DocumentPaths.Run(employer, run));
    }

    private async Task<bool> FindAsync(Guid employer, Guid run, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found || await runs.Find(employer, run, stop) is not { } asked)
        {
            return false;
        }
        if (!asked.IsSeenBy(visitor, clock.GetUtcNow()))
        {
            return false;
        }
        (View, Run) = (found, asked);
        await using var connection = await database.Connect(stop);
        (_, First) = await ReadIssued.Page(connection, employer, new() { Run = run }, 0, Shown, stop);
        (NotTold, _) = await ReadIssued.Page(connection, employer, new() { Run = run, OnlyNotTold = true }, 0, 1, stop);
        (frame.Title, frame.Dates) = (words[$"documents.kind.{asked.Kind}"], null);
        (frame.Section, frame.Tab) = (Section.Documents, "documents");
        frame.Crumbs.Add((words["documents.title"], DocumentPaths.List(employer)));
        return true;
    }
}
