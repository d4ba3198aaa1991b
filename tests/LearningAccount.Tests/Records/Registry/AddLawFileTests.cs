using System.Text;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Law.Parameters;

namespace LearningAccount.Tests.Records.Registry;

public sealed class AddLawFileTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_added_agreement_is_part_of_the_law_from_that_day_on(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        Assert.Same(LawBook.Shipped, await Book(test));

        test.Clock.Set("2026-03-01T22:30:00Z"); // 23:30 in Belgium, still 1 March.
        var added = await Add(test, LawFileTests.Good);
        Assert.True(added.IsNew);
        Assert.Equal(new(2026, 3, 1), added.Agreement!.KnownFrom);

        var book = await Book(test);
        Assert.Equal(3, LawBookTests.RowOn(book, "218", SizeClass.Full, new(2026, 5, 1))!.Row.Days);
        Assert.Null(LawBookTests.RowOn(book.KnownOn(new(2026, 2, 28)), "218", SizeClass.Full, new(2026, 5, 1)));
        Assert.Equal(new(2026, 3, 1), book.Edition);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_same_file_twice_changes_nothing(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await Add(test, LawFileTests.Good);
        test.Clock.Set("2026-06-01T10:00:00Z");
        var again = await Add(test, LawFileTests.Good);
        Assert.False(again.IsNew);
        Assert.Equal(new(2026, 1, 15), again.Agreement!.KnownFrom);
        Assert.Single((await Book(test)).StandingFiles);
        await using var connection = await test.Database.Connect(Cancel);
        Assert.Equal(
            (1, "addLawFile"),
            await ReadJournal.Last(connection, JournalLine.Instance, Cancel) is { } line ? (line.Seq, line.Action) : default
        );
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_refused_file_leaves_no_trace(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var refused = await Add(test, LawFileTests.Changed("$.source", null));
        Assert.Null(refused.Agreement);
        Assert.Contains(refused.Remarks, remark => remark.Code is "lawFile.noSource");
        Assert.Same(LawBook.Shipped, await Book(test));
        await using var connection = await test.Database.Connect(Cancel);
        Assert.Null(await ReadJournal.Last(connection, JournalLine.Instance, Cancel));
    }

    [Fact]
    public async Task An_agreement_that_is_not_known_yet_is_refused()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var later = await Add(test, LawFileTests.Changed("$.knownFrom", "\"2026-01-16\""));
        Assert.Equal("lawFile.notKnownYet", Assert.Single(later.Remarks).Code);
        Assert.True((await Add(test, LawFileTests.Changed("$.knownFrom", "\"2026-01-15\""))).IsNew);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_correction_replaces_what_it_names_and_the_days_before_keep_their_answer(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await Add(test, LawFileTests.Good);
        test.Clock.Set("2026-06-01T10:00:00Z");
        var corrected = LawFileTests.Changed("$.steps[0].days", "\"3.25\"");
        Assert.Contains((await Add(test, corrected)).Remarks, remark => remark.Code is "lawFile.conflict");
        Assert.True((await Add(test, LawFileTests.Changed("$.replaces", "\"199992/CO/218\"", corrected))).IsNew);

        var book = await Book(test);
        Assert.Equal(Fraction.Parse("3.25"), LawBookTests.RowOn(book, "218", SizeClass.Full, new(2026, 5, 1))!.Row.Days);
        Assert.Equal(3, LawBookTests.RowOn(book.KnownOn(new(2026, 5, 31)), "218", SizeClass.Full, new(2026, 5, 1))!.Row.Days);
    }

    private static Task<LawFileAdded> Add(TestDatabase test, string text) =>
        AddLawFile.Do(test.Database, "folder/agreement.json", Encoding.UTF8.GetBytes(text), Synthetic.Tester, Cancel);

    private static async Task<LawBook> Book(TestDatabase test)
    {
        await using var connection = await test.Database.Connect(Cancel);
        return await ReadLawBook.From(connection, Cancel);
    }
}
