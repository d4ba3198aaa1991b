using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Imports.Lists;

/// <summary>Remarks on the trainings of rows, each beside its row, but for what was remarked beside a cell when it was read.</summary>
internal sealed class RemarkTrainings(
    IReadOnlyDictionary<Guid, ResolvedEmployments> employments,
    IReadOnlyDictionary<Guid, Guid> aliases,
    Func<Guid, IReadOnlyCollection<TrainingVersion>> standing
)
{
    public void Do(IEnumerable<(ListRow<TrainingLine> Row, TrainingVersion Training)> said)
    {
        foreach (var (row, training) in said)
        {
            var worker = aliases.GetValueOrDefault(row.WorkerId!.Value, row.WorkerId.Value);
            foreach (
                var remark in RemarkTraining.Of(training, employments.GetValueOrDefault(worker), standing(worker), today: null)
            )
            {
                row.Reading.Warn(remark.Code);
            }
        }
    }
}
