using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.Tests.Law.Parameters;

public sealed class LawBookTests
{
    private static readonly LawBook Book = LawBook.Shipped;

    [Theory]
    [InlineData(SizeClass.Full, 2022, 0)]
    [InlineData(SizeClass.Full, 2023, 4)]
    [InlineData(SizeClass.Full, 2024, 5)]
    [InlineData(SizeClass.Full, 2050, 5)]
    [InlineData(SizeClass.Small, 2022, 0)]
    [InlineData(SizeClass.Small, 2023, 1)]
    [InlineData(SizeClass.Small, 2035, 1)]
    [InlineData(SizeClass.None, 2023, 0)]
    [InlineData(SizeClass.None, 2030, 0)]
    [InlineData(SizeClass.Full, 1990, 0)]
    public void The_law_gives_four_days_in_2023_and_five_from_2024_or_one_under_twenty(SizeClass sizeClass, int year, int days)
    {
        var value = Book.LegalDays(sizeClass, year);
        Assert.Equal(days, value.Value);
        Assert.StartsWith("https://", value.Source, StringComparison.Ordinal);
        Assert.True(year < value.From.Year || value.To is null || year <= value.To.Value.Year);
    }

    [Fact]
    public void The_other_values_of_the_law_are_those_of_the_rulebook()
    {
        var today = new DateOnly(2026, 11, 21);
        Assert.Equal(10, Book.SizeFrom(SizeClass.Small, today).Value);
        Assert.Equal(20, Book.SizeFrom(SizeClass.Full, today).Value);
        Assert.Throws<ArgumentOutOfRangeException>(() => Book.SizeFrom(SizeClass.None, today));
        Assert.Equal(5, Book.WindowYears);
        Assert.Equal(new(2024, 1, 1), Book.FirstWindowFrom);
        Assert.Equal(2, Book.SchemeFloor);
        Assert.Equal(38, Book.FullTimeWeeklyHours);
        Assert.Equal(5, Book.DaysPerWeek);
    }

    [Theory]
    [InlineData("2023-01-01", "2023-09-30")]
    [InlineData("2024-07-01", "2023-09-30")]
    [InlineData("2025-01-01", "2025-09-30")]
    [InlineData("2028-12-31", "2027-09-30")]
    [InlineData("2022-12-01", "2021-09-30")]
    public void An_agreement_is_deposited_by_30_September_of_the_odd_year(string from, string deadline) =>
        Assert.Equal(Day(deadline), Book.DepositDeadline(Day(from)));

    [Theory]
    // committee, class, year, days: the shipped table, row by row.
    [InlineData("106.03", SizeClass.None, "2,2,3,3,4,4,5,5,-,-,-,-,-")]
    [InlineData("106.03", SizeClass.Full, "2,2,3,3,4,4,5,5,-,-,-,-,-")]
    [InlineData("112", SizeClass.None, "-,1,1,1,1,1,1,1,1,1,1,1,1")]
    [InlineData("112", SizeClass.Small, "-,-,-,-,-,-,-,-,-,-,-,-,-")]
    [InlineData("149.02", SizeClass.None, "-,1,1,1,1,1,1,1,1,1,1,1,1")]
    [InlineData("149.04", SizeClass.None, "-,1,1,1,1,1,1,1,1,1,1,1,1")]
    [InlineData("114", SizeClass.Full, "2,2,3,3,4,4,4.5,5,-,-,-,-,-")]
    [InlineData("119", SizeClass.Full, "-,3,4,4,4,5,5,5,5,5,5,5,5")]
    [InlineData("119.03", SizeClass.Full, "-,3,4,4,4,5,5,5,5,5,5,5,5")]
    [InlineData("121", SizeClass.Full, "-,3,3,4,4,5,5,5,5,5,5,5,5")]
    [InlineData("124", SizeClass.Full, "2.5,2.5,2.5,3,3.5,4,4.5,5,-,-,-,-,-")]
    [InlineData("136", SizeClass.Full, "2,2,2.5,2.5,3.5,3.5,4,4,5,5,-,-,-")]
    [InlineData("140.01", SizeClass.Full, "-,2,3,3,4,4,4,5,5,5,5,5,5")]
    [InlineData("140.01.02", SizeClass.Full, "-,2,3,3,4,4,4,5,5,5,5,5,5")]
    [InlineData("140.03", SizeClass.Full, "-,-,-,-,-,-,-,-,-,-,-,-,-")]
    [InlineData("149.01", SizeClass.None, "-,1,1,2,2,2,2,2,2,2,2,2,2")]
    [InlineData("149.01", SizeClass.Small, "-,1,1,2,2,2,2,2,2,2,2,2,2")]
    [InlineData("149.01", SizeClass.Full, "-,3,3,4,4,5,5,5,5,5,5,5,5")]
    [InlineData("200", SizeClass.None, "-,1,1,1,1,1,1,1,1,1,1,1,1")]
    [InlineData("200", SizeClass.Small, "-,-,-,-,-,-,-,-,-,-,-,-,-")]
    [InlineData("200", SizeClass.Full, "-,3,3,4,4,5,5,5,5,5,5,5,5")]
    [InlineData("209", SizeClass.Full, "24h,32h,36h,40h,-,-,-,-,-,-,-,-,-")]
    [InlineData("302", SizeClass.Full, "-,-,-,-,-,-,-,-,-,-,-,-,-")]
    [InlineData("115", SizeClass.Full, "-,-,-,-,-,-,-,-,-,-,-,-,-")]
    public void The_shipped_agreements_give_each_year_their_number(string committee, SizeClass sizeClass, string from2023)
    {
        var numbers = from2023.Split(',');
        for (var place = 0; place < numbers.Length; place++)
        {
            var row = RowOn(Book, committee, sizeClass, new(2023 + place, 1, 1))?.Row;
            var hours = numbers[place].EndsWith('h');
            Assert.Equal(numbers[place] is "-" || hours ? null : Fraction.Parse(numbers[place]), row?.Days);
            Assert.Equal(hours ? Fraction.Parse(numbers[place][..^1]) : null, row?.Hours);
        }
    }

    [Fact]
    public void Buses_and_coaches_have_their_own_number_from_October_2023()
    {
        Assert.Null(RowOn(Book, "140.01", SizeClass.Full, new(2023, 9, 1)));
        Assert.Equal(2, RowOn(Book, "140.01", SizeClass.Full, new(2023, 10, 1))!.Row.Days);
    }

    [Fact]
    public void Garages_under_ten_count_in_windows_of_two_years()
    {
        foreach (var committee in new[] { "112", "149.02", "149.04" })
        {
            Assert.Equal(2, RowOn(Book, committee, SizeClass.None, new(2025, 6, 1))!.Row.WindowYears);
        }
        Assert.Equal(3, Book.Schemes.Count(value => value.Row.WindowYears is not null));
    }

    [Fact]
    public void A_proposal_is_mentioned_but_not_in_force()
    {
        var glass = JointCommittee.Parse("115");
        Assert.Empty(Book.SchemesOf(glass));
        Assert.Equal(2, Book.ProposalFor(glass, SizeClass.Full, new(2023, 5, 1))!.Row.Days);
        Assert.True(Book.ProposalFor(glass, SizeClass.Full, new(2025, 5, 1))!.IsNumberUnknown);
        Assert.Equal(5, Book.ProposalFor(glass, SizeClass.Full, new(2028, 5, 1))!.Row.Days);
        Assert.Null(Book.ProposalFor(glass, SizeClass.Small, new(2025, 5, 1)));
        Assert.Null(Book.ProposalFor(glass, SizeClass.Full, new(2022, 5, 1)));
        Assert.NotNull(Book.ProposalFor(JointCommittee.Parse("336.01"), SizeClass.None, new(2026, 1, 1)));
        // An average is no individual right: it is listed, never mentioned.
        Assert.Null(Book.ProposalFor(JointCommittee.Parse("113"), SizeClass.Full, new(2023, 5, 1)));
        Assert.Contains(Book.Proposals, value => value.Row.JointCommittee == JointCommittee.Parse("113"));
    }

    [Theory]
    [InlineData("200", SectorKnowledge.InForce)]
    [InlineData("119.03", SectorKnowledge.InForce)]
    [InlineData("133", SectorKnowledge.Proposed)]
    [InlineData("113", SectorKnowledge.NoneKnown)]
    [InlineData("302", SectorKnowledge.LawApplies)]
    [InlineData("327.01.05", SectorKnowledge.LawApplies)]
    [InlineData("322", SectorKnowledge.NoneKnown)]
    [InlineData("100", SectorKnowledge.NoneKnown)]
    [InlineData("140.03", SectorKnowledge.NoneKnown)]
    public void What_is_known_of_a_committee_is_said(string committee, SectorKnowledge expected) =>
        Assert.Equal(expected, Book.KnowledgeOf(JointCommittee.Parse(committee)));

    [Fact]
    public void The_law_of_2022_was_not_known_before_it_was_published()
    {
        var before = Book.KnownOn(new(2022, 11, 9));
        Assert.Equal(0, before.LegalDays(SizeClass.Full, 2024).Value);
        Assert.Equal(5, Book.KnownOn(new(2022, 11, 10)).LegalDays(SizeClass.Full, 2024).Value);
        Assert.Equal(5, before.WindowYears);
        Assert.Equal(0, Book.KnownOn(DateOnly.MinValue).LegalDays(SizeClass.Small, 2025).Value);
    }

    [Fact]
    public void An_agreement_was_not_known_before_it_was_signed()
    {
        Assert.Null(RowOn(Book.KnownOn(new(2023, 7, 5)), "200", SizeClass.Full, new(2024, 1, 1)));
        Assert.Equal(3, RowOn(Book.KnownOn(new(2023, 7, 6)), "200", SizeClass.Full, new(2024, 1, 1))!.Row.Days);
        Assert.Null(Book.KnownOn(new(2025, 5, 6)).ProposalFor(JointCommittee.Parse("120"), SizeClass.Full, new(2026, 1, 1)));
        Assert.Same(Book, Book.KnownOn(Book.Edition));
        Assert.True(Book.KnownOn(Book.Edition.AddDays(-1)).Edition < Book.Edition);
    }

    internal static SectorValue? RowOn(LawBook book, string committee, SizeClass sizeClass, DateOnly day) =>
        book.SchemesOf(JointCommittee.Parse(committee))
            .SingleOrDefault(value =>
                (value.Row.Class is null || value.Row.Class == sizeClass)
                && value.Row.From <= day
                && day <= (value.Row.To ?? day)
                && value.Row.BindingFrom <= day
            );

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", null);
}
