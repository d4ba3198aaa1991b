using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Records.Plans;

/// <summary>What was planned beside what was followed, checked on paper; and what is proposed out of what is known.</summary>
public sealed class ComparePlanTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // 38 hours a week: a day is 7.6 hours. Anna and Bea are women of the workshop, Carl a man of the office, Dirk left in 2025.
    private static World Staff() =>
        World
            .With()
            .OfSize(SizeClass.Full)
            .AndWorker("Aerts", "Anna")
            .Who("f", "Workshop", "1970-05-01")
            .Employed("2024-01-01", committee: "111")
            .Trained("2026-02-03", "2", "Welding")
            .Trained("2026-11-03", "1", "Welding")
            .Trained("2026-03-03", "1", "First aid", TrainingStatus.Planned)
            .AndWorker("Baert", "Bea")
            .Who("f", "Workshop", "1990-05-01")
            .Employed("2024-01-01", committee: "111")
            .Trained("2026-02-03", "2", "WELDING")
            .Trained("2025-02-03", "3", "Welding")
            .Trained("2026-02-04", "1", "Welding", TrainingStatus.NotFollowed)
            .Trained("2026-03-03", "1", "First aid", TrainingStatus.Planned)
            .AndWorker("Claes", "Carl")
            .Who("m", "Office", "1980-05-01")
            .Employed("2024-01-01", committee: "200", regime: "1/2")
            .Trained("2026-04-08", "1/2", "Lassen (basis)")
            .Trained("2026-04-09", "1", "Excel")
            .AndWorker("Dox", "Dirk")
            .Who("m", "Workshop")
            .Employed("2024-01-01", "2025-06-30", committee: "111");

    [Fact]
    public async Task Planned_and_followed_stand_beside_each_other()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var world = await Staff().RecordedIn(test.Database);
        var id = await PlanWorld.PlanAsync(
            test.Database,
            world,
            PlanWorld.Line("Welding", 3, days: 2) with
            {
                GroupParts = "department:Workshop",
            },
            PlanWorld.Line("First aid", 4, hours: Fraction.Of(38, 10)) with
            {
                GroupParts = "all",
            },
            PlanWorld.Line("Coaching", 2, days: 1) with
            {
                GroupName = "Team leaders",
            }
        );
        var plan = await PlanWorld.ReadAsync(test.Database, world, id);
        await PlanWorld.Make(
            test.Database,
            change => EditPlan.Link(change, world.EmployerId, id, "Lassen (basis)", plan.Latest.Lines[0].LineId, Stop)
        );
        plan = await PlanWorld.ReadAsync(test.Database, world, id);
        var snapshot = await PlanWorld.SnapshotAsync(test.Database, world);

        var done = ComparePlan.Of(plan.Latest, plan.Links, snapshot, LawBook.Shipped, PlanWorld.Day(12, 31));

        // Welding: Anna 2 + 1 days, Bea 2, Carl ½ by the link; 5½ days are 41.8 hours. Planned 3 × 2 days.
        Assert.Equal(new PlanAmount(3, 2, 1, Fraction.Of(418, 10), Fraction.Of(11, 2)), done.Lines[0].Done);
        Assert.Equal(new PlanAmount(3, 0, 0, Fraction.Of(456, 10), 6), done.Lines[0].Planned);
        // First aid: half a day each for 4; nobody has followed it.
        Assert.Equal(new PlanAmount(4, 0, 0, Fraction.Of(152, 10), 2), done.Lines[1].Planned);
        Assert.Equal(new PlanAmount(), done.Lines[1].Done);
        // Excel is in no plan: 1 day of Carl.
        Assert.Equal([("Excel", 1, (Fraction)1)], done.NotPlanned.Select(one => (one.Title, one.Done.Persons, one.Done.Days)));
        // The workshop in 2026: Anna and Bea. Of the training meant for it they followed 5 days.
        Assert.Equal((2, 2, (Fraction)5), (done.Groups[0].Members, done.Groups[0].Done.Persons, done.Groups[0].Done.Days));
        Assert.Equal((3, null), (done.Groups[1].Members, done.Groups[2].Members));
        // Together: 6 + 2 + 2 planned; 5½ + 1 followed by three people.
        Assert.Equal((Fraction)10, done.Planned.Days);
        Assert.Equal((3, 2, 1, Fraction.Of(13, 2)), (done.Done.Persons, done.Done.Women, done.Done.Men, done.Done.Days));
        // Credit of 2026: 5 + 5, and half of the 4 days of joint committee 200; used 3 + 2 + 1½.
        Assert.Equal(((Fraction)12, Fraction.Of(13, 2)), (done.Credit, done.Used));
    }

    [Fact]
    public async Task A_plan_is_proposed_from_what_is_planned_and_what_was_followed()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var world = await Staff().RecordedIn(test.Database);
        var snapshot = await PlanWorld.SnapshotAsync(test.Database, world);
        var last = new PlanEdition(
            PlanWorld.Head(2025),
            [PlanWorld.Line("Coaching", 2, days: 1) with { PlanId = Guid.CreateVersion7(), Quarter = Quarter.Of(2025, 3) }]
        );
        var all = ProposeLines.Of(
            snapshot,
            PlanWorld.Day(1, 1),
            PlanWorld.Day(12, 31),
            PlanSources.Planned | PlanSources.LastPlan | PlanSources.Followed,
            last
        );
        Assert.Equal(["First aid", "Coaching", "Welding"], all.Select(line => line.Title));
        Assert.Equal(
            (2, 2, 0, 1, (Fraction)1, "2026Q1"),
            (all[0].Persons, all[0].Women, all[0].Men, all[0].FromFifty, all[0].Days!.Value, all[0].Quarter.ToString())
        );
        Assert.Equal("2026Q3", all[1].Quarter.ToString());
        Assert.Equal((1, (Fraction)3, "2026Q1"), (all[2].Persons, all[2].Days!.Value, all[2].Quarter.ToString()));
        Assert.Empty(ProposeLines.Of(snapshot, PlanWorld.Day(1, 1), PlanWorld.Day(12, 31), PlanSources.None, last));
    }

    [Fact]
    public async Task The_threshold_counts_full_time_equivalents_or_heads_as_the_employer_s_settings_say()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var world = World.With();
        foreach (var quarter in (string[])["2024Q4", "2025Q1", "2025Q2", "2025Q3"])
        {
            world.Declaring(quarter, "18.5", heads: 24);
        }
        await world.RecordedIn(test.Database);
        var snapshot = await PlanWorld.SnapshotAsync(test.Database, world);
        var threshold = PlanThreshold.Of(snapshot, LawBook.Shipped, 2026);
        Assert.Equal(
            (SizeClass.Small, Fraction.Of(37, 2), (Fraction)24, false, true),
            (threshold.Class, threshold.Average!.Value, threshold.Heads!.Value, threshold.IsDue, threshold.IsDisputed)
        );
        Assert.False(PlanThreshold.Of(snapshot, LawBook.Shipped, 2028).IsDue);
    }
}
