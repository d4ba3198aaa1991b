using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Anomalies;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Records.Anomalies;

/// <summary>Each check finds what it is named after, and nothing in facts that are as they should be.</summary>
public sealed class ChecksTests
{
    private static readonly DateOnly On = new(2026, 11, 20);

    [Fact]
    public async Task An_account_as_it_should_be_gives_nothing_to_look_at() =>
        Assert.Empty(await FoundAsync(Full().Trained("2026-02-02", "1").Trained("2026-03-02", "1", "First aid")));

    [Fact]
    public async Task A_contract_about_to_end_with_days_left_is_found() =>
        Assert.Equal(
            ["leavesWithDays"],
            await FoundAsync(
                World.With().OfSize(SizeClass.Full).AndWorker().Employed("2026-01-01", "2026-12-31", reason: EndReason.FixedTerm)
            )
        );

    [Fact]
    public async Task Days_that_expire_within_half_a_year_are_found() =>
        Assert.Contains("expiresSoon", await FoundAsync(Full(), new(2028, 9, 1)));

    [Fact]
    public async Task A_training_on_a_day_without_contract_is_found_also_after_the_worker_left()
    {
        var gone = World
            .With()
            .OfSize(SizeClass.Full)
            .AndWorker()
            .Employed("2024-01-01", "2025-06-30", reason: EndReason.Resignation)
            .Trained("2025-07-07", "1");
        Assert.Equal(["outsideContract"], await FoundAsync(gone));
    }

    [Fact]
    public async Task A_use_beyond_the_credit_is_found() =>
        Assert.Contains(
            "beyondCredit",
            await FoundAsync(
                World
                    .With()
                    .OfSize(SizeClass.Full)
                    .AndWorker()
                    .Employed("2026-01-01")
                    .Trained("2026-03-02", "5")
                    .Trained("2026-04-01", "1")
            )
        );

    [Theory]
    [InlineData("2026-11-19", null, "certificateLapsed")]
    [InlineData("2026-11-20", null, "certificateLapsesSoon")]
    [InlineData("2027-01-19", null, "certificateLapsesSoon")]
    [InlineData("2027-01-20", null, null)]
    [InlineData("2026-11-19", "2029-01-01", null)]
    public async Task A_certificate_is_found_when_it_has_lapsed_or_soon_will_and_no_later_one_stands(
        string until,
        string? later,
        string? code
    )
    {
        var world = Full().Trained("2024-02-02", "1", "First aid", validUntil: until);
        world = later is null ? world : world.Trained("2026-02-02", "1", "first-aid", validUntil: later);
        Assert.Equal(code is null ? [] : [code], await FoundAsync(world));
    }

    [Theory]
    [InlineData("Welding", "1", "manual", "registeredTwice")]
    [InlineData("WELDING ", "2", "manual", "registeredTwice")]
    [InlineData("Welding", "2", "trainingList", "sourcesDisagree")]
    [InlineData("Lassen", "1", "trainingList", "registeredTwice")]
    [InlineData("Lassen", "1", "manual", null)]
    public async Task A_training_that_stands_twice_is_found(string title, string days, string origin, string? code)
    {
        var world = Full().Trained("2026-03-02", "1", "Welding").Trained("2026-03-02", days, title, origin: origin);
        var found = (await FoundAsync(world)).Where(one => one is not "longerThanItsDays");
        Assert.Equal(code is null ? [] : [code], found);
    }

    [Theory]
    [InlineData("2026-03-02", "2026-03-03", "2", null)]
    [InlineData("2026-03-02", "2026-03-03", "2.5", "longerThanItsDays")]
    [InlineData("2026-03-06", "2026-03-09", "3", "longerThanItsDays")]
    [InlineData("2026-03-07", "2026-03-08", "2", null)]
    [InlineData("2026-03-02", "2026-03-20", "15", null)]
    public async Task A_training_longer_than_its_working_days_is_found(string from, string to, string days, string? code)
    {
        var found = (await FoundAsync(Full().Trained(to, days, from: from))).Where(one => one is not "beyondCredit");
        Assert.Equal(code is null ? [] : [code], found);
    }

    [Fact]
    public async Task A_correction_without_a_reason_is_found() =>
        Assert.Equal(["correctionWithoutReason"], await FoundAsync(Full().Corrected("2026-02-02", "1", " ")));

    [Fact]
    public async Task A_quarter_nobody_declared_is_found_when_its_term_has_passed()
    {
        var world = World.With().Declaring("2025Q4", "25").Declaring("2026Q2", "25");
        Assert.Equal(["2026Q1", "2026Q3"], Quarters(await OfEmployerAsync(world, On)));
        Assert.Equal(["2026Q1"], Quarters(await OfEmployerAsync(world, new(2026, 10, 31))));
        Assert.Empty(Quarters(await OfEmployerAsync(World.With().OfSize(SizeClass.Full), On)));
    }

    [Theory]
    [InlineData("19.5", "Small")]
    [InlineData("20", null)]
    [InlineData("9", "None")]
    public async Task A_size_class_that_the_latest_quarters_would_change_is_found(string fte, string? next)
    {
        string[] before = ["2024Q4", "2025Q1", "2025Q2", "2025Q3"];
        string[] since = ["2025Q4", "2026Q1", "2026Q2", "2026Q3"];
        var world = World.With();
        foreach (
            var (quarter, number) in before.Select(quarter => (quarter, "25")).Concat(since.Select(quarter => (quarter, fte)))
        )
        {
            world.Declaring(quarter, number);
        }
        var found = await OfEmployerAsync(world, On);
        Assert.Equal(
            next is null ? [] : [next],
            found
                .Where(one => one.Code is "sizeAboutToChange")
                .Select(one => one.Values.First(value => value.Name is "class").Value)
        );
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_somebody_settled_stays_settled_until_its_facts_change_or_the_word_is_taken_back(Engine engine)
    {
        await using var kept = await TestDatabase.OpenAsync(engine);
        var world = await Full().Trained("2026-03-02", "2").RecordedIn(kept.Database);
        var finding = Assert.Single(await OpenAsync(kept.Database, world));

        await ChangeAsync(
            kept.Database,
            change => SettleFinding.Do(change, world.EmployerId, finding, "Two evenings as well.", default)
        );
        Assert.Empty(await OpenAsync(kept.Database, world));
        var said = Assert.Single(await AllAsync(kept.Database, world)).Settled!;
        Assert.Equal("Two evenings as well.", said.Reason);

        await ChangeAsync(kept.Database, change => SettleFinding.TakeBack(change, world.EmployerId, said.SettlementId, default));
        Assert.Single(await OpenAsync(kept.Database, world));

        await ChangeAsync(
            kept.Database,
            change => SettleFinding.Do(change, world.EmployerId, finding, "Right all the same.", default)
        );
        Assert.Empty(await OpenAsync(kept.Database, world));
        await ChangeAsync(
            kept.Database,
            async change =>
            {
                await change.Touch(world.EmployerId, "test", default);
                var training = Assert.Single(
                    await ReadVersions.Now(change.Connection, Tables.Training, world.EmployerId, default)
                );
                await change.Replace(Tables.Training, training, training with { Days = 3 }, default);
            }
        );
        Assert.Equal("longerThanItsDays", Assert.Single(await OpenAsync(kept.Database, world)).Code);
    }

    [Fact]
    public async Task Nothing_is_settled_without_a_reason()
    {
        await using var kept = await TestDatabase.OpenAsync(Engine.Sqlite);
        var world = await Full().Trained("2026-03-02", "2").RecordedIn(kept.Database);
        var finding = Assert.Single(await OpenAsync(kept.Database, world));
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            ChangeAsync(kept.Database, change => SettleFinding.Do(change, world.EmployerId, finding, "  ", default))
        );
        Assert.Equal("fact.missing", refused.Anomaly.Code);
        Assert.Single(await OpenAsync(kept.Database, world));
    }

    private static World Full() => World.With().OfSize(SizeClass.Full).AndWorker().Employed("2024-01-01");

    private static IEnumerable<string> Quarters(IEnumerable<Finding> found) =>
        found.Where(one => one.Code is "quarterMissing").Select(one => one.Quarter!.Value.ToString());

    private static async Task<IReadOnlyList<string>> FoundAsync(World world, DateOnly? on = null)
    {
        await using var kept = await TestDatabase.OpenAsync(Engine.Sqlite);
        await world.RecordedIn(kept.Database);
        return [.. (await AllAsync(kept.Database, world, on)).Select(found => found.Code)];
    }

    private static async Task<IReadOnlyList<Finding>> OfEmployerAsync(World world, DateOnly on)
    {
        await using var kept = await TestDatabase.OpenAsync(Engine.Sqlite);
        await world.RecordedIn(kept.Database);
        var snapshot = (
            await new ReadSnapshots(kept.Database).Of(world.EmployerId, null, TestContext.Current.CancellationToken)
        )!;
        return Checks.Of(new EmployerCase(snapshot, LawOf(snapshot), on), snapshot.Settlements[null]);
    }

    private static async Task<IReadOnlyList<Finding>> OpenAsync(Database database, World world) =>
        [.. (await AllAsync(database, world)).Where(found => found.Settled is null)];

    private static async Task<IReadOnlyList<Finding>> AllAsync(Database database, World world, DateOnly? on = null)
    {
        var snapshot = (await new ReadSnapshots(database).Of(world.EmployerId, null, TestContext.Current.CancellationToken))!;
        var law = LawOf(snapshot);
        return
        [
            .. snapshot.Workers.SelectMany(worker =>
                Checks.Of(
                    new WorkerCase(worker, AccountComputation.For(worker.Facts, law, on ?? On), law),
                    snapshot.Settlements[worker.WorkerId]
                )
            ),
        ];
    }

    private static EmployerLaw LawOf(EmployerSnapshot snapshot) => new(snapshot.Facts, snapshot.Settings, LawBook.Shipped);

    private static Task ChangeAsync(Database database, Func<Change, Task> work) =>
        Change.Make(
            database,
            new Author("test", Door.Portal),
            async change =>
            {
                await work(change);
                return true;
            },
            TestContext.Current.CancellationToken
        );
}
