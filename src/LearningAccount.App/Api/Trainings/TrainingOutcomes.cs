using System.Text.Json;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Law;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Api.Trainings;

/// <summary>What became of one training among many.</summary>
/// <param name="Training">As it is from now on; where it was refused, the known one that stands in its way.</param>
/// <param name="Worker">Whoever stands for the person the training is of.</param>
internal sealed record TrainingOutcome(
    SentOutcome Outcome,
    TrainingVersion? Training,
    Guid? Worker,
    string? ExternalId,
    IReadOnlyList<InputIssue> Issues
)
{
    /// <summary>What looks odd about it although it is kept.</summary>
    public IReadOnlyList<Anomaly> Remarks { get; init; } = [];

    public static TrainingOutcome Refused(string? externalId, params IReadOnlyList<InputIssue> issues) =>
        new(SentOutcome.Refused, null, null, externalId, issues);
}

/// <summary>Writes answers that tell of many trainings one by one.</summary>
internal static class TrainingOutcomes
{
    /// <summary>The members <c>items</c> and how many of each outcome there are.</summary>
    public static void Write(Utf8JsonWriter json, ApiCall call, IReadOnlyList<TrainingOutcome> all)
    {
        json.WriteStartArray("items");
        for (var i = 0; i < all.Count; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("index", i);
            Write(json, call, all[i]);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("total", all.Count);
        foreach (var outcome in Enum.GetValues<SentOutcome>())
        {
            json.WriteNumber(ColumnText.Of(outcome), all.Count(one => one.Outcome == outcome));
        }
    }

    private static void Write(Utf8JsonWriter json, ApiCall call, TrainingOutcome one)
    {
        json.WriteString("outcome", ColumnText.Of(one.Outcome));
        json.Text("externalId", one.ExternalId);
        if (one.Training is { } training)
        {
            json.WriteString("trainingId", training.TrainingId);
            if (one.Worker is { } worker)
            {
                json.WriteString("workerId", worker);
            }
            json.WriteString("href", TrainingsApi.LinkOf(call, training.TrainingId));
        }
        TrainingJson.Remarks(json, one.Remarks, call.Language);
        Problem.WriteIssues(json, one.Issues, call.Language);
    }
}
