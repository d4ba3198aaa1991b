using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Records.Registry;

/// <summary>What an employer grants one worker, and what becomes of it when it is withdrawn.</summary>
public sealed class WorkerRightsTests
{
    private static readonly DateOnly On = new(2026, 6, 30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_worker_s_own_number_goes_before_the_one_for_all_and_only_raises(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company().RecordedIn(test.Database);
        var (anna, bert) = (world.WorkerIds[0], world.WorkerIds[1]);
        await Write(
            test,
            world,
            async change =>
            {
                await SayOptOuts.Do(change, world.EmployerId, [ForAll(world, 2026, 6)], Cancel);
                await SayWorkerOptOuts.Do(
                    change,
                    world.EmployerId,
                    [Own(world, anna, 2026, 8), Own(world, bert, 2026, 2)],
                    Cancel
                );
            }
        );
        // Anna has her own number; that of Bert lies below the law, which stays.
        Assert.Equal(["8", "5"], await Credits(test, world));
        var low = EmployerSnapshot.AccountOf((await Snapshot(test, world)).Worker(bert)!, LawBook.Shipped, On);
        Assert.Contains(low.Anomalies, anomaly => anomaly.Code is "optOutBelowLaw");
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_worker_s_extra_days_come_on_top_of_those_for_all(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company().RecordedIn(test.Database);
        await Write(
            test,
            world,
            async change =>
            {
                var all = new ExtraDaysVersion
                {
                    EmployerId = world.EmployerId,
                    Origin = "manual",
                    Year = 2026,
                    Days = 1,
                };
                await SayExtraDays.Do(change, world.EmployerId, [all], Cancel);
                await SayWorkerExtraDays.Do(change, world.EmployerId, [Extra(world, world.WorkerIds[1], 2026, 2)], Cancel);
            }
        );
        var snapshot = await Snapshot(test, world);
        var years = snapshot.Accounts(LawBook.Shipped, On).Select(account => account.Years[^1]);
        Assert.Equal(["1", "3"], years.Select(year => year.Extra.ToString()));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_was_said_by_hand_can_be_withdrawn_and_what_came_from_a_file_cannot(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company().RecordedIn(test.Database);
        var anna = world.WorkerIds[0];
        await Write(test, world, change => SayWorkerOptOuts.Do(change, world.EmployerId, [Own(world, anna, 2026, 8)], Cancel));
        await Write(test, world, change => Withdraw(change, world, anna, 2026));
        Assert.Equal(["5", "5"], await Credits(test, world));
        var gone = await Assert.ThrowsAsync<RefusedException>(() =>
            Write(test, world, change => Withdraw(change, world, anna, 2026))
        );
        Assert.Equal("fact.unknown", gone.Anomaly.Code);

        await Write(
            test,
            world,
            change =>
                SayWorkerOptOuts.Do(change, world.EmployerId, [Own(world, anna, 2026, 8) with { Origin = "staffList" }], Cancel)
        );
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            Write(test, world, change => Withdraw(change, world, anna, 2026))
        );
        Assert.Equal("fact.notByHand", refused.Anomaly.Code);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_worker_hired_by_hand_is_there_with_name_and_contract_and_not_a_second_time(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company().RecordedIn(test.Database);
        var identity = (await Snapshot(test, world)).Workers[0].Identity! with { FamilyName = "Dubois", OwnReference = "77" };
        var contract = Declared.Listed("2026-04-01", null, "1/2") with { EmployerId = world.EmployerId, Origin = "manual" };
        Task Hire(Change change) => HireWorker.Do(change, world.EmployerId, Synthetic.Person(3), identity, contract, Cancel);
        await Write(test, world, Hire);
        var hired = (await Snapshot(test, world)).Workers.Single(worker => worker.Identity?.FamilyName is "Dubois");
        Assert.Equal("15/8", EmployerSnapshot.AccountOf(hired, LawBook.Shipped, On).Balance.Exact.ToString());
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Write(test, world, Hire));
        Assert.Equal("worker.known", refused.Anomaly.Code);
    }

    private static World Company() =>
        World
            .With()
            .OfSize(SizeClass.Full)
            .AndWorker("Aerts", "Anna")
            .Employed("2024-01-01")
            .AndWorker("Maes", "Bert")
            .Employed("2024-01-01");

    private static Task Withdraw(Change change, World world, Guid worker, int year) =>
        Run(async () =>
        {
            var known = await ReadVersions.Now(change.Connection, Tables.WorkerOptOut, world.EmployerId, [worker], Cancel);
            await WithdrawFacts.Do(change, Tables.WorkerOptOut, known, said => said.Year == year, Cancel);
        });

    private static Task Run(Func<Task> work) => work();

    private static OptOutVersion ForAll(World world, int year, Fraction days) =>
        new()
        {
            EmployerId = world.EmployerId,
            Origin = "manual",
            Year = year,
            Days = days,
            Reason = "company agreement",
        };

    private static WorkerOptOutVersion Own(World world, Guid worker, int year, Fraction days) =>
        new()
        {
            EmployerId = world.EmployerId,
            Origin = "manual",
            WorkerId = worker,
            Year = year,
            Days = days,
            Reason = "agreed",
        };

    private static WorkerExtraDaysVersion Extra(World world, Guid worker, int year, Fraction days) =>
        new()
        {
            EmployerId = world.EmployerId,
            Origin = "manual",
            WorkerId = worker,
            Year = year,
            Days = days,
            Reason = "mentor",
        };

    private static Task Write(TestDatabase test, World world, Func<Change, Task> write) =>
        Change.Make(
            test.Database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(world.EmployerId, "write", Cancel);
                await write(change);
                return true;
            },
            Cancel
        );

    private static async Task<EmployerSnapshot> Snapshot(TestDatabase test, World world) =>
        (await new ReadSnapshots(test.Database).Of(world.EmployerId, null, Cancel))!;

    private static async Task<IEnumerable<string>> Credits(TestDatabase test, World world)
    {
        var snapshot = await Snapshot(test, world);
        return world.WorkerIds.Select(id =>
            EmployerSnapshot.AccountOf(snapshot.Worker(id)!, LawBook.Shipped, On).Years[^1].Credit.ToString()
        );
    }
}
