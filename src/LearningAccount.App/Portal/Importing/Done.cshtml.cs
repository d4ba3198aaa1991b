using System.Text;
using LearningAccount.App.Imports;
using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Portal.Web;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Importing;

/// <summary>What became of files that were confirmed, and the way to the workers they tell of.</summary>
public sealed class DoneModel(ImportDesk desk, Database database, Frame frame, Words words) : PageModel
{
    private const int EmployersNamed = 5;
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    public ImportWork Work { get; private set; } = null!;
    public bool IsDone { get; private set; }
    public FileView? Shown { get; private set; }

    /// <summary>Rows that were new or changed something.</summary>
    public long Kept { get; private set; }
    public IReadOnlyList<EmployerHead> Employers { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken stop)
    {
        if (desk.Find(token) is not { } work)
        {
            // Told long ago, or before the program was started anew: the history knows it.
            return LocalRedirect(Paths.Imports);
        }
        Work = work;
        IsDone = await work.IsDoneWithin(Moment);
        frame.Section = Section.Imports;
        frame.Title = words[IsDone ? "import.done" : "import.bringing"];
        frame.Crumbs.Add((words["layout.imports"], Paths.Imports));
        if (!IsDone)
        {
            Response.Headers["Refresh"] = "2";
            return Page();
        }
        Shown = FileView.Of(work, Request);
        var reports = work.Each.Select(file => file.Report).OfType<ImportReport>().ToList();
        Kept = reports.Sum(report => report.CountOf(RowOutcome.New) + report.CountOf(RowOutcome.Changed));
        var told = reports.SelectMany(report => report.Rows).Select(row => row.EmployerId).ToHashSet();
        await using var connection = await database.Connect(stop);
        Employers =
        [
            .. (await ListEmployers.All(connection, stop))
                .Where(each => told.Contains(each.EmployerId))
                .Take(EmployersNamed)
                .Select(each => EmployerNames.Head(each, words)),
        ];
        return Page();
    }

    public IActionResult OnGetRows(string token, int file)
    {
        if (
            desk.Find(token) is not { Done.IsCompleted: true } work
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
