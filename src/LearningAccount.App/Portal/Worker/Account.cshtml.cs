using LearningAccount.App.Portal.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Worker;

public sealed class AccountModel(WorkerReading reading) : PageModel
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
