using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Trainings;

/// <summary>Cancels a training: it uses no credit any more, and stays to be seen as cancelled.</summary>
public static class CancelTraining
{
    /// <exception cref="RefusedException"><c>trainingUnknown</c>: the employer has no such training.</exception>
    public static async Task Do(Change change, Guid employerId, Guid trainingId, CancellationToken cancel)
    {
        await change.Touch(employerId, "cancelTraining", cancel);
        var known = await ReadVersions.Query<TrainingVersion>(
            change.Connection,
            $"""
            select {Tables.Training.ColumnList} from training
            where employer_id = @employerId and training_id = @trainingId and superseded is null
            """,
            new { employerId, trainingId },
            cancel
        );
        if (known is not [var training])
        {
            throw new RefusedException("trainingUnknown", "training");
        }
        if (training.Status != TrainingStatus.Cancelled)
        {
            await change.Replace(Tables.Training, training, training with { Status = TrainingStatus.Cancelled }, cancel);
        }
    }
}
