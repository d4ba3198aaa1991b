using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;

namespace LearningAccount.App.Portal.Me;

/// <summary>What I was told of my account, the newest first. What is shown counts as read.</summary>
[Needs(Right.OwnAccount)]
public sealed class NoticesModel(OwnReading reading, ReadNotices notices, Frame frame, Words words)
    : OwnPage(reading, frame, words)
{
    public IReadOnlyList<ToldNotice> Told { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop)
    {
        if (!await FindAsync(employer, Section.MyNotices, stop))
        {
            return NotFound();
        }
        Told = await notices.Of(employer, Aliases, stop);
        await notices.MarkRead(employer, Told.Where(told => !told.IsRead).Select(told => told.Notice.NoticeId), stop);
        return Page();
    }

    /// <inheritdoc cref="NoticeText.Of"/>
    public string TextOf(ToldNotice told) => NoticeText.Of(told, Words);

    /// <summary>Where it leads.</summary>
    public string HrefOf(ToldNotice told) =>
        told.Stated.TryGetValue("request", out var request) ? OwnPaths.Correction(Employer, Guid.Parse(request))
        : told.Notice.Kind is NoticeKind.TrainingRecorded ? OwnPaths.Trainings(Employer)
        : OwnPaths.Account(Employer);
}
