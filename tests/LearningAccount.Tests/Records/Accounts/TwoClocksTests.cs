using System.Text;
using System.Text.Json;
using LearningAccount.Law;
using LearningAccount.Law.Cases;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Records.Accounts;

/// <summary>"As it stood on X, as known on Y": what was known on a past day is the answer for that day for ever.</summary>
public sealed class TwoClocksTests
{
    private static readonly DateOnly On = new(2025, 12, 31);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_account_follows_from_the_facts(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await World
            .With()
            .OfSize(SizeClass.Full)
            .AndWorker()
            .Employed("2024-01-01", regime: "1/2")
            .Trained("2024-05-02", "1")
            .Corrected("2025-03-01", "1/2", "agreed")
            .RecordedIn(test.Database);
        var account = EmployerSnapshot.AccountOf((await Snapshot(test, world)).Workers.Single(), LawBook.Shipped, On);
        // 2.5 a year at half-time, one day used, half a day added.
        Assert.Equal("9/2", account.Balance.Exact.ToString());
        Assert.Equal(account.Balance.Exact, (await Snapshot(test, world)).Accounts(LawBook.Shipped, On).Single().Balance.Exact);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_was_known_on_a_day_stays_the_answer_for_that_day(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await World
            .With()
            .OfSize(SizeClass.Full)
            .AndWorker("Peeters", "Anna")
            .Employed("2023-06-01", regime: "1/2")
            .Trained("2024-05-02", "1", "First aid")
            .AndWorker("Claes", "Bram")
            .Employed("2024-01-01", to: "2025-06-30", reason: EndReason.Resignation)
            .RecordedIn(test.Database);
        var answers = new Dictionary<DateOnly, string>();
        async Task NextDay()
        {
            var today = Knowledge.DayOf(test.Clock.Now);
            answers[today] = await Told(test, world.EmployerId, today);
            test.Clock.Now += TimeSpan.FromDays(1);
        }

        await NextDay();
        var anna = world.WorkerIds[0];
        var first = await Only(test, Tables.Training, world.EmployerId);
        await Say(test, world, change => SayTrainings.Do(change, world.EmployerId, [first with { Days = 2 }], Cancel));
        await NextDay();
        await NextDay();
        var seen = await Only(test, Tables.Training, world.EmployerId);
        await Say(test, world, change => ChangeTrainings.Cancel(change, world.EmployerId, [seen], "ill", Cancel));
        await NextDay();
        await Say(
            test,
            world,
            change =>
                SayTrainings.Do(
                    change,
                    world.EmployerId,
                    [Synthetic.Training(world.EmployerId, anna, "late", "2023-07-01")],
                    Cancel
                )
        );
        await NextDay();
        var contract = (await All(test, Tables.Contract, world.EmployerId)).Single(one => one.WorkerId == anna);
        await Say(test, world, change => SayContracts.Do(change, world.EmployerId, [contract with { Fraction = 1 }], Cancel));
        await NextDay();
        await Say(
            test,
            world,
            change =>
                SaySizeClasses.Do(
                    change,
                    world.EmployerId,
                    [
                        new()
                        {
                            EmployerId = world.EmployerId,
                            Origin = "manual",
                            FromOn = new(2025, 1, 1),
                            SizeClass = SizeClass.Small,
                        },
                    ],
                    Cancel
                )
        );
        await NextDay();
        await Say(test, world, change => change.Supersede(Tables.Contract, [contract with { Recorded = 5, Place = 0 }], Cancel));
        await NextDay();

        Assert.Equal(7, answers.Values.Distinct(StringComparer.Ordinal).Count());
        await using var later = await test.OpenAgain();
        foreach (var (day, answer) in answers)
        {
            Assert.Equal(answer, await Told(later, world.EmployerId, day));
        }
        Assert.Null(await new ReadSnapshots(later).Of(world.EmployerId, answers.Keys.Min().AddDays(-1), Cancel));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Every_kind_of_fact_that_comes_late_leaves_the_answers_of_before(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await World.With().AndWorker().Employed("2023-06-01", committee: "200").RecordedIn(test.Database);
        var answers = new List<(DateOnly Known, string What, string Told)>();
        var keeper = new ReadSnapshots(test.Database);
        async Task NextDay(string what, Func<Change, Task> say)
        {
            test.Clock.Now += TimeSpan.FromDays(1);
            await Say(test, world, say);
            var today = Knowledge.DayOf(test.Clock.Now);
            var told = await Told(test, world.EmployerId, today);
            Assert.True(told == await Told(keeper, world.EmployerId, null), $"Who read it before is told otherwise: {what}.");
            Assert.True(answers.Count == 0 || answers[^1].Told != told, $"Nothing was told otherwise: {what}.");
            answers.Add((today, what, told));
        }

        var (employer, worker) = (world.EmployerId, world.WorkerIds[0]);
        var contract = await Only(test, Tables.Contract, employer);
        var profile = await Only(test, Tables.EmployerProfile, employer);
        var identity = await Only(test, Tables.WorkerIdentity, employer);
        var training = Synthetic.Training(employer, worker, "Welding");
        var late = new LateFacts(employer, worker);
        await NextDay("declared FTE", c => SayDeclaredSizes.Do(c, employer, [late.Size], Cancel));
        await NextDay("size class", c => SaySizeClasses.Do(c, employer, [late.Class], Cancel));
        await NextDay("hours of the week", c => SayProfile.Do(c, profile with { FullTimeWeeklyHours = 36 }, Cancel));
        contract = contract with { Fraction = Fraction.Of(3, 4) };
        await NextDay("work regime", c => SayContracts.Do(c, employer, [contract], Cancel));
        contract = contract with { JointCommittee = JointCommittee.Parse("218") };
        await NextDay("joint committee", c => SayContracts.Do(c, employer, [contract], Cancel));
        await NextDay("suspension", c => SaySuspensions.Do(c, employer, [late.Suspension], Cancel));
        await NextDay("training", c => SayTrainings.Do(c, employer, [training], Cancel));
        await NextDay("training corrected", c => SayTrainings.Do(c, employer, [training with { Days = 2 }], Cancel));
        await NextDay("adjustment", c => SayAdjustments.Do(c, employer, [late.Adjustment], Cancel));
        await NextDay("extra days", c => SayExtraDays.Do(c, employer, [late.ExtraDays], Cancel));
        await NextDay("scheme", c => SaySchemes.Do(c, employer, [late.Scheme], Cancel));
        await NextDay("opt-out", c => SayOptOuts.Do(c, employer, [late.OptOut], Cancel));
        await NextDay("setting", c => ChangeSettings.Do(c, employer, LateFacts.Setting, "manual", Cancel));
        await NextDay("name", c => SayIdentities.Do(c, employer, [identity with { FamilyName = "Claes" }], Cancel));
        await NextDay("end", c => SayContracts.Do(c, employer, [contract with { EndOn = new(2025, 6, 30) }], Cancel));

        await using var later = await test.OpenAgain();
        foreach (var (known, what, told) in answers)
        {
            Assert.True(told == await Told(later, employer, known), $"What was known when this was told has changed: {what}.");
        }
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Days_of_knowledge_are_those_of_Belgium(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        // Winter: midnight is 23:00 UTC. Summer: 22:00 UTC.
        foreach (
            var (instant, day) in (IEnumerable<(string, string)>)
                [
                    ("2026-01-15T22:59:59Z", "2026-01-15"),
                    ("2026-01-15T23:00:00Z", "2026-01-16"),
                    ("2026-07-15T21:59:59Z", "2026-07-15"),
                    ("2026-07-15T22:00:00Z", "2026-07-16"),
                    ("2026-10-25T22:30:00Z", "2026-10-25"),
                    ("2027-03-28T22:00:00Z", "2027-03-29"),
                ]
        )
        {
            test.Clock.Set(instant);
            var id = Guid.CreateVersion7();
            await using (var change = await Change.Begin(test.Database, Synthetic.Tester, Cancel))
            {
                await change.Touch(id, "registerTraining", Cancel);
                change.Insert(Tables.Training, Synthetic.Training(id, id, instant));
                await change.Commit(Cancel);
            }
            var known = DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(known, Knowledge.DayOf(test.Clock.Now));
            await using var connection = await test.Database.Connect(Cancel);
            Assert.Equal(1, await Knowledge.SeqOn(connection, id, known, Cancel));
            Assert.Equal(0, await Knowledge.SeqOn(connection, id, known.AddDays(-1), Cancel));
        }
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_snapshot_is_kept_until_something_is_written(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await World.With().OfSize(SizeClass.Full).AndWorker().Employed("2024-01-01").RecordedIn(test.Database);
        var reader = new ReadSnapshots(test.Database);
        var first = await reader.Of(world.EmployerId, null, Cancel);
        Assert.Same(first, await reader.Of(world.EmployerId, null, Cancel));
        await using (var second = await test.OpenAgain())
        {
            await using var change = await Change.Begin(second, Synthetic.Tester, Cancel);
            await change.Touch(world.EmployerId, "registerTraining", Cancel);
            change.Insert(
                Tables.Training,
                Synthetic.Training(world.EmployerId, world.WorkerIds[0], "written by another program")
            );
            await change.Commit(Cancel);
        }
        var now = (await reader.Of(world.EmployerId, null, Cancel))!;
        Assert.Equal("written by another program", Assert.Single(now.Workers.Single().Trainings).Title);
        Assert.Empty(first!.Workers.Single().Trainings);
        Assert.Null(await reader.Of(Guid.CreateVersion7(), null, Cancel));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Fifty_trainings_entered_at_once_are_used_once_each(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await World.With().OfSize(SizeClass.Full).AndWorker().Employed("2024-01-01").RecordedIn(test.Database);
        await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(i =>
                    Task.Run(
                        () =>
                            Say(
                                test,
                                world,
                                change =>
                                    SayTrainings.Do(
                                        change,
                                        world.EmployerId,
                                        [
                                            Synthetic.Training(world.EmployerId, world.WorkerIds[0], $"{i}", "2024-06-03") with
                                            {
                                                Days = Fraction.Of(1, 10),
                                            },
                                        ],
                                        Cancel
                                    )
                            ),
                        Cancel
                    )
                )
        );
        var account = EmployerSnapshot.AccountOf((await Snapshot(test, world)).Workers.Single(), LawBook.Shipped, On);
        Assert.Equal(("5", "5"), (account.Years[0].Used.ToString(), account.Balance.Exact.ToString()));
    }

    private static async Task<EmployerSnapshot> Snapshot(TestDatabase test, World world) =>
        (await new ReadSnapshots(test.Database).Of(world.EmployerId, null, Cancel))!;

    private static Task<string> Told(TestDatabase test, Guid employer, DateOnly known) => Told(test.Database, employer, known);

    /// <summary>Every account of the employer as known on a day, in full, with its reasons.</summary>
    private static Task<string> Told(Database database, Guid employer, DateOnly known) =>
        Told(new ReadSnapshots(database), employer, known);

    private static async Task<string> Told(ReadSnapshots reader, Guid employer, DateOnly? known)
    {
        var snapshot = (await reader.Of(employer, known, Cancel))!;
        using var output = new MemoryStream();
        await using var json = new Utf8JsonWriter(output);
        json.WriteStartArray();
        var ordered = snapshot.Workers.Zip(snapshot.Accounts(LawBook.Shipped, On)).OrderBy(pair => pair.First.WorkerId);
        foreach (var (worker, account) in ordered)
        {
            AccountJson.Write(json, worker.Identity?.FamilyName, account, Language.Nl);
        }
        json.WriteEndArray();
        await json.FlushAsync(Cancel);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static Task Say(TestDatabase test, World world, Func<Change, Task> say) =>
        Change.Make(
            test.Database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(world.EmployerId, "say", Cancel);
                await say(change);
                return true;
            },
            Cancel
        );

    private static async Task<List<T>> All<T>(TestDatabase test, BulkTable<T> table, Guid employer)
        where T : FactVersion
    {
        await using var connection = await test.Database.Connect(Cancel);
        return await ReadVersions.Now(connection, table, employer, Cancel);
    }

    private static async Task<T> Only<T>(TestDatabase test, BulkTable<T> table, Guid employer)
        where T : FactVersion => (await All(test, table, employer)).Single();

    /// <summary>Facts of years ago that somebody tells only now.</summary>
    private sealed class LateFacts(Guid employer, Guid worker)
    {
        public static readonly Dictionary<string, string> Setting = new(StringComparer.Ordinal)
        {
            ["partialLeaveReducesB"] = "false",
        };

        public DeclaredSizeVersion Size { get; } =
            new()
            {
                EmployerId = employer,
                Origin = "manual",
                Quarter = Quarter.Of(2023, 2),
                Fte = 25,
                Heads = 30,
            };

        public SaidSizeClassVersion Class { get; } =
            new()
            {
                EmployerId = employer,
                Origin = "manual",
                FromOn = new(2022, 1, 1),
                SizeClass = SizeClass.Full,
            };

        public SuspensionVersion Suspension { get; } =
            new()
            {
                EmployerId = employer,
                Origin = "manual",
                WorkerId = worker,
                SuspensionId = Guid.CreateVersion7(),
                FromOn = new(2024, 3, 1),
                ToOn = new(2024, 8, 31),
                Kind = SuspensionKind.TimeCredit,
                Fraction = Fraction.Of(1, 2),
            };

        public AdjustmentVersion Adjustment { get; } =
            new()
            {
                EmployerId = employer,
                Origin = "manual",
                WorkerId = worker,
                AdjustmentId = Guid.CreateVersion7(),
                OnDay = new(2025, 3, 1),
                Days = Fraction.Of(-1, 2),
                Reason = "agreed",
            };

        public ExtraDaysVersion ExtraDays { get; } =
            new()
            {
                EmployerId = employer,
                Origin = "manual",
                Year = 2025,
                Days = 2,
            };

        public SchemeVersion Scheme { get; } =
            new()
            {
                EmployerId = employer,
                Origin = "manual",
                SchemeId = Guid.CreateVersion7(),
                JointCommittee = JointCommittee.Parse("218"),
                Worker = SchemeWorker.All,
                SizeClass = SizeClass.Full,
                FromOn = new(2024, 1, 1),
                ToOn = null,
                Days = 4,
                Hours = null,
                Kind = SchemeKind.Individual,
                Registration = "199992/CO/218",
                DepositedOn = new(2023, 7, 6),
                BindingFrom = new(2023, 7, 6),
                WindowYears = null,
            };

        public OptOutVersion OptOut { get; } =
            new()
            {
                EmployerId = employer,
                Origin = "manual",
                Year = 2025,
                Days = 6,
                Reason = "company agreement",
            };
    }
}
