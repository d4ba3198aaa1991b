using LearningAccount.App.Identity;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.SignIn;

/// <summary>Signs out, and offers to sign out at the other sign-in too, where one was used.</summary>
[Needs(Right.Open)]
public sealed class OutModel(
    Entry entry,
    Sessions sessions,
    OutsideDesk outside,
    PublicAddress address,
    Visitor visitor,
    Frame frame,
    Words words
) : PageModel
{
    /// <summary>Where the person is still signed in, and how to end that.</summary>
    public (string Name, string Href)? Elsewhere { get; private set; }

    public async Task OnGetAsync(string? at, CancellationToken stop)
    {
        frame.Title = words["signIn.outTitle"];
        if (outside.Find(at) is not { } client)
        {
            return;
        }
        try
        {
            Elsewhere = await client.SignOutAt(address.Origin(Request) + Paths.SignOut, stop) is { } href
                ? (client.Provider.Name, href)
                : null;
        }
        catch (OutsideSignInException)
        {
            // It cannot be reached to say how; here the person is signed out all the same.
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var open = visitor.IsSignedIn ? await sessions.Of(visitor.UserId, stop) : [];
        var method = open.FirstOrDefault(line =>
            string.Equals(line.SessionHash, visitor.Session, StringComparison.Ordinal)
        )?.Method;
        await entry.Close(HttpContext, visitor);
        return LocalRedirect(method?.Split(':') is ["outside", var id] ? $"{Paths.SignOut}?at={id}" : Paths.SignOut);
    }
}
