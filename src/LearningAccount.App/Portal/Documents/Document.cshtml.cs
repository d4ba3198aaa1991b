using LearningAccount.App.Documents;
using LearningAccount.App.Identity;
using LearningAccount.App.Papers;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Documents;

/// <summary>One document as it was issued, what happened to it on its way, and whether its figures hold still.</summary>
[Needs(Right.ReadEmployer)]
public sealed class DocumentModel(
    DocumentReading documents,
    Database database,
    Visitor visitor,
    TimeProvider clock,
    Frame frame,
    Words words
) : PageModel
{
    private SentForm? form;

    public SentForm Form => form ??= new(ModelState, words);
    public FoundDocument Found { get; private set; } = null!;
    public Guid Id => Found.View.Head.Id;
    public IssuedDocumentVersion Document => Found.Document.Document;
    public Paper Paper { get; private set; } = null!;

    /// <summary>What it would state otherwise today.</summary>
    public IReadOnlyList<ChangedFigure> Changed { get; private set; } = [];
    public bool MayIssue => visitor.May(Right.IssueDocuments, Id, clock.GetUtcNow());

    public IReadOnlyList<FieldOption> Channels =>
        StepForm.Options(
            words,
            SendingChannel.Paper,
            SendingChannel.EBoxCitizen,
            SendingChannel.EBoxEnterprise,
            SendingChannel.Email
        );
    public IReadOnlyList<FieldOption> Steps =>
        StepForm.Options(words, SendingStep.Sent, SendingStep.Delivered, SendingStep.Bounced);

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid document, CancellationToken stop)
    {
        if (!await FindAsync(employer, document, stop))
        {
            return NotFound();
        }
        StepForm.Fill(Form, clock.Today());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid employer, Guid document, CancellationToken stop)
    {
        if (!await FindAsync(employer, document, stop))
        {
            return NotFound();
        }
        if (!MayIssue)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        Form.Take(await Request.ReadFormAsync(stop), "form");
        if (await StepForm.TellAsync(Form, employer, [Document], database, visitor, clock, words, stop))
        {
            return LocalRedirect(DocumentPaths.One(employer, document));
        }
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> FindAsync(Guid employer, Guid document, CancellationToken stop)
    {
        if (await documents.FindAsync(employer, document, stop) is not { } found)
        {
            return false;
        }
        Found = found;
        await using (var connection = await database.Connect(stop))
        {
            Paper = DocumentPaper.Unpack(Document, await DocumentContent.Of(connection, Document, stop));
        }
        if (Document.Kind is not DocumentKind.EvidenceFile && found.Worker is { } worker)
        {
            var account = EmployerSnapshot.AccountOf(worker, found.View.Law, Document.StatedOn);
            Changed = FindChangedDocuments.Differences(
                Document,
                DocumentFigures.Of(Document.Kind, worker, account, Document.About)
            );
        }
        frame.Title = words[$"document.{Document.Kind}"];
        frame.Dates = null;
        (frame.Section, frame.Tab) = (Section.Documents, "documents");
        frame.Crumbs.Add((words["documents.title"], DocumentPaths.List(employer)));
        return true;
    }
}
