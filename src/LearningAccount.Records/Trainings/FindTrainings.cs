using System.Data.Common;
using System.Text.Json;
using Dapper;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Trainings;

/// <summary>Finds the few trainings of a worker that others may be compared with, however many the worker has.</summary>
public static class FindTrainings
{
    /// <summary>Whose a training is that holds now; null: there is none.</summary>
    public static Task<Guid?> WorkerOf(DbConnection connection, Guid employerId, Guid trainingId, CancellationToken cancel) =>
        connection.QuerySingleOrDefaultAsync<Guid?>(
            new(
                """
                select worker_id from training
                where employer_id = @employerId and training_id = @trainingId and superseded is null
                """,
                new { employerId, trainingId },
                cancellationToken: cancel
            )
        );

    /// <summary>
    /// Those that hold now, at least in part in a period asked for or with a reference asked for of the same worker; inside a
    /// change, with what it wrote itself. Each comes once.
    /// </summary>
    public static Task<List<TrainingVersion>> Near(
        DbConnection connection,
        Guid employerId,
        IEnumerable<(Guid Worker, Period Days)> periods,
        IEnumerable<(Guid Worker, string Reference)> references,
        CancellationToken cancel
    ) => Near(connection, employerId, periods, references, [], cancel);

    /// <summary>The same, and those with an id asked for.</summary>
    public static async Task<List<TrainingVersion>> Near(
        DbConnection connection,
        Guid employerId,
        IEnumerable<(Guid Worker, Period Days)> periods,
        IEnumerable<(Guid Worker, string Reference)> references,
        IEnumerable<(Guid Worker, Guid Training)> ids,
        CancellationToken cancel
    )
    {
        var onDays = await Find(
            "t.start_on <= k.second and t.end_on >= k.first",
            periods.Select(asked =>
                new[] { ColumnText.Of(asked.Worker), ColumnText.Of(asked.Days.From), ColumnText.Of(asked.Days.LastDay) }
            )
        );
        var byReference = await Find(
            "t.external_id = k.first",
            references.Select(asked => new[] { ColumnText.Of(asked.Worker), asked.Reference })
        );
        var byId = await Find(
            "t.training_id = k.first",
            ids.Select(asked => new[] { ColumnText.Of(asked.Worker), ColumnText.Of(asked.Training) })
        );
        return [.. onDays.Concat(byReference).Concat(byId).DistinctBy(training => training.TrainingId)];

        async Task<List<TrainingVersion>> Find(string isSought, IEnumerable<string[]> asked)
        {
            var keys = JsonSerializer.Serialize(asked);
            return keys is "[]"
                ? []
                : await ReadVersions.Query<TrainingVersion>(
                    connection,
                    $"select {Tables.Training.ColumnList} from {Database.Holding(connection, Tables.Training, "worker_id", isSought)}",
                    new { employerId, keys },
                    cancel
                );
        }
    }
}
