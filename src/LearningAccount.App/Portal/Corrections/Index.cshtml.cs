using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Corrections;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Corrections;

/// <summary>What workers ask to have corrected, what waits longest first.</summary>
[Needs(Right.DecideCorrections)]
public sealed class IndexModel(EmployerReading employers, Database database, Frame frame, Words words, TimeProvider clock)
    : PageModel
{
    private const int MostSettled = 200;

    public Guid Employer { get; private set; }
    public IReadOnlyList<RequestLine> Open { get; private set; } = [];
    public IReadOnlyList<RequestLine> Settled { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop)
    {
        if (await employers.FindAsync(employer, stop) is not { } found)
        {
            return NotFound();
        }
        Employer = employer;
        frame.Section = Section.Workers;
        frame.Dates = null;
        frame.Title = words["corrections.title"];
        frame.Crumbs.Add((words["workers.title"], Paths.Workers(employer)));
        await using var connection = await database.Connect(stop);
        var today = clock.Today();
        var lines = (await ReadCorrections.All(connection, employer, stop))
            // Only of workers this reader may see.
            .Select(request => (Request: request, Worker: found.Snapshot.Worker(request.WorkerId)))
            .Where(one => one.Worker is not null)
            .Select(one => new RequestLine(
                one.Request,
                WorkerNames.Listed(one.Worker!),
                RequestView.AboutOf(one.Request, one.Worker!, words),
                one.Request.WaitsSince is { } since ? today.DayNumber - BelgianDay.Of(since).DayNumber : null
            ))
            .ToList();
        Open = [.. lines.Where(line => CorrectionRules.IsOpen(line.Request.Step))];
        Settled = [.. lines.Where(line => !CorrectionRules.IsOpen(line.Request.Step)).Take(MostSettled)];
        return Page();
    }
}

/// <param name="WaitingDays">Null: it does not wait for the employer.</param>
public sealed record RequestLine(CorrectionRequestVersion Request, string Worker, string? About, int? WaitingDays);
