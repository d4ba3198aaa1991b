using LearningAccount.App.Documents;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Imports;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Documents;

/// <summary>What was issued says what it said, and what is proven of its arrival.</summary>
public sealed class IssuedTests
{
    private static readonly DocumentAsked On20November = new() { On = new(2026, 11, 20) };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Later_facts_do_not_change_what_was_issued_and_the_difference_is_told_with_its_cause(Engine engine)
    {
        await using var test = await OpenAsync(engine);
        var world = await Company().RecordedIn(test.Database);
        var desk = new Desk(test.Database);
        await desk.IssueAsync(world, DocumentKind.YearlyNotice, On20November);
        var issued = (await desk.AllAsync(world)).Select(one => one.Document).ToList();
        var first = issued.Single(one => one.WorkerId == world.WorkerIds[0]);
        var before = await desk.ContentAsync(first);
        Assert.Empty(await desk.ChangedAsync(world));

        await SayTrainingAsync(test.Database, world, 0, "2026-11-18", "1/2");

        Assert.Equal(before, await desk.ContentAsync(first));
        var changed = Assert.Single(await desk.ChangedAsync(world));
        Assert.Equal(first.DocumentId, changed.Document.DocumentId);
        Assert.Contains(new ChangedFigure("used.2026", "1", "3/2"), changed.Figures);
        Assert.Equal(["sayTraining"], changed.Causes.Select(line => line.Action));
        Assert.False(changed.IsByLaw);

        // Issued anew, the last one is gone by.
        await desk.IssueAsync(world, DocumentKind.YearlyNotice, On20November with { Replaces = first.DocumentId }, 0);
        Assert.Empty(await desk.ChangedAsync(world));
        Assert.Equal(first.DocumentId, (await desk.AllAsync(world))[^1].Document.ReplacesId);
        await test.AssertJournalHolds();
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_change_of_the_employer_as_a_whole_is_told_as_such(Engine engine)
    {
        await using var test = await OpenAsync(engine);
        var world = await Company().RecordedIn(test.Database);
        var desk = new Desk(test.Database);
        await desk.IssueAsync(world, DocumentKind.AccountForm, On20November, 0);
        await Change.Make(
            test.Database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(world.EmployerId, "sayExtraDays", Cancel);
                change.Insert(
                    Tables.ExtraDays,
                    new ExtraDaysVersion
                    {
                        EmployerId = world.EmployerId,
                        Origin = FactVersion.ByHand,
                        Year = 2026,
                        Days = 1,
                    }
                );
            },
            Cancel
        );
        var changed = Assert.Single(await desk.ChangedAsync(world));
        Assert.True(changed.IsByLaw);
        Assert.Contains(changed.Figures, figure => figure.Name is "credit.2026");
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_run_that_was_broken_off_goes_on_and_issues_nothing_twice(Engine engine)
    {
        await using var test = await OpenAsync(engine);
        var world = World.With().OfSize(SizeClass.Full);
        for (var i = 0; i < 230; i++)
        {
            world.AndWorker($"Peeters{i}").Employed("2024-01-01");
        }
        await world.RecordedIn(test.Database);
        var desk = new Desk(test.Database);
        var run = await desk.AskAsync(world, DocumentKind.YearlyNotice, On20November);
        using var broken = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            desk.Issuing.Do(run, new After(100, broken.Cancel), broken.Token)
        );
        Assert.Equal(100, (await desk.AllAsync(world)).Count);
        var waiting = (await desk.Runs.Find(world.EmployerId, run.RunId, Cancel))!;
        Assert.Equal((true, 100), (waiting.IsUnderWay, waiting.Made));

        // Two programs at once.
        await Task.WhenAll(desk.Issuing.Do(waiting, null, Cancel), new Desk(test.Database).Issuing.Do(waiting, null, Cancel));
        var all = await desk.AllAsync(world);
        Assert.Equal(230, all.Count);
        Assert.Equal(230, all.Select(one => one.Document.WorkerId).Distinct().Count());
        Assert.Equal("done", (await desk.Runs.Find(world.EmployerId, run.RunId, Cancel))!.State);
        await test.AssertJournalHolds();
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Who_got_a_document_while_a_run_waited_gets_no_second_one_of_it(Engine engine)
    {
        await using var test = await OpenAsync(engine);
        var world = await Company().RecordedIn(test.Database);
        var desk = new Desk(test.Database);
        var missing = On20November with { OnlyMissing = true };
        // Broken off before its first; then it was asked for again, of some.
        var first = await desk.AskAsync(world, DocumentKind.YearlyNotice, missing);
        await desk.IssueAsync(world, DocumentKind.YearlyNotice, missing, 1);
        await desk.Issuing.Do(first, null, Cancel);
        Assert.Equal(world.WorkerIds.Order(), (await desk.AllAsync(world)).Select(one => one.Document.WorkerId).Order());
        var ended = (await desk.Runs.Find(world.EmployerId, first.RunId, Cancel))!;
        Assert.Equal(("done", 1, 2), (ended.State, ended.Made, ended.Total));
        // Asked for of everybody, everybody gets another.
        await desk.IssueAsync(world, DocumentKind.YearlyNotice, On20November);
        Assert.Equal(4, (await desk.AllAsync(world)).Count);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_same_asked_for_again_while_it_is_under_way_is_the_same_run(Engine engine)
    {
        await using var test = await OpenAsync(engine);
        var world = await Company().RecordedIn(test.Database);
        var desk = new Desk(test.Database);
        var run = await desk.AskAsync(world, DocumentKind.AccountForm, On20November);
        Assert.Equal(run.RunId, (await desk.AskAsync(world, DocumentKind.AccountForm, On20November)).RunId);
        Assert.NotEqual(run.RunId, (await desk.AskAsync(world, DocumentKind.AccountForm, On20November, 0)).RunId);
        await desk.Issuing.Do(run, null, Cancel);
        Assert.NotEqual(run.RunId, (await desk.AskAsync(world, DocumentKind.AccountForm, On20November)).RunId);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Who_is_about_to_get_a_document_is_not_asked_for_again(Engine engine)
    {
        await using var test = await OpenAsync(engine);
        var world = await Company().RecordedIn(test.Database);
        var desk = new Desk(test.Database);
        await desk.AskAsync(world, DocumentKind.YearlyNotice, On20November, 0);
        Assert.Equal([world.WorkerIds[1]], await MeantAsync(DocumentKind.YearlyNotice, On20November.On));
        // Another kind, and the next year, are others.
        Assert.Equal(2, (await MeantAsync(DocumentKind.OpeningNotice, On20November.On)).Count);
        Assert.Equal(2, (await MeantAsync(DocumentKind.YearlyNotice, new(2027, 1, 31))).Count);

        async Task<IReadOnlyList<Guid>> MeantAsync(DocumentKind kind, DateOnly on)
        {
            var opened = (await desk.Desks.Open(world.EmployerId, Cancel))!;
            await using var connection = await test.Database.Connect(Cancel);
            var had = await DocumentSelection.Had(connection, opened, kind, Cancel);
            var meant = DocumentSelection.Meant(opened, kind, opened.Employer.Workers, on, on, had);
            return [.. meant.Select(one => one.Worker.WorkerId)];
        }
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_stopped_run_stays_stopped_until_somebody_goes_on_with_it(Engine engine)
    {
        await using var test = await OpenAsync(engine);
        var world = await Company().RecordedIn(test.Database);
        var desk = new Desk(test.Database);
        var run = await desk.AskAsync(world, DocumentKind.AccountForm, On20November);
        await desk.Runs.End(world.EmployerId, run.RunId, "stopped", null, Cancel);
        await desk.Issuing.Do(run, null, Cancel);
        Assert.Empty(await desk.AllAsync(world));
        Assert.Null(await desk.Runs.Take(Cancel));
        await desk.Runs.GoOn(world.EmployerId, run.RunId, Cancel);
        var taken = await desk.Runs.Take(Cancel);
        Assert.NotNull(taken);
        // Whoever takes it has it for a while.
        Assert.Null(await desk.Runs.Take(Cancel));
        await desk.Issuing.Do(taken, null, Cancel);
        Assert.Equal(2, (await desk.AllAsync(world)).Count);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Content_that_somebody_altered_is_found_out(Engine engine)
    {
        await using var test = await OpenAsync(engine);
        var world = await Company().RecordedIn(test.Database);
        var desk = new Desk(test.Database);
        await desk.IssueAsync(world, DocumentKind.AccountForm, On20November);
        var all = await desk.AllAsync(world);
        await using (var writing = await test.Database.BeginWriting(Cancel))
        {
            await Dapper.SqlMapper.ExecuteAsync(
                writing.Connection,
                """
                update document_content set content = (select content from document_content as o where o.document_id = @other)
                where document_id = @one
                """,
                new { one = all[0].Document.DocumentId, other = all[1].Document.DocumentId }
            );
            await writing.Commit(Cancel);
        }
        await Assert.ThrowsAsync<InvalidDataException>(() => desk.ContentAsync(all[0].Document));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_came_back_is_still_to_be_sent_until_it_goes_again(Engine engine)
    {
        await using var test = await OpenAsync(engine);
        var world = await Company().RecordedIn(test.Database);
        var desk = new Desk(test.Database);
        var hour = 9;
        await desk.IssueAsync(world, DocumentKind.AccountForm, On20November, 0);
        Assert.Equal(1, await NotToldAsync());
        await TellAsync(SendingChannel.Email, SendingStep.Sent);
        Assert.Equal(0, await NotToldAsync());
        await TellAsync(SendingChannel.Email, SendingStep.Bounced);
        Assert.Equal(1, await NotToldAsync());
        Assert.True((await desk.AllAsync(world))[0].HasBounced);
        await TellAsync(SendingChannel.Paper, SendingStep.Sent);
        Assert.Equal(0, await NotToldAsync());
        var way = (await desk.AllAsync(world))[0];
        Assert.Equal((SendingChannel.Paper, true), (way.Furthest!.Channel, way.IsTold));
        // The letter comes back too, and goes again to where the worker lives now.
        await TellAsync(SendingChannel.Paper, SendingStep.Bounced);
        Assert.Equal(1, await NotToldAsync());
        await TellAsync(SendingChannel.Paper, SendingStep.Sent);
        Assert.Equal(0, await NotToldAsync());
        way = (await desk.AllAsync(world))[0];
        Assert.Equal((SendingStep.Sent, false), (way.Furthest!.Step, way.HasBounced));

        async Task TellAsync(SendingChannel channel, SendingStep step)
        {
            hour++;
            test.Clock.Set($"2026-11-20T{hour:00}:00:00Z");
            var now = test.Clock.GetUtcNow();
            var document = (await desk.AllAsync(world))[0].Document;
            await Change.Make(
                test.Database,
                Synthetic.Tester,
                change => TellSteps.Do(change, world.EmployerId, [document], channel, step, now, now, "R 1", null, Cancel),
                Cancel
            );
        }

        async Task<long> NotToldAsync()
        {
            await using var connection = await test.Database.Connect(Cancel);
            return (await ReadIssued.Page(connection, world.EmployerId, new() { OnlyNotTold = true }, 0, 10, Cancel)).Count;
        }
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_became_of_the_mail_that_announced_a_document_stands_with_it_once(Engine engine)
    {
        await using var test = await OpenAsync(engine);
        var world = await Company().RecordedIn(test.Database);
        await TestVisitor.Named("Anna").AsWorker(world.EmployerId, world.WorkerIds[0]).SignInAsync(test.Database);
        var desk = new Desk(test.Database, sendsMail: true);
        await desk.IssueAsync(world, DocumentKind.YearlyNotice, On20November);
        var outbox = new Outbox(test.Database);
        var mail = (await outbox.Take(Cancel))!;
        Assert.Equal(MailKind.DocumentIssued, mail.Kind);
        // The other worker does not read here.
        Assert.Null(await outbox.Take(Cancel));
        var telling = new TellDocumentMail(test.Database);
        Assert.Equal(0, await telling.Do(Cancel));
        await outbox.GiveUp(mail, "550 no such user", Cancel);
        Assert.Equal(1, await telling.Do(Cancel));
        Assert.Equal(0, await telling.Do(Cancel));
        var way = (await desk.AllAsync(world)).Single(one => one.Document.DocumentId == mail.DocumentId);
        Assert.Equal(
            [(SendingChannel.Portal, SendingStep.Sent), (SendingChannel.Email, SendingStep.Bounced)],
            way.Steps.Select(step => (step.Channel, step.Step))
        );
        Assert.Equal("550 no such user", way.Steps[^1].Note);
        // It stands in the own pages all the same.
        Assert.True(way.IsTold);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_step_before_the_issue_or_in_the_future_is_refused(Engine engine)
    {
        await using var test = await OpenAsync(engine);
        var world = await Company().RecordedIn(test.Database);
        var desk = new Desk(test.Database);
        await desk.IssueAsync(world, DocumentKind.AccountForm, On20November, 0);
        var document = (await desk.AllAsync(world))[0].Document;
        var now = test.Clock.GetUtcNow();
        foreach (var (at, code) in new[] { (now.AddDays(-2), "document.beforeIssue"), (now.AddHours(1), "document.inFuture") })
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() =>
                Change.Make(
                    test.Database,
                    Synthetic.Tester,
                    change =>
                        TellSteps.Do(
                            change,
                            world.EmployerId,
                            [document],
                            SendingChannel.Paper,
                            SendingStep.Sent,
                            at,
                            now,
                            null,
                            null,
                            Cancel
                        ),
                    Cancel
                )
            );
            Assert.Equal(code, refused.Anomaly.Code);
        }
    }

    private static async Task<TestDatabase> OpenAsync(Engine engine)
    {
        var test = await TestDatabase.OpenAsync(engine);
        test.Clock.Set("2026-11-20T09:00:00Z");
        return test;
    }

    private static World Company() =>
        World
            .With()
            .OfSize(SizeClass.Full)
            .AndWorker()
            .Employed("2024-01-01")
            .Trained("2026-03-02", "1")
            .AndWorker("Janssens", "Bram")
            .Employed("2024-01-01", regime: "19/38");

    private static Task SayTrainingAsync(Database database, World world, int worker, string on, string days) =>
        Change.Make(
            database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(world.EmployerId, "sayTraining", Cancel);
                var day = DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture);
                change.Insert(
                    Tables.Training,
                    new TrainingVersion
                    {
                        EmployerId = world.EmployerId,
                        Origin = FactVersion.ByHand,
                        WorkerId = world.WorkerIds[worker],
                        TrainingId = Guid.CreateVersion7(),
                        ExternalId = null,
                        Title = "First aid",
                        Kind = TrainingKind.Formal,
                        Status = TrainingStatus.Followed,
                        StartOn = day,
                        EndOn = day,
                        Hours = null,
                        Days = LearningAccount.Law.Fraction.Parse(days),
                        PerYear = null,
                        Counts = true,
                        LeaveScheme = null,
                        OfferedAndRefused = false,
                    }
                );
            },
            Cancel
        );

    private sealed class After(int enough, Action act) : IProgress<int>
    {
        private int made;

        void IProgress<int>.Report(int value)
        {
            made += value;
            if (made >= enough)
            {
                act();
            }
        }
    }
}
