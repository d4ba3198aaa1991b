using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.History;

/// <summary>Every change to what is known of an employer: who, when, through which door, why.</summary>
[Needs(Right.ReadHistory)]
public sealed class IndexModel(EmployerReading reading, Database database, Frame frame, Words words) : PageModel
{
    public static readonly IReadOnlyList<Door> Doors = Enum.GetValues<Door>();

    public EmployerView View { get; private set; } = null!;
    public ListRequest List { get; private set; } = null!;
    public DateOnly? From { get; private set; }
    public DateOnly? To { get; private set; }
    public int Count { get; private set; }
    public IReadOnlyList<JournalLine> Lines { get; private set; } = [];
    public ILookup<long, (string Table, long Written, long Closed)> Counts { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid employer, DateOnly? from, DateOnly? to, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return NotFound();
        }
        (View, From, To) = (found, from, to);
        (string, string)[] also = [.. Kept("from", from), .. Kept("to", to)];
        List = ListRequest.Of(Request, null, [.. Doors.Select(door => ColumnText.Of(door))]) with { Also = also };
        if (NationalNumber.IsLike(List.Search))
        {
            return LocalRedirect((List with { Search = "" }).Href());
        }
        Door? asked = Doors
            .Cast<Door?>()
            .FirstOrDefault(door => string.Equals(ColumnText.Of(door!.Value), List.Filter, StringComparison.Ordinal));
        await using var connection = await database.Connect(stop);
        var question = new HistoryQuestion
        {
            Text = List.Search,
            Door = asked,
            From = from,
            To = to,
        };
        (var count, Lines) = await ReadHistory.Page(
            connection,
            employer,
            question,
            (List.Page - 1) * List.PageSize,
            List.PageSize,
            stop
        );
        Count = (int)count;
        Counts = await ReadHistory.Counts(connection, employer, [.. Lines.Select(line => line.Seq)], stop);
        frame.Title = words["history.title"];
        (frame.Section, frame.Tab) = (Section.Employer, "history");
        return Page();
    }

    private static IEnumerable<(string, string)> Kept(string name, DateOnly? day) =>
        day is { } kept ? [(name, PageDates.Text(kept))] : [];
}
