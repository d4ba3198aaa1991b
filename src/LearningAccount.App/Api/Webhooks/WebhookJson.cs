using System.Text.Json;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Events;
using LearningAccount.Records.Events.Webhooks;

namespace LearningAccount.App.Api.Webhooks;

/// <summary>Webhooks and what was sent to them, as answers tell them. What signs is in none but the two that make it.</summary>
internal static class WebhookJson
{
    public static string LinkOf(ApiCall call, Webhook one) => call.Link($"/webhooks/{one.WebhookId:D}");

    /// <param name="number">Of the employer it is narrowed to.</param>
    public static void Members(Utf8JsonWriter json, Webhook one, string? number)
    {
        json.WriteString("webhookId", one.WebhookId);
        json.WriteString("address", one.Address);
        json.Text("description", one.Description);
        json.Text("employerNumber", number);
        if (!one.EventKinds.IsEmpty)
        {
            json.WriteStartArray("eventTypes");
            foreach (var kind in one.EventKinds)
            {
                json.WriteStringValue(EventTypes.Of(kind));
            }
            json.WriteEndArray();
        }
        json.WriteNumber("batchSize", one.BatchSize);
        json.Code<WebhookState>("state", one.State);
        json.Code("disabledReason", one.DisabledReason);
        json.Instant("disabledAt", one.DisabledAt);
        json.Instant("previousSecretUntil", one.OldSecretUntil);
        json.Instant("createdAt", one.MadeAt);
        json.Instant("changedAt", one.ChangedAt);
    }

    public static void Delivery(Utf8JsonWriter json, WebhookDelivery one)
    {
        json.WriteString("deliveryId", one.DeliveryId);
        json.WriteString("messageId", one.MessageId);
        json.WriteString("firstType", one.FirstType is { } kind ? EventTypes.Of(kind) : EventTypes.Test);
        json.WriteNumber("events", one.Events);
        json.WriteString("state", one.State);
        json.WriteNumber("attempts", one.Attempts);
        json.Instant("firstAttemptAt", one.BegunAt);
        json.Instant("lastAttemptAt", one.TriedAt);
        json.Whole("status", one.Status);
        json.Code("fault", one.Fault);
        json.Instant("nextAttemptAt", one.NextAt);
    }

    /// <summary>How it stands as a whole, beside what was sent.</summary>
    public static void Standing(Utf8JsonWriter json, Webhook one)
    {
        json.WriteString("cursor", one.Cursor.ToString());
        json.Instant("lastDeliveredAt", one.DeliveredAt);
        json.Instant("failingSince", one.FailingSince);
        json.Instant("nextAttemptAt", one is { State: WebhookState.Active, FailingSince: not null } ? one.DueAt : null);
    }
}
