using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Employer;

/// <summary>The size class of an employer: its two-year periods, the quarters they follow from, and why.</summary>
[Needs(Right.ReadEmployer)]
public sealed class SizeModel(EmployerReading reading, Frame frame, Words words) : PageModel
{
    public EmployerView View { get; private set; } = null!;
    public IReadOnlyList<SizeView> Periods { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return NotFound();
        }
        (View, Periods) = (found, SizeView.Of(found));
        frame.Title = words["size.title"];
        (frame.Section, frame.Tab) = (Section.Employer, "size");
        return Page();
    }
}
