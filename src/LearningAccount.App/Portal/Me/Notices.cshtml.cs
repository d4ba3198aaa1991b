using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
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

    /// <summary>What a notice says, with the figures it stated when it was told.</summary>
    public string TextOf(ToldNotice told)
    {
        var stated = told.Stated;
        return told.Notice.Kind switch
        {
            NoticeKind.TrainingRecorded => Words.Count(
                "notice.TrainingRecorded",
                long.Parse(stated["count"], Words.Invariant),
                ("title", stated["title"])
            ),
            NoticeKind.AccountOpened or NoticeKind.YearlyBalance => Words.Of(
                $"notice.{told.Notice.Kind}",
                ("left", Words.Days(Fraction.Parse(stated["left"]))),
                ("credit", Words.Days(Fraction.Parse(stated["credit"]))),
                ("year", stated["year"])
            ),
            NoticeKind.DaysExpiring => Words.Of(
                "notice.DaysExpiring",
                ("days", Words.Days(Fraction.Parse(stated["days"]))),
                ("on", Words.Date(ColumnText.ToDay(stated["on"])))
            ),
            _ => Words[$"notice.{told.Notice.Kind}"],
        };
    }

    /// <summary>Where it leads.</summary>
    public string HrefOf(ToldNotice told) =>
        told.Stated.TryGetValue("request", out var request) ? OwnPaths.Correction(Employer, Guid.Parse(request))
        : told.Notice.Kind is NoticeKind.TrainingRecorded ? OwnPaths.Trainings(Employer)
        : OwnPaths.Account(Employer);
}
