using LearningAccount.App.Identity;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law.Texts;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace LearningAccount.App.Portal.SignIn;

/// <summary>A worker whose national number another sign-in has proven, here for the first time, says where mail goes.</summary>
[Needs(Right.Open), EnableRateLimiting(SignInParts.Doors)]
public sealed class NewcomerModel(OutsideDesk outside, Entry entry, Visitor visitor, Frame frame, Words words) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Provider { get; set; }
    public string Name { get; private set; } = "";
    public string Email { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        frame.Title = words["signIn.newcomerTitle"];
        if (await outside.Recall(ShortCookie.Read(Request, ShortCookie.Step), stop) is not ({ } person, _))
        {
            return LocalRedirect(Paths.WithBack(Paths.SignIn, Back));
        }
        (Name, Email) = (person.Name ?? "", person.VerifiedEmail ?? "");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? email, CancellationToken stop)
    {
        frame.Title = words["signIn.newcomerTitle"];
        var secret = ShortCookie.Read(Request, ShortCookie.Step);
        if (outside.Find(Provider) is null || await outside.Recall(secret, stop) is not ({ } person, var personId))
        {
            return LocalRedirect(Paths.WithBack(Paths.SignIn, Back));
        }
        (Name, Email) = (person.Name ?? "", email ?? "");
        try
        {
            if (await outside.Welcome(secret, Email, words.Language.Code(), stop) is { } user)
            {
                await entry.Open(HttpContext, visitor, user, personId, $"outside:{Provider}");
            }
            return LocalRedirect(LocalAddress.Of(Back));
        }
        catch (RefusedException refused)
        {
            ModelState.AddModelError("email", RecordTexts.Of(refused.Anomaly, words.Language));
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
    }
}
