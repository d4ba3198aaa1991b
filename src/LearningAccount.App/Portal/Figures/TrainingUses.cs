using LearningAccount.App.Portal.Trainings;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Reports;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Figures;

/// <summary>One thing a training counts for, or does not, for so many of the workers who are in it.</summary>
/// <param name="Use">Has words: <c>account</c>, <c>balance</c>, <c>leave</c>, <c>fund</c>.</param>
/// <param name="Where">The rubrics or the payer it stands under there.</param>
public sealed record TrainingUse(string Use, bool Counts, string Why, string? Where, int Workers)
{
    /// <summary>Everything the training of each of them counts for; what is the same is told once.</summary>
    public static IReadOnlyList<TrainingUse> Of(TrainingGroup group, EmployerSnapshot employer, LawBook law, Words words)
    {
        var hoursPerDay = employer.LawUnder(law).HoursPerDay;
        var all = new List<TrainingUse>();
        foreach (var (worker, training) in group.Participants)
        {
            var uses = UsesOfTraining.Of(worker, training, hoursPerDay);
            all.Add(OfAccount(training, employer.Settings, words));
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

    private static readonly string[] Order = ["account", "balance", "leave", "fund"];

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

    private static TrainingUse Of(string use, JudgedTraining judged, string? where, Words words) =>
        new(use, judged.Counts, FigureWords.Why(judged.Because, words), judged.Counts ? where : null, 1);
}
