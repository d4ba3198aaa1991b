using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Records.Trainings;

/// <summary>An employer with workers in a database of its own, and changes of its trainings as a person makes them.</summary>
internal sealed class TrainingWorld(TestDatabase test, World world) : IAsyncDisposable
{
    public static readonly DateOnly Monday = new(2026, 3, 2);

    public Guid Employer => world.EmployerId;
    public IReadOnlyList<Guid> Workers => world.WorkerIds;
    public TestDatabase Test => test;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<TrainingWorld> OpenAsync(Engine engine, int workers = 3)
    {
        var test = await TestDatabase.OpenAsync(engine);
        var world = World.With().OfSize(SizeClass.Full);
        for (var i = 0; i < workers; i++)
        {
            world.AndWorker().Employed("2024-01-01");
        }
        return new(test, await world.RecordedIn(test.Database));
    }

    public TrainingVersion What(string title = "First aid", Guid? occasion = null) =>
        Synthetic.Training(Employer, Guid.Empty, title, "2026-03-02") with
        {
            OccasionId = occasion ?? Guid.CreateVersion7(),
            Days = null,
            Hours = 8,
        };

    public Task<T> Make<T>(Func<Change, Task<T>> work) => Change.Make(test.Database, Synthetic.Tester, work, Stop);

    public async Task<List<T>> Held<T>(BulkTable<T> table)
        where T : FactVersion
    {
        await using var connection = await test.Database.Connect(Stop);
        var held = await ReadVersions.Now(connection, table, Employer, Stop);
        held.Sort((a, b) => (a.Recorded, a.Place).CompareTo((b.Recorded, b.Place)));
        return held;
    }

    public async Task<long> LastLine()
    {
        await using var connection = await test.Database.Connect(Stop);
        return await Knowledge.SeqOn(connection, Employer, null, Stop);
    }

    public async Task AssertJournalHolds() => Assert.Empty(await new VerifyJournal(test.Database).Do(Stop).ToListAsync(Stop));

    public ValueTask DisposeAsync() => test.DisposeAsync();
}
