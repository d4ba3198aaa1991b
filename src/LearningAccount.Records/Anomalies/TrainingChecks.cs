using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Anomalies;

/// <summary>Checks of the trainings of a worker, against each other and against the calendar.</summary>
internal static class TrainingChecks
{
    /// <summary>A certificate that lapses within so many days asks for a new training now.</summary>
    private const int SoonDays = 60;

    /// <summary>More working hours on one day are never lawful (Labour Act of 16 March 1971, art. 27).</summary>
    private const int HoursOfLongestDay = 11;

    public static IEnumerable<Finding> CertificateLapsed(WorkerCase worker) =>
        Certificates(worker).Where(training => training.CertificateValidUntil < worker.On).Select(WithCertificate);

    public static IEnumerable<Finding> CertificateLapsesSoon(WorkerCase worker) =>
        Certificates(worker)
            .Where(training =>
                training.CertificateValidUntil >= worker.On && training.CertificateValidUntil <= worker.On.AddDays(SoonDays)
            )
            .Select(WithCertificate);

    /// <summary>The same training stands twice, with the same or with another duration.</summary>
    public static IEnumerable<Finding> RegisteredTwice(WorkerCase worker) =>
        Twice(worker).Where(pair => !Disagree(pair.One, pair.Other)).Select(Of);

    /// <summary>Two sources tell of one training and give it another duration: the provider's against the employer's.</summary>
    public static IEnumerable<Finding> SourcesDisagree(WorkerCase worker) =>
        Twice(worker).Where(pair => Disagree(pair.One, pair.Other)).Select(Of);

    /// <summary>More days, or more hours, than its working days can hold.</summary>
    public static IEnumerable<Finding> LongerThanItsDays(WorkerCase worker)
    {
        foreach (var training in worker.Worker.Trainings.Where(IsStanding))
        {
            var days = WorkingDays(training.StartOn, training.EndOn);
            if (training.Days > days || training.Hours > days * HoursOfLongestDay)
            {
                var found = Of(training);
                yield return found with
                {
                    Values = found.Values.Add(("working", $"{days}")),
                };
            }
        }
    }

    internal static Finding Of(TrainingVersion training) =>
        DayChecks.Of(
            ColumnText.Of(training.TrainingId),
            ("title", training.Title),
            ("from", ColumnText.Of(training.StartOn)),
            ("on", ColumnText.Of(training.EndOn)),
            ("duration", Duration(training))
        ) with
        {
            TrainingId = training.TrainingId,
        };

    /// <summary><c>2 days</c> or <c>12 hours</c>, with the exact number.</summary>
    private static string Duration(TrainingVersion training) =>
        training.Days is { } days ? $"{days} days" : $"{training.Hours} hours";

    private static Finding Of((TrainingVersion One, TrainingVersion Other) pair)
    {
        var found = Of(pair.One);
        return found with
        {
            Subject = $"{found.Subject}+{ColumnText.Of(pair.Other.TrainingId)}",
            Values =
            [
                .. found.Values,
                ("otherTitle", pair.Other.Title),
                ("otherFrom", ColumnText.Of(pair.Other.StartOn)),
                ("otherOn", ColumnText.Of(pair.Other.EndOn)),
                ("otherDuration", Duration(pair.Other)),
            ],
        };
    }

    private static Finding WithCertificate(TrainingVersion training) =>
        Of(training) with
        {
            Values = [("title", training.Title), ("until", ColumnText.Of(training.CertificateValidUntil!.Value))],
        };

    /// <summary>The certificates a worker stands on: a later one of the same training goes before.</summary>
    public static IEnumerable<TrainingVersion> CertificatesOf(WorkerSnapshot worker) =>
        worker
            .Trainings.Where(training => training.CertificateValidUntil is not null && IsStanding(training))
            .GroupBy(training => Fold(training.Title), StringComparer.Ordinal)
            .Select(same => same.MaxBy(training => training.CertificateValidUntil)!);

    // Who is gone needs none.
    private static IEnumerable<TrainingVersion> Certificates(WorkerCase worker) =>
        worker.IsGone ? [] : CertificatesOf(worker.Worker);

    private static IEnumerable<(TrainingVersion One, TrainingVersion Other)> Twice(WorkerCase worker)
    {
        var trainings = worker.Worker.Trainings;
        // They stand in order of their last day: two that overlap are near each other.
        for (var i = 0; i < trainings.Length; i++)
        {
            for (var j = i + 1; j < trainings.Length; j++)
            {
                if (IsStanding(trainings[i]) && IsStanding(trainings[j]) && AreOne(trainings[i], trainings[j]))
                {
                    yield return (trainings[i], trainings[j]);
                }
            }
        }
    }

    private static bool AreOne(TrainingVersion one, TrainingVersion other)
    {
        if (one.StartOn > other.EndOn || other.StartOn > one.EndOn)
        {
            return false;
        }
        var sameDays = one.StartOn == other.StartOn && one.EndOn == other.EndOn;
        return string.Equals(Fold(one.Title), Fold(other.Title), StringComparison.Ordinal)
            || (sameDays && HaveTwoSources(one, other) && HaveSameDuration(one, other));
    }

    private static bool Disagree(TrainingVersion one, TrainingVersion other) =>
        HaveTwoSources(one, other) && !HaveSameDuration(one, other);

    private static bool HaveTwoSources(TrainingVersion one, TrainingVersion other) =>
        !string.Equals(one.Origin, other.Origin, StringComparison.Ordinal);

    private static bool HaveSameDuration(TrainingVersion one, TrainingVersion other) =>
        one.Days == other.Days && one.Hours == other.Hours;

    private static bool IsStanding(TrainingVersion training) =>
        training.Status is TrainingStatus.Followed or TrainingStatus.Planned;

    private static string Fold(string title) => string.Concat(title.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    // A training that lies in a weekend alone has the days it lies on.
    private static int WorkingDays(DateOnly from, DateOnly to)
    {
        var days = to.DayNumber - from.DayNumber + 1;
        var working = days / 7 * 5;
        for (var day = from.AddDays(days / 7 * 7); day <= to; day = day.AddDays(1))
        {
            working += day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
        }
        return working == 0 ? days : working;
    }
}
