using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Tests.Records.Journal;

public sealed class VerifyJournalTests
{
    private static readonly Guid First = Guid.ParseExact("01900000-0000-7000-8000-000000000001", "D");
    private static readonly Guid Other = Guid.ParseExact("01900000-0000-7000-8000-00000000000b", "D");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<Engine, string, JournalFaultKind, int[]> Tamperings
    {
        get
        {
            var all = new TheoryData<Engine, string, JournalFaultKind, int[]>();
            foreach (var engine in Enum.GetValues<Engine>())
            {
                void Add(string statement, JournalFaultKind kind, params int[] lines) => all.Add(engine, statement, kind, lines);

                // The line itself.
                Add("update journal set actor = 'somebody else' where seq = 3", JournalFaultKind.LineAltered, 3);
                Add("update journal set why = null where seq = 3", JournalFaultKind.LineAltered, 3);
                Add(
                    "update journal set recorded_at = '2020-01-01T00:00:00.000000Z' where seq = 4",
                    JournalFaultKind.LineAltered,
                    4
                );
                Add("update journal_content set written = 2 where seq = 2", JournalFaultKind.LineAltered, 2);
                Add("delete from journal_content where seq = 2", JournalFaultKind.LineAltered, 2);
                // Removed: in the middle, the first, and the tail with what refers to it left behind.
                Add("delete from journal where seq = 3", JournalFaultKind.LineRemoved, 3);
                Add("delete from journal where seq = 1", JournalFaultKind.LineRemoved, 1);
                Add("delete from journal where seq = 5", JournalFaultKind.LineRemoved, 5);
                Add(
                    "delete from journal where seq > 3; delete from journal_content where seq > 3",
                    JournalFaultKind.LineRemoved,
                    4,
                    5
                );
                Add("delete from journal; delete from journal_content", JournalFaultKind.LineRemoved, 1, 2, 3, 4, 5);
                // Reordered, and removed with the rest moved up.
                Add(
                    "update journal set seq = 99 where seq = 2; update journal set seq = 2 where seq = 3; update journal set seq = 3 where seq = 99",
                    JournalFaultKind.LineMoved,
                    2,
                    3
                );
                Add(
                    "delete from journal where seq = 3; update journal set seq = 3 where seq = 4; update journal set seq = 4 where seq = 5",
                    JournalFaultKind.LineMoved,
                    3,
                    4
                );
                // The facts behind the journal's back.
                Add("update training set title = 'Nothing' where recorded = 2", JournalFaultKind.FactsAltered, 2);
                Add("update training set days = '2' where recorded = 1", JournalFaultKind.FactsAltered, 1);
                Add("update training set remark = 'x' where recorded = 3", JournalFaultKind.FactsAltered, 3);
                Add("delete from training where recorded = 2", JournalFaultKind.FactsAltered, 2);
                Add("update training set recorded = 4, place = 7 where recorded = 2", JournalFaultKind.FactsAltered, 2, 4);
                Add("update training set superseded = 5 where recorded = 2", JournalFaultKind.FactsAltered, 5);
                Add("update training set superseded = null", JournalFaultKind.FactsAltered, 4);
                Add("update training set superseded = 5 where superseded = 4", JournalFaultKind.FactsAltered, 4, 5);
            }
            return all;
        }
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_untouched_journal_has_no_fault_and_tells_its_heads(Engine engine)
    {
        await using var test = await Written(engine);
        var verify = new VerifyJournal(test.Database);
        Assert.Empty(await verify.Do(Cancel).ToListAsync(Cancel));
        Assert.Equal([(First, 5L), (Other, 1L)], verify.Heads.Select(head => (head.EmployerId, head.Seq)));
        Assert.Equal((6, 6), (verify.LinesRead, verify.FactsRead));
    }

    [Theory, MemberData(nameof(Tamperings))]
    public async Task Whoever_tampers_is_found_at_the_line(Engine engine, string statement, JournalFaultKind kind, int[] lines)
    {
        await using var test = await Written(engine);
        await test.Tamper(statement.Replace(" where ", $" where employer_id = '{First:D}' and ", StringComparison.Ordinal));
        var faults = await new VerifyJournal(test.Database).Do(Cancel).ToListAsync(Cancel);
        var ofKind = faults.Where(fault => fault.Kind == kind && fault.EmployerId == First).Select(fault => (int)fault.Seq);
        Assert.Equal(lines, ofKind.Distinct().Order());
        if (kind is JournalFaultKind.FactsAltered or JournalFaultKind.LineAltered)
        {
            Assert.All(faults.Where(fault => fault.Kind == kind), fault => Assert.NotNull(fault.RecordedAt));
        }
        if (kind == JournalFaultKind.FactsAltered)
        {
            Assert.All(faults, fault => Assert.Equal("training", fault.Table));
        }
    }

    /// <summary>Five lines: three trainings, a correction of the third, one more; and another employer beside it.</summary>
    private static async Task<TestDatabase> Written(Engine engine)
    {
        var test = await TestDatabase.OpenAsync(engine);
        foreach (var title in (string[])["First aid", "Excel", "Weldnig"])
        {
            await Write(test, First, title);
        }
        var wrong = Synthetic.Training(First, First, "Weldnig") with { Recorded = 3 };
        await using (var change = await Change.Begin(test.Database, Synthetic.Tester, Cancel))
        {
            await change.Touch(First, "changeTraining", Cancel);
            await change.Replace(Tables.Training, wrong, wrong with { Title = "Welding" }, Cancel);
            await change.Commit(Cancel);
        }
        await Write(test, First, "Safety");
        await Write(test, Other, "First aid");
        return test;
    }

    private static async Task Write(TestDatabase test, Guid employer, string title)
    {
        test.Clock.Now += TimeSpan.FromMinutes(1);
        await using var change = await Change.Begin(test.Database, Synthetic.Tester, Cancel);
        await change.Touch(employer, "registerTraining", Cancel);
        change.Insert(Tables.Training, Synthetic.Training(employer, employer, title));
        await change.Commit(Cancel);
    }
}
