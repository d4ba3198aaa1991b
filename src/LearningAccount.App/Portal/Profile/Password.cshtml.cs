using LearningAccount.App.Identity;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Portal.SignIn;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Profile;

/// <summary>A password with the app that goes with it, both new: who changes one has a reason to change the other.</summary>
[Needs(Right.SignedIn), FreshProof(AlsoToRead = true)]
public sealed class PasswordModel(
    Passwords passwords,
    PasswordCheck check,
    AppKeys keys,
    Sessions sessions,
    Visitor visitor,
    TimeProvider clock,
    Frame frame,
    Words words
) : PageModel
{
    public NewPassword Offered { get; private set; } = null!;

    public void OnGet() => Show(null);

    public async Task<IActionResult> OnPostAsync(string? password, string? offer, string? code, CancellationToken stop)
    {
        var user = (visitor.UserId, visitor.Name, visitor.Email);
        var parts = new PasswordParts(passwords, check, keys, clock);
        if (await NewPassword.Keep(user, password, offer, code, parts, ModelState, words, () => Task.FromResult(true), stop))
        {
            // Whoever knew the old one is out.
            await sessions.EndAll(visitor.UserId, visitor.Session, stop);
            return LocalRedirect(Paths.Profile);
        }
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        Show(offer);
        return Page();
    }

    private void Show(string? offered)
    {
        Offered = NewPassword.For(visitor.UserId, visitor.Email, offered, keys);
        frame.Title = words["profile.passwordTitle"];
        frame.Crumbs.Add((words["profile.title"], Paths.Profile));
    }
}
