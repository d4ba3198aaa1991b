using LearningAccount.App.Identity;
using LearningAccount.App.Imports.Origins;
using LearningAccount.App.Portal.Origins;
using LearningAccount.App.Portal.Web;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Worker;

/// <summary>The rows of files that a worker's employments come from, as they stood there.</summary>
[Needs(Right.ReadEmployer)]
public sealed class OriginsModel(WorkerReading reading, Database database) : PageModel
{
    public WorkerView View { get; private set; } = null!;
    public OriginsView Origins { get; private set; } = OriginsView.None;

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid worker, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, worker, "origin", stop) is not { } found)
        {
            return NotFound();
        }
        View = found;
        var (ids, seq) = (found.Employer.Snapshot.AliasesOf(found.Snapshot.WorkerId), found.Employer.Snapshot.Seq);
        await using var connection = await database.Connect(stop);
        IReadOnlyList<ImportedRow>[] rows =
        [
            await Of(Tables.Contract, contract => contract.ContractId),
            await Of(Tables.Occupation, occupation => occupation.OccupationId),
            await Of(Tables.DimonaPeriod, period => period.StatementId),
            await Of(Tables.Suspension, suspension => suspension.SuspensionId),
        ];
        // A row of a list may say a contract and a suspension.
        var all = rows.SelectMany(some => some).Distinct().OrderByDescending(row => row.Line).ThenBy(row => row.RowNumber);
        Origins = await OriginsView.Of(connection, employer, [.. all], isAlone: false, stop);
        return Page();

        Task<IReadOnlyList<ImportedRow>> Of<T>(BulkTable<T> table, Func<T, Guid> factOf)
            where T : FactVersion => FindRows.Of(connection, table, employer, ids, seq, factOf, isAsked: null, stop);
    }
}
