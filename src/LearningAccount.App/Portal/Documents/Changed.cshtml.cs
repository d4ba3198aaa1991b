using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Documents;

/// <summary>The documents whose figures would be others today: what changed, and why.</summary>
[Needs(Right.ReadEmployer)]
public sealed class ChangedModel(
    EmployerReading reading,
    Database database,
    Visitor visitor,
    TimeProvider clock,
    Frame frame,
    Words words
) : PageModel
{
    public EmployerView View { get; private set; } = null!;
    public Guid Id => View.Head.Id;
    public ListRequest List { get; private set; } = null!;
    public int Count { get; private set; }
    public IReadOnlyList<ChangedDocument> Changed { get; private set; } = [];
    public bool MayIssue => visitor.May(Right.IssueDocuments, Id, clock.GetUtcNow());
    public bool MayReadHistory => visitor.May(Right.ReadHistory, Id, clock.GetUtcNow());

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return NotFound();
        }
        View = found;
        List = ListRequest.Of(Request, null);
        await using var connection = await database.Connect(stop);
        // As known now, whatever day the reader looked at before.
        var changed = await FindChangedDocuments.Of(connection, found.Snapshot, await ReadLawBook.From(connection, stop), stop);
        Count = changed.Count;
        Changed = [.. changed.Skip((List.Page - 1) * List.PageSize).Take(List.PageSize)];
        (frame.Title, frame.Dates) = (words["documents.changed"], null);
        (frame.Section, frame.Tab) = (Section.Documents, "documents");
        frame.Crumbs.Add((words["documents.title"], DocumentPaths.List(employer)));
        return Page();
    }

    public WorkerSnapshot? WorkerOf(ChangedDocument changed) => View.Snapshot.Worker(changed.Document.WorkerId);
}
