using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Api.Trainings;
using LearningAccount.App.Trainings;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Api.GroupTrainings;

/// <summary>Writes what several workers followed together as the contract has it.</summary>
internal static class GroupTrainingJson
{
    // Of each worker alone.
    private static readonly string[] Personal =
    [
        "externalId",
        "status",
        "statusReason",
        "outcome",
        "offeredAndRefused",
        "certificateReceived",
        "certificateValidUntil",
    ];

    /// <summary>The version: each worker's training is of it.</summary>
    public static string ETag(IEnumerable<TrainingVersion> trainings)
    {
        var all = trainings
            .OrderBy(one => one.TrainingId)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.TrainingId:N}{one.Recorded:x}"));
        return ETags.Of(Encoding.UTF8.GetBytes(string.Concat(all)));
    }

    public static void Head(Utf8JsonWriter json, TrainingGroup group)
    {
        var (hours, days) = group.Followed;
        json.WriteString("groupTrainingId", group.Id);
        json.WriteString("status", ColumnText.Of(group.Status));
        json.WriteNumber("participantCount", group.Present.Length);
        json.Exact("followedHours", hours);
        json.Exact("followedDays", days);
        json.WritePropertyName("training");
        Shared(group).WriteTo(json);
    }

    /// <summary>What is said of all of them, as whoever was there all the time has it.</summary>
    public static JsonObject Shared(TrainingGroup group)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(1024);
        using (var json = ApiAnswer.Writer(buffer))
        {
            json.WriteStartObject();
            TrainingJson.Words(json, group.First);
            json.WriteEndObject();
        }
        var words = JsonNode.Parse(buffer.WrittenSpan)!.AsObject();
        foreach (var name in Personal)
        {
            words.Remove(name);
        }
        return words;
    }

    /// <param name="changedAt">When it was registered or last changed.</param>
    public static void Participant(Utf8JsonWriter json, ApiCall call, Participant one, DateTimeOffset? changedAt)
    {
        var training = one.Training;
        json.WriteStartObject();
        json.WriteString("href", TrainingsApi.LinkOf(call, training.TrainingId));
        json.WriteString("trainingId", training.TrainingId);
        json.WriteString("workerId", one.Worker.WorkerId);
        json.Text("externalId", training.ExternalId);
        json.WriteString("status", ColumnText.Of(training.Status));
        json.Text("statusReason", training.StatusReason);
        json.Exact("hours", training.Hours);
        json.Exact("days", training.Days);
        TrainingJson.Sessions(json, training);
        json.Text("outcome", training.Outcome);
        json.Bool("certificateReceived", training.CertificateReceived);
        json.Day("certificateValidUntil", training.CertificateValidUntil);
        json.WriteString("origin", training.Origin);
        json.Instant("changedAt", changedAt);
        json.WriteEndObject();
    }
}
