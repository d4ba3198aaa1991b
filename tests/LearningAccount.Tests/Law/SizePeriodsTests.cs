using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.Tests.Law;

public sealed class SizePeriodsTests
{
    [Fact]
    public void Periods_begin_with_the_first_of_which_anything_is_known()
    {
        var periods = UpTo(new(2027, 6, 30), new() { Declarations = [new(Quarter.Of(2024, 1), 12)] });
        Assert.Equal([2024, 2026], periods.Select(period => period.From.Year));
        Assert.Equal([SizeClass.Small, SizeClass.None], periods.Select(period => period.Class));
        Assert.Equal((0, (Fraction?)12), (periods[0].DeclaredQuarters, periods[0].Average));
    }

    [Fact]
    public void The_period_of_the_day_is_there_though_nothing_is_known_of_it()
    {
        var period = Assert.Single(UpTo(new(2027, 6, 30), new()));
        Assert.Equal((2026, (Fraction?)null), (period.From.Year, period.Average));
    }

    [Fact]
    public void Of_classes_that_are_said_those_up_to_the_day_are_told_with_their_own_reason()
    {
        var employer = new EmployerFacts
        {
            SizeClasses =
            [
                new(new(2024, 1, 1), SizeClass.Small),
                new(new(2026, 1, 1), SizeClass.Full),
                new(new(2028, 1, 1), SizeClass.None),
            ],
        };
        var periods = SizePeriods.UpTo(new(employer, new(), LawBook.Shipped), new(2026, 11, 22));
        Assert.Equal([SizeClass.Small, SizeClass.Full], periods.Select(each => each.Period.Class));
        Assert.Equal(["size.said", "size.said"], periods.Select(each => each.Reason.Code));
        Assert.NotEqual(periods[0].Reason, periods[1].Reason);
    }

    private static IReadOnlyList<SizePeriod> UpTo(DateOnly on, EmployerFacts employer) =>
        [.. SizePeriods.UpTo(new(employer, new(), LawBook.Shipped), on).Select(each => each.Period)];
}
