using LearningAccount.App.Identity;
using LearningAccount.App.Imports;
using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;

namespace LearningAccount.App.Portal.Importing;

/// <summary>What became of files that were confirmed, and the way to the workers they tell of.</summary>
[Needs(Right.Import)]
public sealed class DoneModel(ImportDesk desk, Database database, Frame frame, Words words, Visitor visitor)
    : UploadModel(frame, words)
{
    private const int EmployersNamed = 5;
    private readonly Words words = words;

    /// <summary>Rows that were new or changed something.</summary>
    public long Kept { get; private set; }
    public IReadOnlyList<EmployerHead> Employers { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken stop)
    {
        if (desk.Find(token, visitor) is not { } work)
        {
            // Told long ago, or before the program was started anew: the history knows it.
            return LocalRedirect(Paths.Imports);
        }
        await ShowAsync(work, "import.done", "import.bringing");
        if (IsDone)
        {
            await TellAsync(stop);
        }
        return Page();
    }

    public IActionResult OnGetRows(string token, int file) => RowsOf(desk.Find(token, visitor), file);

    private async Task TellAsync(CancellationToken stop)
    {
        var reports = Work.Each.Select(file => file.Report).OfType<ImportReport>().ToList();
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
    }
}
