using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Reconciliation;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Imports;
using static LearningAccount.Tests.Records.Reconciliation.CounterWorld;

namespace LearningAccount.Tests.Records.Reconciliation;

/// <summary>Whose figures hold: theirs by an adjustment, or ours; decided again nothing changes, and it can be taken back.</summary>
public sealed class DecideCountersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<Engine> All => Engines.All;

    [Theory, MemberData(nameof(All))]
    public async Task What_is_accepted_makes_the_balance_theirs_and_is_accepted_once(Engine engine)
    {
        await using var database = await TestDatabase.OpenAsync(engine);
        var world = await World
            .With()
            .OfSize(SizeClass.Full)
            .AndWorker()
            .Employed("2024-01-01")
            .Trained("2025-03-03", "1")
            .RecordedIn(database.Database);
        await database.Record(world, Counter(world, 2024, "5;2;3;0"), Counter(world, 2025, "4;1;6;3", row: 3));
        Assert.Equal(2, await Accept(database, world));

        var (snapshot, made) = await database.Reconciled(world);
        Assert.All(made.Lines, line => Assert.Equal(CounterChoice.Accepted, line.Decision!.Decision));
        Assert.All(made.Lines, line => Assert.Equal(line.There.Left, line.Here!.Value.Left));
        Assert.All(made.Lines, line => Assert.False(line.IsUnexplained));
        // What was accepted of a year is carried over to the next, which needs one day less alone.
        Assert.Equal([-2, -1], snapshot.Workers[0].Adjustments.Select(one => one.Days));
        Assert.Equal([new(2024, 12, 31), new DateOnly(2025, 12, 31)], snapshot.Workers[0].Adjustments.Select(one => one.OnDay));

        Assert.Equal(0, await Accept(database, world));
        var (again, _) = await database.Reconciled(world);
        Assert.Equal(snapshot.Seq, again.Seq);

        await Decide(database, world, (change, from, lines) => DecideCounters.TakeBack(change, from, lines, Cancel));
        var (after, open) = await database.Reconciled(world);
        Assert.Empty(after.Workers[0].Adjustments);
        Assert.All(open.Lines, line => Assert.Null(line.Decision));
        await database.AssertJournalHolds();
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_is_kept_stays_until_either_side_changes(Engine engine)
    {
        await using var database = await TestDatabase.OpenAsync(engine);
        var world = await World.With().OfSize(SizeClass.Full).AndWorker().Employed("2025-01-01").RecordedIn(database.Database);
        await database.Record(world, Counter(world, 2025, "5;1;4;0"));
        await Decide(
            database,
            world,
            (change, from, lines) => DecideCounters.Keep(change, from, lines, " Nobody went. ", Cancel)
        );
        var (_, made) = await database.Reconciled(world);
        Assert.Equal((CounterChoice.Kept, "Nobody went."), (made.Lines[0].Decision!.Decision, made.Lines[0].Decision!.Reason));

        await database.Record(world, Counter(world, 2025, "5;2;3;0", seenOn: "2026-02-01", row: 9));
        var (_, changed) = await database.Reconciled(world);
        Assert.Null(changed.Lines[0].Decision);
        Assert.Equal(LeftOutWhy.Replaced, changed.Rows[0].Why);
        // Decided anew, the one decision is replaced.
        Assert.Equal(1, await Accept(database, world));
        Assert.Single(await database.Held(FactTables.CounterDecision));
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_acceptance_that_facts_undid_is_asked_again_and_moves_its_one_adjustment(Engine engine)
    {
        await using var database = await TestDatabase.OpenAsync(engine);
        var world = await World.With().OfSize(SizeClass.Full).AndWorker().Employed("2025-01-01").RecordedIn(database.Database);
        await database.Record(world, Counter(world, 2025, "5;1;4;0"));
        Assert.Equal(1, await Accept(database, world));
        var correction = (await database.Held(FactTables.Adjustment)).Single();
        await Change.Make(
            database.Database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(world.EmployerId, "adjust", Cancel);
                change.Insert(FactTables.Adjustment, correction with { AdjustmentId = Guid.CreateVersion7(), Days = -2 });
            },
            Cancel
        );
        Assert.Null((await database.Reconciled(world)).Made.Lines[0].Decision);
        Assert.Equal(1, await Accept(database, world));
        var held = await database.Held(FactTables.Adjustment);
        Assert.Equal(2, held.Count);
        Assert.Equal(1, held.Single(one => one.AdjustmentId == correction.AdjustmentId).Days);
        Assert.Equal(4, (await database.Reconciled(world)).Made.Lines[0].Here!.Value.Left);
    }

    [Fact]
    public async Task Where_no_adjustment_can_meet_the_balance_nothing_is_decided()
    {
        await using var database = await TestDatabase.OpenAsync(Engine.Sqlite);
        var world = await World
            .With()
            .OfSize(SizeClass.Full)
            .AndWorker()
            .Employed("2025-01-01", "2025-06-30", reason: EndReason.Resignation)
            .AndWorker()
            .AndWorker()
            .Employed("2025-01-01", "2025-06-30", reason: EndReason.Dismissal)
            .RecordedIn(database.Database);
        await database.Record(
            world,
            Counter(world, 2025, "2.5;0;7;0"),
            Counter(world, 2025, "5;0;5;0", worker: 1, row: 3),
            Counter(world, 2025, "2.5;0;1;0", worker: 2, row: 4)
        );
        var (snapshot, made) = await database.Reconciled(world);
        var done = await Change.Make(
            database.Database,
            Synthetic.Tester,
            change => DecideCounters.Accept(change, snapshot, LawBook.Shipped, made.Lines, "Theirs", Cancel),
            Cancel
        );
        Assert.Equal((1, 2), (done.Decided, done.NotMet.Length));
        // After the end of the contract the last day of it is adjusted.
        var adjustment = Assert.Single(await database.Held(FactTables.Adjustment));
        Assert.Equal((world.WorkerIds[2], new DateOnly(2025, 6, 30)), (adjustment.WorkerId, adjustment.OnDay));
    }

    [Fact]
    public async Task What_was_not_shown_to_who_decides_is_not_decided()
    {
        await using var database = await TestDatabase.OpenAsync(Engine.Sqlite);
        var world = await World.With().OfSize(SizeClass.Full).AndWorker().Employed("2025-01-01").RecordedIn(database.Database);
        await database.Record(world, Counter(world, 2025, "5;1;4;0"));
        var (snapshot, made) = await database.Reconciled(world);
        await database.Record(world, Counter(world, 2025, "5;2;3;0", seenOn: "2026-02-01", row: 9));
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            Change.Make(
                database.Database,
                Synthetic.Tester,
                change => DecideCounters.Accept(change, snapshot, LawBook.Shipped, made.Lines, "Theirs", Cancel),
                Cancel
            )
        );
        Assert.Equal("changedMeanwhile", refused.Anomaly.Code);
    }

    [Fact]
    public async Task Thousands_of_workers_are_compared_in_seconds()
    {
        await using var database = await TestDatabase.OpenAsync(Engine.Sqlite);
        var world = World.With().OfSize(SizeClass.Full);
        var counters = new List<ImportedCounterVersion>();
        for (var worker = 0; worker < 2_500; worker++)
        {
            world.AndWorker().Employed("2023-01-01", regime: "4/5").Trained("2025-03-03", "1");
            for (var year = 2023; year <= 2025; year++)
            {
                counters.Add(Counter(world, year, worker % 2 == 0 ? "3.3;0;3;" : "4;;;", worker, row: counters.Count + 2));
            }
        }
        await world.RecordedIn(database.Database);
        await database.Record(world, [.. counters]);
        var taken = System.Diagnostics.Stopwatch.StartNew();
        var (_, made) = await database.Reconciled(world);
        Assert.Equal((7_500, 2_500), (made.Lines.Length, made.Lines.Count(line => line.IsEqual)));
        TestContext.Current.SendDiagnosticMessage("{0}", taken.Elapsed);
        Assert.True(taken.Elapsed < TimeSpan.FromSeconds(20), $"{taken.Elapsed}");
    }

    private static async Task<int> Accept(TestDatabase database, World world) =>
        (
            await Decide(
                database,
                world,
                (change, from, lines) => DecideCounters.Accept(change, from, LawBook.Shipped, lines, "Theirs", Cancel)
            )
        ).Decided;

    private static async Task<CountersDecided> Decide(
        TestDatabase database,
        World world,
        Func<Change, LearningAccount.Records.Accounts.EmployerSnapshot, IReadOnlyList<CounterLine>, Task<CountersDecided>> decide
    )
    {
        var (snapshot, made) = await database.Reconciled(world);
        return await Change.Make(database.Database, Synthetic.Tester, change => decide(change, snapshot, made.Lines), Cancel);
    }
}
