using System.Globalization;
using System.Text.Json;
using LearningAccount.Records.Events;

namespace LearningAccount.App.Events;

/// <summary>
/// Writes an event as CloudEvents 1.0 in JSON: who it is about by number and UUID, what changed, and where to read it. No values: what
/// holds now is read there, by whoever may.
/// </summary>
internal static class WriteEvent
{
    /// <param name="number">The employer as addresses name it.</param>
    /// <param name="root">The absolute address of the API, without a slash at its end.</param>
    public static void To(Utf8JsonWriter json, FactEvent told, string number, string root)
    {
        json.WriteString("specversion", "1.0");
        json.WriteString("id", told.Id);
        json.WriteString("service", EventTypes.Service);
        json.WriteString("type", EventTypes.Of(told.Kind));
        json.WriteString("source", $"urn:learningAccount:employer:{told.EmployerId:D}");
        json.WriteString("subject", told.Subject);
        json.WriteString("time", told.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture));
        json.WriteStartObject("data");
        var (path, id) = AddressOf(told);
        json.WriteString("href", $"{root}{path.Replace("{number}", number, StringComparison.Ordinal)}");
        json.WriteString("employerNumber", number);
        json.WriteNumber("line", told.Seq);
        json.WriteString("action", told.Action);
        if (id is not null && id is not "workerId")
        {
            json.WriteString(id, told.Subject);
        }
        if (told.WorkerId is { } worker)
        {
            json.WriteString("workerId", worker);
        }
        if (!told.Changed.IsEmpty)
        {
            json.WriteStartArray("changed");
            foreach (var code in told.Changed)
            {
                json.WriteStringValue(code);
            }
            json.WriteEndArray();
        }
        if (told.Step is { } step)
        {
            json.WriteString("step", step);
        }
        json.WriteEndObject();
    }

    private static (string Path, string? Id) AddressOf(FactEvent told) =>
        told.Kind switch
        {
            EventKind.EmployerRegistered or EventKind.EmployerChanged => ("/employers/{number}", null),
            EventKind.WorkerRegistered or EventKind.WorkerChanged => (
                $"/employers/{{number}}/workers/{told.Subject:D}",
                "workerId"
            ),
            EventKind.CorrectionStepTaken => ($"/employers/{{number}}/corrections/{told.Subject:D}", "correctionId"),
            EventKind.ImportCompleted or EventKind.ImportUndone => ($"/imports/{told.Subject:D}", "importId"),
            _ => ($"/employers/{{number}}/trainings/{told.Subject:D}", "trainingId"),
        };
}
