using System.Text.Json;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Law;
using LearningAccount.Records;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Documents;

/// <summary>Writes issued documents, and runs of them, as the contract has them.</summary>
internal static class DocumentJson
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    /// <summary>What both its employer and its worker read of a document.</summary>
    public static void Head(Utf8JsonWriter json, IssuedDocumentVersion document)
    {
        json.WriteString("documentId", document.DocumentId);
        json.WriteString("kind", ColumnText.Of(document.Kind));
        json.Day("statedOn", document.StatedOn);
        json.Day("issuedOn", document.IssuedOn);
        json.WriteString("language", document.Language);
        json.Text("trainingId", document.About);
    }

    /// <param name="worker">Whoever stands for the person.</param>
    public static void Write(Utf8JsonWriter json, ApiCall call, DocumentOnItsWay one, Guid worker)
    {
        var document = one.Document;
        Head(json, document);
        json.WriteString("workerId", worker);
        json.WriteString("sha256", document.ContentHash);
        json.WriteString("file", DocumentsApi.LinkOf(call, document.DocumentId) + "/file");
        if (document.RunId is { } run)
        {
            json.WriteString("documentRunId", run);
        }
        if (document.ReplacesId is { } replaced)
        {
            json.WriteString("replaces", replaced);
        }
        json.WriteBoolean("told", one.IsTold);
        json.WriteStartArray("steps");
        foreach (var step in one.Steps)
        {
            json.WriteStartObject();
            json.WriteString("channel", ColumnText.Of(step.Channel));
            json.WriteString("step", ColumnText.Of(step.Step));
            json.Instant("at", step.HappenedAt);
            json.Text("reference", step.Reference);
            json.Text("note", step.Note);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>The figures it would state otherwise today.</summary>
    public static void Changed(Utf8JsonWriter json, IEnumerable<ChangedFigure> changed)
    {
        json.WriteStartArray("changedSince");
        foreach (var figure in changed)
        {
            json.WriteStartObject();
            json.WriteString("name", figure.Name);
            json.Text("stated", figure.Stated);
            json.Text("now", figure.Now);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void Run(Utf8JsonWriter json, ApiCall call, DocumentRun run)
    {
        json.WriteString("documentRunId", run.RunId);
        json.WriteString("kind", ColumnText.Of(run.Kind));
        json.Instant("askedAt", run.AskedAt);
        json.WriteNumber("total", run.Total);
        json.WriteNumber("made", run.Made);
        json.WriteBoolean("stopped", run.State is "stopped");
        json.WriteString("documents", call.EmployerLink($"/documents?documentRunId={run.RunId:D}"));
        json.WriteStartObject("status");
        json.WriteString(
            "state",
            run.State switch
            {
                "waiting" => "processing",
                "failed" => "failed",
                _ => "done",
            }
        );
        if (run.IsUnderWay)
        {
            json.Instant("pollAfter", call.Now + Poll);
        }
        json.Instant("completed", run.EndedAt);
        if (run.Fault is { } fault)
        {
            json.WritePropertyName("problem");
            Problem
                .BadRequest([InputIssue.Of("", fault, language => RecordTexts.Of(new(fault, Severity.Error, ""), language))])
                .Write(json, run.RunId, call.Language);
        }
        json.WriteEndObject();
    }
}
