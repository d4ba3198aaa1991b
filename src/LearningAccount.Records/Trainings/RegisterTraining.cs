using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Trainings;

/// <summary>Registers one training for one worker or many.</summary>
public static class RegisterTraining
{
    /// <param name="what">
    /// The training, with its <see cref="TrainingVersion.OccasionId"/>; of its worker and own id nothing is read. Registered again
    /// under the same occasion, as by a form that was sent twice, it changes nothing.
    /// </param>
    /// <exception cref="RefusedException">What is told cannot be.</exception>
    public static async Task<IReadOnlyList<TrainingVersion>> Do(
        Change change,
        Guid employerId,
        TrainingVersion what,
        IReadOnlyCollection<Guid> workers,
        CancellationToken cancel
    )
    {
        if (workers.Count > ChangeTrainings.Most)
        {
            throw new RefusedException("training.tooMany", "workers");
        }
        await change.Touch(employerId, "registerTraining", cancel);
        var known = await ReadVersions.Now(change.Connection, Tables.Training, employerId, workers, cancel);
        var before = known
            .Where(training => training.OccasionId is not null && training.OccasionId == what.OccasionId)
            .GroupBy(training => training.WorkerId)
            .ToDictionary(ofWorker => ofWorker.Key, ofWorker => ofWorker.First().TrainingId);
        var said = workers
            .Distinct()
            .Select(worker =>
                what with
                {
                    EmployerId = employerId,
                    WorkerId = worker,
                    TrainingId = before.TryGetValue(worker, out var id) ? id : Guid.CreateVersion7(),
                    Recorded = 0,
                    Place = 0,
                    Superseded = null,
                }
            )
            .ToList();
        var answers = await SayFacts.Do(
            change,
            Tables.Training,
            said,
            known,
            training => training.TrainingId,
            SayTrainings.Check,
            cancel
        );
        answers.OrThrow();
        return said;
    }
}
