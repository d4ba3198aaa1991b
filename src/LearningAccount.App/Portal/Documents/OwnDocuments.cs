using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Me;
using LearningAccount.App.Portal.Worker;
using LearningAccount.Records.Access;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Documents;

/// <summary>The documents that stand in a worker's own pages. That one was opened is kept with it, the first time.</summary>
public sealed class OwnDocuments(OwnReading reading, Database database, Visitor visitor)
{
    /// <summary>An evidence file is for others than the worker; what went by paper alone is shown here too.</summary>
    public async Task<IReadOnlyList<DocumentOnItsWay>> AllAsync(WorkerView view, CancellationToken stop)
    {
        var (employer, worker) = (view.Employer.Head.Id, view.Snapshot.WorkerId);
        await using var connection = await database.Connect(stop);
        var all = await ReadIssued.Of(connection, employer, view.Employer.Snapshot.AliasesOf(worker), stop);
        return [.. all.Where(one => one.Document.Kind is not DocumentKind.EvidenceFile)];
    }

    /// <summary>Null: there is no such document of the visitor's.</summary>
    public async Task<IssuedDocumentVersion?> FindAsync(Guid employer, Guid document, CancellationToken stop)
    {
        if (
            await reading.FindAsync(employer, stop) is not { } view
            || (await AllAsync(view, stop)).FirstOrDefault(one => one.Document.DocumentId == document) is not { } found
        )
        {
            return null;
        }
        await TellSteps.Opened(database, visitor.Author(), found, stop);
        return found.Document;
    }
}
