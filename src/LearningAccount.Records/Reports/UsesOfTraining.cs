using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Reports;

/// <summary>All that one training of a worker counts for in the year it ends in, each with its reason.</summary>
/// <param name="Balance">In the social balance sheet.</param>
/// <param name="Rubric">The first rubric of its section there: <c>5801</c>; null where it is in none, or the sex is not known.</param>
/// <param name="Leave">In a file of training leave; null: it has nothing to do with one.</param>
/// <param name="File">What that file needs; null where it is in none.</param>
/// <param name="Fund">In the report to a sector fund.</param>
/// <param name="Payer">Under whom it stands there.</param>
public sealed record UsesOfTraining(
    JudgedTraining Balance,
    string? Rubric,
    JudgedTraining? Leave,
    LeaveFile? File,
    JudgedTraining Fund,
    string Payer
)
{
    public static UsesOfTraining Of(WorkerSnapshot worker, TrainingVersion training, Fraction hoursPerDay)
    {
        var judged = JudgeTrainings.Of(worker, training, Period.Year(training.EndOn.Year), hoursPerDay);
        var balance = SocialBalance.Judge(judged);
        var leave = LeaveReport.IsAbout(judged) ? LeaveReport.Judge(judged) : null;
        return new(
            balance,
            balance.Counts ? SocialBalance.RubricOf(balance) : null,
            leave,
            leave is { Counts: true } ? LeaveFile.Of(leave, hoursPerDay) : null,
            judged.Counts ? judged.Counted(Because.OfSector) : judged,
            SectorFundReport.PayerOf(training)
        );
    }
}
