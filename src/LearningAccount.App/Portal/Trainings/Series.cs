using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Portal.Trainings;

/// <summary>A training that comes again after some time, a number of times.</summary>
internal static class Series
{
    public const int Most = 52;
    public static readonly string[] Steps = ["week", "twoWeeks", "month", "quarter", "year"];

    /// <summary>The training and those after it, each with an id of its own that follows from the first: sent twice it is the same.</summary>
    /// <param name="step">One of <see cref="Steps"/>.</param>
    public static IEnumerable<TrainingVersion> Of(TrainingVersion first, string step, int times, DateOnly today)
    {
        for (var time = 0; time < times; time++)
        {
            DateOnly Later(DateOnly day) =>
                step switch
                {
                    "week" => day.AddDays(7 * time),
                    "twoWeeks" => day.AddDays(14 * time),
                    "quarter" => day.AddMonths(3 * time),
                    "year" => day.AddYears(time),
                    _ => day.AddMonths(time),
                };
            var next = first with
            {
                OccasionId = IdOf(first.OccasionId!.Value, time),
                StartOn = Later(first.StartOn),
                EndOn = Later(first.EndOn),
                Status = Later(first.EndOn) > today ? TrainingStatus.Planned : first.Status,
                PerYear = first.StartOn.Year == first.EndOn.Year || time == 0 ? first.PerYear : null,
            };
            var sessions = TrainingSessions.Of(first.Sessions);
            yield return sessions.IsEmpty
                ? next
                : TrainingSessions.Attended(next, [.. sessions.Select(session => session with { On = Later(session.On) })]);
        }
    }

    private static Guid IdOf(Guid first, int time)
    {
        var bytes = first.ToByteArray();
        bytes[^1] ^= (byte)time;
        return new(bytes);
    }
}
