using LearningAccount.App.Identity;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace LearningAccount.App.Portal.SignIn;

/// <summary>For who has lost the passkey: a recovery code, and what to do without one.</summary>
[Needs(Right.Open), EnableRateLimiting(SignInParts.Doors)]
public sealed class RecoveryModel(PasswordDoor door, Entry entry, Visitor visitor, Frame frame, Words words) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }
    public string Email { get; private set; } = "";

    public void OnGet() => frame.Title = words["signIn.recoveryTitle"];

    public async Task<IActionResult> OnPostAsync(string? email, string? code, CancellationToken stop)
    {
        Email = email ?? "";
        var step = await door.TryRecovery(Email, code ?? "", ClientAddress.Of(HttpContext), stop);
        if (step.User is { } user)
        {
            await entry.Open(HttpContext, visitor, user, null, "recovery");
            // The code is spent and the passkey is lost: a new one comes first.
            return LocalRedirect(Paths.Profile);
        }
        frame.Title = words["signIn.recoveryTitle"];
        ModelState.AddModelError("code", SignInWords.Of(step, words, "signIn.recoveryWrong"));
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
