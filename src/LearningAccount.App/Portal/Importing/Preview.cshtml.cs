using System.Text;
using LearningAccount.App.Imports;
using LearningAccount.App.Portal.Web;
using LearningAccount.Law;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Importing;

/// <summary>What the uploaded files would do, row by row, before anything is kept.</summary>
public sealed class PreviewModel(ImportDesk desk, Frame frame, Words words) : PageModel
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    public ImportWork Work { get; private set; } = null!;
    public bool IsDone { get; private set; }
    public FileView? Shown { get; private set; }

    public async Task<IActionResult> OnGetAsync(string token)
    {
        if (desk.Rehearse(token) is not { } work)
        {
            return NotFound();
        }
        Work = work;
        IsDone = await work.IsDoneWithin(Moment);
        if (IsDone)
        {
            Shown = FileView.Of(work, Request);
        }
        else
        {
            // The page asks for itself again, also without script.
            Response.Headers["Refresh"] = "2";
        }
        frame.Title = words["import.preview"];
        frame.Section = Section.Imports;
        frame.Crumbs.Add((words["layout.imports"], Paths.Imports));
        return Page();
    }

    public IActionResult OnPostConfirm(string token) =>
        desk.Confirm(token) is null ? NotFound() : LocalRedirect(Paths.ImportDone(token));

    public IActionResult OnPostLeave(string token)
    {
        desk.Leave(token);
        return LocalRedirect(Paths.Imports);
    }

    /// <summary>The rows of a file that cannot be kept, as a file to correct and send again.</summary>
    public IActionResult OnGetRows(string token, int file)
    {
        if (
            desk.Rehearse(token) is not { Done.IsCompleted: true } work
            || file < 0
            || file >= work.Each.Count
            || work.Each[file].Report is not { } report
        )
        {
            return NotFound();
        }
        return File(
            Encoding.UTF8.GetBytes(RowsToCorrect.Of(report)),
            "application/octet-stream",
            words.Of("import.correctName", ("name", work.Each[file].Name))
        );
    }
}
