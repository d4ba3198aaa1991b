using LearningAccount.Law.Facts;
using LearningAccount.Records.Corrections;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Imports;

namespace LearningAccount.Tests.Records.Corrections;

/// <summary>A worker asks, an employer decides: on each engine.</summary>
public sealed class CorrectionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_missing_training_that_the_employer_agrees_to_is_registered_in_the_same_line(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company(test);
        var training = Synthetic.Training(world.EmployerId, world.WorkerIds[0], "First aid");
        var request = await Ask(test, world, CorrectionSubject.Training, null, CorrectionProposal.New(training));
        Assert.DoesNotContain(await Trainings(test, world), known => known.Title is "First aid");

        await Take(test, world, request, CorrectionStep.Agreed);
        var made = (await Trainings(test, world)).Single(known => known.Title is "First aid");
        var decided = await Now(test, world, request);
        Assert.Equal((training.TrainingId, "manual"), (made.TrainingId, made.Origin));
        Assert.Equal(CorrectionReference.Of(request), made.OriginReference);
        Assert.Equal((CorrectionStep.Agreed, made.Recorded), (decided.Step, decided.Recorded));
        await test.AssertJournalHolds();
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_training_said_to_be_wrong_keeps_what_others_changed_meanwhile(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company(test);
        var known = (await Trainings(test, world)).Single();
        var proposal = CorrectionProposal.Change(known, known with { Days = null, Hours = 12 });
        var request = await Ask(test, world, CorrectionSubject.Training, known.TrainingId, proposal);
        await Say(
            test,
            change => SayTrainings.Do(change, world.EmployerId, [known with { ProviderName = "Syntra" }], Cancel),
            world
        );

        await Take(test, world, request, CorrectionStep.Agreed);
        var after = (await Trainings(test, world)).Single();
        Assert.Equal(("12", null, "Syntra"), (after.Hours?.ToString(), after.Days, after.ProviderName));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_employment_an_identity_and_a_figure_are_corrected_by_their_own_operations(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company(test);
        var worker = world.WorkerIds[0];
        var contract = (await All(test, Tables.Contract, world)).Single(one => one.WorkerId == worker);
        var identity = (await All(test, Tables.WorkerIdentity, world)).Single(one => one.WorkerId == worker);
        var figure = new AdjustmentVersion
        {
            EmployerId = world.EmployerId,
            Origin = "manual",
            WorkerId = worker,
            AdjustmentId = Guid.CreateVersion7(),
            OnDay = new(2025, 6, 1),
            Days = LearningAccount.Law.Fraction.Of(1, 2),
            Reason = null,
        };
        var requests = new[]
        {
            await Ask(
                test,
                world,
                CorrectionSubject.Employment,
                contract.ContractId,
                CorrectionProposal.Change(contract, contract with { StartOn = new(2023, 3, 1) })
            ),
            await Ask(
                test,
                world,
                CorrectionSubject.Identity,
                worker,
                CorrectionProposal.Change(identity, identity with { Domicile = "Kerkstraat 1, 9000 Gent" })
            ),
            await Ask(test, world, CorrectionSubject.Figure, null, CorrectionProposal.New(figure)),
        };
        foreach (var request in requests)
        {
            await Take(test, world, request, CorrectionStep.Agreed);
        }
        Assert.Equal(new(2023, 3, 1), (await All(test, Tables.Contract, world)).Single(one => one.WorkerId == worker).StartOn);
        var person = (await All(test, Tables.WorkerIdentity, world)).Single(one => one.WorkerId == worker);
        Assert.Equal(("Peeters", "Kerkstraat 1, 9000 Gent"), (person.FamilyName, person.Domicile));
        Assert.Equal("1/2", (await All(test, Tables.Adjustment, world)).Single().Days.ToString());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Each_step_is_kept_with_its_day_and_who_took_it(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company(test);
        var request = await Ask(test, world, CorrectionSubject.Figure, null, null);
        test.Clock.Set("2026-01-20T10:00:00Z");
        await Take(test, world, request, CorrectionStep.AskedBack, "Which year?", "employer");
        test.Clock.Set("2026-01-22T10:00:00Z");
        await Take(test, world, request, CorrectionStep.Answered, "2025", "worker", CorrectionSide.Worker);
        test.Clock.Set("2026-01-25T10:00:00Z");
        await Take(test, world, request, CorrectionStep.Refused, "It is right: see the reason.", "employer");

        await using var connection = await test.Database.Connect(Cancel);
        var steps = await ReadCorrections.Steps(connection, world.EmployerId, request, Cancel);
        Assert.Equal(
            [
                (CorrectionStep.Asked, "2026-01-15", "tester", "Something is wrong."),
                (CorrectionStep.AskedBack, "2026-01-20", "employer", "Which year?"),
                (CorrectionStep.Answered, "2026-01-22", "worker", "2025"),
                (CorrectionStep.Refused, "2026-01-25", "employer", "It is right: see the reason."),
            ],
            steps.Select(step => (step.Request.Step, ColumnText.Of(Knowledge.DayOf(step.At)), step.Actor, step.Request.Words))
        );
        var journal = await ReadJournal.Newest(connection, world.EmployerId, 4, null, Cancel);
        Assert.Equal(
            ["refuseCorrection", "answerCorrection", "askBackCorrection", "askCorrection"],
            journal.Select(line => line.Action)
        );
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Two_people_cannot_decide_the_same_request(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company(test);
        var request = await Ask(test, world, CorrectionSubject.Figure, null, null);
        var seen = (await Now(test, world, request)).Recorded;
        await Take(test, world, request, CorrectionStep.AskedBack, "Which year?");
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            Take(test, world, request, CorrectionStep.Refused, "No.", seenAt: seen)
        );
        Assert.Equal("changedMeanwhile", refused.Anomaly.Code);
        await Take(test, world, request, CorrectionStep.Withdrawn, null, "worker", CorrectionSide.Worker);
        refused = await Assert.ThrowsAsync<RefusedException>(() => Take(test, world, request, CorrectionStep.Agreed, "Yes."));
        Assert.Equal("correctionStep", refused.Anomaly.Code);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_can_never_be_is_refused_when_it_is_asked(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company(test);
        var backwards = Synthetic.Training(world.EmployerId, world.WorkerIds[0], "First aid") with { EndOn = new(2020, 1, 1) };
        Assert.Equal("fact.endBeforeStart", await Refused(null, CorrectionProposal.New(backwards)));
        Assert.Equal("correctionUnreadable", await Refused(null, """{"startOn":"soon"}"""));
        var others = (await All(test, Tables.Training, world)).Single(training => training.WorkerId == world.WorkerIds[1]);
        Assert.Equal("correctionFactGone", await Refused(others.TrainingId, """{"title":"Mine"}"""));
        Assert.Empty(await All(test, Tables.CorrectionRequest, world));

        async Task<string> Refused(Guid? about, string proposal) =>
            (await Assert.ThrowsAsync<RefusedException>(() => Ask(test, world, CorrectionSubject.Training, about, proposal)))
                .Anomaly
                .Code;
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Whose_it_is_and_where_it_comes_from_cannot_be_proposed(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company(test);
        var training = Synthetic.Training(world.EmployerId, world.WorkerIds[0], "First aid");
        var forged = CorrectionProposal
            .New(training)
            .Replace("{", $$"""{"workerId":"{{world.WorkerIds[1]}}","origin":"dmfa",""", StringComparison.Ordinal);
        var request = await Ask(test, world, CorrectionSubject.Training, null, forged);
        await Take(test, world, request, CorrectionStep.Agreed);
        var made = (await Trainings(test, world)).Single(known => known.Title is "First aid");
        Assert.Equal((world.WorkerIds[0], "manual"), (made.WorkerId, made.Origin));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_request_that_cannot_be_carried_out_stays_open(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company(test);
        var known = (await Trainings(test, world)).Single();
        var request = await Ask(
            test,
            world,
            CorrectionSubject.Training,
            known.TrainingId,
            CorrectionProposal.Change(known, known with { Title = "Welding II" })
        );
        await Say(test, change => change.Supersede(Tables.Training, [known], Cancel), world);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Take(test, world, request, CorrectionStep.Agreed));
        Assert.Equal("correctionFactGone", refused.Anomaly.Code);
        Assert.Equal(CorrectionStep.Asked, (await Now(test, world, request)).Step);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Silence_is_escalated_once_and_then_told_to_the_worker_once(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company(test);
        var request = await Ask(test, world, CorrectionSubject.Figure, null, null);
        var escalate = new EscalateSilence(test.Database);
        Assert.Equal(0, await escalate.Do(EscalateSilence.Patience, Cancel));
        test.Clock.Set("2026-02-15T09:00:00Z");
        Assert.Equal(1, await escalate.Do(EscalateSilence.Patience, Cancel));
        Assert.Equal(0, await escalate.Do(EscalateSilence.Patience, Cancel));
        Assert.Equal(CorrectionStep.Escalated, (await Now(test, world, request)).Step);
        test.Clock.Set("2026-03-17T09:00:00Z");
        Assert.Equal(1, await escalate.Do(EscalateSilence.Patience, Cancel));
        Assert.Equal(0, await escalate.Do(EscalateSilence.Patience, Cancel));
        Assert.Equal(CorrectionStep.Unanswered, (await Now(test, world, request)).Step);
        await using var connection = await test.Database.Connect(Cancel);
        Assert.Equal(Door.Job, (await ReadJournal.Last(connection, world.EmployerId, Cancel))!.Door);
        await test.AssertJournalHolds();
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Nobody_can_have_any_number_of_requests_open(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company(test);
        for (var i = 0; i < AskCorrection.MostOpen; i++)
        {
            await Ask(test, world, CorrectionSubject.Figure, null, null);
        }
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Ask(test, world, CorrectionSubject.Figure, null, null));
        Assert.Equal("correctionsTooMany", refused.Anomaly.Code);
    }

    private static Task<World> Company(TestDatabase test) =>
        World
            .With()
            .OfSize(SizeClass.Full)
            .AndWorker()
            .Employed("2024-01-01")
            .Trained("2025-05-02", "2")
            .AndWorker("Janssens", "Bram")
            .Employed("2024-01-01")
            .Trained("2025-06-02", "1")
            .RecordedIn(test.Database);

    private static Task<Guid> Ask(TestDatabase test, World world, CorrectionSubject subject, Guid? about, string? proposal) =>
        Change.Make(
            test.Database,
            Synthetic.Tester,
            change =>
                AskCorrection.Do(
                    change,
                    world.EmployerId,
                    world.WorkerIds[0],
                    subject,
                    about,
                    proposal,
                    "Something is wrong.",
                    test.Clock.Now,
                    Cancel
                ),
            Cancel
        );

    private static Task Take(
        TestDatabase test,
        World world,
        Guid request,
        CorrectionStep step,
        string? words = null,
        string actor = "tester",
        CorrectionSide side = CorrectionSide.Employer,
        long? seenAt = null
    ) =>
        Change.Make(
            test.Database,
            new Author(actor, Door.Portal),
            async change =>
            {
                await TakeCorrectionStep.Do(change, world.EmployerId, request, step, side, words, test.Clock.Now, seenAt, Cancel);
                return true;
            },
            Cancel
        );

    private static Task Say(TestDatabase test, Func<Change, Task> say, World world) =>
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

    private static async Task<CorrectionRequestVersion> Now(TestDatabase test, World world, Guid request)
    {
        await using var connection = await test.Database.Connect(Cancel);
        return (await ReadCorrections.Now(connection, world.EmployerId, request, Cancel))!;
    }

    private static async Task<IEnumerable<TrainingVersion>> Trainings(TestDatabase test, World world) =>
        (await All(test, Tables.Training, world)).Where(training => training.WorkerId == world.WorkerIds[0]);

    private static async Task<List<T>> All<T>(TestDatabase test, BulkTable<T> table, World world)
        where T : FactVersion
    {
        await using var connection = await test.Database.Connect(Cancel);
        return await ReadVersions.Now(connection, table, world.EmployerId, Cancel);
    }
}
