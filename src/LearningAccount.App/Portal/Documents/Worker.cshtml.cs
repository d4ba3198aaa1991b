using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.Records.Access;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Documents;

/// <summary>The documents issued to one worker.</summary>
[Needs(Right.ReadEmployer)]
public sealed class WorkerModel(WorkerReading reading, Database database, Visitor visitor, TimeProvider clock) : PageModel
{
    public WorkerView View { get; private set; } = null!;
    public Guid Employer => View.Employer.Head.Id;
    public IReadOnlyList<DocumentOnItsWay> Documents { get; private set; } = [];
    public bool MayIssue => visitor.May(Right.IssueDocuments, Employer, clock.GetUtcNow());

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid worker, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, worker, "document", stop) is not { } found)
        {
            return NotFound();
        }
        View = found;
        await using var connection = await database.Connect(stop);
        Documents = await ReadIssued.Of(connection, employer, found.Employer.Snapshot.AliasesOf(found.Snapshot.WorkerId), stop);
        return Page();
    }
}
