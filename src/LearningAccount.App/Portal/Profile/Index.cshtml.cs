using LearningAccount.App.Identity;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Portal.SignIn;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Settings;
using LearningAccount.App.Wording;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Profile;

/// <summary>What the visitor signs in with, where the visitor is signed in, and in which language mail comes.</summary>
[Needs(Right.SignedIn), FreshProof]
public sealed class IndexModel(
    Database database,
    Passkeys passkeys,
    Passwords passwords,
    RecoveryCodes recovery,
    OutsideIdentities identities,
    OutsideDesk outside,
    Sessions sessions,
    Visitor visitor,
    Frame frame,
    Words words
) : PageModel
{
    public Visitor Person => visitor;
    public WaysIn Ways { get; private set; } = null!;
    public IReadOnlyList<SessionLine> Sessions { get; private set; } = [];

    /// <summary>New recovery codes, shown once.</summary>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    public IEnumerable<(OutsideIdentity Identity, string Name)> Outside =>
        Ways.Outside.Select(identity =>
            (identity, outside.Providers.FirstOrDefault(known => IsAt(known, identity))?.Name ?? identity.Issuer)
        );

    /// <summary>Other sign-ins that are not the visitor's yet.</summary>
    public IEnumerable<OutsideProvider> Addable =>
        outside.Providers.Where(known => !Ways.Outside.Any(identity => IsAt(known, identity)));

    public Task<IActionResult> OnGetAsync(CancellationToken stop) => Show(stop);

    public async Task<IActionResult> OnPostRenameAsync(string id, string? name, CancellationToken stop)
    {
        if (name?.Trim() is { Length: > 0 and <= Passkeys.LongestName } given)
        {
            await passkeys.Rename(visitor.UserId, id, given, stop);
        }
        return LocalRedirect(Paths.Profile);
    }

    public Task<IActionResult> OnPostRemovePasskeyAsync(string id, CancellationToken stop) =>
        Remove(() => passkeys.Remove(visitor.UserId, id, stop), stop);

    public Task<IActionResult> OnPostRemovePasswordAsync(CancellationToken stop) =>
        Remove(() => passwords.Remove(visitor.UserId, stop), stop);

    public Task<IActionResult> OnPostRemoveOutsideAsync(string issuer, string subject, CancellationToken stop) =>
        Remove(() => identities.Remove(visitor.UserId, issuer, subject, stop), stop);

    public async Task<IActionResult> OnPostCodesAsync(CancellationToken stop)
    {
        Codes = await recovery.Renew(visitor.UserId, stop);
        return await Show(stop);
    }

    public async Task<IActionResult> OnPostEndAsync(string session, CancellationToken stop)
    {
        await sessions.End(visitor.UserId, session, stop);
        return LocalRedirect(Paths.Profile);
    }

    public async Task<IActionResult> OnPostEndAllAsync(CancellationToken stop)
    {
        await sessions.EndAll(visitor.UserId, visitor.Session, stop);
        return LocalRedirect(Paths.Profile);
    }

    public async Task<IActionResult> OnPostLanguageAsync(string? language, CancellationToken stop)
    {
        if (Languages.TryParse(language, out var chosen))
        {
            await Change.Make(
                database,
                visitor.Author(),
                async change =>
                {
                    await RegisterUser.Change(change, visitor.UserId, known => known with { Language = chosen.Code() }, stop);
                    return 0;
                },
                stop
            );
            return LocalRedirect($"/language/{chosen.Code()}?back={Uri.EscapeDataString(Paths.Profile)}");
        }
        return LocalRedirect(Paths.Profile);
    }

    public string Method(SessionLine line) => SignInWords.Method(line.Method, outside, words);

    public string Moment(DateTimeOffset at) => words.Moment(at);

    public string Browser(SessionLine line) => Agent.Named(line.Agent) ?? words["profile.unknownBrowser"];

    // The last way in is not taken away: nobody locks the own door from outside.
    private async Task<IActionResult> Remove(Func<Task> remove, CancellationToken stop)
    {
        if ((await WaysIn.Of(database, visitor.UserId, stop)).Count > 1)
        {
            await remove();
            return LocalRedirect(Paths.Profile);
        }
        ModelState.AddModelError("ways", words["profile.last"]);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await Show(stop);
    }

    private async Task<IActionResult> Show(CancellationToken stop)
    {
        frame.Title = words["profile.title"];
        Ways = await WaysIn.Of(database, visitor.UserId, stop);
        Sessions = await sessions.Of(visitor.UserId, stop);
        return Page();
    }

    private static bool IsAt(OutsideProvider known, OutsideIdentity identity) =>
        string.Equals(known.Issuer.OriginalString, identity.Issuer, StringComparison.Ordinal);
}
