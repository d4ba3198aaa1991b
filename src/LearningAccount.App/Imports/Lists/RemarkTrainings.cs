using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Lists;

/// <summary>
/// Remarks trainings that are kept but look odd: outside every employment, longer than their days allow, or at the same time
/// as another. Reads and writes nothing.
/// </summary>
internal sealed class RemarkTrainings(
    IReadOnlyDictionary<Guid, ResolvedEmployments> employments,
    IReadOnlyDictionary<Guid, Guid> aliases,
    Func<Guid, IReadOnlyCollection<TrainingVersion>> standing
)
{
    /// <summary>A long day of training; a full-time day of 7.6 hours is shorter.</summary>
    private const int HoursADay = 10;

    // In a week or less people are trained on Saturday too; over longer times only working days count.
    private const int DaysCountedAll = 7;

    /// <summary>Beyond so many trainings of one worker nobody reads of overlaps, and comparing all would take long.</summary>
    private const int MostCompared = 300;

    public void Do(IEnumerable<(ListRow<TrainingLine> Row, TrainingVersion Training)> said)
    {
        foreach (var (row, training) in said)
        {
            if (training.Status is TrainingStatus.NotFollowed or TrainingStatus.Cancelled)
            {
                continue;
            }
            var worker = aliases.GetValueOrDefault(row.WorkerId!.Value, row.WorkerId.Value);
            if (!IsEmployed(worker, training.EndOn))
            {
                row.Reading.Warn("training.outsideEmployment");
            }
            if (HoursOf(training) > Capacity(training.StartOn, training.EndOn))
            {
                row.Reading.Warn("training.longerThanItsDays");
            }
            else if (Overlaps(worker, training))
            {
                row.Reading.Warn("training.overlap");
            }
        }
    }

    private bool IsEmployed(Guid worker, DateOnly day) =>
        employments.TryGetValue(worker, out var known)
        && known.Employments.Any(employment => new Period(employment.Start, employment.End).Contains(day));

    private bool Overlaps(Guid worker, TrainingVersion training)
    {
        var all = standing(worker);
        return all.Count <= MostCompared && all.Any(other => IsTooMuchWith(training, other));
    }

    private static bool IsTooMuchWith(TrainingVersion training, TrainingVersion other)
    {
        if (
            other.TrainingId == training.TrainingId
            || other.Status is TrainingStatus.NotFollowed or TrainingStatus.Cancelled
            || other.StartOn > training.EndOn
            || training.StartOn > other.EndOn
        )
        {
            return false;
        }
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
