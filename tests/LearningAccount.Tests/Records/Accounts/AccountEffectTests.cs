using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Dapper;
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

/// <summary>What a change is said to do is what it then does, and nothing is done by asking.</summary>
public sealed class AccountEffectTests
{
    private static readonly DateOnly On = new(2026, 6, 30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_training_cancelled_gives_its_days_back_to_that_worker_alone(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company().RecordedIn(test.Database);
        var training = (await Snapshot(test, world)).Worker(world.WorkerIds[1])!.Trainings.Single();
        var effect = await IsWhatSavingDoes(
            test,
            world,
            change => ChangeTrainings.Cancel(change, world.EmployerId, [training], null, Cancel)
        );
        var worker = Assert.Single(effect.Workers);
        Assert.Equal(world.WorkerIds[1], worker.WorkerId);
        Assert.Equal(("2", "0"), (worker.FiguresBefore!.Used.ToString(), worker.FiguresAfter!.Used.ToString()));
        Assert.Equal("2", worker.Difference.ToString());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_change_that_changes_no_account_says_so(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company().RecordedIn(test.Database);
        var identity = (await Snapshot(test, world)).Worker(world.WorkerIds[0])!.Identity!;
        var effect = await IsWhatSavingDoes(
            test,
            world,
            change => SayIdentities.Do(change, world.EmployerId, [identity with { FamilyName = "Peeters-Maes" }], Cancel)
        );
        Assert.Equal("Peeters-Maes", Assert.Single(effect.Workers).After!.Identity!.FamilyName);
        Assert.Empty(effect.Changed);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_setting_is_shown_for_all_workers_with_those_who_lose_most(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company()
            .AndWorker("Wouters")
            .Employed("2026-01-01", to: "2026-03-09", regime: "1/5")
            .Employed("2026-03-10", regime: "1")
            .RecordedIn(test.Database);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["monthRegime"] = "\"firstDay\"" };
        var effect = await IsWhatSavingDoes(
            test,
            world,
            change => ChangeSettings.Do(change, world.EmployerId, settings, "manual", Cancel)
        );
        Assert.Equal(3, effect.Summary.Workers);
        Assert.Equal((0, 1, 1), (effect.Summary.Gaining, effect.Summary.Losing, effect.Summary.Changed));
        // March counts for a fifth instead of the whole: 5/12 × 4/5.
        Assert.Equal(("0", "1/3"), (effect.Summary.Gained.ToString(), effect.Summary.Lost.ToString()));
        Assert.Equal(world.WorkerIds[2], Assert.Single(effect.Summary.Largest(5)).WorkerId);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_full_time_week_and_the_size_class_are_shown_for_all_workers(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company().RecordedIn(test.Database);
        var effect = await IsWhatSavingDoes(
            test,
            world,
            async change =>
            {
                await change.Touch(world.EmployerId, "sayProfile", Cancel);
                var profile = (await Snapshot(test, world)).Profile!;
                await SayProfile.Do(change, profile with { FullTimeWeeklyHours = 36 }, Cancel);
                var small = new SaidSizeClassVersion
                {
                    EmployerId = world.EmployerId,
                    Origin = "manual",
                    FromOn = new(2026, 1, 1),
                    SizeClass = SizeClass.Small,
                };
                await SaySizeClasses.Do(change, world.EmployerId, [small], Cancel);
            }
        );
        Assert.Equal(2, effect.Summary.Losing);
        Assert.Equal(["4/5", "1"], effect.Workers.Select(worker => $"{worker.FiguresAfter!.Credit}"));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_size_said_for_a_quarter_counts_the_employer_anew(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await World.With().Declaring("2025Q1", "24").AndWorker().Employed("2024-01-01").RecordedIn(test.Database);
        var nine = new DeclaredSizeVersion
        {
            EmployerId = world.EmployerId,
            Origin = "manual",
            Quarter = Quarter.Of(2025, 2),
            Fte = 9,
            Heads = null,
        };
        var effect = await IsWhatSavingDoes(test, world, change => SayDeclaredSizes.Do(change, world.EmployerId, [nine], Cancel));
        Assert.Equal("-4", Assert.Single(effect.Workers).Difference.ToString());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_worker_not_there_yet_has_an_account_after_and_none_before(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company().RecordedIn(test.Database);
        var ids = new Queue<Guid>();
        var effect = await IsWhatSavingDoes(
            test,
            world,
            async change =>
            {
                var number = Synthetic.Person(3);
                var known = await RegisterWorkers.Do(change, world.EmployerId, [number], "manual", null, Cancel);
                ids.Enqueue(known[number].WorkerId);
                await SayContracts.Do(
                    change,
                    world.EmployerId,
                    [Contract(world, known[number].WorkerId, "2026-04-01", "1/2")],
                    Cancel
                );
            },
            sameIds: false
        );
        var worker = Assert.Single(effect.Workers);
        Assert.Equal(ids.Dequeue(), worker.WorkerId);
        Assert.Null(worker.Before);
        Assert.Equal("15/8", worker.FiguresAfter!.Left.ToString());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Two_workers_who_are_one_person_become_one_account(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company().RecordedIn(test.Database);
        var (first, second) = (Number(world.NumberOf(0)), Number(world.NumberOf(1)));
        var effect = await IsWhatSavingDoes(
            test,
            world,
            change => ReplaceSsin.Do(change, world.EmployerId, second, first, "manual", Cancel)
        );
        Assert.Equal(
            [(world.WorkerIds.Min(), true), (world.WorkerIds.Max(), false)],
            effect.Workers.Select(worker => (worker.WorkerId, worker.After is not null))
        );
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Versions_closed_by_their_place_are_traced_to_their_workers(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company().RecordedIn(test.Database);
        var snapshot = await Snapshot(test, world);
        var training = snapshot.Worker(world.WorkerIds[1])!.Trainings.Single();
        var effect = await IsWhatSavingDoes(
            test,
            world,
            change => change.Close(Tables.Training, world.EmployerId, [(training.Recorded, training.Place)], Cancel)
        );
        Assert.Equal((world.WorkerIds[1], "2"), (effect.Workers.Single().WorkerId, effect.Workers[0].Difference.ToString()));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_is_newly_wrong_is_told_and_what_was_wrong_already_is_not(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await World
            .With()
            .OfSize(SizeClass.Full)
            .AndWorker()
            .Employed("2026-01-01")
            .Trained("2025-11-05", "1", "before the contract")
            .RecordedIn(test.Database);
        var worker = world.WorkerIds[0];
        var effect = await IsWhatSavingDoes(
            test,
            world,
            change =>
                SayTrainings.Do(
                    change,
                    world.EmployerId,
                    [Synthetic.Training(world.EmployerId, worker, "too much", "2026-05-02") with { Days = 6 }],
                    Cancel
                ),
            sameIds: false
        );
        Assert.Equal(["beyondCredit"], effect.Workers.Single().NewAnomalies.Select(anomaly => anomaly.Code));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_is_refused_is_refused_before_saving_too(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company().RecordedIn(test.Database);
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            Effects(test)
                .Of(
                    world.EmployerId,
                    On,
                    async change =>
                    {
                        var unknown = Synthetic.Training(world.EmployerId, world.WorkerIds[0], "First aid");
                        await ChangeTrainings.Cancel(change, world.EmployerId, [unknown], null, Cancel);
                        return 0;
                    },
                    Cancel
                )
        );
        Assert.Equal("changedMeanwhile", refused.Anomaly.Code);
    }

    /// <summary>
    /// Asks for the effect, finds nothing written, saves, and finds every account as it was told: with its reasons, where each
    /// input comes from and the day it was recorded.
    /// </summary>
    private static async Task<Effect<int>> IsWhatSavingDoes(
        TestDatabase test,
        World world,
        Func<Change, Task> operation,
        bool sameIds = true
    )
    {
        var before = (await Snapshot(test, world), await Rows(test));
        var effect = await Effects(test)
            .Of(
                world.EmployerId,
                On,
                async change =>
                {
                    await operation(change);
                    return 0;
                },
                Cancel
            );
        Assert.Equal(before.Item2, await Rows(test));
        await Change.Make(
            test.Database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(world.EmployerId, "save", Cancel);
                await operation(change);
                return 0;
            },
            Cancel
        );
        var after = await Snapshot(test, world);
        var told = effect.Workers.ToDictionary(worker => worker.WorkerId);
        foreach (var worker in before.Item1.Workers)
        {
            var said = told.GetValueOrDefault(worker.WorkerId);
            if (said is not null)
            {
                Assert.Equal(Written(EmployerSnapshot.AccountOf(worker, LawBook.Shipped, On)), Written(said.AccountBefore()!));
            }
            var saved = after.Workers.SingleOrDefault(one => one.WorkerId == worker.WorkerId);
            Assert.Equal(
                saved is null ? null : Written(EmployerSnapshot.AccountOf(saved, LawBook.Shipped, On)),
                said is null ? Written(EmployerSnapshot.AccountOf(worker, LawBook.Shipped, On))
                    : said.AccountAfter() is { } account ? Written(account)
                    : null
            );
        }
        if (sameIds)
        {
            Assert.All(effect.Workers, worker => Assert.NotNull(before.Item1.Worker(worker.WorkerId)));
        }
        return effect;
    }

    private static World Company() =>
        World
            .With()
            .OfSize(SizeClass.Full)
            .AndWorker()
            .Employed("2026-01-01", regime: "4/5")
            .AndWorker("Maes", "Bert")
            .Employed("2024-01-01")
            .Trained("2026-03-02", "2");

    private static AccountEffect Effects(TestDatabase test) => new(test.Database, new ReadSnapshots(test.Database));

    private static async Task<EmployerSnapshot> Snapshot(TestDatabase test, World world) =>
        (await new ReadSnapshots(test.Database).Of(world.EmployerId, null, Cancel))!;

    private static string Written(Account account)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            AccountJson.Write(json, "worker", account, Language.En);
        }
        return Encoding.UTF8.GetString(text.ToArray());
    }

    /// <summary>How many rows each table has, and how many of them are closed.</summary>
    private static async Task<ImmutableArray<string>> Rows(TestDatabase test)
    {
        await using var connection = await test.Database.Connect(Cancel);
        var counts = ImmutableArray.CreateBuilder<string>();
        foreach (var table in Tables.All.Select(table => table.Name))
        {
            var rows = await connection.ExecuteScalarAsync<long>($"select count(*) from {table}");
            var closed = await connection.ExecuteScalarAsync<long>($"select count(*) from {table} where superseded is not null");
            counts.Add($"{table} {rows} {closed}");
        }
        counts.Add($"journal {await connection.ExecuteScalarAsync<long>("select count(*) from journal")}");
        return counts.DrainToImmutable();
    }

    private static ContractVersion Contract(World world, Guid worker, string from, string regime) =>
        Registry.Declared.Listed(from, null, regime) with
        {
            EmployerId = world.EmployerId,
            WorkerId = worker,
            Origin = "manual",
        };

    private static Ssin Number(string digits) =>
        Ssin.TryParseDigits(digits, out var ssin, out var why) ? ssin : throw new InvalidOperationException($"{why}");
}
