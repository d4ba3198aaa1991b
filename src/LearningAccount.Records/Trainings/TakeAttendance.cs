using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Trainings;

/// <summary>What a worker's training is once it is known who was there: every door decides it alike. Reads and writes nothing.</summary>
public static class TakeAttendance
{
    /// <summary>What somebody who was there has: while a training is to come, nobody has followed it.</summary>
    public static TrainingStatus StatusOf(TrainingVersion whole, DateOnly today) =>
        whole.EndOn > today ? TrainingStatus.Planned : TrainingStatus.Followed;

    /// <summary>Of a training that is told as a whole.</summary>
    /// <param name="whole">The training of somebody who was there all the time.</param>
    /// <param name="status">By <see cref="StatusOf"/>.</param>
    public static TrainingVersion Whole(TrainingVersion training, TrainingVersion whole, TrainingStatus status, bool isHere)
    {
        if (!isHere)
        {
            return training with
            {
                Status = TrainingStatus.NotFollowed,
                Hours = training.Hours is null ? null : 0,
                Days = training.Days is null ? null : 0,
                PerYear = null,
            };
        }
        return training.Status != TrainingStatus.NotFollowed
            ? training with
            {
                Status = status,
            }
            : training with
            {
                Status = status,
                Hours = whole.Hours,
                Days = whole.Days,
                PerYear = whole.PerYear,
            };
    }

    /// <summary>The same of somebody who followed a part, in the unit of the training.</summary>
    public static TrainingVersion Part(TrainingVersion training, TrainingStatus status, Fraction followed) =>
        training with
        {
            Status = followed.IsZero ? TrainingStatus.NotFollowed : status,
            Hours = training.Hours is null ? null : followed,
            Days = training.Days is null ? null : followed,
            PerYear = null,
        };

    /// <summary>Of a training that is told by day. Who left early and was there keeps the part that was followed.</summary>
    /// <param name="days">The days and their length.</param>
    /// <param name="isHere">Whether the worker was there, by the place of the day.</param>
    public static TrainingVersion ByDay(
        TrainingVersion training,
        ImmutableArray<TrainingSession> days,
        TrainingStatus status,
        Func<int, bool> isHere
    )
    {
        var own = TrainingSessions.Of(training.Sessions);
        return ByDay(training, status, [.. days.Select((day, place) => day with { Followed = Kept(day, own, isHere(place)) })]);
    }

    /// <summary>The same, with what was followed of each day.</summary>
    public static TrainingVersion ByDay(
        TrainingVersion training,
        TrainingStatus status,
        IReadOnlyCollection<TrainingSession> sessions
    ) => TrainingSessions.Attended(training with { Status = status }, sessions);

    private static Fraction Kept(TrainingSession day, ImmutableArray<TrainingSession> own, bool isHere)
    {
        if (!isHere)
        {
            return Fraction.Zero;
        }
        foreach (var session in own)
        {
            if (session.On == day.On && !session.Followed.IsZero)
            {
                return Fraction.Min(session.Followed, day.Length);
            }
        }
        return day.Length;
    }
}
