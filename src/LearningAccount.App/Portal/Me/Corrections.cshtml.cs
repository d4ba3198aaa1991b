using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Corrections;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Corrections;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;

namespace LearningAccount.App.Portal.Me;

/// <summary>What I asked to have corrected, and how it stands.</summary>
[Needs(Right.OwnAccount)]
public sealed class CorrectionsModel(OwnReading reading, Database database, Frame frame, Words words)
    : OwnPage(reading, frame, words)
{
    public IReadOnlyList<(CorrectionRequestVersion Request, string? About)> Requests { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop)
    {
        if (!await FindAsync(employer, Section.MyCorrections, stop))
        {
            return NotFound();
        }
        await using var connection = await database.Connect(stop);
        Requests =
        [
            .. (await ReadCorrections.All(connection, employer, stop))
                .Where(request => View.Employer.Snapshot.Worker(request.WorkerId)?.WorkerId == Worker)
                .OrderByDescending(request => request.AskedAt)
                .Select(request => (request, RequestView.AboutOf(request, View.Snapshot, Words))),
        ];
        return Page();
    }
}
