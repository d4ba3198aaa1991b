using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Duties;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Imports;

namespace LearningAccount.Tests.Records.Duties;

/// <summary>Each kind of duty, with its day and its reason. The employer is kept here since 15 January 2026.</summary>
public sealed class DutyCalendarTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task All_workers_are_told_within_a_month_of_the_account_being_set_up(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company().RecordedIn(test.Database);
        var duty = Of(await On(test, world, "2026-01-20"), DutyKind.TellAccount);
        Assert.Equal((Day("2026-02-15"), DutyState.Due, 2), (duty.On, duty.State, duty.Count));
        Assert.Equal(("0", "2"), (duty["portal"], duty["paper"]));
        var late = Of(await On(test, world, "2026-02-16"), DutyKind.TellAccount);
        Assert.Equal((Day("2026-02-15"), DutyState.Late, "late"), (late.On, late.State, late.Subject));
        Assert.Equal(world.WorkerIds.Order(), late.Workers.Select(worker => worker.WorkerId).Order());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_notice_that_nobody_can_read_has_told_nobody(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company().RecordedIn(test.Database);
        await Records.Notices.TellWorkersTests.Tell(test);
        Assert.Equal(2, Of(await On(test, world, "2026-01-15"), DutyKind.TellAccount).Count);

        test.Clock.Set("2026-01-25T09:00:00Z");
        await TestVisitor.Named().AsWorker(world.EmployerId, world.WorkerIds[0]).SignInAsync(test.Database);
        var duties = await On(test, world, "2026-01-25");
        Assert.Equal([world.WorkerIds[1]], Of(duties, DutyKind.TellAccount).Workers.Select(worker => worker.WorkerId));
        // Told ten days after the notice, when it could be read; the balance follows together, on 31 January or within a year.
        var yearly = Of(duties, DutyKind.TellYearly);
        Assert.Equal((Day("2027-01-25"), "1", "0"), (yearly.On, yearly["portal"], yearly["paper"]));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_document_tells_once_it_has_left_and_not_when_it_came_back(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company().RecordedIn(test.Database);
        var documents = await Issue(test, world, DocumentKind.OpeningNotice);
        Assert.Equal(2, Of(await On(test, world, "2026-01-15"), DutyKind.TellAccount).Count);
        await Step(test, world, documents[0], SendingChannel.Paper, SendingStep.Sent);
        await Step(test, world, documents[1], SendingChannel.Paper, SendingStep.Sent);
        Assert.Empty(All(await On(test, world, "2026-01-15"), DutyKind.TellAccount));
        await Step(test, world, documents[1], SendingChannel.Paper, SendingStep.Bounced);
        Assert.Equal(1, Of(await On(test, world, "2026-01-15"), DutyKind.TellAccount).Count);
        // In the portal it tells only who can enter.
        await Step(test, world, documents[1], SendingChannel.Portal, SendingStep.Sent);
        Assert.Equal(1, Of(await On(test, world, "2026-01-15"), DutyKind.TellAccount).Count);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Whoever_starts_later_is_a_newcomer_and_is_told_within_a_month(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company().AndWorker("Maes", "Jan").Employed("2026-03-10").RecordedIn(test.Database);
        var ahead = Of(await On(test, world, "2026-01-20"), DutyKind.TellNewcomers);
        Assert.Equal((Day("2026-04-10"), DutyState.Coming), (ahead.On, ahead.State));
        Assert.Equal(DutyState.Due, Of(await On(test, world, "2026-03-11"), DutyKind.TellNewcomers).State);
        Assert.Equal(DutyState.Late, Of(await On(test, world, "2026-04-11"), DutyKind.TellNewcomers).State);
    }

    [Fact]
    public async Task From_20_workers_a_plan_is_asked_and_what_was_said_of_it_moves_its_copy()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var world = await Company().RecordedIn(test.Database);
        var duties = await On(test, world, "2026-01-20");
        Assert.Equal(Day("2026-03-15"), Of(duties, DutyKind.PlanOpinion).On);
        Assert.Equal(Day("2026-03-31"), Of(duties, DutyKind.PlanFixed).On);
        Assert.Equal(Day("2026-04-30"), Of(duties, DutyKind.PlanFiled).On);

        test.Clock.Set("2026-03-20T09:00:00Z");
        var done = await Say(test, world, DutyKind.PlanFixed, "2026", "2026-03-10", "Minutes of 10 March");
        duties = await On(test, world, "2026-03-20");
        Assert.Equal(DutyState.Late, Of(duties, DutyKind.PlanOpinion, "2026").State);
        var plan = Of(duties, DutyKind.PlanFixed, "2026");
        Assert.Equal((DutyState.Done, "Minutes of 10 March"), (plan.State, plan.Said!.Note));
        Assert.Equal(Day("2026-04-10"), Of(duties, DutyKind.PlanFiled, "2026").On);

        await Change.Make(
            test.Database,
            Synthetic.Tester,
            change => SayDutyDone.TakeBack(change, world.EmployerId, done, Cancel),
            Cancel
        );
        Assert.Equal(DutyState.Due, Of(await On(test, world, "2026-03-20"), DutyKind.PlanFixed, "2026").State);
        Assert.Equal(DutyState.Late, Of(await On(test, world, "2026-05-02"), DutyKind.PlanFixed, "2026").State);
        await test.AssertJournalHolds();
    }

    [Fact]
    public async Task What_fell_due_before_the_employer_was_kept_here_is_not_called_late()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        test.Clock.Set("2026-11-20T09:00:00Z");
        var world = await Company()
            .AndWorker("Dubois", "Luc")
            .Employed("2024-01-01")
            .Trained("2026-08-03", "1", "Forklift", TrainingStatus.Planned)
            .RecordedIn(test.Database);
        var duties = await On(test, world, "2026-11-20");
        Assert.DoesNotContain(duties, duty => duty.State is DutyState.Late);
        // From now on it can be entered here.
        Assert.Equal(Day("2026-12-20"), Of(duties, DutyKind.EnterTrainings).On);
        Assert.Equal(Day("2027-03-31"), Of(duties, DutyKind.PlanFixed).On);
    }

    [Fact]
    public async Task Between_10_and_20_workers_the_number_of_next_year_is_fixed_by_30_September()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var world = await World
            .With()
            .Declaring("2024Q4", "12")
            .Declaring("2025Q1", "13")
            .Declaring("2025Q2", "12.5")
            .Declaring("2025Q3", "38/3")
            .AndWorker()
            .Employed("2024-01-01")
            .RecordedIn(test.Database);
        var duties = await On(test, world, "2026-09-01");
        var duty = Of(duties, DutyKind.OwnNumber);
        Assert.Equal((Day("2026-09-30"), "2027", "301/24", DutyState.Due), (duty.On, duty["year"], duty["average"], duty.State));
        Assert.Empty(All(duties, DutyKind.PlanFixed));
        // Without a decision the law's one day holds: nobody is late.
        Assert.DoesNotContain(
            await On(test, world, "2026-10-01"),
            late => late.Kind is DutyKind.OwnNumber && late.Subject is "2027"
        );
        await Say(test, world, DutyKind.OwnNumber, "2027", "2026-01-15", "2 days, decided by the board");
        Assert.Equal(DutyState.Done, Of(await On(test, world, "2026-09-01"), DutyKind.OwnNumber, "2027").State);
    }

    [Theory]
    [InlineData("2028-06-01", 1)]
    [InlineData("2028-12-30", 1)]
    [InlineData("2027-06-01", 0)]
    public async Task The_end_of_a_window_tells_who_loses_what(string on, int many)
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var world = await Company().RecordedIn(test.Database);
        var ends = All(await On(test, world, on), DutyKind.DaysExpire);
        Assert.Equal(many, ends.Count);
        foreach (var end in ends)
        {
            Assert.Equal(Day("2028-12-31"), end.On);
            Assert.Equal(2, end.Workers.Length);
            Assert.Equal(Fraction.Parse(end["days"]!), end.Workers.Aggregate(Fraction.Zero, (sum, one) => sum + one.Days!.Value));
        }
    }

    [Fact]
    public async Task Contracts_that_end_certificates_that_lapse_and_trainings_not_entered_are_told_with_whom()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var world = await Company()
            .AndWorker("Maes", "Jan")
            .Employed("2024-01-01", "2026-06-30", reason: EndReason.Dismissal)
            .AndWorker("Dubois", "Luc")
            .Employed("2024-01-01")
            .Trained("2025-03-03", "1", "First aid", validUntil: "2026-03-03")
            .Trained("2026-01-05", "1", "Forklift", TrainingStatus.Planned)
            .RecordedIn(test.Database);
        var duties = await On(test, world, "2026-01-20");
        var ends = Of(duties, DutyKind.ContractsEnd);
        Assert.Equal((Day("2026-06-30"), world.WorkerIds[2]), (ends.On, ends.Workers.Single().WorkerId));
        Assert.True(ends.Workers.Single().Days!.Value.Sign > 0);
        var lapse = Of(duties, DutyKind.CertificatesLapse);
        Assert.Equal(
            (Day("2026-03-03"), DutyState.Due, world.WorkerIds[3]),
            (lapse.On, lapse.State, lapse.Workers.Single().WorkerId)
        );
        var enter = Of(duties, DutyKind.EnterTrainings);
        Assert.Equal((Day("2026-02-05"), world.WorkerIds[3]), (enter.On, enter.Workers.Single().WorkerId));
        Assert.Equal(DutyState.Late, Of(await On(test, world, "2026-02-06"), DutyKind.EnterTrainings).State);
        Assert.Equal(DutyState.Late, Of(await On(test, world, "2026-03-04"), DutyKind.CertificatesLapse).State);
    }

    [Fact]
    public async Task The_size_of_the_next_period_is_told_exactly_with_the_quarters_known()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var world = World.With();
        foreach (var quarter in new[] { "2024Q4", "2025Q1", "2025Q2", "2025Q3" })
        {
            world.Declaring(quarter, "21");
        }
        await world
            .Declaring("2026Q4", "19")
            .Declaring("2027Q1", "59/3")
            .AndWorker()
            .Employed("2024-01-01")
            .RecordedIn(test.Database);
        var duty = Of(await On(test, world, "2027-05-01"), DutyKind.SizePeriod);
        Assert.Equal((Day("2028-01-01"), "Small", "Full", "yes"), (duty.On, duty["class"], duty["now"], duty["change"]));
        Assert.Equal(("58/3", "2026Q4 2027Q1", "yes"), (duty["average"], duty["quarters"], duty["reference"]));
        // Before any quarter of the reference period is known, the last ones stand for them.
        var before = await World
            .With("Vroeger", 9_999_902)
            .Declaring("2025Q2", "20")
            .Declaring("2025Q3", "21")
            .Declaring("2025Q4", "22")
            .RecordedIn(test.Database);
        var early = Of(await On(test, before, "2027-05-01"), DutyKind.SizePeriod);
        Assert.Equal(("no", "21", "no"), (early["reference"], early["average"], early["change"]));
    }

    [Fact]
    public async Task Days_of_the_sector_and_of_the_State_are_told_where_they_concern_somebody()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var world = await World
            .With()
            .OfSize(SizeClass.Full)
            .AndWorker()
            .Employed("2024-01-01", committee: "200")
            .AndWorker()
            .Employed("2024-01-01", committee: "119")
            .AndWorker()
            .Employed("2024-01-01", committee: "200")
            .RecordedIn(test.Database);
        var duties = await On(test, world, "2026-11-22");
        var deposit = Of(duties, DutyKind.AgreementDeposited);
        Assert.Equal((Day("2027-09-30"), "119, 200", true), (deposit.On, deposit["committees"], deposit.IsToKnow));
        Assert.Equal(
            (Day("2026-12-31"), DutyState.Due),
            (Of(duties, DutyKind.FederalAccounts).On, Of(duties, DutyKind.FederalAccounts).State)
        );
        Assert.Empty(All(await On(test, world, "2027-01-01"), DutyKind.FederalAccounts));
        Assert.Contains(duties, duty => duty.Is(DutyKind.QuarterWithoutTraining, "2026Q3"));
        var elsewhere = await World.With("Niemand", 9_999_902).OfSize(SizeClass.None).RecordedIn(test.Database);
        Assert.DoesNotContain(
            await On(test, elsewhere, "2026-11-22"),
            duty => duty.Kind is not (DutyKind.FederalAccounts or DutyKind.SizePeriod)
        );
    }

    [Fact]
    public async Task What_the_program_sees_by_itself_is_not_said_done_nor_on_a_day_to_come()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var world = await Company().RecordedIn(test.Database);
        var seen = await Assert.ThrowsAsync<RefusedException>(() =>
            Say(test, world, DutyKind.TellYearly, "late", "2026-01-10", "Done")
        );
        Assert.Equal("duty.seenByItself", seen.Anomaly.Code);
        var later = await Assert.ThrowsAsync<RefusedException>(() =>
            Say(test, world, DutyKind.PlanFixed, "2026", "2026-01-16", "Done")
        );
        Assert.Equal("duty.doneLater", later.Anomaly.Code);
        var empty = await Assert.ThrowsAsync<RefusedException>(() =>
            Say(test, world, DutyKind.PlanFixed, "2026", "2026-01-10", " ")
        );
        Assert.Equal(("fact.missing", "note"), (empty.Anomaly.Code, empty.Anomaly.At));
    }

    internal static World Company() =>
        World
            .With()
            .OfSize(SizeClass.Full)
            .AndWorker()
            .Employed("2024-01-01")
            .Trained("2025-11-03", "1")
            .AndWorker("Jacobs", "Bert")
            .Employed("2025-09-01");

    internal static async Task<ImmutableArray<Duty>> On(TestDatabase test, World world, string on, DateOnly? known = null)
    {
        var snapshot = (await new ReadSnapshots(test.Database).Of(world.EmployerId, known, Cancel))!;
        await using var connection = await test.Database.Connect(Cancel);
        var law = snapshot.LawUnder(await ReadLawBook.From(connection, Cancel));
        return (await DutyFacts.Of(connection, snapshot, Cancel)).On(
            snapshot,
            law,
            WorkerOutlook.Of(snapshot, law, Day(on)),
            Day(on)
        );
    }

    internal static Task<Guid> Say(TestDatabase test, World world, DutyKind kind, string subject, string on, string note) =>
        Change.Make(
            test.Database,
            Synthetic.Tester,
            change =>
                SayDutyDone.Do(
                    change,
                    world.EmployerId,
                    (kind, subject),
                    Day(on),
                    note,
                    Knowledge.DayOf(test.Clock.GetUtcNow()),
                    Cancel
                ),
            Cancel
        );

    private static Duty Of(IEnumerable<Duty> duties, DutyKind kind, string subject) =>
        Assert.Single(duties, duty => duty.Is(kind, subject));

    private static Duty Of(IEnumerable<Duty> duties, DutyKind kind) => Assert.Single(duties, duty => duty.Kind == kind);

    private static List<Duty> All(IEnumerable<Duty> duties, DutyKind kind) => [.. duties.Where(duty => duty.Kind == kind)];

    private static DateOnly Day(string text) => ColumnText.ToDay(text);

    private static async Task<List<Guid>> Issue(TestDatabase test, World world, DocumentKind kind)
    {
        var ids = world.WorkerIds.Select(_ => Guid.CreateVersion7()).ToList();
        await Change.Make(
            test.Database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(world.EmployerId, "issueDocuments", Cancel);
                change.Insert(
                    Tables.IssuedDocument,
                    [
                        .. world.WorkerIds.Select(
                            (worker, place) =>
                                new IssuedDocumentVersion
                                {
                                    EmployerId = world.EmployerId,
                                    Origin = FactVersion.ByHand,
                                    DocumentId = ids[place],
                                    WorkerId = worker,
                                    Kind = kind,
                                    Language = "nl",
                                    StatedOn = new(2026, 1, 15),
                                    IssuedOn = new(2026, 1, 15),
                                    About = null,
                                    Asked = null,
                                    Figures = "{}",
                                    ContentHash = "",
                                    KnownSeq = 1,
                                    RunId = null,
                                    ReplacesId = null,
                                }
                        ),
                    ]
                );
                return true;
            },
            Cancel
        );
        return ids;
    }

    private static Task Step(TestDatabase test, World world, Guid document, SendingChannel channel, SendingStep step) =>
        Change.Make(
            test.Database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(world.EmployerId, "tellDocumentStep", Cancel);
                change.Insert(
                    Tables.DocumentStep,
                    new DocumentStepVersion
                    {
                        EmployerId = world.EmployerId,
                        Origin = FactVersion.ByHand,
                        StepId = Guid.CreateVersion7(),
                        DocumentId = document,
                        WorkerId = world.WorkerIds[0],
                        Channel = channel,
                        Step = step,
                        HappenedAt = test.Clock.GetUtcNow(),
                        Reference = null,
                        Note = null,
                    }
                );
                return true;
            },
            Cancel
        );
}
