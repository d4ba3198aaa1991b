using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Access;

/// <summary>Where somebody whose access asks for a reason gives it, before anything of the employer is shown.</summary>
[Needs(Right.SignedIn)]
public sealed class ReasonModel(Sessions sessions, Frame frame, Words words, Visitor visitor, TimeProvider clock) : PageModel
{
    private const int Shortest = 5;
    private const int Longest = 500;

    [BindProperty]
    public string? Why { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    public IActionResult OnGet(Guid employer) => Show(employer);

    public async Task<IActionResult> OnPostAsync(Guid employer, CancellationToken stop)
    {
        if (Show(employer) is NotFoundResult absent)
        {
            return absent;
        }
        var why = (Why ?? "").Trim();
        if (why.Length is < Shortest or > Longest)
        {
            ModelState.AddModelError("Why", words["reason.missing"]);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        await sessions.GiveReason(visitor, employer, why, stop);
        return Url.IsLocalUrl(Back) ? LocalRedirect(Back) : LocalRedirect(Paths.Workers(employer));
    }

    // Whoever has nothing to give a reason for is told of nothing.
    private IActionResult Show(Guid employer)
    {
        frame.Title = words["reason.title"];
        return AccessRules.RoleAt(visitor, employer, clock.GetUtcNow()) is Role.Auditor or Role.BreakGlass ? Page() : NotFound();
    }
}
