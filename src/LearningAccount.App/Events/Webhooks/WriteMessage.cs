using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using LearningAccount.Records.Events;
using LearningAccount.Records.Events.Webhooks;

namespace LearningAccount.App.Events.Webhooks;

/// <summary>A request's body, and what it is known by.</summary>
/// <param name="Type">Its media type.</param>
internal sealed record WrittenMessage(WebhookMessage Message, byte[] Body, string Type);

/// <summary>
/// Writes what is sent to a webhook: one event as CloudEvents has it in JSON, or several as a batch. What a receiver knows it by is
/// made of its events alone, so whatever is sent again is known again.
/// </summary>
internal static class WriteMessage
{
    private const string EventType = "application/cloudevents+json";
    private const string BatchType = "application/cloudevents-batch+json";
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="told">At least one, each with the number by which addresses name its employer.</param>
    /// <param name="root">The absolute address of the API, without a slash at its end.</param>
    public static WrittenMessage Of(Webhook webhook, IReadOnlyList<(FactEvent Event, string Number)> told, string root)
    {
        var isBatch = webhook.BatchSize > 1;
        var body = Written(json =>
        {
            if (isBatch)
            {
                json.WriteStartArray();
            }
            foreach (var (one, number) in told)
            {
                json.WriteStartObject();
                WriteEvent.To(json, one, number, root);
                json.WriteEndObject();
            }
            if (isBatch)
            {
                json.WriteEndArray();
            }
        });
        var id = isBatch ? IdOf(told.Select(one => one.Event.Id)) : told[0].Event.Id;
        return new(new(id, told.Count, told[0].Event.Kind), body, isBatch ? BatchType : EventType);
    }

    /// <summary>An event that tells of nothing: whether it arrives is all that is asked.</summary>
    public static WrittenMessage Test(Webhook webhook, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7();
        var body = Written(json =>
        {
            if (webhook.BatchSize > 1)
            {
                json.WriteStartArray();
            }
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", id);
            json.WriteString("service", EventTypes.Service);
            json.WriteString("type", EventTypes.Test);
            json.WriteString("source", $"urn:learningAccount:webhook:{webhook.WebhookId:D}");
            json.WriteString("subject", webhook.WebhookId);
            json.WriteString("time", now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture));
            json.WriteEndObject();
            if (webhook.BatchSize > 1)
            {
                json.WriteEndArray();
            }
        });
        return new(new(id, 1, null), body, webhook.BatchSize > 1 ? BatchType : EventType);
    }

    // RFC 9562, 5.8: version 8 is free to be made of anything.
    private static Guid IdOf(IEnumerable<Guid> events)
    {
        var hash = SHA256.HashData([.. events.SelectMany(id => id.ToByteArray(bigEndian: true))]).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash, bigEndian: true);
    }

    private static byte[] Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            write(json);
        }
        return buffer.WrittenSpan.ToArray();
    }
}
