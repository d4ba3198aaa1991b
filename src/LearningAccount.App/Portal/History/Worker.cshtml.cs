using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.History;

/// <summary>The history of a worker, or of one training, contract or suspension of the worker.</summary>
[Needs(Right.ReadHistory)]
public sealed class WorkerModel(WorkerReading reading, Database database) : PageModel
{
    public WorkerView Worker { get; private set; } = null!;
    public ListRequest List { get; private set; } = null!;
    public ChangesView View { get; private set; } = null!;
    public int Count { get; private set; }

    /// <summary>One fact only.</summary>
    public bool IsOfOne { get; private set; }

    /// <param name="of">The id of a training, a contract or another fact; null: all of them.</param>
    public async Task<IActionResult> OnGetAsync(Guid employer, Guid worker, Guid? of, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, worker, "history", stop) is not { } found)
        {
            return NotFound();
        }
        (Worker, IsOfOne) = (found, of is not null);
        List = ListRequest.Of(Request, null) with { Also = of is { } one ? [("of", one.ToString("D"))] : [] };
        await using var connection = await database.Connect(stop);
        var ids = found.Employer.Snapshot.AliasesOf(found.Snapshot.WorkerId);
        var changes = (await ReadHistory.Of(connection, employer, ids, stop))
            .Where(change => of is not { } id || change.Key.EndsWith(ColumnText.Of(id), StringComparison.Ordinal))
            .ToList();
        var seqs = ChangesView.SeqsOf(changes);
        Count = seqs.Count;
        var lines = await ReadHistory.Lines(connection, employer, [.. List.PageOf(seqs)], stop);
        View = ChangesView.Of(found.Employer, lines, changes, id => Paths.Worker(id, worker)) with { TellsWho = false };
        return Page();
    }
}
