using LearningAccount.App.Identity;
using LearningAccount.App.Imports.Origins;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Origins;

/// <summary>One row of a file that was brought in, as it stood there.</summary>
[Needs(Right.ReadEmployer)]
public sealed class RowModel(
    EmployerReading reading,
    Database database,
    Visitor visitor,
    Looks looks,
    TimeProvider clock,
    Frame frame,
    Words words
) : PageModel
{
    public EmployerView View { get; private set; } = null!;

    /// <summary>Whom the row is about.</summary>
    public WorkerSnapshot? Worker { get; private set; }
    public OriginsView Origins { get; private set; } = OriginsView.None;

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid import, long row, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return NotFound();
        }
        await using var connection = await database.Connect(stop);
        if (await FindRows.At(connection, employer, import, row, stop) is not { } known)
        {
            return NotFound();
        }
        View = found;
        Worker = known.WorkerId is { } id ? found.Snapshot.Worker(id) : null;
        var now = clock.GetUtcNow();
        // Who does not see all workers sees no row that names none either.
        if (Worker is null && (known.WorkerId is not null || AccessRules.Scopes(visitor, employer, now) is not null))
        {
            return NotFound();
        }
        if (Worker is not null && AccessRules.RoleAt(visitor, employer, now) is { } role)
        {
            await looks.Tell(visitor, employer, Worker.WorkerId, role, "origin", stop);
        }
        Origins = await OriginsView.Of(connection, employer, [known], isAlone: true, stop);
        frame.Title = words["origin.title"];
        frame.Section = Section.Workers;
        return Page();
    }
}
