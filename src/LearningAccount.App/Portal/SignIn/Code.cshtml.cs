using LearningAccount.App.Identity;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace LearningAccount.App.Portal.SignIn;

/// <summary>After the password: the code of the app, or a recovery code in its place.</summary>
[Needs(Right.Open), EnableRateLimiting(SignInParts.Doors)]
public sealed class CodeModel(PasswordDoor door, Entry entry, Visitor visitor, Frame frame, Words words) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    public IActionResult OnGet()
    {
        frame.Title = words["signIn.codeTitle"];
        return ShortCookie.Read(Request, ShortCookie.Step) is null ? LocalRedirect(Paths.WithBack(Paths.SignIn, Back)) : Page();
    }

    public async Task<IActionResult> OnPostAsync(string? code, CancellationToken stop)
    {
        var secret = ShortCookie.Read(Request, ShortCookie.Step);
        if (await door.TryCode(secret, code ?? "", ClientAddress.Of(HttpContext), stop) is not { } step)
        {
            ShortCookie.Forget(HttpContext, ShortCookie.Step);
            return LocalRedirect(Paths.WithBack(Paths.SignIn, Back));
        }
        if (step.User is { } user)
        {
            await entry.Open(HttpContext, visitor, user, null, RecoveryCodes.IsLike(code!) ? "recovery" : "password");
            return LocalRedirect(LocalAddress.Of(Back));
        }
        frame.Title = words["signIn.codeTitle"];
        ModelState.AddModelError("code", SignInWords.Of(step, words, "signIn.codeWrong"));
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
