using LearningAccount.App.Portal.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Worker;

/// <summary>A page about one worker: the account, the trainings or the employments of the day.</summary>
public sealed class WorkerModel(WorkerReading reading) : PageModel
{
    public WorkerView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid worker, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, worker, stop) is not { } found)
        {
            return NotFound();
        }
        View = found;
        return Page();
    }
}
