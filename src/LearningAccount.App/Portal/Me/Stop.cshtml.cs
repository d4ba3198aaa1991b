using LearningAccount.App.Identity;
using LearningAccount.App.Mail;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Notices;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Me;

/// <summary>
/// Declines one kind of e-mail by the link in it, without signing in: the link says whose and which, sealed. Mail programs send
/// the form by themselves (RFC 8058), so it carries no token of a page; all it can do is to decline that one kind.
/// </summary>
[Needs(Right.Open), IgnoreAntiforgeryToken]
public sealed class StopModel(StopLinks links, MailChoices choices, Frame frame, Words words) : PageModel
{
    public MailKind Kind { get; private set; }
    public bool IsDone { get; private set; }

    public IActionResult OnGet(string seal) => Read(seal) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(string seal, CancellationToken stop)
    {
        if (Read(seal) is not { } user)
        {
            return NotFound();
        }
        await choices.Decline(user, Kind, stop);
        IsDone = true;
        return Page();
    }

    private Guid? Read(string seal)
    {
        if (links.Open(seal) is not { } opened)
        {
            return null;
        }
        frame.Title = words["stop.title"];
        Kind = opened.Kind;
        return opened.User;
    }
}
