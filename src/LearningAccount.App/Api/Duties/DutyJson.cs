using System.Text.Json;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Duties;
using LearningAccount.App.Wording;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Duties;

namespace LearningAccount.App.Api.Duties;

/// <summary>A duty as it is answered.</summary>
internal static class DutyJson
{
    /// <summary>The same at each reading: <c>planFixed.2027</c>.</summary>
    public static string IdOf(Duty duty) => $"{CodeText.Of(duty.Kind)}.{duty.Subject}";

    public static ApiAnswer Document(ApiCall call, Duty duty) =>
        ApiAnswer.Document(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", call.EmployerLink($"/duties/{IdOf(duty)}"));
            Write(json, call, duty);
            json.WriteStartArray("workers");
            foreach (var behind in duty.Workers)
            {
                json.WriteStartObject();
                json.WriteString("href", call.EmployerLink($"/workers/{behind.WorkerId:D}"));
                json.WriteString("workerId", behind.WorkerId);
                json.Exact("days", behind.Days);
                json.Day("on", behind.On);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }) with
        {
            IsInLanguage = true,
        };

    /// <summary>Its members, after where it is read.</summary>
    public static void Write(Utf8JsonWriter json, ApiCall call, Duty duty)
    {
        var words = Words.In(call.Language);
        json.WriteString("dutyId", IdOf(duty));
        json.WriteString("kind", CodeText.Of(duty.Kind));
        json.WriteString("subject", duty.Subject);
        json.WriteString("state", CodeText.Of(duty.State));
        json.Day("dueOn", duty.On);
        json.WriteBoolean("toKnow", duty.IsToKnow);
        json.WriteBoolean("dayProposed", DutyTerms.IsDayProposed(duty.Kind));
        json.WriteString("title", DutyWords.Title(duty.Kind, words));
        json.WriteString("description", DutyWords.Why(duty, words));
        json.WriteString("source", DutyWords.Source(duty.Kind, words));
        json.WriteNumber("workerCount", duty.Count);
        json.WriteBoolean("settleable", DutyTerms.MayBeSaidDone(duty.Kind));
        if (duty.Said is { } said)
        {
            json.WriteStartObject("settlement");
            json.Day("doneOn", said.DoneOn);
            json.Text("note", said.Note);
            json.WriteEndObject();
        }
    }
}
