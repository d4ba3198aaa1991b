using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.Tests.Law;

public sealed class ExpiringDaysTests
{
    [Fact]
    public void What_is_left_expires_at_the_end_of_the_window()
    {
        var account = Account(new(2026, 3, 1));
        Assert.Equal([new(new(2028, 12, 31), account.Balance.Exact)], account.Expiring.ToArray());
    }

    [Fact]
    public void Credit_of_an_agreement_with_periods_of_its_own_expires_by_them_first()
    {
        var row = new SchemeRow
        {
            JointCommittee = JointCommittee.TryParse("112", out var committee)
                ? committee
                : throw new InvalidOperationException(),
            From = new(2025, 1, 1),
            To = new(2026, 12, 31),
            BindingFrom = new(2025, 1, 1),
            Days = 3,
            WindowYears = 2,
        };
        var account = Account(new(2025, 3, 1), row);
        Assert.Equal([new(new(2026, 12, 31), 3), new(new(2028, 12, 31), 5)], account.Expiring.ToArray());
    }

    [Theory]
    [InlineData("2026-06-30")]
    [InlineData("2028-12-31")]
    public void A_closed_account_is_frozen_so_nothing_of_it_expires(string end) =>
        Assert.Empty(Account(new(2026, 7, 1), end: DateOnly.Parse(end, null)).Expiring);

    [Fact]
    public void Before_the_exit_what_would_expire_by_then_is_told()
    {
        var account = Account(new(2026, 7, 1), end: new(2029, 3, 31));
        Assert.Equal(new(2028, 12, 31), Assert.Single(account.Expiring).On);
    }

    private static Account Account(DateOnly on, SchemeRow? row = null, DateOnly? end = null) =>
        AccountComputation.For(
            new()
            {
                Employer = new() { SizeClasses = [new(new(2024, 1, 1), SizeClass.Full)], Schemes = row is null ? [] : [row] },
                Employments =
                [
                    new()
                    {
                        Start = new(2024, 1, 1),
                        End = end,
                        EndReason = EndReason.Dismissal,
                        JointCommittee = row?.JointCommittee,
                    },
                ],
            },
            LawBook.Shipped,
            on
        );
}
