using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Settings;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Operator;

/// <summary>How the outbox stands: what did not arrive and why, never whose it is.</summary>
[Needs(Right.Operate)]
public sealed class MailModel(Database database, Outbox outbox, InstallationSettings settings, Frame frame, Words words)
    : PageModel
{
    public const string Path = "/operator/mail";

    public bool IsOn => settings.Mail is not null;
    public OutboxStanding Standing { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken stop)
    {
        frame.Title = words["outbox.title"];
        frame.Section = Section.Operator;
        frame.Crumbs.Add((words["operator.title"], Paths.Operator));
        await using var connection = await database.Connect(stop);
        Standing = await ReadOutbox.Of(connection, stop);
    }

    public async Task<IActionResult> OnPostAsync(Guid mail, CancellationToken stop)
    {
        await outbox.TryAgain(mail, stop);
        return LocalRedirect(Path);
    }
}
