using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Documents;

/// <summary>The documents an employer issued, the newest first, with how each reached its worker.</summary>
[Needs(Right.ReadEmployer)]
public sealed class IndexModel(
    EmployerReading reading,
    Database database,
    DocumentRuns runs,
    Visitor visitor,
    TimeProvider clock,
    Frame frame,
    Words words
) : PageModel
{
    public const string NotTold = "notTold";
    private const int RunsShown = 5;

    public EmployerView View { get; private set; } = null!;
    public Guid Id => View.Head.Id;
    public ListRequest List { get; private set; } = null!;
    public int Count { get; private set; }
    public IReadOnlyList<DocumentOnItsWay> Documents { get; private set; } = [];
    public IReadOnlyList<DocumentRun> Runs { get; private set; } = [];
    public bool MayIssue => visitor.May(Right.IssueDocuments, Id, clock.GetUtcNow());

    /// <summary>Whose documents: a page of one worker, or of all.</summary>
    public WorkerSnapshot? Worker { get; private set; }

    public WorkerSnapshot? WorkerOf(IssuedDocumentVersion document) => View.Snapshot.Worker(document.WorkerId);

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return NotFound();
        }
        View = found;
        string[] filters = [NotTold, .. Enum.GetNames<DocumentKind>()];
        List = ListRequest.Of(Request, null, filters);
        await using var connection = await database.Connect(stop);
        var isNarrowed = AccessRules.Scopes(visitor, employer, clock.GetUtcNow()) is not null;
        var (count, documents) = await ReadIssued.Page(
            connection,
            employer,
            new()
            {
                Kind = Enum.TryParse<DocumentKind>(List.Filter, out var kind) ? kind : null,
                OnlyNotTold = List.Filter is NotTold,
                Workers = isNarrowed
                    ? [.. found.Snapshot.Workers.SelectMany(one => found.Snapshot.AliasesOf(one.WorkerId))]
                    : null,
            },
            (List.Page - 1) * List.PageSize,
            List.PageSize,
            stop
        );
        (Count, Documents) = ((int)count, documents);
        Runs = isNarrowed ? [] : await runs.Of(employer, RunsShown, stop);
        (frame.Title, frame.Dates) = (words["documents.title"], null);
        (frame.Section, frame.Tab) = (Section.Documents, "documents");
        return Page();
    }
}
