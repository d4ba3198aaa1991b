using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.Tests.Records.Trainings;

public sealed class RemarkTrainingTests
{
    private static readonly Guid Employer = Guid.CreateVersion7();
    private static readonly Guid Worker = Guid.CreateVersion7();
    private static readonly ResolvedEmployments In2026 = new(
        [
            new()
            {
                Id = Guid.CreateVersion7(),
                Start = new(2026, 1, 1),
                StartUncertain = false,
                StartOrigin = new("staffList", "staff.csv:2"),
                EndOrigin = null,
                End = new(2026, 12, 31),
                EndReason = null,
                PaidInLieu = false,
                NoticeWorked = null,
                Parts = [],
            },
        ],
        [],
        []
    );

    [Theory]
    [InlineData("2026-03-02", "First aid", "8", "")]
    [InlineData("2025-12-31", "First aid", "8", "training.outsideEmployment")]
    [InlineData("2026-03-02", "First aid", "11", "training.longerThanItsDays")]
    public void A_training_by_itself(string on, string title, string hours, string code) =>
        Assert.Equal(code, Codes(Training(on, title, hours)));

    [Theory]
    [InlineData("First aid", "First-Aid", "training.likeAnother")]
    [InlineData("First aid at work", "First aid at  werk", "training.likeAnother")]
    [InlineData("Excel part 1", "Excel part 2", "training.overlap")]
    [InlineData("First aid", "Welding", "training.overlap")]
    public void A_training_beside_another_of_the_same_day(string title, string other, string code) =>
        Assert.Equal(code, Codes(Training("2026-03-02", title, "8"), Training("2026-03-02", other, "4")));

    [Fact]
    public void Halves_of_a_day_may_stand_beside_each_other() =>
        Assert.Equal("", Codes(Training("2026-03-02", "First aid", "4"), Training("2026-03-02", "Welding", "4")));

    [Theory]
    [InlineData("2026-11-20", TrainingStatus.Followed, "")]
    [InlineData("2026-11-21", TrainingStatus.Followed, "training.followedInFuture")]
    [InlineData("2026-11-21", TrainingStatus.Planned, "")]
    public void What_is_not_over_is_not_followed_yet(string on, TrainingStatus status, string code) =>
        Assert.Equal(code, Codes(Training(on, "First aid", "8") with { Status = status }));

    [Fact]
    public void What_is_cancelled_is_beside_nothing()
    {
        var cancelled = Training("2026-03-02", "First aid", "8") with { Status = TrainingStatus.Cancelled };
        Assert.Equal("", Codes(Training("2026-03-02", "First aid", "8"), cancelled));
        Assert.Equal("", Codes(cancelled, Training("2026-03-02", "First aid", "8")));
    }

    private static string Codes(TrainingVersion training, params TrainingVersion[] others) =>
        string.Join(
            ' ',
            RemarkTraining.Of(training, In2026, [training, .. others], new(2026, 11, 20)).Select(remark => remark.Code)
        );

    private static TrainingVersion Training(string on, string title, string hours) =>
        Synthetic.Training(Employer, Worker, title, on) with
        {
            Days = null,
            Hours = Fraction.Parse(hours),
        };
}
