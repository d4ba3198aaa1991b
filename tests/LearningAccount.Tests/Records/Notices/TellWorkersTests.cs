using Dapper;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Corrections;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Imports;

namespace LearningAccount.Tests.Records.Notices;

/// <summary>Workers are told what they have to be told, once.</summary>
public sealed class TellWorkersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_worker_is_told_once_that_the_account_exists_with_what_is_left(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company(test);
        Assert.Equal(1, await Tell(test));
        Assert.Equal(0, await Tell(test));
        var notice = (await Notices(test, world)).Single();
        Assert.Equal((NoticeKind.AccountOpened, new(2026, 1, 15)), (notice.Kind, notice.ToldOn));
        Assert.Contains("\"left\":\"13\"", notice.Stated, StringComparison.Ordinal);
        await test.AssertJournalHolds();
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_balance_is_told_each_year_within_twelve_months_and_on_31_January_together(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company(test);
        await Tell(test);
        // The year in which the account was opened is told already.
        test.Clock.Set("2026-06-01T09:00:00Z");
        Assert.Equal(0, await Tell(test));
        test.Clock.Set("2027-01-14T09:00:00Z");
        Assert.Equal(0, await Tell(test));
        test.Clock.Set("2027-02-05T09:00:00Z");
        Assert.Equal(1, await Tell(test));
        test.Clock.Set("2028-01-30T09:00:00Z");
        Assert.Equal(0, await Tell(test));
        test.Clock.Set("2028-01-31T09:00:00Z");
        Assert.Equal(1, await Tell(test));
        Assert.Equal(
            ["account", "2027", "2028"],
            (await Notices(test, world)).OrderBy(notice => notice.Recorded).Select(notice => notice.About)
        );
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Days_that_expire_are_told_half_a_year_and_two_months_before(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company(test);
        await Tell(test);
        foreach (var day in new[] { "2028-06-01", "2028-07-10", "2028-07-11", "2028-11-05", "2028-12-30" })
        {
            test.Clock.Set($"{day}T09:00:00Z");
            await Tell(test);
        }
        var told = (await Notices(test, world)).Where(notice => notice.Kind is NoticeKind.DaysExpiring);
        Assert.Equal(
            [("2028-12-31:182", new DateOnly(2028, 7, 10)), ("2028-12-31:60", new(2028, 11, 5))],
            told.OrderBy(notice => notice.Recorded).Select(notice => (notice.About, notice.ToldOn))
        );
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_training_is_told_when_it_is_registered_and_not_when_it_is_changed(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company(test);
        await Tell(test);
        var training = Synthetic.Training(world.EmployerId, world.WorkerIds[0], "First aid");
        await Say(test, world, training);
        Assert.Equal(1, await Tell(test));
        await Say(test, world, training with { ProviderName = "Red Cross" });
        Assert.Equal(0, await Tell(test));
        var notice = (await Notices(test, world)).Single(notice => notice.Kind is NoticeKind.TrainingRecorded);
        Assert.Contains("First aid", notice.Stated, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Who_has_left_or_has_no_right_is_told_nothing(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await World.With().OfSize(SizeClass.Full).AndWorker().Employed("2024-01-01", "2025-06-30").RecordedIn(test.Database);
        await World.With("Klein", 9_999_902).OfSize(SizeClass.None).AndWorker().Employed("2024-01-01").RecordedIn(test.Database);
        Assert.Equal(0, await Tell(test));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Programs_on_one_database_tell_it_once_together(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company(test);
        await Worker(test, world);
        await Admin(test, world);
        await Ask(test, world);
        await using var second = await test.OpenAgain();
        var told = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i =>
                    Task.Run(() =>
                    {
                        var database = i % 2 == 0 ? test.Database : second;
                        return new TellWorkers(database, new(database), sendsMail: true).Do(Cancel);
                    })
                )
        );
        await Tell(test);
        Assert.Equal(1, told.Sum());
        Assert.Single(await Notices(test, world));
        Assert.Equal(
            ["accountOpened", "correctionAsked"],
            (await Mail(test)).Select(mail => mail.Kind).Order(StringComparer.Ordinal)
        );
        await test.AssertJournalHolds();
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Mail_goes_to_workers_who_have_signed_in_and_to_no_address_of_a_list(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company(test);
        await Tell(test);
        Assert.Empty(await Mail(test));
        await Worker(test, world);
        await Say(test, world, Synthetic.Training(world.EmployerId, world.WorkerIds[0], "First aid"));
        await Tell(test);
        var mail = (await Mail(test)).Single();
        Assert.Equal(("trainingRecorded", "Maes Metaal", "nl"), (mail.Kind, mail.EmployerName, mail.Language));
        Assert.EndsWith("@example.be", mail.Address, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_kind_of_mail_that_is_declined_is_told_in_the_portal_alone(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company(test);
        var worker = await Worker(test, world);
        await Tell(test);
        var choices = new MailChoices(test.Database);
        await choices.Decline(worker.UserId, MailKind.TrainingRecorded, Cancel);
        // What the decree asks for cannot be declined.
        await choices.Decline(worker.UserId, MailKind.YearlyBalance, Cancel);
        await Say(test, world, Synthetic.Training(world.EmployerId, world.WorkerIds[0], "First aid"));
        Assert.Equal(1, await Tell(test));
        test.Clock.Set("2027-02-05T09:00:00Z");
        Assert.Equal(1, await Tell(test));
        Assert.Equal(["accountOpened", "yearlyBalance"], (await Mail(test)).Select(mail => mail.Kind));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_request_is_told_to_those_who_decide_and_its_end_to_the_worker(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company(test);
        var worker = await Worker(test, world);
        var admin = await Admin(test, world);
        var reader = TestVisitor.Named("Reader").At(world.EmployerId, Role.EmployerUser);
        await reader.SignInAsync(test.Database);
        var elsewhere = TestVisitor.Named("Elsewhere").Within(world.EmployerId, ScopeKind.Site, "Gent", Right.DecideCorrections);
        await elsewhere.SignInAsync(test.Database);
        await Tell(test);

        var request = await Ask(test, world);
        await Tell(test);
        Assert.Equal([("correctionAsked", admin.UserId)], (await Mail(test)).Skip(1).Select(mail => (mail.Kind, mail.UserId)));

        test.Clock.Set("2026-02-20T09:00:00Z");
        await new EscalateSilence(test.Database).Do(EscalateSilence.Patience, Cancel);
        await Tell(test);
        Assert.Equal(("correctionEscalated", admin.UserId), ((await Mail(test))[^1].Kind, (await Mail(test))[^1].UserId));

        await Change.Make(
            test.Database,
            Synthetic.Tester,
            async change =>
            {
                await TakeCorrectionStep.Do(
                    change,
                    world.EmployerId,
                    request,
                    CorrectionStep.Refused,
                    CorrectionSide.Employer,
                    "It is right.",
                    test.Clock.Now,
                    null,
                    Cancel
                );
                return true;
            },
            Cancel
        );
        Assert.Equal(1, await Tell(test));
        var last = (await Mail(test))[^1];
        Assert.Equal(("correctionRefused", worker.UserId, request), (last.Kind, last.UserId, last.RequestId));
        Assert.Equal(NoticeKind.CorrectionRefused, (await Notices(test, world)).MaxBy(notice => notice.Recorded)!.Kind);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_is_read_stays_read(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await Company(test);
        await Tell(test);
        var reading = new ReadNotices(test.Database);
        var told = (await reading.Of(world.EmployerId, world.WorkerIds, Cancel)).Single();
        Assert.False(told.IsRead);
        await reading.MarkRead(world.EmployerId, [told.Notice.NoticeId], Cancel);
        await reading.MarkRead(world.EmployerId, [told.Notice.NoticeId], Cancel);
        Assert.True((await reading.Of(world.EmployerId, world.WorkerIds, Cancel)).Single().IsRead);
    }

    internal static Task<int> Tell(TestDatabase test) =>
        new TellWorkers(test.Database, new(test.Database), sendsMail: true).Do(Cancel);

    private static Task<World> Company(TestDatabase test) =>
        World
            .With()
            .OfSize(SizeClass.Full)
            .AndWorker()
            .Employed("2024-01-01")
            .Trained("2025-05-02", "2")
            .RecordedIn(test.Database);

    private static async Task<TestVisitor> Worker(TestDatabase test, World world)
    {
        var visitor = TestVisitor.Named("Anna Peeters").AsWorker(world.EmployerId, world.WorkerIds[0]);
        await visitor.SignInAsync(test.Database);
        return visitor;
    }

    private static async Task<TestVisitor> Admin(TestDatabase test, World world)
    {
        var visitor = TestVisitor.Named("Els Janssens").At(world.EmployerId, Role.EmployerAdmin);
        await visitor.SignInAsync(test.Database);
        return visitor;
    }

    private static Task<Guid> Ask(TestDatabase test, World world) =>
        Change.Make(
            test.Database,
            Synthetic.Tester,
            change =>
                AskCorrection.Do(
                    change,
                    world.EmployerId,
                    world.WorkerIds[0],
                    CorrectionSubject.Figure,
                    null,
                    null,
                    "A day is missing.",
                    test.Clock.Now,
                    Cancel
                ),
            Cancel
        );

    private static Task Say(TestDatabase test, World world, TrainingVersion training) =>
        Change.Make(
            test.Database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(world.EmployerId, "say", Cancel);
                return await SayTrainings.Do(change, world.EmployerId, [training], Cancel);
            },
            Cancel
        );

    private static async Task<List<NoticeVersion>> Notices(TestDatabase test, World world)
    {
        await using var connection = await test.Database.Connect(Cancel);
        return await ReadVersions.Now(connection, Tables.Notice, world.EmployerId, Cancel);
    }

    internal static async Task<List<KeptMail>> Mail(TestDatabase test)
    {
        await using var connection = await test.Database.Connect(Cancel);
        return
        [
            .. await connection.QueryAsync<KeptMail>(
                "select kind, user_id, address, employer_name, language, request_id, state, answer, attempts from outbox order by mail_id"
            ),
        ];
    }

    internal sealed record KeptMail
    {
        public required string Kind { get; init; }
        public required Guid UserId { get; init; }
        public required string Address { get; init; }
        public required string EmployerName { get; init; }
        public required string Language { get; init; }
        public required Guid? RequestId { get; init; }
        public required string State { get; init; }
        public required string? Answer { get; init; }
        public required long Attempts { get; init; }
    }
}
