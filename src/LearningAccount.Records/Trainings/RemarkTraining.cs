using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Trainings;

/// <summary>
/// Remarks on a training that is kept but looks odd: outside every employment, followed before it is over, longer than its days allow,
/// or at the same time as another or like it. Every door asks the same. Reads and writes nothing.
/// </summary>
public static class RemarkTraining
{
    /// <summary>A long day of training; a full-time day of 7.6 hours is shorter.</summary>
    private const int HoursADay = 10;

    // In a week or less people are trained on Saturday too; over longer times only working days count.
    private const int DaysCountedAll = 7;

    /// <summary>Beyond so many trainings of one worker nobody reads of overlaps, and comparing all would take long.</summary>
    private const int MostCompared = 300;

    /// <param name="standing">The trainings of the worker on the same days at least, this one among them or not.</param>
    /// <param name="today">Null: that it is said to be followed too early was remarked already.</param>
    public static ImmutableArray<Anomaly> Of(
        TrainingVersion training,
        ResolvedEmployments? employments,
        IReadOnlyCollection<TrainingVersion> standing,
        DateOnly? today
    )
    {
        if (!TrainingLikeness.IsOn(training))
        {
            return [];
        }
        var remarks = ImmutableArray.CreateBuilder<Anomaly>();
        if (!IsEmployed(employments, training.EndOn))
        {
            remarks.Add(Remark("training.outsideEmployment"));
        }
        if (today is { } day && IsFollowedAhead(training.Status, training.EndOn, day))
        {
            remarks.Add(Remark("training.followedInFuture"));
        }
        if (HoursOf(training) > Capacity(training.StartOn, training.EndOn))
        {
            remarks.Add(Remark("training.longerThanItsDays"));
        }
        else if (standing.Count <= MostCompared)
        {
            var others = standing.Where(other => TrainingLikeness.IsBeside(training, other)).ToList();
            if (others.Exists(other => TrainingLikeness.IsLike(training, other)))
            {
                remarks.Add(Remark("training.likeAnother"));
            }
            else if (others.Exists(other => IsTooMuchWith(training, other)))
            {
                remarks.Add(Remark("training.overlap"));
            }
        }
        return remarks.ToImmutable();
    }

    /// <summary>It is said to be followed, and its last day is still to come.</summary>
    public static bool IsFollowedAhead(TrainingStatus status, DateOnly? end, DateOnly today) =>
        status is TrainingStatus.Followed && end > today;

    private static Anomaly Remark(string code) => new(code, Severity.Warning, "training");

    private static bool IsEmployed(ResolvedEmployments? known, DateOnly day) =>
        known is not null && known.Employments.Any(employment => new Period(employment.Start, employment.End).Contains(day));

    private static bool IsTooMuchWith(TrainingVersion training, TrainingVersion other)
    {
        var first = other.StartOn < training.StartOn ? other.StartOn : training.StartOn;
        var last = other.EndOn > training.EndOn ? other.EndOn : training.EndOn;
        return HoursOf(training) + HoursOf(other) > Capacity(first, last);
    }

    private static Fraction HoursOf(TrainingVersion training) => training.Hours ?? training.Days!.Value * Fraction.Of(38, 5);

    /// <summary>The most hours that fit between two days.</summary>
    private static Fraction Capacity(DateOnly first, DateOnly last)
    {
        var days = last.DayNumber - first.DayNumber + 1;
        if (days > DaysCountedAll)
        {
            // Five of every seven, and the rest day by day.
            var (weeks, rest) = (days / 7, days % 7);
            days = weeks * 5;
            for (var day = last.AddDays(1 - rest); day <= last; day = day.AddDays(1))
            {
                days += day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
            }
        }
        return days * HoursADay;
    }
}
