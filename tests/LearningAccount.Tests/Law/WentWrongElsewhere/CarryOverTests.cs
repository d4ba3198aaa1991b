using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.Tests.Law.WentWrongElsewhere;

/// <summary>Carry-over and expiry: what went wrong in other systems, each once.</summary>
public sealed class CarryOverTests
{
    [Theory]
    [Trait("BugClass", "1")]
    [InlineData("0", "10", "0")]
    [InlineData("8", "2", "0")]
    [InlineData("10", "0", "0")]
    [InlineData("12", "0", "2")]
    public void Only_what_is_not_used_expires(string used, string expired, string outside)
    {
        var year = Given.Employer().Employed("2027-01-01").Trained("2028-06-05", used).On("2028-12-31").Year(2028);

        Assert.Equal(Fraction.Parse(expired), year.Expired);
        Assert.Equal(Fraction.Parse(outside), year.Outside);
        Assert.Equal(0, year.Closing);
    }

    [Theory]
    [Trait("BugClass", "2")]
    [InlineData("2028-12-30", "7")]
    [InlineData("2028-12-31", "0")]
    [InlineData("2029-01-01", "5")]
    public void An_earlier_use_is_not_taken_again_from_the_new_window(string on, string left) =>
        Assert.Equal(left, Given.Employer().Employed("2027-01-01").Trained("2027-06-07", "3").On(on).Left());

    [Fact]
    [Trait("BugClass", "3")]
    public void A_training_over_the_end_of_a_window_is_taken_from_both()
    {
        var facts = Given.Employer().Employed("2028-01-01");
        var training = new Training
        {
            Start = new(2028, 12, 28),
            End = new(2029, 1, 3),
            Days = 4,
            PerYear = [new(2028, 1), new(2029, 3)],
        };

        var account = (facts with { Trainings = [training] }).On("2029-01-31");

        Assert.Equal((1, 4), (account.Year(2028).Used, account.Year(2028).Expired));
        Assert.Equal((3, 2), (account.Year(2029).Used, account.Year(2029).Closing));
    }

    [Theory]
    [Trait("BugClass", "7")]
    [InlineData("2024-01-01", "5")]
    [InlineData("2024-06-30", "35/12")]
    [InlineData("2024-12-31", "5/12")]
    public void What_is_carried_is_what_was_earned_in_the_year_of_entry(string start, string carried) =>
        Assert.Equal(Fraction.Parse(carried), Given.Employer().Employed(start).On("2025-01-01").Year(2025).Opening);

    [Theory]
    [Trait("BugClass", "8")]
    [InlineData("2025-01-01")]
    [InlineData("2025-03-31")]
    [InlineData("2025-12-31")]
    public void What_is_carried_does_not_know_the_use_of_the_new_year(string on) =>
        Assert.Equal(
            3,
            Given
                .Employer()
                .Employed("2024-01-01")
                .Trained("2024-05-06", "2")
                .Trained("2025-03-03", "4")
                .On(on)
                .Year(2025)
                .Opening
        );

    [Fact]
    [Trait("BugClass", "9")]
    public void Half_days_survive_the_years()
    {
        var account = Given
            .Employer()
            .Employed("2024-01-01")
            .Trained("2024-05-06", "1.5")
            .Trained("2026-05-06", "0.5")
            .Corrected("2026-06-01", "-0.5")
            .On("2026-12-31");

        Assert.Equal("25/2", account.Left());
        Assert.Equal(1254 + 4446, (int)account.Balance.Minutes);
    }

    [Fact]
    [Trait("BugClass", "10")]
    public void A_setting_switched_back_gives_what_it_gave_before()
    {
        var facts = Given.Employer().Employed("2023-01-01").Trained("2023-06-05", "1");
        var without = facts.Setting(settings => settings with { Carry2023 = false });
        var back = without.Setting(settings => settings with { Carry2023 = true });

        Assert.Equal("8", facts.On("2024-01-01").Left());
        Assert.Equal("5", without.On("2024-01-01").Left());
        Assert.Equal("8", back.On("2024-01-01").Left());
    }

    [Fact]
    [Trait("BugClass", "11")]
    public void All_events_of_the_turn_of_the_year_come_in_their_order()
    {
        var account = Given
            .Employer()
            .Employed("2028-01-01")
            .Corrected("2028-12-31", "1")
            .Trained("2028-12-31", "6")
            .Corrected("2029-01-01", "1")
            .Trained("2029-01-01", "6")
            .On("2029-01-01");

        // The correction of the day is there for the training of the day; nothing is left to expire.
        Assert.Equal((6, 0, 0), (account.Year(2028).Used, account.Year(2028).Expired, account.Year(2028).Closing));
        Assert.Equal((6, 0, 0), (account.Year(2029).Used, account.Year(2029).Outside, account.Year(2029).Closing));
        Assert.Equal(
            [EntryKind.Credit, EntryKind.Adjustment, EntryKind.Use],
            account.Entries.Where(entry => entry.On == new DateOnly(2029, 1, 1)).Select(entry => entry.Kind)
        );
    }

    [Theory]
    [Trait("BugClass", "12")]
    [InlineData("2024-03-01", "2029-02-28")]
    [InlineData("2026-10-01", "2031-09-30")]
    [InlineData("2028-02-29", "2033-02-28")]
    public void Five_years_are_years_and_not_a_number_of_days(string start, string to) =>
        Assert.Equal(
            Given.Day(to),
            Given
                .Employer()
                .Employed(start)
                .Setting(settings => settings with { WindowMode = WindowMode.PersonalDate })
                .On(start)
                .Window!.To
        );

    [Fact]
    [Trait("BugClass", "13")]
    public void Accounts_of_the_past_do_not_hide_the_one_that_is_open()
    {
        var facts = Given
            .Employer()
            .Employed("2024-01-01", "2024-03-31", EndReason.Resignation)
            .Employed("2025-01-01", "2025-06-30")
            .Employed("2026-04-01");

        Assert.Equal("15/4", facts.On("2026-12-31").Left());
        Assert.Equal(Fraction.Parse("5/2"), facts.On("2026-12-31").Year(2026).Forfeited);
    }

    [Fact]
    [Trait("BugClass", "14")]
    public void A_training_of_a_closed_window_entered_late_is_taken_from_what_had_expired()
    {
        var facts = Given.Employer().Employed("2024-01-01");
        var late = facts.Trained("2027-05-03", "4");

        Assert.Equal(25, facts.On("2030-06-30").Year(2028).Expired);
        Assert.Equal(21, late.On("2030-06-30").Year(2028).Expired);
        Assert.Equal(facts.On("2030-06-30").Left(), late.On("2030-06-30").Left());
    }
}
