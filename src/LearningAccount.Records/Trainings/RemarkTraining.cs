using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Trainings;

/// <summary>
/// Remarks on a training that is kept but looks odd: outside every employment, longer than its days allow, or at the same time
/// as another or like it. Every door asks the same. Reads and writes nothing.
/// </summary>
public static class RemarkTraining
{
    /// <summary>A long day of training; a full-time day of 7.6 hours is shorter.</summary>
    private const int HoursADay = 10;

    // In a week or less people are trained on Saturday too; over longer times only working days count.
    private const int DaysCountedAll = 7;

    /// <summary>Beyond so many trainings of one worker nobody reads of overlaps, and comparing all would take long.</summary>
    private const int MostCompared = 300;

    /// <param name="standing">All trainings of the worker, this one among them or not.</param>
    public static ImmutableArray<Anomaly> Of(
        TrainingVersion training,
        ResolvedEmployments? employments,
        IReadOnlyCollection<TrainingVersion> standing
    )
    {
        if (!IsOn(training))
        {
            return [];
        }
        var remarks = ImmutableArray.CreateBuilder<Anomaly>();
        if (!IsEmployed(employments, training.EndOn))
        {
            remarks.Add(Remark("training.outsideEmployment"));
        }
        if (HoursOf(training) > Capacity(training.StartOn, training.EndOn))
        {
            remarks.Add(Remark("training.longerThanItsDays"));
        }
        else if (standing.Count <= MostCompared)
        {
            var others = standing.Where(other => IsBeside(training, other)).ToList();
            if (others.Exists(other => IsLike(training, other)))
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

    private static Anomaly Remark(string code) => new(code, Severity.Warning, "training");

    private static bool IsOn(TrainingVersion training) =>
        training.Status is not (TrainingStatus.NotFollowed or TrainingStatus.Cancelled);

    private static bool IsEmployed(ResolvedEmployments? known, DateOnly day) =>
        known is not null && known.Employments.Any(employment => new Period(employment.Start, employment.End).Contains(day));

    private static bool IsBeside(TrainingVersion training, TrainingVersion other) =>
        other.TrainingId != training.TrainingId
        && IsOn(other)
        && other.StartOn <= training.EndOn
        && training.StartOn <= other.EndOn;

    /// <summary>Titles that say the same but for a few letters. Numbers tell parts of a series apart.</summary>
    private static bool IsLike(TrainingVersion training, TrainingVersion other)
    {
        var (one, two) = (Letters.Of(training.Title), Letters.Of(other.Title));
        if (string.Equals(one, two, StringComparison.Ordinal))
        {
            return true;
        }
        return one.Where(char.IsDigit).SequenceEqual(two.Where(char.IsDigit)) && Likeness(one, two) >= Fraction.Of(4, 5);
    }

    /// <summary>The part of pairs of neighbouring letters that both have (Dice's coefficient).</summary>
    private static Fraction Likeness(string one, string two)
    {
        var all = one.Length + two.Length - 2;
        if (one.Length < 2 || two.Length < 2)
        {
            return Fraction.Zero;
        }
        var pairs = Enumerable.Range(0, one.Length - 1).Select(i => one.Substring(i, 2)).ToList();
        var both = Enumerable.Range(0, two.Length - 1).Count(i => pairs.Remove(two.Substring(i, 2)));
        return Fraction.Of(2 * both, all);
    }

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
