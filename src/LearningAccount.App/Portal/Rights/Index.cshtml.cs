using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Rights;

/// <summary>The right of the workers of an employer: what holds by itself, and what the employer decided beside it.</summary>
[Needs(Right.ReadEmployer)]
public sealed class IndexModel(EmployerReading reading, Frame frame, Words words, Visitor visitor, TimeProvider clock) : PageModel
{
    public RightsView View { get; private set; } = null!;

    /// <summary>The reader may change what the page shows.</summary>
    public bool MayChange { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return NotFound();
        }
        View = RightsView.Of(found, words);
        MayChange = visitor.May(Right.ManageRights, employer, clock.GetUtcNow()) && found.Dates.IsKnownToday;
        frame.Title = words["rights.title"];
        (frame.Section, frame.Tab) = (Section.Employer, "rights");
        return Page();
    }
}
