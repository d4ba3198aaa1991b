using LearningAccount.App.Identity;
using LearningAccount.App.Imports;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Importing;

/// <summary>Takes an import back, after its reader has seen which one it is.</summary>
[Needs(Right.Import)]
public sealed class UndoModel(Database database, Frame frame, Words words, Visitor visitor, TimeProvider clock) : PageModel
{
    public ImportLine Import { get; private set; } = null!;

    /// <summary>What was taken back, once it is done.</summary>
    public UndoReport? Report { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid import, CancellationToken stop) =>
        await FindAsync(import, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid import, CancellationToken stop)
    {
        if (!await FindAsync(import, stop))
        {
            return NotFound();
        }
        try
        {
            Report = await new UndoImport(database).Do(import, visitor.Author(Right.Import, clock.GetUtcNow()), stop);
        }
        catch (RefusedException refused)
        {
            // It also told of an employer that is not this person's.
            ModelState.AddModelError("undo", RecordTexts.Of(refused.Anomaly, words.Language));
        }
        catch (FileRefusedException refused)
        {
            ModelState.AddModelError("undo", ImportTexts.Of(refused.Anomaly, words.Language));
        }
        return Page();
    }

    private async Task<bool> FindAsync(Guid import, CancellationToken stop)
    {
        var mine = AccessRules.Employers(visitor, Right.Import, clock.GetUtcNow());
        if (await new ListImports(database).Find(import, mine, stop) is not { } found)
        {
            return false;
        }
        Import = found;
        frame.Title = words["import.undoTitle"];
        frame.Section = Section.Imports;
        frame.Crumbs.Add((words["layout.imports"], Paths.Imports));
        return true;
    }
}
