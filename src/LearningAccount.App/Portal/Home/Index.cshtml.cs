using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Home;

/// <summary>The first page of an employer: what needs a decision, then how the year goes, then what comes.</summary>
[Needs(Right.ReadEmployer), KeptWhileFactsStay]
public sealed class IndexModel(EmployerReading reading, Frame frame, Words words) : PageModel
{
    public HomeView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return NotFound();
        }
        View = new(found, words);
        frame.Title = words["home.title"];
        frame.Section = Section.Home;
        return Page();
    }
}
