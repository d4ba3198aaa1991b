using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Trainings;

/// <summary>Whether two trainings of one worker may be one and the same, written down twice.</summary>
public static class TrainingLikeness
{
    /// <summary>Titles that say the same but for a few letters.</summary>
    private static readonly Fraction Same = Fraction.Of(4, 5);

    /// <summary>Titles that have something in common; enough where days and duration are the same.</summary>
    private static readonly Fraction Related = Fraction.Of(1, 2);

    /// <summary>Hours of a full-time day of training: what a list in days may call one.</summary>
    private static readonly (Fraction Fewest, Fraction Most) HoursOfADay = (6, 9);

    /// <summary>Both were followed or are planned, at the same time, under a title that says the same.</summary>
    public static bool IsLike(TrainingVersion training, TrainingVersion other) =>
        IsBeside(training, other) && Titles(training, other) >= Same;

    /// <summary>The same, or on the same days for as long, under a title that has much in common.</summary>
    public static bool MayBeSame(TrainingVersion training, TrainingVersion other)
    {
        if (!IsOn(training) || !IsBeside(training, other))
        {
            return false;
        }
        var isSameTime = training.StartOn == other.StartOn && training.EndOn == other.EndOn && HasSameLength(training, other);
        return Titles(training, other) >= (isSameTime ? Related : Same);
    }

    internal static bool IsOn(TrainingVersion training) =>
        training.Status is not (TrainingStatus.NotFollowed or TrainingStatus.Cancelled);

    internal static bool IsBeside(TrainingVersion training, TrainingVersion other) =>
        other.TrainingId != training.TrainingId
        && IsOn(other)
        && other.StartOn <= training.EndOn
        && training.StartOn <= other.EndOn;

    private static bool HasSameLength(TrainingVersion training, TrainingVersion other)
    {
        if (training.Hours is not null == other.Hours is not null)
        {
            return training.Hours == other.Hours && training.Days == other.Days;
        }
        var (hours, days) = (training.Hours ?? other.Hours!.Value, training.Days ?? other.Days!.Value);
        return hours >= days * HoursOfADay.Fewest && hours <= days * HoursOfADay.Most;
    }

    /// <summary>The part of pairs of neighbouring letters that both titles have (Dice's coefficient). Numbers tell parts of a series apart.</summary>
    private static Fraction Titles(TrainingVersion training, TrainingVersion other)
    {
        var (one, two) = (Letters.Of(training.Title), Letters.Of(other.Title));
        if (string.Equals(one, two, StringComparison.Ordinal))
        {
            return 1;
        }
        if (one.Length < 2 || two.Length < 2 || !one.Where(char.IsDigit).SequenceEqual(two.Where(char.IsDigit)))
        {
            return Fraction.Zero;
        }
        var pairs = Enumerable.Range(0, one.Length - 1).Select(i => one.Substring(i, 2)).ToList();
        var both = Enumerable.Range(0, two.Length - 1).Count(i => pairs.Remove(two.Substring(i, 2)));
        return Fraction.Of(2 * both, one.Length + two.Length - 2);
    }
}
