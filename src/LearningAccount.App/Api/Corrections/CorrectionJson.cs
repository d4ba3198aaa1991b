using System.Text.Json;
using LearningAccount.App.Api.Requests;
using LearningAccount.Records.Corrections;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Corrections;

/// <summary>Writes requests to have something corrected as the contract has them.</summary>
internal static class CorrectionJson
{
    // What a proposal says, by the members of the facts, and what the contract calls it.
    private static readonly (string Member, string Name)[] Names =
    [
        ("title", "title"),
        ("kind", "kind"),
        ("status", "status"),
        ("startOn", "startDate"),
        ("endOn", "endDate"),
        ("hours", "hours"),
        ("days", "days"),
        ("providerName", "providerName"),
        ("certificateReceived", "certificateReceived"),
        ("certificateValidUntil", "certificateValidUntil"),
        ("fullTimeHours", "fullTimeHours"),
        ("fraction", "fraction"),
        ("familyName", "familyName"),
        ("givenNames", "givenName"),
        ("birthDate", "birthDate"),
        ("birthPlace", "birthPlace"),
        ("domicile", "domicile"),
        ("onDay", "date"),
    ];

    /// <param name="worker">Whoever stands for the person who asks.</param>
    public static void Write(Utf8JsonWriter json, CorrectionRequestVersion request, string employerNumber, Guid worker)
    {
        json.WriteString("correctionId", request.RequestId);
        json.WriteString("reference", CorrectionReference.Of(request.RequestId));
        json.WriteString("employerNumber", employerNumber);
        json.WriteString("workerId", worker);
        json.WriteString("subject", ColumnText.Of(request.Subject));
        if (request.AboutId is { } about && request.Subject is CorrectionSubject.Training or CorrectionSubject.Employment)
        {
            json.WriteString("aboutId", request.AboutId!.Value);
        }
        Proposal(json, request.Proposal);
        json.WriteString("step", ColumnText.Of(request.Step));
        json.Text("words", request.Words);
        json.Instant("askedAt", request.AskedAt);
        json.Instant("waitsSince", request.WaitsSince);
    }

    public static void Steps(Utf8JsonWriter json, IReadOnlyList<CorrectionStepTaken> steps)
    {
        json.WriteStartArray("steps");
        foreach (var step in steps)
        {
            json.WriteStartObject();
            json.WriteString("step", ColumnText.Of(step.Request.Step));
            json.WriteString("side", ColumnText.Of(step.Request.Side));
            json.Instant("at", step.At);
            if (step.Request.Side is not CorrectionSide.Program)
            {
                // The name alone: an address is nobody else's business.
                json.WriteString("by", step.Actor.Split(" <")[0]);
            }
            json.Text("words", step.Request.Words);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Proposal(Utf8JsonWriter json, string? proposal)
    {
        if (proposal is null)
        {
            return;
        }
        using var read = JsonDocument.Parse(proposal);
        json.WriteStartObject("proposal");
        foreach (var (member, name) in Names)
        {
            if (read.RootElement.TryGetProperty(member, out var value) && value.ValueKind is not JsonValueKind.Null)
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }
        }
        json.WriteEndObject();
    }
}
