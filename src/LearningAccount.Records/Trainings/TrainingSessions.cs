using System.Collections.Immutable;
using System.Text.Json;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Trainings;

/// <summary>A day of a training.</summary>
/// <param name="Length">How long it was, in the unit of the training.</param>
/// <param name="Followed">How much of it the worker followed.</param>
public readonly record struct TrainingSession(DateOnly On, Fraction Length, Fraction Followed);

/// <summary>The days of a training and who was there: the duration of each worker's training follows from them.</summary>
public static class TrainingSessions
{
    public const int Most = 100;

    /// <summary>As <see cref="TrainingVersion.Sessions"/> keeps them, <c>{"2026-03-03":["8","4"]}</c>; null: none.</summary>
    public static string? Text(IEnumerable<TrainingSession> sessions)
    {
        var byDay = sessions
            .OrderBy(session => session.On)
            .ToDictionary(
                session => ColumnText.Of(session.On),
                session => new[] { session.Length.ToString(), session.Followed.ToString() },
                StringComparer.Ordinal
            );
        return byDay.Count == 0 ? null : JsonSerializer.Serialize(byDay);
    }

    /// <summary>In order of their days.</summary>
    /// <exception cref="FormatException">The text is not what <see cref="Text"/> writes.</exception>
    public static ImmutableArray<TrainingSession> Of(string? text)
    {
        if (text is null)
        {
            return [];
        }
        try
        {
            return
            [
                .. JsonSerializer
                    .Deserialize<Dictionary<string, string[]>>(text)!
                    .Select(day =>
                        day.Value is [var length, var followed]
                            ? new TrainingSession(ColumnText.ToDay(day.Key), Fraction.Parse(length), Fraction.Parse(followed))
                            : throw new FormatException("A day has a length and what was followed of it.")
                    ),
            ];
        }
        catch (JsonException wrong)
        {
            throw new FormatException("The days of the training cannot be read.", wrong);
        }
    }

    /// <summary>
    /// The training of a worker who followed this much of each day: duration, parts by year, and whether anything was followed
    /// at all. A training to come is counted as it is planned.
    /// </summary>
    public static TrainingVersion Attended(TrainingVersion training, IReadOnlyCollection<TrainingSession> sessions)
    {
        var followed = sessions.Aggregate(Fraction.Zero, (sum, session) => sum + session.Followed);
        var years = sessions.GroupBy(session => session.On.Year, session => session.Followed).Where(IsFollowed).ToList();
        return training with
        {
            Sessions = Text(sessions),
            StartOn = sessions.Min(session => session.On),
            EndOn = sessions.Max(session => session.On),
            Hours = training.Days is null ? followed : null,
            Days = training.Days is null ? null : followed,
            PerYear =
                years.Count < 2 && IsOfLastYear(years, sessions)
                    ? null
                    : SayTrainings.PerYearText(years.Select(year => new YearPart(year.Key, Sum(year)))),
            Status = training.Status switch
            {
                TrainingStatus.Followed when followed.IsZero => TrainingStatus.NotFollowed,
                TrainingStatus.NotFollowed when !followed.IsZero => TrainingStatus.Followed,
                var status => status,
            },
        };
    }

    // Without parts all of it falls on the last day.
    private static bool IsOfLastYear(List<IGrouping<int, Fraction>> years, IReadOnlyCollection<TrainingSession> sessions) =>
        years.Count == 0 || years[0].Key == sessions.Max(session => session.On).Year;

    private static bool IsFollowed(IGrouping<int, Fraction> year) => !Sum(year).IsZero;

    private static Fraction Sum(IEnumerable<Fraction> parts) => parts.Aggregate(Fraction.Zero, (sum, part) => sum + part);
}
