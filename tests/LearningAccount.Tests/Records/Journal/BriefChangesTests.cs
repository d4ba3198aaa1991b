using Dapper;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Records.Storage;

namespace LearningAccount.Tests.Records.Journal;

/// <summary>Changes that reach the disk together are each made whole or not at all, and none is done before it is there.</summary>
public sealed class BriefChangesTests
{
    private static readonly Guid Employer = Guid.CreateVersion7();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Of_many_at_once_those_that_fail_leave_nothing_and_the_others_all(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var made = await Task.WhenAll(
            Enumerable
                .Range(0, 100)
                .Select(async number =>
                {
                    try
                    {
                        await Make(test, number, _ => number % 3 == 0 ? throw new InvalidDataException() : Task.CompletedTask);
                        // Another connection sees it: it has been committed, not only made.
                        Assert.Contains($"{number}", await Titles(test));
                        return true;
                    }
                    catch (InvalidDataException)
                    {
                        return false;
                    }
                })
        );
        Assert.Equal(66, made.Count(done => done));
        Assert.Equal(
            Enumerable.Range(0, 100).Where(number => number % 3 != 0).Select(number => $"{number}").Order(StringComparer.Ordinal),
            (await Titles(test)).Order(StringComparer.Ordinal)
        );
        Assert.Empty(await new VerifyJournal(test.Database).Do(Cancel).ToListAsync(Cancel));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Nothing_is_done_that_the_database_undid_with_another(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var lost = await WithOneThat(test, change => change.Connection.ExecuteAsync("rollback"));
        if (engine is Engine.Sqlite)
        {
            Assert.All(
                lost,
                error =>
                    Assert.Contains("nothing of it is kept", Assert.IsType<IOException>(error).Message, StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public async Task Nothing_is_done_that_a_server_took_with_it_when_it_went_away()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Postgres);
        await WithOneThat(test, change => change.Connection.ExecuteAsync("select pg_terminate_backend(pg_backend_pid())"));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_statement_that_failed_takes_its_change_with_it_and_no_other(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var gate = new TaskCompletionSource();
        var first = Make(test, 1, _ => gate.Task);
        var fails = Make(
            test,
            2,
            async change =>
            {
                await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
                    change.Connection.ExecuteAsync("insert into training (employer_id) values (null)")
                );
                throw new InvalidDataException();
            }
        );
        var third = Make(test, 3, _ => Task.CompletedTask);
        gate.SetResult();
        await Assert.ThrowsAsync<InvalidDataException>(() => fails);
        await Task.WhenAll(first, third);
        Assert.Equal(["1", "3"], (await Titles(test)).Order(StringComparer.Ordinal));
        Assert.Empty(await new VerifyJournal(test.Database).Do(Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Whoever_writes_to_one_employer_for_long_holds_up_the_brief_changes_of_that_one_alone()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Postgres);
        await using var lengthy = await Change.Begin(test.Database, Synthetic.Tester, Cancel);
        await Write(lengthy, 1);
        var waits = Make(test, 2, _ => Task.CompletedTask);
        await Task.WhenAll(
            Enumerable.Range(3, 20).Select(number => Make(test, number, _ => Task.CompletedTask, of: Guid.CreateVersion7()))
        );
        Assert.False(waits.IsCompleted);
        await lengthy.Commit(Cancel);
        await waits;
        Assert.Equal(22, (await Titles(test)).Count);
        Assert.Empty(await new VerifyJournal(test.Database).Do(Cancel).ToListAsync(Cancel));
    }

    /// <summary>Two changes, and one in the same commit that takes them with it.</summary>
    private static async Task<IReadOnlyList<Exception>> WithOneThat(TestDatabase test, Func<Change, Task> breaks)
    {
        var gate = new TaskCompletionSource();
        // While the first waits the others queue up behind it, and are taken one after the other.
        var first = Make(test, 1, _ => gate.Task);
        var second = Make(test, 2, _ => Task.CompletedTask);
        var broken = Make(test, 3, breaks);
        gate.SetResult();
        await Assert.ThrowsAnyAsync<Exception>(() => broken);
        var lost = new List<Exception>();
        foreach (var one in (Task[])[first, second])
        {
            lost.Add(await Assert.ThrowsAnyAsync<Exception>(() => one));
        }
        Assert.Empty(await Titles(test));
        // The next one begins anew.
        await Make(test, 4, _ => Task.CompletedTask);
        Assert.Equal(["4"], await Titles(test));
        return lost;
    }

    [Fact]
    public async Task Who_gives_up_waiting_holds_nobody_up()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var gate = new TaskCompletionSource();
        var first = Make(test, 1, _ => gate.Task);
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var gone = Make(test, 2, _ => Task.CompletedTask, impatient.Token);
        var lengthy = Change.Make(test.Database, Synthetic.Tester, change => Write(change, 3), Cancel);
        var state = test.Database.WriteState("update access_stamp set stamp = stamp", new { }, Cancel);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        gate.SetResult();
        await Task.WhenAll(first, lengthy, state, Make(test, 4, _ => Task.CompletedTask));
        Assert.Equal(["1", "3", "4"], (await Titles(test)).Order(StringComparer.Ordinal));
    }

    private static Task Make(
        TestDatabase test,
        int number,
        Func<Change, Task> more,
        CancellationToken? cancel = null,
        Guid? of = null
    ) =>
        Change.Make(
            test.Database,
            Synthetic.Tester,
            async change =>
            {
                await Write(change, number, of);
                await more(change);
                return true;
            },
            cancel ?? Cancel,
            briefOf: of ?? Employer
        );

    private static async Task Write(Change change, int number, Guid? of = null)
    {
        await change.Touch(of ?? Employer, "registerTraining", Cancel);
        change.Insert(Tables.Training, Synthetic.Training(of ?? Employer, Guid.CreateVersion7(), $"{number}"));
    }

    private static async Task<IReadOnlyList<string>> Titles(TestDatabase test)
    {
        await using var connection = await test.Database.Connect(Cancel);
        return [.. await connection.QueryAsync<string>("select title from training")];
    }
}
