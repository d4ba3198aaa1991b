using System.Globalization;
using LearningAccount.Law.Facts;

namespace LearningAccount.Tests.Law.Properties;

/// <summary>An account is a pure function of the facts, the settings and the day.</summary>
public sealed class TimeTests
{
    [Fact]
    [Trait("BugClass", "15")]
    public void Month_by_month_or_at_once_gives_the_same_lines() =>
        AnyCase.Holds(@case =>
        {
            var atOnce = @case.Account;
            for (
                var day = new DateOnly(Math.Max(2022, @case.On.Year - 3), 1, 31);
                day < @case.On;
                day = day.AddDays(1).AddMonths(1).AddDays(-1)
            )
            {
                Assert.Equal(AnyCase.Lines(atOnce, day), AnyCase.Lines(AnyCase.AccountOf(@case.Facts, day), day));
            }
        });

    [Fact]
    [Trait("BugClass", "6")]
    public void A_year_that_is_over_stays_as_it_was_whenever_it_is_asked_for() =>
        AnyCase.Holds(@case =>
        {
            var now = @case.Account.Years.ToDictionary(year => year.Year);
            for (var year = 2023; year < @case.On.Year; year++)
            {
                var then = AnyCase.AccountOf(@case.Facts, new(year, 12, 31)).Years;
                foreach (var row in then)
                {
                    Assert.Equal(
                        now[row.Year] with
                        {
                            Reason = 0,
                            FullTimeDaysReason = 0,
                        },
                        row with
                        {
                            Reason = 0,
                            FullTimeDaysReason = 0,
                        }
                    );
                }
            }
        });

    [Fact]
    public void What_comes_after_the_day_does_not_change_the_answer_for_the_day() =>
        AnyCase.Holds(@case =>
        {
            var later = @case.On.AddDays(1 + @case.Choose(400));
            var facts = @case.Facts with
            {
                Trainings = @case.Facts.Trainings.Add(
                    new()
                    {
                        Start = later,
                        End = later,
                        Days = 2,
                    }
                ),
                Adjustments = @case.Facts.Adjustments.Add(new(later, 3, "agreed")),
            };
            Assert.Equal(AnyCase.Printed(@case.Account), AnyCase.Printed(AnyCase.AccountOf(facts, @case.On)));
        });

    [Fact]
    [Trait("BugClass", "36")]
    public void Computing_twice_or_at_the_same_time_gives_the_same() =>
        AnyCase.Holds(@case =>
        {
            var once = AnyCase.Printed(@case.Account);
            Assert.All(
                Enumerable.Range(0, 8).AsParallel().Select(_ => AnyCase.Printed(@case.Account)),
                again => Assert.Equal(once, again)
            );
        });

    [Fact]
    [Trait("BugClass", "29")]
    public void The_culture_of_the_machine_changes_nothing()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            AnyCase.Holds(@case =>
            {
                CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
                var once = AnyCase.Printed(@case.Account);
                foreach (var name in new[] { "fr-BE", "nl-BE", "de-BE", "tr-TR", "fa-IR", "th-TH" })
                {
                    CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
                    Assert.Equal(once, AnyCase.Printed(@case.Account));
                }
            });
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    [Trait("BugClass", "38")]
    public void A_cancelled_training_leaves_no_line() =>
        AnyCase.Holds(@case =>
        {
            var without = @case.Facts with { Trainings = [] };
            foreach (var status in new[] { TrainingStatus.Cancelled, TrainingStatus.Planned, TrainingStatus.NotFollowed })
            {
                var cancelled = @case.Facts with
                {
                    Trainings = [.. @case.Facts.Trainings.Select(one => one with { Status = status, OfferedAndRefused = false })],
                };
                Assert.Equal(
                    AnyCase.Figures(AnyCase.AccountOf(without, @case.On)),
                    AnyCase.Figures(AnyCase.AccountOf(cancelled, @case.On))
                );
            }
        });
}
