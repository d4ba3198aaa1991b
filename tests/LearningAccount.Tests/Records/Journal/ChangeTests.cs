using Dapper;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Records.Storage;

namespace LearningAccount.Tests.Records.Journal;

public sealed class ChangeTests
{
    private static readonly Guid Employer = Guid.CreateVersion7();
    private static readonly Guid Worker = Guid.CreateVersion7();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_a_change_wrote_is_there_after_it_and_nothing_before(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await using (var change = await Change.Begin(test.Database, Synthetic.Tester, Cancel))
        {
            await change.Touch(Employer, "registerTraining", Cancel);
            change.Insert(Tables.Training, Synthetic.Training(Employer, Worker, "never committed"));
        }
        Assert.Empty(await Trainings(test));
        Assert.Null(await LastLine(test));

        await Register(test, "First aid");
        var kept = Assert.Single(await Trainings(test));
        Assert.Equal("First aid", kept.Title);
        Assert.Equal((1, 0, null), (kept.Recorded, kept.Place, kept.Superseded));
        var line = (await LastLine(test))!;
        Assert.Equal((1, "tester", Door.Command, "registerTraining"), (line.Seq, line.Actor, line.Door, line.Action));
        Assert.Equal(JournalLine.NoHash, line.PreviousHash);
        Assert.Equal(test.Clock.Now, line.RecordedAt);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_version_comes_back_as_it_was_written(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var written = Synthetic.Training(Employer, Worker, "Ünïcode ' \" ; \u0001 \U0001F393") with
        {
            Hours = LearningAccount.Law.Fraction.Of(76, 10),
            Days = null,
            LeaveScheme = LearningAccount.Law.Facts.LeaveScheme.PEL_BXL,
            Kind = LearningAccount.Law.Facts.TrainingKind.Informal,
            CertificateReceived = false,
            CertificateValidUntil = new DateOnly(2030, 2, 28),
            Cost = LearningAccount.Law.Fraction.Of(12345, 100),
            Counts = false,
        };
        await using var change = await Change.Begin(test.Database, Synthetic.Tester, Cancel);
        await change.Touch(Employer, "registerTraining", Cancel);
        change.Insert(Tables.Training, written);
        await change.Commit(Cancel);
        Assert.Equal(written with { Recorded = 1 }, Assert.Single(await Trainings(test)));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_change_closes_the_old_version_and_keeps_it(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await Register(test, "Frist aid");
        var old = Assert.Single(await Trainings(test));
        await using (var change = await Change.Begin(test.Database, Synthetic.Tester, Cancel))
        {
            await change.Touch(Employer, "changeTraining", Cancel, expectedSeq: 1);
            await change.Replace(Tables.Training, old, old with { Title = "First aid" }, Cancel);
            await change.Commit(Cancel);
        }
        var versions = await Trainings(test);
        Assert.Equal(["Frist aid"], versions.Where(version => version.HoldsAt(1)).Select(version => version.Title));
        Assert.Equal(["First aid"], versions.Where(version => version.HoldsAt(2)).Select(version => version.Title));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_decision_on_stale_facts_is_refused(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await Register(test, "one");
        var old = Assert.Single(await Trainings(test));
        await Register(test, "two");
        await using (var change = await Change.Begin(test.Database, Synthetic.Tester, Cancel))
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() =>
                change.Touch(Employer, "changeTraining", Cancel, expectedSeq: 1)
            );
            Assert.Equal("changedMeanwhile", refused.Anomaly.Code);
        }
        await Cancelled(test, old);
        await using var again = await Change.Begin(test.Database, Synthetic.Tester, Cancel);
        await again.Touch(Employer, "changeTraining", Cancel);
        await Assert.ThrowsAsync<RefusedException>(() => again.Supersede(Tables.Training, [old], Cancel));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Fifty_writers_at_once_lose_nothing_and_make_one_chain(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await using var second = await test.OpenAgain();
        Database[] programs = [test.Database, second];
        await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(i =>
                    Task.Run(
                        () =>
                            Change.Make(
                                programs[i % 2],
                                Synthetic.Tester,
                                async change =>
                                {
                                    var known = await change.Touch(Employer, "registerTraining", Cancel);
                                    change.Insert(Tables.Training, Synthetic.Training(Employer, Worker, $"{known}"));
                                    return known;
                                },
                                Cancel
                            ),
                        Cancel
                    )
                )
        );
        var trainings = await Trainings(test);
        Assert.Equal(Enumerable.Range(1, 50).Select(i => (long)i), trainings.Select(training => training.Recorded).Order());
        Assert.All(trainings, training => Assert.Equal($"{training.Recorded - 1}", training.Title));
        Assert.Empty(await Faults(test));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Of_two_people_who_take_the_last_day_one_is_told_no(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var taken = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(_ =>
                    Task.Run(
                        () =>
                            Change.Make(
                                test.Database,
                                Synthetic.Tester,
                                async change =>
                                {
                                    await change.Touch(Employer, "registerTraining", Cancel);
                                    var any = await change.Connection.ExecuteScalarAsync<long>("select count(*) from training");
                                    if (any == 0)
                                    {
                                        change.Insert(Tables.Training, Synthetic.Training(Employer, Worker, "the last day"));
                                    }
                                    return any == 0;
                                },
                                Cancel
                            ),
                        Cancel
                    )
                )
        );
        Assert.Single(taken, won => won);
        Assert.Single(await Trainings(test));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_clock_set_back_does_not_turn_the_journal_round(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await Register(test, "one");
        var first = (await LastLine(test))!.RecordedAt;
        test.Clock.Now -= TimeSpan.FromDays(3);
        await Register(test, "two");
        Assert.Equal(first, (await LastLine(test))!.RecordedAt);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Many_facts_go_in_one_line(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await using (var change = await Change.Begin(test.Database, Synthetic.Tester, Cancel))
        {
            await change.Touch(Employer, "import", Cancel);
            for (var batch = 0; batch < 5; batch++)
            {
                change.Insert(
                    Tables.Training,
                    [.. Enumerable.Range(0, 2000).Select(i => Synthetic.Training(Employer, Worker, $"{i}"))]
                );
            }
            await change.Commit(Cancel);
        }
        var trainings = await Trainings(test);
        Assert.Equal(10_000, trainings.Select(training => training.Place).Distinct().Count());
        Assert.Empty(await Faults(test));
        await using (var change = await Change.Begin(test.Database, Synthetic.Tester, Cancel))
        {
            await change.Touch(Employer, "undo", Cancel);
            await change.Supersede(Tables.Training, trainings, Cancel);
            await change.Commit(Cancel);
        }
        Assert.All(await Trainings(test), training => Assert.Equal(2, training.Superseded));
        Assert.Empty(await Faults(test));
    }

    private static Task Register(TestDatabase test, string title) =>
        Change.Make(
            test.Database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(Employer, "registerTraining", Cancel);
                change.Insert(Tables.Training, Synthetic.Training(Employer, Worker, title));
                return true;
            },
            Cancel
        );

    private static Task Cancelled(TestDatabase test, TrainingVersion training) =>
        Change.Make(
            test.Database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(Employer, "cancelTraining", Cancel);
                await change.Supersede(Tables.Training, [training], Cancel);
                return true;
            },
            Cancel
        );

    private static async Task<List<TrainingVersion>> Trainings(TestDatabase test)
    {
        await using var connection = await test.Database.Connect(Cancel);
        return (await connection.QueryAsync<TrainingVersion>($"select {Tables.Training.ColumnList} from training")).AsList();
    }

    private static async Task<JournalLine?> LastLine(TestDatabase test)
    {
        await using var connection = await test.Database.Connect(Cancel);
        return await ReadJournal.Last(connection, Employer, Cancel);
    }

    private static async Task<List<JournalFault>> Faults(TestDatabase test) =>
        await new VerifyJournal(test.Database).Do(Cancel).ToListAsync(Cancel);
}
