using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc;

namespace LearningAccount.App.Portal.Me;

/// <summary>What is kept of me, to take along: on paper, as a table, and all of it for other programs.</summary>
[Needs(Right.OwnAccount)]
public sealed class TakeAlongModel(OwnReading reading, Frame frame, Words words) : OwnPage(reading, frame, words)
{
    public Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop) => ShowAsync(employer, Section.MyData, stop);
}
