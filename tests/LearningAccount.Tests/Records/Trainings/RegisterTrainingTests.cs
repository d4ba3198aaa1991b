using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.Tests.Records.Trainings;

public sealed class RegisterTrainingTests
{
    public static TheoryData<Engine> All => Engines.All;
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(All))]
    public async Task One_training_of_many_is_one_line_of_the_journal(Engine engine)
    {
        await using var world = await TrainingWorld.OpenAsync(engine, workers: 40);
        var before = await world.LastLine();
        await world.Make(change => RegisterTraining.Do(change, world.Employer, world.What(), world.Workers, Stop));
        var held = await world.Held(Tables.Training);
        Assert.Equal(world.Workers.Order(), held.Select(training => training.WorkerId).Order());
        Assert.Equal(40, held.Select(training => training.TrainingId).Distinct().Count());
        Assert.Single(held.Select(training => training.Occasion).Distinct());
        Assert.Equal(before + 1, await world.LastLine());
        await world.AssertJournalHolds();
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_form_sent_twice_registers_once(Engine engine)
    {
        await using var world = await TrainingWorld.OpenAsync(engine);
        var what = world.What();
        for (var i = 0; i < 2; i++)
        {
            await world.Make(change => RegisterTraining.Do(change, world.Employer, what, world.Workers, Stop));
        }
        Assert.Equal(3, (await world.Held(Tables.Training)).Count);
        Assert.Equal(2, await world.LastLine());
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_cannot_be_is_refused_whole(Engine engine)
    {
        await using var world = await TrainingWorld.OpenAsync(engine);
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            world.Make(change =>
                RegisterTraining.Do(change, world.Employer, world.What() with { Title = " " }, world.Workers, Stop)
            )
        );
        Assert.Equal("fact.missing", refused.Anomaly.Code);
        Assert.Empty(await world.Held(Tables.Training));
        Assert.Equal(1, await world.LastLine());
    }

    [Theory, MemberData(nameof(All))]
    public async Task All_that_is_told_of_a_training_is_kept(Engine engine)
    {
        await using var world = await TrainingWorld.OpenAsync(engine, workers: 1);
        var what = world.What() with
        {
            Status = TrainingStatus.Planned,
            Kind = TrainingKind.Informal,
            CountsBasis = CountsBasis.Leave,
            CountsReason = "taken with leave",
            LeaveScheme = LeaveScheme.VOV,
            WorkingTime = WorkingTime.Both,
            ProviderName = "Opleidingshuis",
            Funding = "sector fund",
            Cost = Fraction.Of(12550, 100),
            CertificateReceived = true,
            CertificateValidUntil = new(2029, 3, 2),
            Remark = "in two groups",
        };
        var told = TrainingSessions.Attended(what, [new(TrainingWorld.Monday, 8, 8), new(TrainingWorld.Monday.AddDays(1), 4, 4)]);
        await world.Make(change => RegisterTraining.Do(change, world.Employer, told, world.Workers, Stop));
        var held = Assert.Single(await world.Held(Tables.Training));
        Assert.Equal(
            told with
            {
                WorkerId = held.WorkerId,
                TrainingId = held.TrainingId,
                Recorded = held.Recorded,
                Place = held.Place,
            },
            held
        );
        Assert.Equal((Fraction)12, held.Hours);
        Assert.Equal([8, 4], TrainingSessions.Of(held.Sessions).Select(session => session.Followed));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_change_of_what_somebody_else_changed_is_refused(Engine engine)
    {
        await using var world = await TrainingWorld.OpenAsync(engine);
        await world.Make(change => RegisterTraining.Do(change, world.Employer, world.What(), world.Workers, Stop));
        var seen = await world.Held(Tables.Training);
        await world.Make(change => Rename(change, world, [seen[1]], "First aid, advanced"));
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            world.Make(change => Rename(change, world, seen, "Fire drill"))
        );
        Assert.Equal("changedMeanwhile", refused.Anomaly.Code);
        Assert.DoesNotContain(await world.Held(Tables.Training), training => training.Title is "Fire drill");
    }

    [Theory, MemberData(nameof(All))]
    public async Task Trainings_are_changed_and_cancelled_together_with_the_reason(Engine engine)
    {
        await using var world = await TrainingWorld.OpenAsync(engine);
        await world.Make(change => RegisterTraining.Do(change, world.Employer, world.What(), world.Workers, Stop));
        var seen = await world.Held(Tables.Training);
        await world.Make(change => Rename(change, world, seen, "Fire drill"));
        seen = await world.Held(Tables.Training);
        Assert.All(seen, training => Assert.Equal("Fire drill", training.Title));
        await world.Make(change => ChangeTrainings.Cancel(change, world.Employer, seen, "too few came", Stop));
        Assert.All(
            await world.Held(Tables.Training),
            training => Assert.Equal((TrainingStatus.Cancelled, "too few came"), (training.Status, training.StatusReason))
        );
        Assert.Equal(4, await world.LastLine());
        await world.AssertJournalHolds();
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_template_is_kept_by_name_and_removed(Engine engine)
    {
        await using var world = await TrainingWorld.OpenAsync(engine);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Title"] = "First aid",
            ["Hours"] = "8",
            ["Remark"] = "",
        };
        await Save("First aid, yearly", fields);
        fields["Hours"] = "4";
        await Save("first aid, YEARLY", fields);
        var template = Assert.Single(await world.Held(Tables.TrainingTemplate));
        Assert.Equal("4", TrainingTemplates.Fields(template)["Hours"]);
        Assert.DoesNotContain("Remark", TrainingTemplates.Fields(template).Keys);
        await world.Make(async change =>
        {
            await TrainingTemplates.Remove(change, world.Employer, template.TemplateId, Stop);
            return true;
        });
        Assert.Empty(await world.Held(Tables.TrainingTemplate));

        Task<bool> Save(string name, Dictionary<string, string> said) =>
            world.Make(async change =>
            {
                await TrainingTemplates.Save(change, world.Employer, name, said, Stop);
                return true;
            });
    }

    private static Task<IReadOnlyList<TrainingVersion>> Rename(
        Change change,
        TrainingWorld world,
        IReadOnlyCollection<TrainingVersion> seen,
        string title
    ) => ChangeTrainings.Do(change, world.Employer, "editTraining", seen, training => training with { Title = title }, Stop);
}
