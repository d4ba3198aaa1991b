using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Plans;

/// <summary>What a proposal is made of.</summary>
[Flags]
public enum PlanSources
{
    None = 0,

    /// <summary>Trainings that are registered as planned in the period.</summary>
    Planned = 1,

    /// <summary>The plan before.</summary>
    LastPlan = 2,

    /// <summary>What was followed in as long a time before the period.</summary>
    Followed = 4,
}

/// <summary>
/// Proposes the trainings of a plan out of what is known, for somebody to edit. A title that one source tells of is not
/// proposed again by the next.
/// </summary>
public static class ProposeLines
{
    private const int Fifty = 50;

    public static ImmutableArray<TrainingPlanLineVersion> Of(
        EmployerSnapshot snapshot,
        DateOnly from,
        DateOnly to,
        PlanSources sources,
        PlanEdition? lastPlan
    )
    {
        var years = to.Year - from.Year + 1;
        IEnumerable<TrainingPlanLineVersion> all =
        [
            .. sources.HasFlag(PlanSources.Planned) ? Grouped(snapshot, TrainingStatus.Planned, from, to, yearsOn: 0) : [],
            .. sources.HasFlag(PlanSources.LastPlan) && lastPlan is not null ? Again(lastPlan, from.Year - lastPlan.Year) : [],
            .. sources.HasFlag(PlanSources.Followed)
                ? Grouped(snapshot, TrainingStatus.Followed, from.AddYears(-years), from.AddDays(-1), years)
                : [],
        ];
        // Of one plan a title may stand twice, for two groups.
        var seen = new Dictionary<string, Guid>(StringComparer.Ordinal);
        var lines = ImmutableArray.CreateBuilder<TrainingPlanLineVersion>();
        foreach (var line in all)
        {
            var key = Letters.Of(line.Title);
            if (!seen.TryGetValue(key, out var source))
            {
                seen.Add(key, line.PlanId);
            }
            else if (source != line.PlanId || line.PlanId == Guid.Empty)
            {
                continue;
            }
            lines.Add(line);
        }
        return [.. lines.Take(PlanChecks.MostLines)];
    }

    private static IEnumerable<TrainingPlanLineVersion> Again(PlanEdition plan, int years) =>
        plan.Lines.Select(line => line with { Quarter = line.Quarter?.AddQuarters(4 * years) });

    private static IEnumerable<TrainingPlanLineVersion> Grouped(
        EmployerSnapshot snapshot,
        TrainingStatus status,
        DateOnly from,
        DateOnly to,
        int yearsOn
    ) =>
        snapshot
            .Workers.SelectMany(worker => worker.Trainings.Select(training => (Worker: worker, Training: training)))
            .Where(one => one.Training.Status == status && from <= one.Training.EndOn && one.Training.EndOn <= to)
            .GroupBy(one => Letters.Of(one.Training.Title), StringComparer.Ordinal)
            .OrderBy(same => same.Min(one => one.Training.StartOn))
            .ThenBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => Line(snapshot, [.. same], yearsOn));

    private static TrainingPlanLineVersion Line(
        EmployerSnapshot snapshot,
        IReadOnlyList<(WorkerSnapshot Worker, TrainingVersion Training)> followers,
        int yearsOn
    )
    {
        var first = followers.MinBy(one => one.Training.StartOn).Training;
        var workers = followers.Select(one => one.Worker).DistinctBy(worker => worker.WorkerId).ToList();
        // How long most of them have it.
        var (hours, days) = followers
            .GroupBy(one => (one.Training.Hours, one.Training.Days))
            .OrderByDescending(same => same.Count())
            .First()
            .Key;
        var quarters = followers.Select(one => Quarter.Containing(one.Training.StartOn)).Distinct().ToList();
        return new()
        {
            EmployerId = snapshot.Employer.EmployerId,
            Origin = FactVersion.ByHand,
            PlanId = Guid.Empty,
            Edition = 1,
            LineId = Guid.Empty,
            Position = 0,
            Title = first.Title,
            Kind = first.Kind,
            Quarter = quarters is [var only] ? only.AddQuarters(4 * yearsOn) : null,
            Persons = workers.Count,
            Women = workers.Count(worker => worker.Sex is Sex.Woman),
            Men = workers.Count(worker => worker.Sex is Sex.Man),
            Hours = hours,
            Days = days,
            Provider = first.ProviderName,
            FromFifty = workers.Count(worker => worker.BornOn <= first.StartOn.AddYears(-Fifty)),
            IsShortage = false,
        };
    }
}
