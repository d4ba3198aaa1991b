using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Me;

/// <summary>Leads to the visitor's own account, or to the list where there are several.</summary>
[Needs(Right.OwnAccount)]
public sealed class IndexModel(OwnReading reading, Frame frame, Words words) : PageModel
{
    public IReadOnlyList<WorkerView> Accounts { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        Accounts = await reading.AllAsync(stop);
        frame.Title = words["me.accounts"];
        frame.Section = Section.Me;
        return Accounts.Count == 1 ? LocalRedirect(OwnPaths.Account(Accounts[0].Employer.Head.Id)) : Page();
    }
}
