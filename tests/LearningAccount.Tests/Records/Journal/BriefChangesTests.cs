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

    [Fact]
    public async Task Nothing_is_done_that_the_database_undid_with_another()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var gate = new TaskCompletionSource();
        // While the first waits the others queue up behind it, and are taken one after the other.
        var first = Make(test, 1, _ => gate.Task);
        var second = Make(test, 2, _ => Task.CompletedTask);
        var breaks = Make(test, 3, change => change.Connection.ExecuteAsync("rollback"));
        gate.SetResult();
        await Assert.ThrowsAnyAsync<Exception>(() => breaks);
        foreach (var lost in (Task[])[first, second])
        {
            Assert.Contains(
                "nothing of it is kept",
                (await Assert.ThrowsAsync<IOException>(() => lost)).Message,
                StringComparison.Ordinal
            );
        }
        Assert.Empty(await Titles(test));
        // The next one begins anew.
        await Make(test, 4, _ => Task.CompletedTask);
        Assert.Equal(["4"], await Titles(test));
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

    private static Task Make(TestDatabase test, int number, Func<Change, Task> more, CancellationToken? cancel = null) =>
        Change.Make(
            test.Database,
            Synthetic.Tester,
            async change =>
            {
                await Write(change, number);
                await more(change);
                return true;
            },
            cancel ?? Cancel,
            briefOf: Employer
        );

    private static async Task Write(Change change, int number)
    {
        await change.Touch(Employer, "registerTraining", Cancel);
        change.Insert(Tables.Training, Synthetic.Training(Employer, Guid.CreateVersion7(), $"{number}"));
    }

    private static async Task<IReadOnlyList<string>> Titles(TestDatabase test)
    {
        await using var connection = await test.Database.Connect(Cancel);
        return [.. await connection.QueryAsync<string>("select title from training")];
    }
}
