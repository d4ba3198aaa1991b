using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Worker;

/// <summary>The account as the form the decree asks for, laid out for one sheet of paper.</summary>
[Needs(Right.ReadEmployer)]
public sealed class StatementModel(WorkerReading reading, Database database, Words words) : PageModel
{
    public StatementView View { get; private set; } = null!;
    public string BackHref { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid worker, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, worker, "statement", stop) is not { } found)
        {
            return NotFound();
        }
        await using var connection = await database.Connect(stop);
        var numbers = await PersonDirectory.NumbersOf(connection, [found.Snapshot.PersonId], stop);
        var dates = found.Employer.Dates;
        View = StatementView.Of(found, numbers[found.Snapshot.PersonId].Select(number => number.Written).LastOrDefault(), words);
        BackHref = dates.Keep(Paths.Worker(employer, worker));
        return Page();
    }
}
