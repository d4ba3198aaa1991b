using LearningAccount.App.Identity;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Settings;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace LearningAccount.App.Portal.SignIn;

/// <summary>Somebody who is signed in proves it again before something that matters.</summary>
[Needs(Right.SignedIn), EnableRateLimiting(SignInParts.Doors)]
public sealed class AgainModel(
    Database database,
    PasskeyCeremonies passkeys,
    PasswordDoor door,
    OutsideDesk outside,
    Sessions sessions,
    Visitor visitor,
    Frame frame,
    Words words
) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }
    public WaysIn Ways { get; private set; } = null!;
    public bool PasskeysWork => Ways.Passkeys.Count > 0 && PasskeyCeremonies.ArePossibleAt(Request);

    /// <summary>Another sign-in can be asked only where the settings still know it.</summary>
    public IEnumerable<OutsideProvider> Providers =>
        outside.Providers.Where(provider =>
            Ways.Outside.Any(identity => string.Equals(identity.Issuer, provider.Issuer.OriginalString, StringComparison.Ordinal))
        );
    public string Email => visitor.Email;

    public Task OnGetAsync(CancellationToken stop) => Show(stop);

    public async Task<IActionResult> OnPostQuestionAsync() =>
        new JsonResult(await passkeys.AskToUse(HttpContext, visitor.UserId));

    public async Task<IActionResult> OnPostPasskeyAsync(string? ceremony, string? answer, CancellationToken stop) =>
        await passkeys.Use(HttpContext, ceremony, answer) is { } user && user == visitor.UserId
            ? await Proven(stop)
            : await Wrong("passkey", words["signIn.passkeyWrong"], stop);

    public async Task<IActionResult> OnPostPasswordAsync(string? password, string? code, CancellationToken stop)
    {
        var step = await door.TryBoth(visitor, password ?? "", code ?? "", ClientAddress.Of(HttpContext), stop);
        return step.User is null
            ? await Wrong("password", SignInWords.Of(step, words, "signIn.bothWrong"), stop)
            : await Proven(stop);
    }

    private async Task<IActionResult> Proven(CancellationToken stop)
    {
        await sessions.Prove(visitor, stop);
        return LocalRedirect(LocalAddress.Of(Back));
    }

    private async Task<IActionResult> Wrong(string field, string wrong, CancellationToken stop)
    {
        ModelState.AddModelError(field, wrong);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await Show(stop);
        return Page();
    }

    private async Task Show(CancellationToken stop)
    {
        frame.Title = words["signIn.againTitle"];
        Ways = await WaysIn.Of(database, visitor.UserId, stop);
    }
}
