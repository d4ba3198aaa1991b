using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Tests.Records.Journal;

public sealed class ReadJournalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_newest_lines_come_first_and_tell_what_they_did(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var employer = Guid.CreateVersion7();
        var training = Synthetic.Training(employer, Guid.CreateVersion7(), "First aid");
        for (var i = 0; i < 4; i++)
        {
            await using var change = await Change.Begin(test.Database, Synthetic.Tester, Cancel);
            await change.Touch(employer, $"action{i}", Cancel);
            if (i == 0)
            {
                change.Insert(Tables.Employer, Synthetic.Employer(employer));
            }
            if (i == 3)
            {
                await change.Supersede(Tables.Training, [training with { Recorded = 3 }], Cancel);
            }
            change.Insert(Tables.Training, training);
            await change.Commit(Cancel);
        }
        await using var connection = await test.Database.Connect(Cancel);
        var newest = await ReadJournal.Newest(connection, employer, 2, null, Cancel);
        Assert.Equal(["action3", "action2"], newest.Select(line => line.Action));
        var before = await ReadJournal.Newest(connection, employer, 10, newest[^1].Seq, Cancel);
        Assert.Equal(["action1", "action0"], before.Select(line => line.Action));
        Assert.Equal(newest[0].PreviousHash, newest[1].Hash);
        var content = Assert.Single(await ReadJournal.Contents(connection, employer, 4, Cancel));
        Assert.Equal(("training", 1L, 1L), (content.TableName, content.Written, content.Closed));
        Assert.Equal(employer, (await FindEmployer.ById(connection, employer, Cancel))!.EmployerId);
        Assert.Equal(employer, Assert.Single(await ListEmployers.All(connection, Cancel)).EmployerId);
        Assert.Empty(await ReadJournal.Newest(connection, JournalLine.Instance, 10, null, Cancel));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_employer_touched_but_not_changed_gets_no_line(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var employer = Guid.CreateVersion7();
        await using (var change = await Change.Begin(test.Database, Synthetic.Tester, Cancel))
        {
            await change.Touch(employer, "nothing", Cancel);
            await change.Commit(Cancel);
        }
        await using var connection = await test.Database.Connect(Cancel);
        Assert.Null(await ReadJournal.Last(connection, employer, Cancel));
    }
}
