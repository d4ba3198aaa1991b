using LearningAccount.App.Identity;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Trainings.Registrations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Trainings;

/// <summary>What training providers registered of an employer's workers, until somebody decides.</summary>
[Needs(Right.RegisterTrainings)]
public sealed class RegistrationsModel(TrainingDesk desk, Words words) : PageModel
{
    private const int Most = 200;

    public TrainingRoom Room { get; private set; } = null!;

    /// <summary>What waits longest first.</summary>
    public IReadOnlyList<(Registration Registration, WorkerSnapshot Worker)> Waiting { get; private set; } = [];

    /// <summary>How many more there are.</summary>
    public int More { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop)
    {
        if (await desk.OpenAsync(employer, words["registrations.title"], hasDates: false, stop) is not { } room)
        {
            return NotFound();
        }
        Room = room;
        (Waiting, var total) = await desk.ToVerifyAsync(room.Snapshot, Most, stop);
        More = total - Waiting.Count;
        return Page();
    }
}
