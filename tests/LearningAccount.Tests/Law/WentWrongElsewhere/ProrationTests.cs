using LearningAccount.Law;
using LearningAccount.Law.Cases;
using LearningAccount.Law.Facts;

namespace LearningAccount.Tests.Law.WentWrongElsewhere;

/// <summary>Proration, rounding and units: what went wrong in other systems, each once.</summary>
public sealed class ProrationTests
{
    [Theory]
    [Trait("BugClass", "16")]
    [InlineData("2025-01-17", null, 12)]
    [InlineData("2025-01-31", null, 12)]
    [InlineData("2025-02-01", null, 11)]
    [InlineData("2024-01-01", "2025-01-01", 1)]
    [InlineData("2024-01-01", "2025-03-31", 3)]
    [InlineData("2025-07-31", "2025-07-31", 1)]
    [InlineData("2025-07-31", "2025-08-01", 2)]
    public void A_month_begun_counts_at_both_ends(string start, string? end, int months) =>
        Assert.Equal(Fraction.Of(5 * months, 12), Given.Employer().Employed(start, end).On("2025-12-31").Year(2025).Credit);

    [Fact]
    [Trait("BugClass", "17")]
    public void Months_are_twelfths_and_not_days() =>
        Assert.Equal(Fraction.Of(15, 4), Given.Employer().Employed("2025-04-01").On("2025-12-31").Year(2025).Credit);

    [Fact]
    [Trait("BugClass", "18")]
    public void Rounded_once_a_year_twelve_months_make_the_whole()
    {
        var facts = Given
            .Employer()
            .Employed("2025-01-01", regime: "0.7")
            .Setting(settings => settings with { Rounding = Rounding.TwoDecimals });

        Assert.Equal(Fraction.Of(7, 2), facts.On("2025-12-31").Year(2025).Credit);
    }

    [Fact]
    [Trait("BugClass", "20")]
    public void Where_the_credit_is_rounded_the_number_held_is_the_number_shown()
    {
        var account = Given
            .Employer()
            .Employed("2025-02-01", regime: "1/3")
            .Setting(settings => settings with { Rounding = Rounding.TwoDecimals })
            .Trained("2025-12-31", "1.53")
            .On("2025-12-31");

        Assert.Equal((Fraction.Parse("1.53"), 0, "0"), (account.Year(2025).Used, account.Year(2025).Outside, account.Left()));
    }

    [Fact]
    [Trait("BugClass", "21")]
    public void Thirds_elevenths_and_hours_of_seven_point_six_stay_exact()
    {
        var account = Given.Employer().Employed("2024-02-01", regime: "1/3").TrainedHours("2024-06-03", "1").On("2024-12-31");

        // 5 × 1/3 × 11/12 − 1/7.6 = 55/36 − 5/38 = 955/684.
        Assert.Equal("955/684", account.Left());
    }

    [Fact]
    [Trait("BugClass", "22")]
    public void A_change_of_regime_in_the_year_counts_by_the_month() =>
        Assert.Equal(
            Fraction.Of(15, 4),
            Given.Employer().Employed("2025-01-01").From("2025-07-01", "1/2").On("2025-12-31").Year(2025).Credit
        );

    [Fact]
    [Trait("BugClass", "22")]
    public void Two_contracts_in_one_month_count_it_once() =>
        Assert.Equal(
            5,
            Given.Employer().Employed("2025-01-01", "2025-06-05").Employed("2025-06-20").On("2025-12-31").Year(2025).Credit
        );

    [Theory]
    [Trait("BugClass", "23")]
    [InlineData("38", "7.6", "1")]
    [InlineData("38", "38", "5")]
    [InlineData("36", "7.2", "1")]
    [InlineData("30.4", "7.6", "5/4")]
    public void Hours_become_days_of_the_employer_s_own_full_time_day(string week, string hours, string days)
    {
        var account = Given
            .Employer()
            .FullTimeHours(week)
            .Employed("2024-01-01")
            .TrainedHours("2024-06-03", hours)
            .On("2024-12-31");

        Assert.Equal(Fraction.Parse(days), account.Year(2024).Used);
        // And back: what is left and what was used are five full-time days in hours.
        Assert.Equal(Fraction.Parse(week), account.Balance.Hours + Fraction.Parse(hours));
    }

    [Fact]
    [Trait("BugClass", "24")]
    public void A_part_timer_s_half_day_is_what_it_lasted()
    {
        var account = Given.Employer().Employed("2024-01-01", regime: "0.9").TrainedHours("2024-06-03", "3.8").On("2024-12-31");

        Assert.Equal((Fraction.Of(1, 2), "4"), (account.Year(2024).Used, account.Left()));
    }

    [Fact]
    [Trait("BugClass", "25")]
    public void A_very_small_credit_is_a_credit()
    {
        var account = Given.Employer().Employed("2025-12-31", regime: "0.1").Trained("2025-12-31", "1/24").On("2025-12-31");

        Assert.Equal((Fraction.Of(1, 24), 0), (account.Year(2025).Used, account.Year(2025).Closing));
    }

    [Fact]
    [Trait("BugClass", "26")]
    public void A_contract_recorded_months_late_counts_from_its_first_day() =>
        Assert.Equal(Fraction.Of(25, 3), Given.Employer().Employed("2024-05-13").On("2025-11-30").Balance.Exact);

    [Fact]
    [Trait("BugClass", "27")]
    public void The_steps_of_a_growth_path_add_up()
    {
        var account = Given.Employer().Employed("2024-01-01", committee: "119").On("2028-12-30");

        Assert.Equal([3, 4, 4, 4, 5], account.Years.Select(year => (int)year.Credit.Numerator));
        Assert.Equal(("20", 20), (account.Left(), account.Window!.Target));
    }

    [Fact]
    [Trait("BugClass", "28")]
    public void A_contract_told_twice_grants_its_days_once() =>
        Assert.Equal("5", Given.Employer().Employed("2025-01-01").Employed("2025-01-01").On("2025-12-31").Left());

    [Theory]
    [Trait("BugClass", "41")]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("1e9")]
    [InlineData("1,5")]
    [InlineData("1/0")]
    [InlineData("0.5/2")]
    [InlineData("")]
    [InlineData(" 1")]
    [InlineData("0.0000000000000000000000000000000000000000000000000000000000000001")]
    public void What_is_no_duration_is_refused(string days)
    {
        var refused = Assert.Throws<CaseFileException>(() =>
            CaseFile.Read(
                System.Text.Encoding.UTF8.GetBytes(
                    $$"""{ "trainings": [ { "start": "2025-01-06", "end": "2025-01-06", "days": "{{days}}" } ] }"""
                ),
                out _
            )
        );
        Assert.Equal("trainings[0].days", Assert.Single(refused.Problems).Path);
    }
}
