using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Harness;

public sealed class WorldTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_world_told_of_is_one_line_of_its_employers_journal(Engine engine)
    {
        await using var database = await TestDatabase.OpenAsync(engine);
        var world = await World
            .With("Maes Metaal")
            .OfSize(SizeClass.Full)
            .AndWorker("Peeters", "Anna")
            .Employed("2026-01-01", regime: "28.5/38", committee: "226")
            .Trained("2026-03-02", days: "1/2")
            .AndWorker("Claes", "Bram")
            .Employed("2024-05-01", to: "2026-02-28", reason: EndReason.Resignation)
            .RecordedIn(database.Database);

        Assert.Equal(2, world.WorkerIds.Count);
        await using var connection = await database.Database.Connect(TestContext.Current.CancellationToken);
        Assert.Equal(1, await Knowledge.SeqOn(connection, world.EmployerId, known: null, TestContext.Current.CancellationToken));
    }
}
