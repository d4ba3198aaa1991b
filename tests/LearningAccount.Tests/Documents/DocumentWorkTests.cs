using LearningAccount.App.Jobs;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;
using Microsoft.Extensions.Logging.Abstractions;

namespace LearningAccount.Tests.Documents;

/// <summary>Documents issued by the program itself, beside the pages.</summary>
public sealed class DocumentWorkTests
{
    [Fact]
    public async Task What_fails_again_and_again_is_left_for_somebody_to_look_at()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var world = await World.With().OfSize(SizeClass.Full).AndWorker().Employed("2024-01-01").RecordedIn(test.Database);
        var desk = new Desk(test.Database);
        var run = await desk.AskAsync(world, DocumentKind.YearlyNotice, new() { On = new(2026, 1, 15) });
        await test.Tamper("update document_run set asked = '{'");
        using var work = new DocumentWork(desk.Runs, desk.Issuing, TimeProvider.System, NullLogger<DocumentWork>.Instance)
        {
            Pause = TimeSpan.FromMilliseconds(10),
        };
        await work.StartAsync(TestContext.Current.CancellationToken);
        while (run.IsUnderWay)
        {
            // As if the time had passed after which another program may take it up.
            await test.Tamper("update document_run set leased_until = null");
            await Task.Delay(10, TestContext.Current.CancellationToken);
            run = (await desk.Runs.Find(world.EmployerId, run.RunId, TestContext.Current.CancellationToken))!;
        }
        await work.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("failed", "document.runFailed"), (run.State, run.Fault));
    }
}
