using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Records.Plans;

/// <summary>Plans are made, go through their steps, stay as they were fixed, and keep every state they were in.</summary>
public sealed class TrainingPlanTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_plan_goes_from_draft_to_filed_and_every_state_is_kept(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await World.With().OfSize(SizeClass.Full).RecordedIn(test.Database);
        var id = await PlanWorld.PlanAsync(test.Database, world, PlanWorld.Line("Welding", 4, days: 2));
        var key = new PlanKey(world.EmployerId, id);
        var first = (await PlanWorld.ReadAsync(test.Database, world, id)).Latest.Lines[0];
        await PlanWorld.Make(test.Database, change => EditPlan.Line(change, first with { Persons = 6 }, Stop));
        await Step(change =>
            TakePlanStep.Send(
                change,
                key,
                PlanBody.WorksCouncil,
                PlanWorld.Day(2, 20),
                PlanWorld.Day(3, 10),
                PlanWorld.Today,
                Stop
            )
        );
        Assert.Equal(PlanStep.Sent, (await PlanWorld.ReadAsync(test.Database, world, id)).Latest.Step);
        await Step(change => TakePlanStep.Advise(change, key, PlanWorld.Day(3, 12), "Good.", PlanWorld.Today, Stop));
        await Step(change => TakePlanStep.Fix(change, key, PlanWorld.Day(3, 27), PlanWorld.Day(4, 1), PlanWorld.Today, Stop));
        await Step(change => TakePlanStep.File(change, key, PlanWorld.Day(4, 20), "FPS-1", PlanWorld.Today, Stop));

        await using var connection = await test.Database.Connect(Stop);
        var history = await ReadPlans.History(connection, world.EmployerId, id, 1, Stop);
        Assert.Equal(
            ["filePlan", "fixPlan", "advisePlan", "sendPlan", "sayPlanLine", "openPlan"],
            history.Select(one => one.Line.Action)
        );
        Assert.Equal(
            [PlanStep.Filed, PlanStep.Fixed, PlanStep.Advised, PlanStep.Sent, PlanStep.Draft, PlanStep.Draft],
            history.Select(one => one.State.Step)
        );
        Assert.Equal((int?[])[6, 4], history.TakeLast(2).Select(one => one.State.Lines[0].Persons));
        var steps = (await ReadPlans.All(connection, world.EmployerId, Stop)).StepsOf(2026);
        Assert.Equal(
            new(
                id,
                2026,
                PlanWorld.Day(2, 20),
                PlanWorld.Day(3, 12),
                PlanWorld.Day(3, 27),
                PlanWorld.Day(4, 1),
                PlanWorld.Day(4, 20)
            ),
            steps
        );
        Assert.Null((await ReadPlans.All(connection, world.EmployerId, Stop)).StepsOf(2027));
        Assert.Empty(await new VerifyJournal(test.Database).Do(Stop).ToListAsync(Stop));
        Task Step(Func<Change, Task> step) => PlanWorld.Make(test.Database, step);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_fixed_plan_does_not_change_and_its_amendment_is_the_next_edition(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await World.With().OfSize(SizeClass.Full).RecordedIn(test.Database);
        var id = await PlanWorld.PlanAsync(test.Database, world, PlanWorld.Line("Welding", 4, days: 2));
        var key = new PlanKey(world.EmployerId, id);
        await PlanWorld.Make(
            test.Database,
            change => TakePlanStep.Fix(change, key, PlanWorld.Day(3, 27), PlanWorld.Day(4, 1), PlanWorld.Today, Stop)
        );
        var line = (await PlanWorld.ReadAsync(test.Database, world, id)).Latest.Lines[0];
        Func<Change, Task>[] changes =
        [
            change => EditPlan.Line(change, line with { Persons = 9 }, Stop),
            change => EditPlan.RemoveLine(change, world.EmployerId, id, line.LineId, Stop),
            change => OpenPlan.Withdraw(change, world.EmployerId, id, Stop),
            change => TakePlanStep.Advise(change, key, PlanWorld.Day(3, 1), null, PlanWorld.Today, Stop),
        ];
        foreach (var one in changes)
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() => PlanWorld.Make(test.Database, one));
            Assert.Equal("plan.isFixed", refused.Anomaly.Code);
        }

        await PlanWorld.Make(test.Database, change => OpenPlan.Amend(change, world.EmployerId, id, Stop));
        await PlanWorld.Make(test.Database, change => EditPlan.Line(change, line with { Persons = 9 }, Stop));
        var plan = await PlanWorld.ReadAsync(test.Database, world, id);
        Assert.Equal([(1, 4, PlanStep.Fixed), (2, 9, PlanStep.Draft)], plan.Editions.Select(Told));
        Assert.Equal(1, plan.Fixed!.Head.Edition);

        await PlanWorld.Make(test.Database, change => OpenPlan.Withdraw(change, world.EmployerId, id, Stop));
        Assert.Equal([(1, 4, PlanStep.Fixed)], (await PlanWorld.ReadAsync(test.Database, world, id)).Editions.Select(Told));
        await PlanWorld.Make(test.Database, change => TakePlanStep.Back(change, key, Stop));
        Assert.Equal(PlanStep.Draft, (await PlanWorld.ReadAsync(test.Database, world, id)).Latest.Step);
        static (int, int?, PlanStep) Told(PlanEdition edition) => (edition.Head.Edition, edition.Lines[0].Persons, edition.Step);
    }

    [Fact]
    public async Task What_cannot_be_is_refused()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var world = await World.With().RecordedIn(test.Database);
        var id = await PlanWorld.PlanAsync(test.Database, world);
        var key = new PlanKey(world.EmployerId, id);
        var line = PlanWorld.Line("Welding", 4, days: 2) with { EmployerId = world.EmployerId, PlanId = id };
        await Refuses("plan.morePersons", change => EditPlan.Line(change, line with { Women = 3, Men = 2 }, Stop));
        await Refuses("plan.morePersons", change => EditPlan.Line(change, line with { WithDisability = 5 }, Stop));
        await Refuses("fact.hoursOrDays", change => EditPlan.Line(change, line with { Hours = 3 }, Stop));
        await Refuses("plan.unknown", change => EditPlan.Line(change, line with { PlanId = Guid.CreateVersion7() }, Stop));
        await Refuses(
            "fact.dayOutOfRange",
            change => TakePlanStep.Fix(change, key, new(1900, 1, 1), new(2026, 4, 1), new(2026, 5, 1), Stop)
        );
        await Refuses(
            "fact.dayOutOfRange",
            change => TakePlanStep.Fix(change, key, new(2026, 1, 1), new(2062, 4, 1), new(2026, 5, 1), Stop)
        );
        await Refuses(
            "plan.dayAhead",
            change => TakePlanStep.Advise(change, key, PlanWorld.Today.AddDays(1), null, PlanWorld.Today, Stop)
        );
        await Refuses("plan.noStep", change => TakePlanStep.Back(change, key, Stop));
        await Refuses(
            "plan.tooLong",
            change => OpenPlan.Do(change, world.EmployerId, PlanWorld.Day(1, 1), PlanWorld.Day(1, 1, 2036), [], Stop)
        );
        async Task Refuses(string code, Func<Change, Task> work)
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() => PlanWorld.Make(test.Database, work));
            Assert.Equal(code, refused.Anomaly.Code);
        }
    }
}
