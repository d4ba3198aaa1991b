using System.Collections.Immutable;
using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Reconciliation;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Reconciliation;

/// <summary>What another register showed of the rights of workers beside their accounts here: totals, differences, causes.</summary>
[Needs(Right.ReadEmployer)]
public sealed class IndexModel(
    EmployerReading reading,
    ReadReconciliation reconciliation,
    Database database,
    Visitor visitor,
    TimeProvider clock,
    Frame frame,
    Words words
) : PageModel
{
    public EmployerView View { get; private set; } = null!;
    public CounterList List { get; private set; } = null!;
    public ImmutableArray<CounterTotal> Totals { get; private set; } = [];

    /// <summary>The visitor may decide whose figures hold, of those as they are now.</summary>
    public bool MayDecide { get; private set; }

    /// <summary>Who decided, by the line of the journal.</summary>
    public IReadOnlyDictionary<long, string> Deciders { get; private set; } = new Dictionary<long, string>();

    /// <summary>Lines a moment ago whose balance no adjustment could make theirs.</summary>
    public int NotMet { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid employer, int notMet, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return NotFound();
        }
        View = found;
        NotMet = notMet;
        List = CounterList.Of(Request, found.Dates, await reconciliation.Of(found.Snapshot, found.Law, stop));
        Totals = CounterTotal.Of(List.All, found.Snapshot.LawUnder(found.Law).HoursPerDay);
        MayDecide = found.Dates.IsKnownToday && visitor.May(Right.ManageRights, employer, clock.GetUtcNow());
        if (List.Request.Filter is CounterList.Decided)
        {
            await using var connection = await database.Connect(stop);
            Deciders = await ReadReconciliation.Deciders(connection, employer, stop);
        }
        frame.Title = words["reconcile.title"];
        (frame.Section, frame.Tab) = (Section.Employer, "reconciliation");
        return Page();
    }
}
