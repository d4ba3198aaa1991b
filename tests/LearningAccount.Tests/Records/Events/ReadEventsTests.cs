using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Events;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Records.Events;

public sealed class ReadEventsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Each_thing_that_a_line_wrote_is_one_event_with_what_changed_of_it(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await World
            .With()
            .AndWorker()
            .Employed("2025-01-01")
            .Trained("2025-03-03", "1")
            .Trained("2025-04-04", "1")
            .RecordedIn(test.Database);
        var els = await TestVisitor.Administrator(test.Database).SignedInAsync(test.Database);
        var trainings = await Trainings(test, world);
        await Change.Make(
            test.Database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(world.EmployerId, "changeTrainings", Cancel);
                var cancelled = trainings[0] with { Status = TrainingStatus.Cancelled };
                await change.Replace(Tables.Training, trainings[0], cancelled, Cancel);
                await change.Replace(Tables.Training, trainings[1], trainings[1] with { Title = "Turning" }, Cancel);
            },
            Cancel
        );
        var page = await Reader(test).OfAll(els, EventCursor.Start(false), [], 100, Cancel);
        Assert.False(page.HasMore);
        var ofWorld = page.Events.Where(one => one.Seq == 1).ToList();
        Assert.Equal(
            [
                EventKind.EmployerRegistered,
                EventKind.WorkerRegistered,
                EventKind.TrainingRegistered,
                EventKind.TrainingRegistered,
            ],
            ofWorld.Select(one => one.Kind)
        );
        Assert.Equal(["numbers", "profile"], ofWorld[0].Changed);
        Assert.Equal(["person", "identity", "contracts"], ofWorld[1].Changed);
        Assert.Equal((world.WorkerIds[0], "world"), (ofWorld[2].WorkerId!.Value, ofWorld[2].Action));
        var later = page.Events.Where(one => one.Action is "changeTrainings").ToDictionary(one => one.Subject, one => one.Kind);
        Assert.Equal(EventKind.TrainingCancelled, later[trainings[0].TrainingId]);
        Assert.Equal(EventKind.TrainingChanged, later[trainings[1].TrainingId]);
        Assert.Equal(page.Events.Count, page.Events.Select(one => one.Id).Distinct().Count());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Whoever_goes_on_page_by_page_is_told_everything_once_and_in_order(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var one = await Filled(test, "One", 9_999_901);
        var other = await Filled(test, "Other", 9_999_902);
        var els = await TestVisitor.Administrator(test.Database).SignedInAsync(test.Database);
        var whole = await Reader(test).OfAll(els, EventCursor.Start(false), [], 1_000, Cancel);
        Assert.Equal(2, whole.Events.Select(told => told.EmployerId).Distinct().Count());
        foreach (var size in (int[])[1, 3, 7])
        {
            var told = new List<Guid>();
            var next = EventCursor.Start(false);
            for (var hasMore = true; hasMore; )
            {
                var page = await Reader(test).OfAll(els, next, [], size, Cancel);
                Assert.True(page.Events.Count <= size);
                told.AddRange(page.Events.Select(each => each.Id));
                (next, hasMore) = (EventCursor.Of(page.Next.ToString())!, page.HasMore);
            }
            Assert.Equal(whole.Events.Select(each => each.Id), told);
        }
        // What an event says of where to go on is where the next page begins.
        var middle = whole.Events[whole.Events.Count / 2];
        var rest = await Reader(test).OfAll(els, middle.Cursor, [], 1_000, Cancel);
        Assert.Equal(
            whole.Events.SkipWhile(each => each.Id != middle.Id).Skip(1).Select(each => each.Id),
            rest.Events.Select(each => each.Id)
        );
        var own = await Reader(test).Of(els, one.EmployerId, EventCursor.Start(true), [], 1_000, Cancel);
        Assert.Equal(
            whole.Events.Where(each => each.EmployerId == one.EmployerId).Select(each => each.Id),
            own.Events.Select(each => each.Id)
        );
        Assert.DoesNotContain(own.Events, each => each.EmployerId == other.EmployerId);
    }

    [Fact]
    public async Task What_a_transaction_under_way_will_write_is_never_behind_a_cursor_that_was_given()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Postgres);
        var slow = await Filled(test, "Slow", 9_999_901);
        var quick = await Filled(test, "Quick", 9_999_902);
        var els = await TestVisitor.Administrator(test.Database).SignedInAsync(test.Database);
        var before = await Reader(test).OfAll(els, EventCursor.Start(false), [], 1_000, Cancel);

        // A line is written and not committed, as by a program that is slow to get its answer from the disk.
        await using var held = await test.Database.Connect(Cancel);
        await using var transaction = await held.BeginTransactionAsync(Cancel);
        await using (var command = held.CreateCommand())
        {
            command.Transaction = transaction;
            command.CommandText = $"""
                insert into journal (employer_id, seq, recorded_at, actor, door, action, content_hash, previous_hash, hash, position)
                select employer_id, seq + 1, recorded_at, actor, door, 'slow', content_hash, previous_hash, hash,
                  {test.Database.NextPosition(isHeld: false)}
                from journal where employer_id = '{slow.EmployerId:D}' order by seq desc limit 1;
                insert into journal_content (employer_id, seq, table_name, written, written_hash, closed, closed_hash)
                select employer_id, max(seq), 'setting', 1, '', 0, '' from journal
                where employer_id = '{slow.EmployerId:D}' group by employer_id
                """;
            await command.ExecuteNonQueryAsync(Cancel);
        }
        await Change.Make(
            test.Database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(quick.EmployerId, "quick", Cancel);
                change.Insert(Tables.Training, Synthetic.Training(quick.EmployerId, quick.WorkerIds[0], "Quick"));
            },
            Cancel
        );
        var meanwhile = await Reader(test).OfAll(els, before.Next, [], 1_000, Cancel);
        Assert.Empty(meanwhile.Events);

        await transaction.CommitAsync(Cancel);
        var after = await Reader(test).OfAll(els, meanwhile.Next, [], 1_000, Cancel);
        Assert.Equal(["slow", "quick"], after.Events.Select(one => one.Action));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Nobody_is_told_of_employers_workers_or_steps_that_are_not_for_that_person(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await World
            .With()
            .AndWorker()
            .Who(department: "Sales")
            .AndWorker("Maes", "Jan")
            .Who(department: "Stock")
            .Trained("2025-03-03", "1")
            .RecordedIn(test.Database);
        await Filled(test, "Other", 9_999_902);
        var sales = await TestVisitor
            .Named("Sara")
            .Within(world.EmployerId, ScopeKind.Department, "Sales")
            .SignedInAsync(test.Database);
        var page = await Reader(test).OfAll(sales, EventCursor.Start(false), [], 1_000, Cancel);
        Assert.Equal(
            [(EventKind.EmployerRegistered, null), (EventKind.WorkerRegistered, world.WorkerIds[0])],
            page.Events.Select(one => (one.Kind, one.WorkerId))
        );
        var auditor = await TestVisitor.Named("Ann").At(world.EmployerId, Role.Auditor).SignedInAsync(test.Database);
        Assert.Empty((await Reader(test).OfAll(auditor, EventCursor.Start(false), [], 1_000, Cancel)).Events);
        // Of one kind alone, and the cursor passes the rest.
        var kinds = await Reader(test).OfAll(sales, EventCursor.Start(false), [EventKind.TrainingRegistered], 1_000, Cancel);
        Assert.Empty(kinds.Events);
        Assert.True(kinds.Next.Line > page.Next.Line);
    }

    [Fact]
    public void A_cursor_that_was_not_given_is_none()
    {
        var place = new EventCursor(true, 12, new(2, Guid.CreateVersion7()));
        Assert.Equal(place, EventCursor.Of(place.ToString()));
        foreach (var text in (string[])["", "x", "YSAtMQ", "YiAx", "YSAx IDI", new string('A', 400)])
        {
            Assert.Null(EventCursor.Of(text));
        }
    }

    private static ReadEvents Reader(TestDatabase test) => new(test.Database, new(test.Database, new(test.Database)));

    private static async Task<World> Filled(TestDatabase test, string name, int number)
    {
        var world = World.With(name, number);
        for (var worker = 0; worker < 3; worker++)
        {
            world = world.AndWorker().Employed("2025-01-01").Trained("2025-03-03", "1");
        }
        return await world.RecordedIn(test.Database);
    }

    private static async Task<List<TrainingVersion>> Trainings(TestDatabase test, World world)
    {
        await using var connection = await test.Database.Connect(Cancel);
        return [.. (await ReadVersions.Now(connection, Tables.Training, world.EmployerId, Cancel)).OrderBy(one => one.EndOn)];
    }
}
