using System.Text;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Importing;

/// <summary>What the pages about one upload share: its files, and the rows of the one that is shown.</summary>
public abstract class UploadModel(Frame frame, Words words) : PageModel
{
    public ImportWork Work { get; private set; } = null!;
    public bool IsDone { get; private set; }
    public FileView? Shown { get; private set; }

    /// <summary>Waits a moment for the work; where it takes longer, the page asks for itself again, also without script.</summary>
    /// <param name="done">The code of the page's title when all is done, and <paramref name="busy"/> before.</param>
    protected async Task ShowAsync(ImportWork work, string done, string busy)
    {
        Work = work;
        IsDone = await work.IsSoonDone();
        if (IsDone)
        {
            Shown = FileView.Of(work, Request);
        }
        else
        {
            Response.Headers["Refresh"] = "2";
        }
        frame.Title = words[IsDone ? done : busy];
        frame.Section = Section.Imports;
        frame.Crumbs.Add((words["layout.imports"], Paths.Imports));
    }

    /// <summary>The rows of a file that cannot be kept, as a file to correct and send again.</summary>
    protected IActionResult RowsOf(ImportWork? work, int file) =>
        work is { Done.IsCompleted: true } && file >= 0 && file < work.Each.Count && work.Each[file].Report is { } report
            ? File(
                Encoding.UTF8.GetBytes(report.RowsToCorrect),
                "application/octet-stream",
                words.Of("import.correctName", ("name", work.Each[file].Name))
            )
            : NotFound();
}
