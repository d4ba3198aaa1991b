using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.History;

/// <summary>One line of the journal: what it did to each fact, before and after.</summary>
[Needs(Right.ReadHistory)]
public sealed class LineModel(EmployerReading reading, Database database, Frame frame, Words words) : PageModel
{
    public ChangesView View { get; private set; } = null!;
    public IReadOnlyList<(string Table, long Written, long Closed)> Counts { get; private set; } = [];

    /// <summary>It did more than is told one by one.</summary>
    public bool IsLarge { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid employer, long line, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return NotFound();
        }
        await using var connection = await database.Connect(stop);
        if (await ReadHistory.Line(connection, employer, line, stop) is not { } asked)
        {
            return NotFound();
        }
        Counts = [.. (await ReadHistory.Counts(connection, employer, [line], stop))[line]];
        IsLarge = Counts.Any(count => Math.Max(count.Written, count.Closed) > ReadHistory.MostFactsTold);
        View = ChangesView.Of(found, [asked], await ReadHistory.OfLine(connection, employer, line, stop), Paths.Workers);
        frame.Title = HistoryWords.Action(asked.Action, words);
        (frame.Section, frame.Tab) = (Section.Employer, "history");
        frame.Crumbs.Add((words["history.title"], Paths.History(employer)));
        return Page();
    }
}
