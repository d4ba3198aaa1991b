using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Notices;
using Microsoft.AspNetCore.Mvc;

namespace LearningAccount.App.Portal.Me;

/// <summary>What I have, what I used, what I lose when, and why.</summary>
[Needs(Right.OwnAccount)]
public sealed class AccountModel(OwnReading reading, ReadNotices notices, Frame frame, Words words)
    : OwnPage(reading, frame, words)
{
    public int Unread { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop)
    {
        if (!await FindAsync(employer, Section.Me, stop))
        {
            return NotFound();
        }
        Frame.AskAbout = figure => OwnPaths.AskAbout(employer, figure);
        Unread = (await notices.Of(employer, Aliases, stop)).Count(notice => !notice.IsRead);
        return Page();
    }
}
