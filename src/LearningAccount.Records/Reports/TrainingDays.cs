using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.Records.Reports;

/// <summary>On which days the hours of a training fall: day by day where that was told, else as the account takes them.</summary>
public static class TrainingDays
{
    /// <summary>The hours of a training on each day, in the employer's full-time day where it was told in days.</summary>
    public static ImmutableArray<(DateOnly On, Fraction Hours)> Of(TrainingVersion training, Fraction hoursPerDay)
    {
        var unit = training.Days is null ? Fraction.One : hoursPerDay;
        var sessions = TrainingSessions.Of(training.Sessions);
        if (!sessions.IsEmpty)
        {
            return [.. sessions.Select(session => (session.On, session.Followed * unit))];
        }
        var parts = SayTrainings.PerYear(training.PerYear);
        if (parts.IsEmpty)
        {
            return [(training.EndOn, (training.Hours ?? training.Days!.Value) * unit)];
        }
        // The part of a year that is not the last falls on its last day, as in the account.
        return
        [
            .. parts.Select(part =>
                (part.Year == training.EndOn.Year ? training.EndOn : new DateOnly(part.Year, 12, 31), part.Quantity * unit)
            ),
        ];
    }

    /// <summary>It has a day in the period, or hours that fall in it.</summary>
    internal static bool Touches(TrainingVersion training, Period period) =>
        training.StartOn <= period.LastDay && period.From <= training.EndOn;
}
