using LearningAccount.Records.Notices;

namespace LearningAccount.Tests.Records.Notices;

/// <summary>The day by which a balance has to be told again.</summary>
public sealed class NoticeRulesTests
{
    [Theory]
    [InlineData("2026-03-02", 1, "2027-01-31")]
    [InlineData("2026-01-15", 1, "2027-01-15")]
    [InlineData("2026-01-31", 1, "2027-01-31")]
    [InlineData("2026-12-31", 1, "2027-01-31")]
    [InlineData("2026-03-02", 6, "2026-06-30")]
    [InlineData("2026-06-30", 6, "2027-06-30")]
    [InlineData("2026-09-30", 12, "2026-12-31")]
    [InlineData("2028-02-29", 2, "2029-02-28")]
    public void It_is_the_last_day_of_the_month_chosen_and_never_later_than_twelve_months(string last, int month, string next) =>
        Assert.Equal(Day(next), NoticeRules.NextYearly(Day(last), month));

    [Fact]
    public void Nobody_waits_longer_than_twelve_months_whatever_month_is_chosen()
    {
        var first = new DateOnly(2026, 1, 1);
        for (var day = 0; day < 800; day++)
        {
            for (var month = 1; month <= 12; month++)
            {
                var last = first.AddDays(day);
                var next = NoticeRules.NextYearly(last, month);
                Assert.InRange(next, last.AddDays(1), last.AddYears(1));
            }
        }
    }

    private static DateOnly Day(string text) => LearningAccount.Records.Storage.ColumnText.ToDay(text);
}
