using LearningAccount.App.Identity;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Profile;

/// <summary>One more passkey, for another device or in the place of one that is lost.</summary>
[Needs(Right.SignedIn), FreshProof(AlsoToRead = true)]
public sealed class PasskeyModel(PasskeyCeremonies passkeys, Visitor visitor, Frame frame, Words words) : PageModel
{
    public bool PasskeysWork => PasskeyCeremonies.ArePossibleAt(Request);
    public string Name { get; private set; } = "";

    public void OnGet()
    {
        Name = Agent.Named(Request.Headers.UserAgent) ?? "";
        Show();
    }

    public async Task<IActionResult> OnPostQuestionAsync() =>
        new JsonResult(await passkeys.AskToMake(HttpContext, visitor.UserId, visitor.Email, visitor.Name));

    public async Task<IActionResult> OnPostAsync(string? ceremony, string? answer, string? name)
    {
        Name = name?.Trim() ?? "";
        var called = Name.Length > 0 ? Name : words["signIn.passkeyNamed"];
        if (await passkeys.Make(HttpContext, visitor.UserId, ceremony, answer, called, () => Task.FromResult(true)))
        {
            return LocalRedirect(Paths.Profile);
        }
        ModelState.AddModelError("passkey", words["signIn.passkeyNotMade"]);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        Show();
        return Page();
    }

    private void Show()
    {
        frame.Title = words["profile.addPasskey"];
        frame.Crumbs.Add((words["profile.title"], Paths.Profile));
    }
}
