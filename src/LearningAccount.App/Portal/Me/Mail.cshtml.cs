using System.Collections.Immutable;
using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Notices;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Me;

/// <summary>Which kinds of e-mail I want. What the law obliges to tell is sent in any case.</summary>
[Needs(Right.SignedIn)]
public sealed class MailModel(MailChoices choices, Visitor visitor, Frame frame, Words words) : PageModel
{
    public ImmutableHashSet<MailKind> Declined { get; private set; } = [];

    /// <summary>The calendar is mailed to who reads an employer, and how often is said beside the calendar.</summary>
    public static IEnumerable<MailKind> Declinable => MailChoices.Declinable.Where(kind => kind is not MailKind.DutyDigest);

    [BindProperty]
    public List<MailKind> Wanted { get; set; } = [];

    [BindProperty(SupportsGet = true)]
    public string? Saved { get; set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        frame.Title = words["me.mail"];
        Declined = await choices.Of(visitor.UserId, stop);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        foreach (var kind in Declinable)
        {
            await (
                Wanted.Contains(kind) ? choices.Want(visitor.UserId, kind, stop) : choices.Decline(visitor.UserId, kind, stop)
            );
        }
        return LocalRedirect($"{OwnPaths.Mail}?saved=1");
    }
}
