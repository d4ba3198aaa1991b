using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.Tests.Law.Parameters;

public sealed class AddedAgreementTests
{
    private static readonly LawBook Book = LawBook.Shipped;

    /// <summary>Joint committee 124 in 2026 and 2027: shipped 3 and 3.5, here 4 and 4.5.</summary>
    private static readonly LawFile Construction = LawFileTests.Accepted(
        LawFileTests
            .Good.Replace("218", "124", StringComparison.Ordinal)
            .Replace("\"days\": \"3\"", "\"days\": \"4\"", StringComparison.Ordinal)
            .Replace("\"days\": \"3.5\"", "\"days\": \"4.5\"", StringComparison.Ordinal)
            .Replace(",\n    { \"from\": \"2028-01-01\", \"days\": \"5\" }", "", StringComparison.Ordinal)
    );

    [Fact]
    public void It_goes_in_the_place_of_the_shipped_rows_for_its_own_days()
    {
        var book = Book.With([Construction]);
        Assert.Equal(["2.5", "2.5", "4", "4.5", "4", "4.5", "5"], Numbers(book, 2024));
        Assert.Equal(["2.5", "2.5", "3", "3.5", "4", "4.5", "5"], Numbers(Book, 2024));
    }

    [Fact]
    public void What_was_known_before_stays_the_answer()
    {
        var book = Book.With([Construction]);
        Assert.Equal(Numbers(Book, 2024), Numbers(book.KnownOn(Construction.KnownFrom.AddDays(-1)), 2024));
        Assert.Equal(Numbers(book, 2024), Numbers(book.KnownOn(Construction.KnownFrom), 2024));
    }

    [Fact]
    public void It_is_known_no_earlier_than_it_was_added()
    {
        var added = Construction.AddedOn(new(2026, 3, 1));
        var book = Book.With([added]);
        Assert.Equal(Numbers(Book, 2024), Numbers(book.KnownOn(new(2026, 2, 28)), 2024));
        Assert.Equal(new(2026, 3, 1), book.Edition);
        Assert.Same(Construction, Construction.AddedOn(new(2025, 1, 1)));
    }

    [Fact]
    public void It_counts_only_from_the_day_it_is_binding()
    {
        var late = LawFileTests.Accepted(LawFileTests.Changed("$.bindingFrom", "\"2026-04-01\"", Text("124", "4", "4.5", "5")));
        var book = Book.With([late]);
        Assert.Equal(3, LawBookTests.RowOn(book, "124", SizeClass.Full, new(2026, 3, 1))!.Row.Days);
        Assert.Equal(4, LawBookTests.RowOn(book, "124", SizeClass.Full, new(2026, 4, 1))!.Row.Days);
    }

    [Fact]
    public void A_row_for_all_classes_covers_the_named_ones_and_not_the_other_way_round()
    {
        var all = LawFileTests.Accepted(LawFileTests.Changed("$.class", "\"all\"", Text("124", "4", "4.5", "5")));
        Assert.Equal(4, LawBookTests.RowOn(Book.With([all]), "124", SizeClass.Full, new(2026, 1, 1))!.Row.Days);
        Assert.Equal(4, LawBookTests.RowOn(Book.With([all]), "124", SizeClass.None, new(2026, 1, 1))!.Row.Days);

        var full = LawFileTests.Accepted(Text("106.03", "4", "4.5", "5"));
        var rows = Book.With([full]).SchemesOf(JointCommittee.Parse("106.03"));
        Assert.Contains(
            rows,
            value => value.Row.Class is null && value.Row.From == new DateOnly(2025, 1, 1) && value.Row.Days == 3
        );
        Assert.Contains(rows, value => value.Row.Class == SizeClass.Full && value.Row.Days == 4);
    }

    [Fact]
    public void One_worker_category_leaves_the_others_their_row()
    {
        var employees = LawFileTests.Accepted(LawFileTests.Changed("$.worker", "\"employee\"", Text("124", "4", "4.5", "5")));
        var rows = Book.With([employees]).SchemesOf(JointCommittee.Parse("124"));
        Assert.Contains(rows, value => value.Row.Worker == SchemeWorker.All && value.Row.Days == 3);
        Assert.Contains(rows, value => value.Row.Worker == SchemeWorker.Employee && value.Row.Days == 4);
    }

    [Fact]
    public void A_later_file_contradicts_an_earlier_one_unless_it_replaces_it()
    {
        var other = LawFileTests.Accepted(Text("124", "5", "5", "5").Replace("199992", "199993", StringComparison.Ordinal));
        Assert.True(Construction.IsContradictedBy(other));
        Assert.False(Construction.IsContradictedBy(LawFileTests.Accepted(Text("218", "3", "4", "5"))));

        var replacing = other with { Replaces = Construction.Registration, KnownFrom = new(2026, 5, 1) };
        Assert.False(Construction.IsContradictedBy(replacing));
        var book = Book.With([Construction]).With([replacing]);
        Assert.Equal(["2.5", "2.5", "5", "5", "5", "5", "5"], Numbers(book, 2024));
        Assert.Equal(["2.5", "2.5", "4", "4.5", "4", "4.5", "5"], Numbers(book.KnownOn(new(2026, 4, 30)), 2024));
    }

    [Fact]
    public void A_file_against_one_added_before_is_refused_until_it_says_that_it_replaces_it()
    {
        var book = Book.With([Construction]);
        var other = Text("124", "5", "5", "5").Replace("199992", "199993", StringComparison.Ordinal);
        Assert.Equal(["$.steps lawFile.conflict"], Faults(other, book));
        var replacing = LawFileTests.Changed("$.replaces", "\"199992/CO/124\"", other);
        Assert.Empty(Faults(replacing, book));
        Assert.Equal(["$.replaces lawFile.nothingToReplace"], Faults(replacing, Book));
        // Steps out of order are told as such, also where there is a file to compare with.
        var disordered = LawFileTests.Changed("$.steps[1].from", "\"2025-12-01\"", other);
        Assert.Contains("$.steps[1] lawFile.overlap", Faults(disordered, book));
    }

    private static IEnumerable<string> Faults(string text, LawBook book)
    {
        LawFile.Parse(System.Text.Encoding.UTF8.GetBytes(text), book, out var problems);
        return problems.Where(problem => problem.Severity == Severity.Error).Select(problem => $"{problem.At} {problem.Code}");
    }

    [Fact]
    public void A_replaced_file_leaves_nothing_behind()
    {
        var shorter = LawFile.Accepted(
            """
            { "registration": "199994/CO/124", "jointCommittees": ["124"], "class": "full", "signedOn": "2025-06-01",
              "bindingFrom": "2027-01-01", "source": "s", "replaces": "199992/CO/124",
              "steps": [ { "from": "2027-01-01", "to": "2027-12-31", "days": "4" } ] }
            """u8.ToArray()
        );
        Assert.Equal(["2.5", "2.5", "3", "4", "4", "4.5", "5"], Numbers(Book.With([Construction, shorter]), 2024));
    }

    [Fact]
    public void A_replacement_leaves_the_file_of_another_class_alone()
    {
        var small = LawFileTests.Accepted(
            LawFileTests
                .Changed("$.class", "\"small\"", Text("124", "1", "2", "3"))
                .Replace("199992", Construction.Registration.ToString()[..6], StringComparison.Ordinal)
        );
        var replacing = Construction with { Replaces = Construction.Registration };
        var book = Book.With([Construction, small, replacing]);
        Assert.Equal(1, LawBookTests.RowOn(book, "124", SizeClass.Small, new(2026, 1, 1))!.Row.Days);
        Assert.Equal(4, LawBookTests.RowOn(book, "124", SizeClass.Full, new(2026, 1, 1))!.Row.Days);
    }

    [Fact]
    public void A_file_accepted_once_is_read_again_whatever_ships_later()
    {
        var lowered = LawFileTests.Changed("$.steps[1].days", "\"1\"");
        Assert.Equal(3, LawFile.Accepted(System.Text.Encoding.UTF8.GetBytes(lowered)).Values.Length);
        Assert.Throws<InvalidDataException>(() => LawFile.Accepted("{}"u8.ToArray()));
    }

    /// <summary>Whatever is added, on every day at most one row holds for a committee, class and worker, and it is one that was given.</summary>
    [Fact]
    public void Whatever_is_laid_over_whatever_one_row_holds_a_day()
    {
        var random = new Random(1979);
        for (var round = 0; round < 300; round++)
        {
            var values = Enumerable
                .Range(0, random.Next(1, 9))
                .Select(number =>
                {
                    var from = new DateOnly(2024, 1, 1).AddDays(random.Next(400));
                    return (Days: new Period(from, random.Next(4) == 0 ? null : from.AddDays(random.Next(200))), Number: number);
                })
                .ToList();
            var laid = Timeline.Lay(values, value => value.Days, (_, _) => true, (value, days) => (days, value.Number));
            for (var day = new DateOnly(2023, 12, 1); day < new DateOnly(2026, 1, 1); day = day.AddDays(1))
            {
                var last = values.FindLastIndex(value => value.Days.Contains(day));
                var holding = laid.Where(value => value.Days.Contains(day)).Select(value => value.Number);
                Assert.Equal(last < 0 ? [] : [last], holding);
            }
        }
    }

    private static string Text(string committee, string first, string second, string third) =>
        LawFileTests
            .Good.Replace("\"218\"", $"\"{committee}\"", StringComparison.Ordinal)
            .Replace("CO/218", $"CO/{committee[..3]}", StringComparison.Ordinal)
            .Replace("\"3\"", $"\"{first}\"", StringComparison.Ordinal)
            .Replace("\"3.5\"", $"\"{second}\"", StringComparison.Ordinal)
            .Replace("\"5\"", $"\"{third}\"", StringComparison.Ordinal);

    private static IEnumerable<string?> Numbers(LawBook book, int first) =>
        Enumerable
            .Range(first, 7)
            .Select(year => LawBookTests.RowOn(book, "124", SizeClass.Full, new(year, 1, 1))?.Row.Days?.ToDecimalText());
}
