using LearningAccount.App.Imports.Enterprises;
using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Imports.Enterprises;

public sealed class EnterpriseImportTests : IDisposable
{
    private static readonly EnterpriseNumber Ours = Synthetic.Enterprise(1);
    private static readonly EnterpriseNumber Provider = Synthetic.Enterprise(2);
    private static readonly EnterpriseNumber Stranger = Synthetic.Enterprise(3);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Employers_and_providers_are_kept_and_nobody_else(Engine engine)
    {
        await using var world = await WorldAsync(engine);
        var set = RegisterSet.Full().With(Ours, "Bakkerij Boon").With(Provider, "Leerhuis").With(Stranger, "Vreemd");
        var report = await ImportAsync(world, set.InPackage(folder));
        Assert.Equal((2L, 2L), (report.Brought.Kept, report.Brought.New));
        Assert.Equal(3, report.Counts.Files.Single(file => file.File is "enterprise.csv").Rows);

        var kept = (await FindAsync(world, Ours))!;
        Assert.Equal("Bakkerij Boon", LanguageTexts.In(kept.Names, Language.Fr));
        Assert.Equal(("Korenmarkt", "1", "9000", "Gent"), (kept.StreetNl, kept.House, kept.Postcode, kept.PlaceNl));
        Assert.Equal(("000", "014", new DateOnly(1999, 3, 1)), (kept.Situation, kept.Form, kept.StartedOn));
        Assert.Equal(("85592", "2025"), (kept.Activity, kept.ActivityVersion));
        Assert.Null(kept.GoneOn);
        Assert.Null(await FindAsync(world, Stranger));
        await using var connection = await world.Database.Connect(Stop);
        Assert.Equal(
            "Formation professionnelle",
            await ReadEnterprises.Words(connection, "Nace2025", "85592", Language.Fr, Stop)
        );
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_same_set_again_changes_nothing(Engine engine)
    {
        await using var world = await WorldAsync(engine);
        var path = RegisterSet.Full().With(Ours, "Bakkerij Boon").InFolder(folder);
        await ImportAsync(world, path);
        var before = (await world.CountAll(), await world.Count("enterprise"));
        var again = await ImportAsync(world, path);
        Assert.Equal((0L, 0L, 2L), (again.Brought.New, again.Brought.Changed, again.Brought.Unchanged));
        Assert.Equal(before, (await world.CountAll(), await world.Count("enterprise")));
        await VerifiedAsync(world);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_enterprise_that_is_in_no_later_set_has_stopped(Engine engine)
    {
        await using var world = await WorldAsync(engine);
        await ImportAsync(world, RegisterSet.Full().With(Ours, "Bakkerij Boon").With(Stranger, "Vreemd").InPackage(folder));
        Assert.Equal(new DateOnly(2026, 1, 2), (await FindAsync(world, Provider))!.GoneOn);

        var later = RegisterSet.Full(141, "06-02-2026").With(Provider, "Leerhuis").With(Stranger, "Vreemd");
        var report = await ImportAsync(world, later.InPackage(folder, "later.zip"));
        Assert.Equal(1, report.Brought.Ended);
        Assert.Equal([Ours], report.Brought.Missing);
        var stopped = (await FindAsync(world, Ours))!;
        Assert.Equal(new DateOnly(2026, 2, 6), stopped.GoneOn);
        Assert.Equal("Bakkerij Boon", LanguageTexts.In(stopped.Names, Language.Nl));
        Assert.Null((await FindAsync(world, Provider))!.GoneOn);
        await VerifiedAsync(world);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_update_changes_what_it_names_and_leaves_the_rest(Engine engine)
    {
        await using var world = await WorldAsync(engine);
        await ImportAsync(world, RegisterSet.Full().With(Ours, "Bakkerij Boon").With(Provider, "Leerhuis").InPackage(folder));
        var update = RegisterSet
            .Update()
            .Without(Ours, "denomination")
            .Named(Ours, "2", "001", "Bakkerij Bonen")
            .Named(Ours, "1", "001", "Boulangerie Bonen")
            .Without(Provider, "enterprise", "denomination", "address", "activity")
            .With(Stranger, "Vreemd");
        var report = await ImportAsync(world, update.InPackage(folder, "update.zip"));
        Assert.Equal((1L, 1L), (report.Brought.Changed, report.Brought.Ended));
        var ours = (await FindAsync(world, Ours))!;
        Assert.Equal("Boulangerie Bonen", LanguageTexts.In(ours.Names, Language.Fr));
        Assert.Equal(("Korenmarkt", "85592"), (ours.StreetNl, ours.Activity));
        Assert.Equal(new DateOnly(2026, 1, 9), (await FindAsync(world, Provider))!.GoneOn);
        Assert.Null(await FindAsync(world, Stranger));

        var again = await ImportAsync(world, folder["update.zip"]);
        Assert.Equal((0L, 0L, 0L), (again.Brought.New, again.Brought.Changed, again.Brought.Ended));
        await VerifiedAsync(world);
    }

    [Fact]
    public async Task A_set_comes_after_the_one_that_is_there()
    {
        await using var world = await WorldAsync(Engine.Sqlite);
        var update = RegisterSet.Update().InPackage(folder, "update.zip");
        Assert.Equal("enterprisesFullFirst", await RefusedAsync(world, update));
        await ImportAsync(world, RegisterSet.Full().With(Ours, "Bakkerij Boon").InPackage(folder));
        var older = RegisterSet.Full(139, "05-12-2025").With(Ours, "Boon").InPackage(folder, "older.zip");
        Assert.Equal("enterprisesOlder", await RefusedAsync(world, older));
        Assert.Equal("enterprisesGap", await RefusedAsync(world, RegisterSet.Update(143).InPackage(folder, "gap.zip")));
        var cutOff = RegisterSet.Full(141).InPackage(folder, "cut.zip");
        Assert.Equal("enterprisesTooFew", await RefusedAsync(world, cutOff));
        Assert.Equal("Bakkerij Boon", LanguageTexts.In((await FindAsync(world, Ours))!.Names, Language.Nl));
        await ImportAsync(world, older, isForced: true);
        Assert.Equal("Boon", LanguageTexts.In((await FindAsync(world, Ours))!.Names, Language.Nl));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Every_legal_person_is_kept_where_that_is_asked(Engine engine)
    {
        await using var world = await WorldAsync(engine);
        var person = Synthetic.Enterprise(4);
        var set = RegisterSet.Full().Many(450, 2).With(Ours, "Bakkerij Boon").With(person, "Peeters An", isPerson: true);
        var path = set.InPackage(folder);
        var report = await ImportAsync(world, path, keepsAll: true);
        Assert.Equal((452L, 452L - 1), (report.Brought.Kept, report.Brought.New));
        Assert.Null(await FindAsync(world, person));
        Assert.Equal(452, await world.Count("enterprise"));

        await using var connection = await world.Database.Connect(Stop);
        var named = await ReadEnterprises.OnlyOneNamed(connection, "verzonnen  Onderneming 7.", Stop);
        Assert.Equal(EnterpriseKeys.Number(10_000_007), named?.Number);

        var fewer = await ImportAsync(world, path);
        Assert.Equal((450L, 2L), (fewer.Brought.Dropped, fewer.Brought.Kept));
        Assert.Equal(1, await world.Count("enterprise_name"));
    }

    [Fact]
    public async Task A_name_that_several_have_is_nobodys()
    {
        await using var world = await WorldAsync(Engine.Sqlite);
        var set = RegisterSet.Full().With(Ours, "Leerhuis").With(Provider, "LEERHUIS");
        await ImportAsync(world, set.InPackage(folder));
        await using var connection = await world.Database.Connect(Stop);
        Assert.Null(await ReadEnterprises.OnlyOneNamed(connection, "Leerhuis", Stop));
    }

    [Fact]
    public async Task Of_several_names_and_activities_the_same_one_stays_whatever_their_order()
    {
        var told = new List<Enterprise>();
        foreach (var isTurned in (bool[])[false, true])
        {
            await using var world = await WorldAsync(Engine.Sqlite);
            var set = RegisterSet.Full().With(Ours, "Bakkerij Boon");
            Action[] rows =
            [
                () => set.Named(Ours, "2", "003", "Het Broodje"),
                () => set.Named(Ours, "2", "002", "BB"),
                () => set.Does(Ours, "47240", group: "001"),
                () => set.Does(Ours, "10711", version: "2008"),
                () => set.Does(Stranger, "99999"),
                () => set.Does(Ours, "11111", kind: "SECO"),
            ];
            foreach (var row in isTurned ? rows.Reverse() : rows)
            {
                row();
            }
            await ImportAsync(world, set.InPackage(folder, $"{isTurned}.zip"));
            told.Add((await FindAsync(world, Ours))!);
        }
        Assert.Equal(told[0], told[1]);
        Assert.Equal("85592", told[0].Activity);
        Assert.Equal("""{"nl":"Bakkerij Boon"}""", told[0].Names);
    }

    private static async Task<TestDatabase> WorldAsync(Engine engine)
    {
        var world = await TestDatabase.OpenAsync(engine);
        var employer = Guid.CreateVersion7();
        await Change.Make(
            world.Database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(employer, "test", Stop);
                change.Insert(FactTables.Employer, Synthetic.Employer(employer));
                var training = Synthetic.Training(employer, Guid.CreateVersion7(), "Brandpreventie");
                change.Insert(FactTables.Training, training with { ProviderNumber = Provider.Digits });
            },
            Stop
        );
        return world;
    }

    private static Task<EnterpriseReport> ImportAsync(
        TestDatabase world,
        string path,
        bool keepsAll = false,
        bool isForced = false
    ) => new ImportEnterprises(world.Database).Do(path, keepsAll, isForced, Synthetic.Tester, Stop);

    private static async Task<string> RefusedAsync(TestDatabase world, string path) =>
        (await Assert.ThrowsAsync<RefusedException>(() => ImportAsync(world, path))).Anomaly.Code;

    private static async Task<Enterprise?> FindAsync(TestDatabase world, EnterpriseNumber number)
    {
        await using var connection = await world.Database.Connect(Stop);
        return await ReadEnterprises.Of(connection, number, Stop);
    }

    private static async Task VerifiedAsync(TestDatabase world) =>
        Assert.Empty(await new VerifyJournal(world.Database).Do(Stop).ToListAsync(Stop));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
