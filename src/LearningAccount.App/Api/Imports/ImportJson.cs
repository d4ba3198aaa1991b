using System.Text.Json;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Imports;
using LearningAccount.Law;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Api.Imports;

/// <summary>Writes imports as the contract has them.</summary>
internal static class ImportJson
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>A file that was sent, of which no import stands in the journals: it waits, was tried, or could not be read.</summary>
    public static void Task(Utf8JsonWriter json, ApiCall call, ImportTask task)
    {
        json.WriteStartObject();
        Head(json, call, task.TaskId, task.FileName);
        json.WriteBoolean("dryRun", task.IsRehearsal);
        Status(json, call, task);
        if (ImportAnswerOf.OfJson(task.Answer) is { } answer)
        {
            json.WriteString("kind", answer.Kind);
            if (answer.EarlierId is { } earlier)
            {
                json.WriteString("earlierImport", call.Link($"/imports/{earlier:D}"));
            }
            Counts(json, answer.Rows);
        }
        json.WriteEndObject();
    }

    /// <summary>An import as the journals have it.</summary>
    public static void Import(Utf8JsonWriter json, ApiCall call, ImportTask? task, ImportLine import)
    {
        json.WriteStartObject();
        Head(json, call, import.ImportId, import.FileName);
        json.WriteBoolean("dryRun", false);
        if (task is not null)
        {
            // What is in the journals is done, whatever became of telling so.
            Status(json, call, task with { State = "done" });
        }
        else
        {
            json.WriteStartObject("status");
            json.WriteString("state", "done");
            json.WriteEndObject();
        }
        json.WriteString("kind", import.Kind);
        json.WriteBoolean("undone", import.State is "undone");
        Counts(json, import.Counts);
        json.WriteEndObject();
    }

    public static void Item(Utf8JsonWriter json, ApiCall call, ImportLine import)
    {
        json.WriteString("href", call.Link($"/imports/{import.ImportId:D}"));
        json.WriteString("importId", import.ImportId);
        json.WriteString("fileName", import.FileName);
        json.WriteString("kind", import.Kind);
        json.WriteBoolean("undone", import.State is "undone");
        Counts(json, import.Counts);
    }

    public static void Row(Utf8JsonWriter json, ImportRowAnswer row, Language language)
    {
        json.WriteNumber("row", row.Number);
        json.WriteString("outcome", row.Outcome);
        if (row.WorkerId is { } worker)
        {
            json.WriteString("workerId", worker);
        }
        json.WriteStartArray("remarks");
        foreach (var remark in row.Remarks)
        {
            Remark(json, remark, language);
        }
        json.WriteEndArray();
    }

    public static void Row(Utf8JsonWriter json, ImportedRow row, Language language)
    {
        IReadOnlyList<ImportRemark> remarks = row.Code is null
            ? []
            :
            [
                new(
                    row.Code,
                    row.Severity ?? "error",
                    row.At ?? "",
                    row.Details is null
                        ? new(StringComparer.Ordinal)
                        : JsonSerializer.Deserialize<Dictionary<string, string>>(row.Details)!
                ),
            ];
        Row(
            json,
            new ImportRowAnswer
            {
                Number = (int)row.RowNumber,
                Outcome = row.Outcome,
                WorkerId = row.WorkerId,
                Remarks = remarks,
            },
            language
        );
    }

    /// <summary>Why a file as a whole could not be brought in.</summary>
    public static Problem ProblemOf(string code) =>
        code switch
        {
            RunImportTask.NoAccess => Problem.MissingPermission(),
            "import.failed" or "import.conflict" => Problem.InternalServerError(),
            _ => Problem.BadRequest([
                InputIssue.Of("", code, language => ImportTexts.Of(new(code, Severity.Error, ""), language)),
            ]),
        };

    private static void Head(Utf8JsonWriter json, ApiCall call, Guid id, string fileName)
    {
        json.WriteString("self", call.Link($"/imports/{id:D}"));
        json.WriteString("importId", id);
        json.WriteString("fileName", fileName);
        json.WriteString("rows", call.Link($"/imports/{id:D}/rows"));
    }

    private static void Status(Utf8JsonWriter json, ApiCall call, ImportTask task)
    {
        json.WriteStartObject("status");
        json.WriteString("state", task.State is "waiting" ? "processing" : task.State);
        if (task.State is "waiting")
        {
            json.Instant("pollAfter", call.Now + Poll);
        }
        json.Instant("completed", task.EndedAt);
        if (task.Fault is { } fault)
        {
            json.WritePropertyName("problem");
            ProblemOf(fault).Write(json, task.TaskId, call.Language);
        }
        json.WriteEndObject();
    }

    private static void Counts(Utf8JsonWriter json, IReadOnlyDictionary<string, long> counts)
    {
        json.WriteStartObject("counts");
        foreach (var (outcome, count) in counts)
        {
            json.WriteNumber(outcome, count);
        }
        json.WriteEndObject();
    }

    private static void Remark(Utf8JsonWriter json, ImportRemark remark, Language language)
    {
        json.WriteStartObject();
        json.WriteString("code", remark.Code);
        json.WriteString("severity", remark.Severity);
        if (remark.At.Length > 0)
        {
            json.WriteString("at", remark.At);
        }
        json.WriteString("detail", ImportTexts.Of(remark.Anomaly, language));
        json.WriteEndObject();
    }
}
