using LearningAccount.App.Imports;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Records;
using static LearningAccount.Tests.Imports.Dmfa.DmfaText;

namespace LearningAccount.Tests.Imports;

public sealed class UndoImportTests
{
    public static TheoryData<Engine> All => Engines.All;
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string One(string quarter, string occupations, string ssin = Worker) =>
        File(Form(quarter, Person(Record(occupations), ssin)));

    [Theory]
    [MemberData(nameof(All))]
    public async Task An_import_taken_back_leaves_nothing_that_holds_and_can_come_again(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        var report = await world.Import(One("20253", Occupation()));
        var facts = await world.Facts();
        var undone = await Undo(world, report);
        Assert.Empty(await world.Facts());
        Assert.Equal((6, 0), (undone.Closed, undone.Restored));
        Assert.Empty(undone.Kept);
        Assert.Empty(await world.Held(FactTables.Employer));
        await world.Import(One("20253", Occupation()));
        Assert.Equal(facts, await world.Facts());
        await world.AssertJournalHolds();
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_quarter_taken_back_leaves_the_other_quarters_as_if_it_never_came(Engine engine)
    {
        await using var alone = await TestDatabase.OpenAsync(engine);
        await alone.Import(One("20251", Occupation()));
        await alone.Import(One("20253", Occupation()));
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(One("20251", Occupation()));
        var middle = await world.Import(
            File(Form("20252", Person(Record(Occupation(mean: "1900"))) + Person(Record(Occupation()), OtherWorker, 2)))
        );
        await world.Import(One("20253", Occupation()));
        await Undo(world, middle);
        Assert.Equal(await alone.Facts(), await world.Facts());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_other_imports_rest_on_stays(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        var first = await world.Import(One("20251", Occupation()));
        await world.Import(One("20252", Occupation()));
        var undone = await Undo(world, first);
        Assert.Equal(["employer", "occupation", "person_number", "worker"], undone.Kept.Keys);
        await using var alone = await TestDatabase.OpenAsync(engine);
        await alone.Import(One("20252", Occupation()));
        Assert.Equal(await alone.Facts(), await world.Facts());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_an_import_replaced_holds_again(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        await world.Import(File(Form("20253", Person(Record(Occupation()), "78083299164"))));
        var facts = await world.Facts();
        var corrected = await world.Import(One("20253", Occupation()));
        Assert.NotEqual(facts, await world.Facts());
        var undone = await Undo(world, corrected);
        Assert.Equal(1, undone.Restored);
        Assert.Equal(facts, await world.Facts());
        await world.AssertJournalHolds();
    }

    [Fact]
    public async Task Taking_back_twice_says_so()
    {
        await using var world = await TestDatabase.OpenAsync(Engine.Sqlite);
        var report = await world.Import(One("20253", Occupation()));
        await Undo(world, report);
        var refused = await Assert.ThrowsAsync<FileRefusedException>(() => Undo(world, report));
        Assert.Equal("import.undone", refused.Anomaly.Code);
        refused = await Assert.ThrowsAsync<FileRefusedException>(() =>
            new UndoImport(world.Database).Do(Guid.CreateVersion7(), Synthetic.Tester, Stop)
        );
        Assert.Equal("import.unknown", refused.Anomaly.Code);
    }

    private static Task<UndoReport> Undo(TestDatabase world, ImportReport report) =>
        new UndoImport(world.Database).Do(report.ImportId!.Value, Synthetic.Tester, Stop);
}
