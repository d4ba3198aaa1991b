using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Worker;

/// <summary>A page about one worker: the account, the trainings or the employments of the day.</summary>
[Needs(Right.ReadEmployer), KeptWhileFactsStay]
public sealed class WorkerModel(WorkerReading reading) : PageModel
{
    public WorkerView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid worker, CancellationToken stop)
    {
        var purpose = PageContext.ActionDescriptor.ViewEnginePath.Split('/')[^1].ToLowerInvariant();
        if (await reading.FindAsync(employer, worker, purpose, stop) is not { } found)
        {
            return NotFound();
        }
        View = found;
        return Page();
    }
}
