using LearningAccount.App.Portal.Web;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Documents;

/// <summary>A document with the employer it is of, and its worker as known now.</summary>
/// <param name="Worker">Null: not known any more.</param>
public sealed record FoundDocument(EmployerView View, WorkerSnapshot? Worker, DocumentOnItsWay Document);

/// <summary>Finds documents of workers that the reader may see, and keeps for the worker that somebody looked.</summary>
public sealed class DocumentReading(EmployerReading reading, Database database, Visitor visitor, Looks looks, TimeProvider clock)
{
    /// <summary>Null: there is no such document, or it is not for this reader.</summary>
    public async Task<FoundDocument?> FindAsync(Guid employer, Guid document, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } view)
        {
            return null;
        }
        DocumentOnItsWay? found;
        await using (var connection = await database.Connect(stop))
        {
            found = await ReadIssued.Find(connection, employer, document, stop);
        }
        if (found is null)
        {
            return null;
        }
        var worker = view.Snapshot.Worker(found.Document.WorkerId);
        if (worker is null && AccessRules.Scopes(visitor, employer, clock.GetUtcNow()) is not null)
        {
            return null;
        }
        if (worker is not null && AccessRules.RoleAt(visitor, employer, clock.GetUtcNow()) is { } role)
        {
            await looks.Tell(visitor, employer, worker.WorkerId, role, "document", stop);
        }
        return new(view, worker, found);
    }
}
