using LearningAccount.App.Archive;
using LearningAccount.App.Identity;
using LearningAccount.App.Imports;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Reconciliation;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Archive;

/// <summary>Makes a sealed archive of what was brought in, and lists the seals of those that were made.</summary>
[Needs(Right.Import)]
public sealed class IndexModel(
    EmployerReading reading,
    ReadReconciliation reconciliation,
    ReadSnapshots snapshots,
    Database database,
    Visitor visitor,
    Frame frame,
    Words words
) : PageModel
{
    public EmployerView View { get; private set; } = null!;
    public IReadOnlyList<ArchivedFile> Files { get; private set; } = [];
    public IReadOnlyList<Seal> Seals { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return NotFound();
        }
        View = found;
        await using var connection = await database.Connect(stop);
        Files = await ArchivedFile.All(connection, employer, stop);
        Seals = await Seal.All(connection, employer, stop);
        frame.Title = words["archive.title"];
        (frame.Section, frame.Tab) = (Section.Employer, "archive");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid employer, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found || await snapshots.Of(employer, null, stop) is not { } now)
        {
            return NotFound();
        }
        // Gone with the answer; it may be as large as all that was brought in.
        var file = await TemporaryFile.Filled(target =>
            new SealArchive(database, reconciliation).Do(now, found.Law, words, visitor.Author(), target, stop)
        );
        return File(file, "application/zip", SealArchive.NameOf(now, words));
    }
}
