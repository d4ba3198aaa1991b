using System.Globalization;
using System.Text.Json;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings.Registrations;

namespace LearningAccount.App.Api.Registrations;

/// <summary>Many registrations in one request, each answered by itself.</summary>
internal static class RegistrationBulk
{
    private const string Items = "items";

    /// <summary>One of them, as far as it could be read.</summary>
    private sealed class Item
    {
        public required int Place { get; init; }
        public required string? ExternalId { get; init; }
        public required SentRegistration? Sent { get; init; }
        public required List<InputIssue> Issues { get; init; }
        public Registration? Known { get; set; }
        public ReceivedOutcome Outcome { get; set; } = ReceivedOutcome.Refused;
    }

    public static Task<ApiAnswer> Send(ApiCall call, CancellationToken cancel)
    {
        var schema = call.Operation.Bodies[ApiAnswer.JsonType]!.Properties[Items].Items!;
        var today = call.Today;
        return call.Make(
            async change =>
            {
                // Read anew with each attempt: what became of it is kept with the item.
                var all = call
                    .Body.GetProperty(Items)
                    .EnumerateArray()
                    .Select((sent, place) => Read(sent, place, schema, today))
                    .ToList();
                var read = all.FindAll(item => item.Sent is not null);
                var answers = await SendRegistrations.Do(
                    change,
                    call.Visitor.UserId,
                    [.. read.Select(item => item.Sent!)],
                    call.Now,
                    cancel
                );
                for (var i = 0; i < read.Count; i++)
                {
                    var item = read[i];
                    (item.Outcome, item.Known) = (answers[i].Outcome, answers[i].Registration);
                    item.Issues.AddRange(answers[i].Anomalies.Select(found => InputIssue.Of(found, At(item.Place))));
                }
                return ApiAnswer.Of(json => Write(json, call, all)) with { IsInLanguage = true };
            },
            cancel
        );
    }

    private static Item Read(JsonElement sent, int place, ContractSchema schema, DateOnly today)
    {
        var below = At(place);
        var check = new SchemaCheck(InputPlace.Body);
        check.Check(sent, schema, below.TrimEnd('.'));
        var read = new ReadSent(today, below);
        var isWhole = check.Issues.Count == 0;
        var registration = isWhole ? read.Read(sent) : null;
        return new()
        {
            Place = place,
            Sent = registration,
            ExternalId = isWhole ? sent.TextOf("externalId") : null,
            Issues = [.. check.Issues, .. read.Issues],
        };
    }

    private static void Write(Utf8JsonWriter json, ApiCall call, List<Item> items)
    {
        json.WriteStartObject();
        json.WriteStartArray(Items);
        foreach (var item in items)
        {
            json.WriteStartObject();
            json.WriteNumber("index", item.Place);
            json.WriteString("outcome", ColumnText.Of(item.Outcome));
            json.Text("externalId", item.ExternalId);
            if (item.Known is { } known)
            {
                json.WriteString("registrationId", known.RegistrationId);
                json.WriteString("href", ProviderApi.LinkOf(call, known));
            }
            Problem.WriteIssues(json, item.Issues, call.Language);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("total", items.Count);
        foreach (var outcome in Enum.GetValues<ReceivedOutcome>())
        {
            json.WriteNumber(ColumnText.Of(outcome), items.Count(item => item.Outcome == outcome));
        }
        json.WriteEndObject();
    }

    private static string At(int place) => string.Create(CultureInfo.InvariantCulture, $"{Items}[{place}].");
}
