using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Reports;

/// <summary>A training of a worker, and whether it counts in a report over a period, because of what.</summary>
public sealed record JudgedTraining
{
    public required WorkerSnapshot Worker { get; init; }
    public required TrainingVersion Training { get; init; }
    public required bool Counts { get; init; }
    public required Because Because { get; init; }

    /// <summary>Its hours in the period, whether they count or not.</summary>
    public required Fraction Hours { get; init; }
    public required TrainingCosts Costs { get; init; }

    /// <summary>The employment on its last day in the period; null: there was none.</summary>
    public required EmploymentPart? Employment { get; init; }

    internal JudgedTraining LeftOut(Because why) => this with { Counts = false, Because = why };

    internal JudgedTraining Counted(Because why) => this with { Counts = true, Because = why };
}

/// <summary>Judges the trainings of an employer's workers by what every report asks of them: followed, in the period, in service.</summary>
public static class JudgeTrainings
{
    /// <summary>The trainings that touch the period, in the order of the snapshot; those that count are said to have been followed.</summary>
    public static ImmutableArray<JudgedTraining> Of(EmployerSnapshot employer, Period period, Fraction hoursPerDay)
    {
        var all = ImmutableArray.CreateBuilder<JudgedTraining>();
        foreach (var worker in employer.Workers)
        {
            foreach (var training in worker.Trainings)
            {
                if (TrainingDays.Touches(training, period))
                {
                    all.Add(Of(worker, training, period, hoursPerDay));
                }
            }
        }
        return all.DrainToImmutable();
    }

    public static JudgedTraining Of(WorkerSnapshot worker, TrainingVersion training, Period period, Fraction hoursPerDay)
    {
        var (whole, within) = (Fraction.Zero, Fraction.Zero);
        foreach (var (on, hours) in TrainingDays.Of(training, hoursPerDay))
        {
            whole += hours;
            within += period.Contains(on) ? hours : 0;
        }
        var employment = EmploymentIn(worker, training, period);
        var judged = new JudgedTraining
        {
            Worker = worker,
            Training = training,
            Counts = true,
            Because = Because.Followed,
            Hours = within,
            Costs = TrainingCosts.Of(training, whole.IsZero ? 0 : within / whole),
            Employment = employment,
        };
        return training.Status switch
        {
            TrainingStatus.Planned => judged.LeftOut(Because.Planned),
            TrainingStatus.Cancelled => judged.LeftOut(Because.Cancelled),
            TrainingStatus.NotFollowed => judged.LeftOut(Because.NotFollowed),
            _ when within.IsZero => judged.LeftOut(Because.OtherPeriod),
            _ when employment is null => judged.LeftOut(Because.NotEmployed),
            _ when employment.Category == WorkerCategory.Agency => judged.LeftOut(Because.Agency),
            _ => judged,
        };
    }

    /// <summary>The employment on the last day of the training in the period on which there was one.</summary>
    private static EmploymentPart? EmploymentIn(WorkerSnapshot worker, TrainingVersion training, Period period)
    {
        if (period.Intersect(new(training.StartOn, training.EndOn)) is not { } days)
        {
            return null;
        }
        EmploymentPart? latest = null;
        foreach (var employment in worker.Employments.Employments)
        {
            foreach (var part in employment.Parts)
            {
                if (days.Overlaps(new(part.From, part.To)) && (latest is null || LastOf(part) > LastOf(latest)))
                {
                    latest = part;
                }
            }
        }
        return latest;

        DateOnly LastOf(EmploymentPart part) => part.To is { } to && to < days.LastDay ? to : days.LastDay;
    }
}
