using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Portal.Trainings;

/// <summary>What looks odd about trainings as a change would leave them.</summary>
internal static class TrainingRemarks
{
    /// <param name="touched">The trainings the change is about.</param>
    public static IEnumerable<EffectRemark> On(WorkerEffect worker, IReadOnlySet<Guid> touched, DateOnly today, Words words)
    {
        var snapshot = (worker.After ?? worker.Before)!;
        foreach (var training in snapshot.Trainings.Where(training => touched.Contains(training.TrainingId)))
        {
            foreach (var remark in RemarkTraining.Of(training, snapshot.Employments, snapshot.Trainings, today))
            {
                var tag = remark.Code[(remark.Code.IndexOf('.', StringComparison.Ordinal) + 1)..];
                var text = RecordTexts.Of(new(remark.Code, Severity.Warning, ""), words.Language);
                yield return new(words[$"trainings.tag.{tag}"], text);
            }
        }
        if (worker.NewAnomalies.Any(anomaly => anomaly.Code is "beyondCredit") || IsPlannedBeyond(worker))
        {
            yield return new(words["trainings.tag.beyondCredit"], words["trainings.effect.beyondCredit"]);
        }
    }

    // What is planned uses nothing yet, but more may be planned than is left.
    private static bool IsPlannedBeyond(WorkerEffect worker) =>
        worker is { FiguresBefore: var before, FiguresAfter: { } after }
        && after.Planned > after.Left
        && after.Planned > (before?.Planned ?? 0);
}
