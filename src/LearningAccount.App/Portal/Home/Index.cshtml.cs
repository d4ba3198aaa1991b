using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Calendar;
using LearningAccount.App.Portal.Corrections;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Home;

/// <summary>The first page of an employer: what needs a decision, then how the year goes, then what comes.</summary>
[Needs(Right.ReadEmployer), KeptWhileFactsStay]
public sealed class IndexModel(
    EmployerReading reading,
    DutyReading duties,
    Database database,
    Visitor visitor,
    Frame frame,
    Words words,
    TimeProvider clock
) : PageModel
{
    public HomeView View { get; private set; } = null!;

    /// <summary>Requests for correction that wait for the reader, the longest first.</summary>
    public IReadOnlyList<CorrectionRequestVersion> Waiting { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return NotFound();
        }
        View = new(found, await duties.Of(found, null, stop), words);
        if (visitor.May(Right.DecideCorrections, employer, clock.GetUtcNow()))
        {
            await using var connection = await database.Connect(stop);
            Waiting = await WaitingRequests.Of(connection, found, stop);
        }
        frame.Title = words["home.title"];
        frame.Section = Section.Home;
        return Page();
    }
}
