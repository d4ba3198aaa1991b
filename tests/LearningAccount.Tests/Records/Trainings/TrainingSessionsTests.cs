using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.Tests.Records.Trainings;

public sealed class TrainingSessionsTests
{
    private static readonly DateOnly Monday = TrainingWorld.Monday;
    private static readonly TrainingVersion Training = Synthetic.Training(
        Guid.CreateVersion7(),
        Guid.CreateVersion7(),
        "First aid"
    ) with
    {
        Days = null,
        Hours = 1,
    };

    [Fact]
    public void The_duration_is_what_the_worker_followed_of_the_days()
    {
        var followed = TrainingSessions.Attended(
            Training,
            [new(Monday, 8, 8), new(Monday.AddDays(1), 8, 0), new(Monday.AddDays(2), 4, 2)]
        );
        Assert.Equal((Monday, Monday.AddDays(2)), (followed.StartOn, followed.EndOn));
        Assert.Equal((Fraction)10, followed.Hours);
        Assert.Equal(TrainingStatus.Followed, followed.Status);
        Assert.Null(followed.PerYear);
        Assert.Empty(SayTrainings.Check(followed));
    }

    [Fact]
    public void Who_was_there_on_no_day_did_not_follow_the_training()
    {
        var absent = TrainingSessions.Attended(Training, [new(Monday, 8, 0)]);
        Assert.Equal((TrainingStatus.NotFollowed, Fraction.Zero), (absent.Status, absent.Hours));
        Assert.Empty(SayTrainings.Check(absent));
        Assert.Equal(TrainingStatus.Followed, TrainingSessions.Attended(absent, [new(Monday, 8, 8)]).Status);
    }

    [Fact]
    public void What_is_followed_in_two_years_falls_on_each()
    {
        var days = new[] { new TrainingSession(new(2025, 12, 30), 8, 8), new(new(2026, 1, 5), 8, 4) };
        var both = TrainingSessions.Attended(Training, days);
        Assert.Equal([new YearPart(2025, 8), new(2026, 4)], SayTrainings.PerYear(both.PerYear));
        // Absent in the second year: without a part of its own all of it would fall on the last day.
        var first = TrainingSessions.Attended(Training, [days[0], days[1] with { Followed = 0 }]);
        Assert.Equal([new YearPart(2025, 8)], SayTrainings.PerYear(first.PerYear));
        Assert.Null(TrainingSessions.Attended(Training, [days[0] with { Followed = 0 }, days[1]]).PerYear);
        Assert.Empty(SayTrainings.Check(both).Concat(SayTrainings.Check(first)));
    }

    [Fact]
    public void Days_stay_days()
    {
        var followed = TrainingSessions.Attended(Training with { Hours = null, Days = 2 }, [new(Monday, 1, Fraction.Of(1, 2))]);
        Assert.Equal((null, Fraction.Of(1, 2)), (followed.Hours, followed.Days));
    }

    [Theory]
    [InlineData("""{"2026-03-02":["8","9"]}""", "9")]
    [InlineData("""{"2026-03-02":["8","4"]}""", "8")]
    [InlineData("""{"2026-03-02":["25","25"]}""", "25")]
    [InlineData("""{"2026-03-03":["8","8"]}""", "8")]
    [InlineData("""{"2026-03-02":["8"]}""", "8")]
    [InlineData("""["2026-03-02"]""", "8")]
    public void Days_that_cannot_be_are_refused(string sessions, string hours)
    {
        var wrong = Training with { StartOn = Monday, EndOn = Monday, Hours = Fraction.Parse(hours), Sessions = sessions };
        Assert.Equal("fact.sessions", Assert.Single(SayTrainings.Check(wrong)).Code);
    }
}
