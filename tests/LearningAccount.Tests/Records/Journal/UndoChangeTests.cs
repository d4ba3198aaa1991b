using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;
using LearningAccount.Tests.Imports;
using LearningAccount.Tests.Records.Trainings;
using static LearningAccount.Tests.Imports.Dmfa.DmfaText;

namespace LearningAccount.Tests.Records.Journal;

public sealed class UndoChangeTests
{
    public static TheoryData<Engine> All => Engines.All;
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(All))]
    public async Task What_was_registered_is_gone_and_may_come_again(Engine engine)
    {
        await using var world = await TrainingWorld.OpenAsync(engine);
        await world.Make(change => RegisterTraining.Do(change, world.Employer, world.What(), world.Workers, Stop));
        var before = Words(await world.Held(Tables.Training));
        var taken = await Undo(world, 2);
        Assert.Equal((3, 0), (taken.Closed, taken.Restored));
        Assert.Empty(await world.Held(Tables.Training));
        taken = await Undo(world, 3);
        Assert.Equal((0, 3), (taken.Closed, taken.Restored));
        Assert.Equal(before, Words(await world.Held(Tables.Training)));
        await world.AssertJournalHolds();
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_was_changed_is_as_it_was(Engine engine)
    {
        await using var world = await TrainingWorld.OpenAsync(engine);
        await world.Make(change => RegisterTraining.Do(change, world.Employer, world.What(), world.Workers, Stop));
        var seen = await world.Held(Tables.Training);
        await world.Make(change => ChangeTrainings.Cancel(change, world.Employer, [.. seen.Take(2)], "ill", Stop));
        var taken = await Undo(world, 3);
        Assert.Equal((2, 2), (taken.Closed, taken.Restored));
        Assert.Equal(Words(seen), Words(await world.Held(Tables.Training)));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_change_somebody_built_on_stays_whole(Engine engine)
    {
        await using var world = await TrainingWorld.OpenAsync(engine);
        await world.Make(change => RegisterTraining.Do(change, world.Employer, world.What(), world.Workers, Stop));
        var seen = await world.Held(Tables.Training);
        await world.Make(change => ChangeTrainings.Cancel(change, world.Employer, [seen[0]], "ill", Stop));
        var before = Words(await world.Held(Tables.Training));
        Assert.Equal("undo.changedSince", await Refused(world, 2));
        Assert.Equal(before, Words(await world.Held(Tables.Training)));
        Assert.Equal(3, await world.LastLine());
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_change_taken_back_is_not_taken_back_twice(Engine engine)
    {
        await using var world = await TrainingWorld.OpenAsync(engine);
        await world.Make(change => RegisterTraining.Do(change, world.Employer, world.What(), world.Workers, Stop));
        await Undo(world, 2);
        Assert.Equal("undo.changedSince", await Refused(world, 2));
        Assert.Equal("undo.unknown", await Refused(world, 9));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_fact_closed_without_another_in_its_place_comes_back_unless_it_was_said_again(Engine engine)
    {
        await using var world = await TrainingWorld.OpenAsync(engine, workers: 1);
        var contract = Assert.Single(await world.Held(Tables.Contract));
        await Close(contract);
        await Undo(world, 2);
        Assert.Equal(contract.ContractId, Assert.Single(await world.Held(Tables.Contract)).ContractId);
        await Close(Assert.Single(await world.Held(Tables.Contract)));
        await world.Make(async change =>
        {
            await change.Touch(world.Employer, "say", Stop);
            return await SayContracts.Do(change, world.Employer, [contract with { EndReason = EndReason.Dismissal }], Stop);
        });
        Assert.Equal("undo.changedSince", await Refused(world, 4));

        Task<bool> Close(ContractVersion held) =>
            world.Make(async change =>
            {
                await change.Touch(world.Employer, "close", Stop);
                await change.Supersede(Tables.Contract, [held], Stop);
                return true;
            });
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_worker_others_told_of_since_stays(Engine engine)
    {
        await using var world = await TrainingWorld.OpenAsync(engine, workers: 1);
        await world.Make(change => RegisterTraining.Do(change, world.Employer, world.What(), world.Workers, Stop));
        Assert.Equal("undo.changedSince", await Refused(world, 1));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_file_is_taken_back_as_a_file(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await test.Import(File(Form("20253", Person(Record(Occupation()), Worker))));
        var employer = Assert.Single(await test.Held(Tables.Employer)).EmployerId;
        await using var change = await Change.Begin(test.Database, Synthetic.Tester, Stop);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => UndoChange.Do(change, employer, 1, Stop));
        Assert.Equal("undo.import", refused.Anomaly.Code);
    }

    private static Task<TakenBack> Undo(TrainingWorld world, long seq) =>
        world.Make(change => UndoChange.Do(change, world.Employer, seq, Stop));

    private static async Task<string> Refused(TrainingWorld world, long seq) =>
        (await Assert.ThrowsAsync<RefusedException>(() => Undo(world, seq))).Anomaly.Code;

    private static string Words(IEnumerable<TrainingVersion> held) =>
        string.Join('\n', held.Select(one => (one with { Recorded = 0, Place = 0 }).ToString()).Order(StringComparer.Ordinal));
}
