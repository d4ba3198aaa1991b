using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.History;

/// <summary>The history of what is said of the employer as a whole: its name, size, agreements, own days and settings.</summary>
[Needs(Right.ReadHistory)]
public sealed class EmployerModel(EmployerReading reading, Database database, Frame frame, Words words) : PageModel
{
    public ListRequest List { get; private set; } = null!;
    public ChangesView View { get; private set; } = null!;
    public int Count { get; private set; }

    /// <param name="of">The key of one fact, such as the name of a setting; null: all of them.</param>
    public async Task<IActionResult> OnGetAsync(Guid employer, string? of, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return NotFound();
        }
        List = ListRequest.Of(Request, null) with { Also = of is null ? [] : [("of", of)] };
        await using var connection = await database.Connect(stop);
        var changes = (await ReadHistory.Of(connection, employer, stop)).Where(change =>
            of is null || string.Equals(change.Key, of, StringComparison.Ordinal)
        );
        var told = changes.ToList();
        var seqs = ChangesView.SeqsOf(told);
        Count = seqs.Count;
        var lines = await ReadHistory.Lines(connection, employer, [.. List.PageOf(seqs)], stop);
        View = ChangesView.Of(found, lines, told, Paths.Size);
        frame.Title = words["history.ofEmployer"];
        (frame.Section, frame.Tab) = (Section.Employer, "history");
        frame.Crumbs.Add((words["history.title"], Paths.History(employer)));
        return Page();
    }
}
