using LearningAccount.App.Plans;
using LearningAccount.App.Portal.Trainings;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Reports;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Figures;

/// <summary>One thing a training counts for, or does not, for so many of the workers who are in it.</summary>
/// <param name="Use">Has words: <c>account</c>, <c>plan</c>, <c>balance</c>, <c>leave</c>, <c>fund</c>.</param>
/// <param name="Where">The rubrics, the plan or the payer it stands under there.</param>
public sealed record TrainingUse(string Use, bool Counts, string Why, string? Where, int Workers)
{
    private static readonly string[] Order = ["account", "plan", "balance", "leave", "fund"];

    /// <summary>Of a use for the training plan: which one.</summary>
    public Guid? Plan { get; init; }

    /// <summary>Everything the training of each of them counts for; what is the same is told once.</summary>
    /// <param name="plans">Those of the employer.</param>
    public static IReadOnlyList<TrainingUse> Of(
        IReadOnlyCollection<(WorkerSnapshot Worker, TrainingVersion Training)> followed,
        EmployerSnapshot employer,
        IReadOnlyList<Plan> plans,
        LawBook law,
        Words words
    )
    {
        var hoursPerDay = employer.LawUnder(law).HoursPerDay;
        var all = new List<TrainingUse>();
        foreach (var (worker, training) in followed)
        {
            var uses = UsesOfTraining.Of(worker, training, hoursPerDay);
            all.Add(OfAccount(training, employer.Settings, words));
            if (plans.OfYear(training.EndOn.Year) is { } plan)
            {
                all.Add(OfPlan(training, plan, words));
            }
            all.Add(Of("balance", uses.Balance, uses.Rubric, words));
            if (uses.Leave is { } leave)
            {
                all.Add(Of("leave", leave, uses.File is { } file ? FigureWords.Between(file, words) : null, words));
            }
            all.Add(Of("fund", uses.Fund, FigureWords.Payer(uses.Payer, words), words));
        }
        return
        [
            .. all.GroupBy(use => use)
                .Select(same => same.Key with { Workers = same.Count() })
                .OrderBy(use => Array.IndexOf(Order, use.Use))
                .ThenByDescending(use => use.Workers),
        ];
    }

    private static TrainingUse OfAccount(TrainingVersion training, LearningAccount.Law.Facts.Settings settings, Words words)
    {
        var why =
            training.Status == TrainingStatus.Followed
                ? TrainingFacts.Counting(training, words)
                : words[$"figures.because.{ColumnText.Of(training.Status)}"];
        var counts =
            training is { Status: TrainingStatus.Followed, Counts: true } && (training.LeaveScheme is null || settings.CountPel);
        return new("account", counts, why, null, 1);
    }

    // What holds is told of; of a plan that is still made, what it says now.
    private static TrainingUse OfPlan(TrainingVersion training, Plan plan, Words words)
    {
        var edition = plan.Fixed ?? plan.Latest;
        var line = ComparePlan.LineOf(edition, plan.Links, training.Title);
        var why =
            line is null ? words["figures.because.notInPlan"]
            : training.Status == TrainingStatus.Followed ? words.Of("figures.because.inPlan", ("title", line.Title))
            : words[$"figures.because.{ColumnText.Of(training.Status)}"];
        var counts = line is not null && training.Status == TrainingStatus.Followed;
        return new("plan", counts, why, PlanWords.Title(edition.Head, words), 1) { Plan = plan.PlanId };
    }

    private static TrainingUse Of(string use, JudgedTraining judged, string? where, Words words) =>
        new(use, judged.Counts, FigureWords.Why(judged.Because, words), judged.Counts ? where : null, 1);
}
