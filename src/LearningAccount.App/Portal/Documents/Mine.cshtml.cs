using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Me;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;

namespace LearningAccount.App.Portal.Documents;

/// <summary>The documents my employer issued to me.</summary>
[Needs(Right.OwnAccount)]
public sealed class MineModel(OwnReading reading, OwnDocuments own, Frame frame, Words words) : OwnPage(reading, frame, words)
{
    public IReadOnlyList<DocumentOnItsWay> Documents { get; private set; } = [];

    /// <summary>Of a statement of training: which.</summary>
    public string? About(IssuedDocumentVersion document) => DocumentFigures.TrainingOf(View.Snapshot, document.About)?.Title;

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop)
    {
        if (!await FindAsync(employer, Section.MyNotices, stop))
        {
            return NotFound();
        }
        Frame.Title = Words["documents.mine"];
        Documents = await own.AllAsync(View, stop);
        return Page();
    }
}
