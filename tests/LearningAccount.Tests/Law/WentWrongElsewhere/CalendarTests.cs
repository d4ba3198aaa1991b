using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.Tests.Law.WentWrongElsewhere;

/// <summary>Dates and calendars: what went wrong in other systems, each once.</summary>
public sealed class CalendarTests
{
    [Theory]
    [Trait("BugClass", "30")]
    [InlineData("2024-02-29", "2029-02-28", "2029-03-01")]
    [InlineData("2024-01-31", "2029-01-30", "2029-01-31")]
    [InlineData("2024-08-31", "2029-08-30", "2029-08-31")]
    public void The_fifth_anniversary_of_an_odd_day(string start, string lastDay, string nextDay)
    {
        var facts = Given.Employer().Employed(start).Setting(settings => settings with { WindowMode = WindowMode.PersonalDate });

        Assert.Equal(Given.Day(lastDay), facts.On(lastDay).Window!.To);
        Assert.Equal(Given.Day(nextDay), facts.On(nextDay).Window!.From);
    }

    [Fact]
    [Trait("BugClass", "31")]
    public void A_training_from_28_December_to_3_January_is_split_by_year()
    {
        var training = new Training
        {
            Start = new(2025, 12, 28),
            End = new(2026, 1, 3),
            Hours = 38,
            PerYear = [new(2025, Fraction.Parse("15.2")), new(2026, Fraction.Parse("22.8"))],
        };

        var account = (Given.Employer().Employed("2025-01-01") with { Trainings = [training] }).On("2026-12-31");

        Assert.Equal((2, 3), (account.Year(2025).Used, account.Year(2026).Used));
    }

    [Fact]
    [Trait("BugClass", "33")]
    public void The_duration_told_is_the_truth_however_many_days_it_spans()
    {
        var training = new Training
        {
            Start = new(2025, 3, 3),
            End = new(2025, 6, 30),
            Hours = Fraction.Parse("3.8"),
        };

        var account = (Given.Employer().Employed("2025-01-01") with { Trainings = [training] }).On("2025-12-31");

        Assert.Equal(Fraction.Of(1, 2), account.Year(2025).Used);
    }

    [Theory]
    [Trait("BugClass", "34")]
    [InlineData("2023-12-31", "4")]
    [InlineData("2024-01-01", "9")]
    [InlineData("2024-02-29", "9")]
    [InlineData("2028-02-29", "29")]
    [InlineData("2028-12-31", "0")]
    [InlineData("2029-01-01", "5")]
    [InlineData("2033-12-31", "0")]
    public void Every_day_can_be_asked_for(string on, string left) =>
        Assert.Equal(left, Given.Employer().Employed("2023-01-01").On(on).Left());

    [Fact]
    [Trait("BugClass", "35")]
    public void Declarations_told_again_in_another_order_give_the_same_class()
    {
        Declaration[] declarations =
        [
            new(Quarter.Of(2022, 4), 19),
            new(Quarter.Of(2023, 1), 20),
            new(Quarter.Of(2023, 2), 21),
            new(Quarter.Of(2023, 3), 20),
        ];
        foreach (var told in new[] { declarations, [.. declarations.Reverse()] })
        {
            var facts = new AccountFacts { Employer = new() { Declarations = [.. told] } }.Employed("2024-01-01");
            var size = Assert.Single(facts.On("2024-12-31").Size);
            Assert.Equal((20, 4, SizeClass.Full), (size.Average, size.DeclaredQuarters, size.Class));
        }
    }
}
