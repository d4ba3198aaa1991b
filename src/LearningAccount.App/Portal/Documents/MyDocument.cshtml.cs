using LearningAccount.App.Documents;
using LearningAccount.App.Identity;
using LearningAccount.App.Papers;
using LearningAccount.App.Portal.Me;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;

namespace LearningAccount.App.Portal.Documents;

/// <summary>One document of mine, as it was issued.</summary>
[Needs(Right.OwnAccount)]
public sealed class MyDocumentModel(OwnReading reading, OwnDocuments own, Database database, Frame frame, Words words)
    : OwnPage(reading, frame, words)
{
    public IssuedDocumentVersion Document { get; private set; } = null!;
    public Paper Paper { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid document, CancellationToken stop)
    {
        if (!await FindAsync(employer, Section.MyNotices, stop) || await own.FindAsync(employer, document, stop) is not { } found)
        {
            return NotFound();
        }
        Document = found;
        await using var connection = await database.Connect(stop);
        Paper = DocumentPaper.Unpack(found, await DocumentContent.Of(connection, found, stop));
        Frame.Title = Words[$"document.{found.Kind}"];
        Frame.Dates = null;
        Frame.Crumbs.Add((Words["documents.mine"], DocumentPaths.Own(employer)));
        return Page();
    }
}
