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
        // One question, since a change asks it for every training that is sent alone.
        var asked = new DynamicParameters(new { employerId });
        var parts = new List<string>();
        Ask(
            "days",
            "t.start_on <= k.second and t.end_on >= k.first",
            periods.Select(one =>
                new[] { ColumnText.Of(one.Worker), ColumnText.Of(one.Days.From), ColumnText.Of(one.Days.LastDay) }
            )
        );
        Ask(
            "references",
            "t.external_id = k.first",
            references.Select(one => new[] { ColumnText.Of(one.Worker), one.Reference })
        );
        Ask(
            "ids",
            "t.training_id = k.first",
            ids.Select(one => new[] { ColumnText.Of(one.Worker), ColumnText.Of(one.Training) })
        );
        if (parts.Count == 0)
        {
            return [];
        }
        var found = await ReadVersions.Query<TrainingVersion>(connection, string.Join(" union all ", parts), asked, cancel);
        return [.. found.DistinctBy(training => training.TrainingId)];

        void Ask(string name, string isSought, IEnumerable<string[]> keys)
        {
            var list = JsonSerializer.Serialize(keys);
            if (list is not "[]")
            {
                asked.Add(name, list);
                parts.Add(
                    $"select {Tables.Training.ColumnList} from {Database.Holding(connection, Tables.Training, "worker_id", isSought, $"@{name}")}"
                );
            }
        }
    }
}
