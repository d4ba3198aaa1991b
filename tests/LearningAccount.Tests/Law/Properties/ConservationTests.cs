using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.Tests.Law.Properties;

/// <summary>Days neither appear nor vanish: "For every year: opening + credit + … = closing" (case file, Account).</summary>
public sealed class ConservationTests
{
    [Fact]
    public void The_entries_of_a_year_add_up_to_its_figures() =>
        AnyCase.Holds(@case =>
        {
            var account = @case.Account;
            foreach (var year in account.Years)
            {
                Fraction Sum(EntryKind kind) =>
                    account
                        .Entries.Where(entry => entry.Kind == kind && entry.On.Year == year.Year)
                        .Aggregate(Fraction.Zero, (sum, entry) => sum + entry.Days);
                Assert.Equal(Sum(EntryKind.Credit), year.Credit);
                Assert.Equal(Sum(EntryKind.Extra), year.Extra);
                Assert.Equal(Sum(EntryKind.Adjustment), year.Adjusted);
                Assert.Equal(Sum(EntryKind.Use), year.Used);
                Assert.Equal(Sum(EntryKind.Outside), year.Outside);
                Assert.Equal(Sum(EntryKind.Expiry), year.Expired);
                Assert.Equal(Sum(EntryKind.Forfeit), year.Forfeited);
            }
            Assert.All(account.Entries, entry => Assert.Contains(account.Years, year => year.Year == entry.On.Year));
        });

    [Fact]
    public void Every_year_closes_with_what_came_in_less_what_went_out() =>
        AnyCase.Holds(@case =>
            Assert.All(
                @case.Account.Years,
                year =>
                    Assert.Equal(
                        year.Opening + year.Credit + year.Extra + year.Adjusted - year.Used - year.Expired - year.Forfeited,
                        year.Closing
                    )
            )
        );

    [Fact]
    public void A_year_opens_with_what_the_year_before_closed_with() =>
        AnyCase.Holds(@case =>
        {
            var before = Fraction.Zero;
            foreach (var year in @case.Account.Years)
            {
                Assert.Equal(before, year.Opening);
                before = year.Closing;
            }
        });

    [Fact]
    public void The_years_follow_each_other_to_that_of_the_day() =>
        AnyCase.Holds(@case =>
        {
            var years = @case.Account.Years.Select(year => year.Year).ToList();
            Assert.Equal(Enumerable.Range(years.FirstOrDefault(), years.Count), years);
            Assert.True(years.Count == 0 || (years[0] >= 2023 && years[^1] == @case.On.Year));
        });

    [Fact]
    [Trait("BugClass", "5")]
    public void The_balance_is_the_closing_of_the_last_year() =>
        AnyCase.Holds(@case =>
        {
            var account = @case.Account;
            Assert.Equal(account.Years.Length == 0 ? Fraction.Zero : account.Years[^1].Closing, account.Balance.Exact);
        });

    [Fact]
    [Trait("BugClass", "4")]
    public void Expired_and_used_and_left_is_what_was_granted() =>
        AnyCase.Holds(@case =>
        {
            var account = @case.Account;
            var granted = Sum(account, year => year.Credit + year.Extra + year.Adjusted);
            var gone = Sum(account, year => year.Used + year.Expired + year.Forfeited);
            Assert.Equal(granted, gone + account.Balance.Exact);
        });

    [Fact]
    [Trait("BugClass", "4")]
    public void Nothing_is_ever_below_zero_where_use_may_not_go_below() =>
        AnyCase.Holds(@case =>
        {
            var settings = @case.Facts.Settings with { Overuse = Overuse.NoNegative };
            var account = AnyCase.AccountOf(@case.Facts with { Settings = settings }, @case.On);
            Assert.All(
                account.Years,
                year =>
                {
                    Assert.True(year.Closing >= 0);
                    Assert.True(year.Used >= 0 && year.Outside >= 0);
                    Assert.True(year.Expired >= 0);
                    Assert.True(year.Forfeited >= 0);
                }
            );
        });

    [Fact]
    public void Every_training_that_counts_is_used_or_outside() =>
        AnyCase.Holds(@case =>
        {
            var hoursADay = @case.Facts.Employer.FullTimeWeeklyHours / 5;
            var followed = @case
                .Facts.Trainings.Where(one => one.Status == TrainingStatus.Followed && one.Counts)
                .Where(one => one.LeaveScheme is null || @case.Facts.Settings.CountPel)
                .SelectMany(Uses)
                .Where(use => use.On.Year >= 2023 && use.On <= @case.On)
                .Aggregate(Fraction.Zero, (sum, use) => sum + (use.InHours ? use.Quantity / hoursADay : use.Quantity));
            Assert.Equal(followed, Sum(@case.Account, year => year.Used + year.Outside));
        });

    [Fact]
    public void Under_the_cap_a_year_never_gives_more_than_a_full_time_worker_s_days() =>
        AnyCase.Holds(@case =>
        {
            var settings = @case.Facts.Settings with { CapSameEmployer = true, Rounding = Rounding.None };
            var account = AnyCase.AccountOf(@case.Facts with { Settings = settings }, @case.On);
            Assert.All(account.Years, year => Assert.True(year.Credit <= year.FullTimeDays));
        });

    [Fact]
    public void Two_year_periods_follow_each_other_and_their_class_is_that_of_their_average() =>
        AnyCase.Holds(@case =>
        {
            var facts = @case.Facts with { Employer = @case.Facts.Employer with { SizeClasses = [] } };
            DateOnly? next = null;
            foreach (var period in AnyCase.AccountOf(facts, @case.On).Size)
            {
                Assert.Equal(next ?? period.From, period.From);
                Assert.True(period.From is { Month: 1, Day: 1 } && period.From.Year % 2 == 0);
                Assert.Equal(period.From.AddYears(2).AddDays(-1), period.To);
                var average = period.Average ?? 0;
                Assert.Equal(
                    average < 10 ? SizeClass.None
                        : average < 20 ? SizeClass.Small
                        : SizeClass.Full,
                    period.Class
                );
                next = period.To!.Value.AddDays(1);
            }
        });

    [Fact]
    public void What_is_told_to_expire_is_left_and_lies_ahead() =>
        AnyCase.Holds(@case =>
        {
            var account = @case.Account;
            Assert.All(account.Expiring, one => Assert.True(one.On > @case.On));
            var expiring = account.Expiring.Aggregate(Fraction.Zero, (sum, one) => sum + one.Days);
            Assert.True(expiring <= Fraction.Max(account.Balance.Exact, 0));
        });

    private static Fraction Sum(Account account, Func<AccountYear, Fraction> figure) =>
        account.Years.Aggregate(Fraction.Zero, (sum, year) => sum + figure(year));

    private static IEnumerable<(DateOnly On, Fraction Quantity, bool InHours)> Uses(Training training)
    {
        var inHours = training.Hours is not null;
        return training.PerYear.IsEmpty
            ? [(training.End, training.Hours ?? training.Days!.Value, inHours)]
            : training.PerYear.Select(part =>
                (part.Year == training.End.Year ? training.End : new DateOnly(part.Year, 12, 31), part.Quantity, inHours)
            );
    }
}
