using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Privacy;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Privacy;

/// <summary>What persons ask of their data, with the day to answer by; and whose data are restricted.</summary>
[Needs(Right.ReadHistory)]
public sealed class RequestsModel(
    EmployerReading reading,
    Database database,
    Visitor visitor,
    Frame frame,
    Words words,
    TimeProvider clock
) : PageModel
{
    public EmployerView View { get; private set; } = null!;
    public ListRequest List { get; private set; } = null!;
    public IReadOnlyList<PrivacyRequestVersion> Requests { get; private set; } = [];
    public IReadOnlyList<RestrictionVersion> Restrictions { get; private set; } = [];
    public DateOnly Today => clock.Today();

    /// <summary>The page about the data of a worker is for who may do something with them.</summary>
    public bool MayChange => visitor.May(Right.ManageAccess, View.Head.Id, clock.GetUtcNow());

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return NotFound();
        }
        View = found;
        List = ListRequest.Of(Request, null);
        await using var connection = await database.Connect(stop);
        Requests = await PrivacyRequests.All(connection, employer, stop);
        Restrictions = await ReadVersions.Now(connection, Tables.Restriction, employer, stop);
        frame.Title = words["privacy.requests"];
        (frame.Section, frame.Tab, frame.Dates) = (Section.Documents, "privacy", null);
        return Page();
    }

    public string NameOf(Guid worker) =>
        View.Snapshot.Worker(worker) is { } known ? WorkerNames.Listed(known) : words["privacy.nobodyAnyMore"];
}
