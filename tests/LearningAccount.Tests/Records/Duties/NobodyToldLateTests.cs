using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Duties;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Records.Duties;

/// <summary>Two years go by, people come and go, and the work that is done by itself is done each day.</summary>
public sealed class NobodyToldLateTests
{
    private static readonly DutyKind[] Telling = [DutyKind.TellAccount, DutyKind.TellNewcomers, DutyKind.TellYearly];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 11)]
    [InlineData(6, 12)]
    [InlineData(12, 13)]
    public async Task A_worker_with_access_is_never_told_late(int month, int seed)
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var random = new Random(seed);
        var world = World.With().OfSize(SizeClass.Full);
        var start = new DateOnly(2026, 1, 15);
        for (var n = 0; n < 8; n++)
        {
            var from = n < 3 ? start.AddDays(-400) : start.AddDays(random.Next(0, 450));
            var to = random.Next(3) == 0 ? from.AddDays(random.Next(30, 700)) : (DateOnly?)null;
            world.AndWorker().Employed(ColumnText.Of(from), to is { } end ? ColumnText.Of(end) : null);
        }
        await world.RecordedIn(test.Database);
        await Month(test, world, month);
        foreach (var worker in world.WorkerIds)
        {
            await TestVisitor.Named().AsWorker(world.EmployerId, worker).SignInAsync(test.Database);
        }
        var snapshots = new ReadSnapshots(test.Database);
        var told = 0;
        for (var day = start; day < start.AddDays(520); day = day.AddDays(1))
        {
            test.Clock.Set($"{ColumnText.Of(day)}T09:00:00Z");
            told += await new TellWorkers(test.Database, snapshots, sendsMail: false).Do(Cancel);
            var snapshot = (await snapshots.Of(world.EmployerId, null, Cancel))!;
            await using var connection = await test.Database.Connect(Cancel);
            var law = snapshot.LawUnder(await ReadLawBook.From(connection, Cancel));
            var duties = (await DutyFacts.Of(connection, snapshot, Cancel)).On(
                snapshot,
                law,
                WorkerOutlook.Of(snapshot, law, day),
                day
            );
            Assert.DoesNotContain(duties, duty => duty.State is DutyState.Late && Telling.Contains(duty.Kind));
            // What is due today was told today.
            Assert.DoesNotContain(duties, duty => duty.On == day && duty.Kind is DutyKind.TellYearly);
        }
        Assert.True(told > 8, $"only {told} notices were written");
    }

    [Fact]
    public async Task A_worker_without_access_is_called_late_the_day_after_and_no_day_before()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var world = await World.With().OfSize(SizeClass.Full).AndWorker().Employed("2026-03-02").RecordedIn(test.Database);
        var late = new List<DateOnly>();
        for (var day = new DateOnly(2026, 3, 2); day < new DateOnly(2026, 5, 1); day = day.AddDays(1))
        {
            var duties = await DutyCalendarTests.On(test, world, ColumnText.Of(day));
            if (duties.Any(duty => duty is { Kind: DutyKind.TellNewcomers, State: DutyState.Late }))
            {
                late.Add(day);
            }
        }
        Assert.Equal(new DateOnly(2026, 4, 3), late[0]);
        Assert.Equal(28, late.Count);
    }

    private static Task Month(TestDatabase test, World world, int month) =>
        Change.Make(
            test.Database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(world.EmployerId, "say", Cancel);
                change.Insert(
                    Tables.Setting,
                    new SettingVersion
                    {
                        EmployerId = world.EmployerId,
                        Origin = FactVersion.ByHand,
                        Name = "yearlyNoticeMonth",
                        Value = month.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    }
                );
                return true;
            },
            Cancel
        );
}
