using System.Text.Json;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Anomalies;
using LearningAccount.Records.Registry;

namespace LearningAccount.App.Api.Anomalies;

/// <summary>An anomaly as it is answered.</summary>
internal static class AnomalyJson
{
    private static readonly string[] OfDay = ["on", Seen.KnownOn];

    public static string StateOf(Finding finding) => finding.Settled is null ? "open" : "settled";

    /// <summary>Where it is read: on the same days, where others than today were asked for.</summary>
    public static string Address(ApiCall call, Finding finding)
    {
        var days = OfDay.Where(name => call[name] is not null).Select(name => $"{name}={call[name]}").ToList();
        var query = days.Count == 0 ? "" : $"?{string.Join('&', days)}";
        return call.EmployerLink($"/anomalies/{finding.IdAt(call.EmployerId):D}{query}");
    }

    public static ApiAnswer Document(ApiCall call, EmployerSnapshot employer, Finding finding) =>
        ApiAnswer.Document(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", Address(call, finding));
            Write(json, call, employer, finding);
            json.WriteEndObject();
        }) with
        {
            IsInLanguage = true,
        };

    /// <summary>Its members, after where it is read.</summary>
    public static void Write(Utf8JsonWriter json, ApiCall call, EmployerSnapshot employer, Finding finding)
    {
        var words = Words.In(call.Language);
        json.WriteString("id", finding.IdAt(call.EmployerId));
        json.WriteString("code", finding.Code);
        json.Code("severity", (Severity?)Checks.SeverityOf(finding.Code));
        json.WriteString("state", StateOf(finding));
        json.WriteString("description", FindingText.What(finding, words));
        json.Text("toDo", FindingText.ToDo(finding, words));
        json.Text("remark", finding.Remark?.Code);
        json.Day("dueOn", FindingText.DayOf(finding));
        if (finding.WorkerId is { } worker)
        {
            json.WriteString("workerId", worker);
            json.Link("worker", call.EmployerLink($"/workers/{worker:D}"));
        }
        if (finding.TrainingId is { } training)
        {
            json.WriteString("trainingId", training);
            json.Link("training", call.EmployerLink($"/trainings/{training:D}"));
        }
        json.Text("yearQuarter", finding.Quarter?.ToString());
        if (!finding.Values.IsEmpty)
        {
            json.WriteStartObject("values");
            foreach (var (name, value) in finding.Values)
            {
                json.Text(name, ValueOf(name, value, call.Language));
            }
            json.WriteEndObject();
        }
        if (finding.Settled is { } said)
        {
            json.WriteStartObject("settlement");
            json.WriteString("reason", said.Reason);
            // What this request says is not in what was read before it.
            json.Day("settledOn", said.Recorded > employer.Seq ? call.Today : employer.OriginOf(said).RecordedOn);
            json.WriteEndObject();
        }
    }

    private static string? ValueOf(string name, string value, Language language) =>
        name switch
        {
            "enterprise" or "situation" => LanguageTexts.In(value, language),
            "class" when Enum.TryParse<SizeClass>(value, out var size) => CodeText.Of(size),
            _ => value,
        };
}
