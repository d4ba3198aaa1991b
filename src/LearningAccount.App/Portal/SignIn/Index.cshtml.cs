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

/// <summary>The door: a passkey first, a password, or another sign-in.</summary>
[Needs(Right.Open), EnableRateLimiting(SignInParts.Doors)]
public sealed class IndexModel(
    Database database,
    PasskeyCeremonies passkeys,
    PasswordDoor door,
    OutsideDesk outside,
    Entry entry,
    Visitor visitor,
    Frame frame,
    Words words
) : PageModel
{
    private const int LongestTyped = 400;

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    public string Email { get; private set; } = "";

    /// <summary>Nobody can sign in yet.</summary>
    public bool IsNew { get; private set; }
    public bool PasskeysWork => PasskeyCeremonies.ArePossibleAt(Request);

    /// <summary>The same page by the name of this machine, where passkeys work.</summary>
    public string NamedAddress => $"{Request.Scheme}://localhost:{Request.Host.Port ?? 80}{Request.Path}{Request.QueryString}";
    public IEnumerable<OutsideProvider> Providers => outside.Providers;

    /// <summary>What went wrong at another sign-in.</summary>
    public string? OutsideProblem { get; private set; }

    /// <summary>Something was typed that is kept.</summary>
    public bool HasKept => ShortCookie.Read(Request, ShortCookie.Kept) is { Length: > 0 };

    public async Task<IActionResult> OnGetAsync(string? fault, string? provider, CancellationToken stop)
    {
        if (visitor.IsSignedIn)
        {
            return LocalRedirect(LocalAddress.Of(Back));
        }
        if (Enum.TryParse<OutsideFault>(fault, ignoreCase: true, out var known) && outside.Find(provider) is { } client)
        {
            OutsideProblem = words.Of(
                $"signIn.outside.{char.ToLowerInvariant(known.ToString()[0])}{known.ToString()[1..]}",
                ("provider", client.Provider.Name)
            );
        }
        await Show(stop);
        return Page();
    }

    /// <summary>What the browser needs to use a passkey.</summary>
    public async Task<IActionResult> OnPostQuestionAsync() => new JsonResult(await passkeys.AskToUse(HttpContext, null));

    public async Task<IActionResult> OnPostPasskeyAsync(string? ceremony, string? answer, CancellationToken stop)
    {
        if (await passkeys.Use(HttpContext, ceremony, answer) is { } user)
        {
            await entry.Open(HttpContext, visitor, user, null, "passkey");
            return LocalRedirect(LocalAddress.Of(Back));
        }
        return await Again("passkey", words["signIn.passkeyWrong"], stop);
    }

    public async Task<IActionResult> OnPostPasswordAsync(string? email, string? password, CancellationToken stop)
    {
        Email = email is { Length: <= LongestTyped } ? email : "";
        if (string.IsNullOrWhiteSpace(email) || string.IsNullOrEmpty(password))
        {
            return await Again(string.IsNullOrWhiteSpace(email) ? "email" : "password", words["signIn.bothMissing"], stop);
        }
        var step = await door.TryPassword(Email, password, ClientAddress.Of(HttpContext), stop);
        if (step.Secret is { } secret)
        {
            ShortCookie.Write(HttpContext, ShortCookie.Step, secret, PasswordDoor.StepLife);
            return LocalRedirect(Paths.WithBack(Paths.SignInCode, Back));
        }
        return await Again("password", SignInWords.Of(step, words, "signIn.passwordWrong"), stop);
    }

    private async Task<IActionResult> Again(string field, string wrong, CancellationToken stop)
    {
        ModelState.AddModelError(field, wrong);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await Show(stop);
        return Page();
    }

    private async Task Show(CancellationToken stop)
    {
        frame.Title = words["signIn.title"];
        await using var connection = await database.Connect(stop);
        IsNew = !await SignInLinks.IsSetUp(connection, stop);
    }
}
