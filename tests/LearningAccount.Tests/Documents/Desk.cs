using LearningAccount.App.Documents;
using LearningAccount.App.Papers;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Documents;

/// <summary>Makes and issues documents in a test as the doors do.</summary>
internal sealed class Desk(Database database, bool sendsMail = false)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public DocumentDesks Desks { get; } = new(database, new(database), new(database), new("https://learning.example.be/"));
    public DocumentRuns Runs { get; } = new(database);
    public IssueRun Issuing => new(database, Desks, Runs, sendsMail);

    /// <summary>A document of one worker as it would be issued.</summary>
    public async Task<(DocumentFacts Facts, Paper Paper)> MakeAsync(
        World world,
        DocumentKind kind,
        DocumentAsked asked,
        int worker = 0,
        string? about = null
    )
    {
        var desk = (await Desks.Open(world.EmployerId, Cancel))!;
        await using var connection = await database.Connect(Cancel);
        var facts = await desk.Facts(connection, kind, desk.Employer.Worker(world.WorkerIds[worker])!, about, asked, Cancel);
        return (facts, DocumentPaper.Of(facts));
    }

    /// <summary>Issues a document of some workers in one run.</summary>
    public async Task<DocumentRun> IssueAsync(World world, DocumentKind kind, DocumentAsked asked, params int[] workers)
    {
        var run = await AskAsync(world, kind, asked, workers);
        await Issuing.Do(run, null, Cancel);
        return (await Runs.Find(world.EmployerId, run.RunId, Cancel))!;
    }

    public async Task<DocumentRun> AskAsync(World world, DocumentKind kind, DocumentAsked asked, params int[] workers)
    {
        var ids = workers.Length > 0 ? workers.Select(place => world.WorkerIds[place]) : world.WorkerIds;
        var run = await Runs.Ask(
            world.EmployerId,
            kind,
            asked.ToJson(),
            [.. ids.Select(id => IssueRun.Named(id, null))],
            new("Els Janssens", Door.Portal),
            Cancel
        );
        return (await Runs.Find(world.EmployerId, run, Cancel))!;
    }

    public async Task<IReadOnlyList<DocumentOnItsWay>> AllAsync(World world)
    {
        await using var connection = await database.Connect(Cancel);
        return await ReadIssued.All(connection, world.EmployerId, Cancel);
    }

    public async Task<byte[]> ContentAsync(IssuedDocumentVersion document)
    {
        await using var connection = await database.Connect(Cancel);
        return await DocumentContent.Of(connection, document, Cancel);
    }

    public async Task<IReadOnlyList<ChangedDocument>> ChangedAsync(World world)
    {
        var snapshot = (await new ReadSnapshots(database).Of(world.EmployerId, null, Cancel))!;
        await using var connection = await database.Connect(Cancel);
        var law = await LearningAccount.Records.Registry.ReadLawBook.From(connection, Cancel);
        return await FindChangedDocuments.Of(connection, snapshot, law, Cancel);
    }
}
