using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Records.Accounts;

[Collection(nameof(Alone))]
public sealed class StreamWorkersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_employer_read_some_at_a_time_has_the_accounts_it_has_as_a_whole(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = World.With().OfSize(SizeClass.Full).Declaring("2024Q2", "30").Declaring("2025Q3", "31");
        for (var worker = 0; worker < 600; worker++)
        {
            world.AndWorker().Employed("2024-01-01", regime: $"{1 + worker % 4}/4").Trained("2025-03-03", "1");
        }
        await world.RecordedIn(test.Database);
        var els = await TestVisitor.Administrator(test.Database).SignedInAsync(test.Database);
        var on = new DateOnly(2025, 12, 31);
        var whole = (
            await new ReadSeen(test.Database, new(test.Database)).Of(els, world.EmployerId, null, test.Clock.Now, Cancel)
        )!;
        var law = whole.Snapshot.LawUnder(whole.Law);
        var expected = whole.Snapshot.Workers.ToDictionary(
            one => one.WorkerId,
            one => AccountComputation.For(one.Facts, law, on).Balance
        );
        await using var stream = (await StreamWorkers.Open(test.Database, els, world.EmployerId, null, Cancel))!;
        var seen = new List<Guid>();
        await foreach (var worker in stream.Workers(Cancel))
        {
            seen.Add(worker.WorkerId);
            Assert.Equal(expected[worker.WorkerId], AccountComputation.For(worker.Facts, stream.Law, on).Balance);
        }
        Assert.Equal(expected.Keys.Order(), seen);
        var trainings = new List<(Guid Training, Guid Worker)>();
        await foreach (var (training, worker, _) in stream.Trainings(Cancel))
        {
            trainings.Add((training.TrainingId, worker));
        }
        Assert.Equal(600, trainings.Distinct().Count());
        Assert.Equal(seen, trainings.Select(one => one.Worker));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task It_stays_where_it_was_opened_and_shows_what_was_known_on_a_day(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await World.With().AndWorker().Employed("2024-01-01").Trained("2025-03-03", "1").RecordedIn(test.Database);
        var els = await TestVisitor.Administrator(test.Database).SignedInAsync(test.Database);
        await using var before = (await StreamWorkers.Open(test.Database, els, world.EmployerId, null, Cancel))!;
        test.Clock.Now = test.Clock.Now.AddDays(2);
        await Change.Make(
            test.Database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(world.EmployerId, "registerTraining", Cancel);
                change.Insert(Tables.Training, Synthetic.Training(world.EmployerId, world.WorkerIds[0], "Later"));
            },
            Cancel
        );
        Assert.Equal(1, await Count(before));
        await using var now = (await StreamWorkers.Open(test.Database, els, world.EmployerId, null, Cancel))!;
        Assert.Equal(2, await Count(now));
        var yesterday = Knowledge.DayOf(test.Clock.Now).AddDays(-1);
        await using var then = (await StreamWorkers.Open(test.Database, els, world.EmployerId, yesterday, Cancel))!;
        Assert.Equal(1, await Count(then));
        Assert.Null(await StreamWorkers.Open(test.Database, els, Guid.CreateVersion7(), null, Cancel));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Whoever_sees_one_department_gets_its_workers_alone(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await World
            .With()
            .AndWorker()
            .Who(department: "Sales")
            .AndWorker("Maes", "Jan")
            .Who(department: "Stock")
            .Trained("2025-03-03", "1")
            .RecordedIn(test.Database);
        var sales = await TestVisitor
            .Named("Sara")
            .Within(world.EmployerId, ScopeKind.Department, "sales")
            .SignedInAsync(test.Database);
        await using var stream = (await StreamWorkers.Open(test.Database, sales, world.EmployerId, null, Cancel))!;
        var seen = new List<Guid>();
        await foreach (var worker in stream.Workers(Cancel))
        {
            seen.Add(worker.WorkerId);
        }
        Assert.Equal([world.WorkerIds[0]], seen);
        Assert.Equal(0, await Count(stream));
    }

    // What lives while it is read, not what is thrown away on the way, and not how long it takes.
    [Fact]
    public async Task An_employer_four_times_as_large_takes_no_more_memory()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var (small, large) = (await Peak(test, 700, 9_999_901), await Peak(test, 2_800, 9_999_902));
        Assert.True(large < 2 * small + 1_000_000, $"{small} bytes for 700 workers, {large} for 2,800");
    }

    private static async Task<long> Peak(TestDatabase test, int workers, int number)
    {
        var employer = await Filled(test, workers, number);
        var els = await TestVisitor.Administrator(test.Database).SignedInAsync(test.Database);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var stream = (await StreamWorkers.Open(test.Database, els, employer, null, Cancel))!;
        var (peak, read) = (0L, 0);
        await foreach (var worker in stream.Workers(Cancel))
        {
            if (++read % 250 == 100)
            {
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
            GC.KeepAlive(worker);
        }
        Assert.Equal(workers, read);
        return peak;
    }

    private static async Task<Guid> Filled(TestDatabase test, int workers, int number)
    {
        var world = World.With("Large", number);
        for (var worker = 0; worker < workers; worker++)
        {
            world.AndWorker().Employed("2024-01-01").Trained("2025-03-03", "1").Trained("2025-04-03", "1");
        }
        return (await world.RecordedIn(test.Database)).EmployerId;
    }

    private static async Task<int> Count(StreamWorkers stream)
    {
        var count = 0;
        await foreach (var _ in stream.Trainings(Cancel))
        {
            count++;
        }
        return count;
    }
}
