using System.Text.Json;
using LearningAccount.App.Api.Requests;
using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Api.Trainings;

/// <summary>Writes trainings as the contract has them.</summary>
internal static class TrainingJson
{
    /// <summary>What a training is here, and all that is said of it.</summary>
    /// <param name="worker">Whoever stands for the person it is of.</param>
    public static void Write(Utf8JsonWriter json, TrainingVersion training, Guid worker, DateTimeOffset? changedAt)
    {
        json.WriteString("trainingId", training.TrainingId);
        json.WriteString("workerId", worker);
        if (training.OccasionId is { } occasion)
        {
            json.WriteString("occasionId", occasion);
        }
        json.WriteString("origin", training.Origin);
        json.Instant("changedAt", changedAt);
        Words(json, training);
    }

    /// <summary>What is said of it, as it may be sent back.</summary>
    /// <param name="byProvider">True: it is a provider's words, which say nothing of what counts.</param>
    public static void Words(Utf8JsonWriter json, TrainingVersion training, bool byProvider = false)
    {
        json.Text("externalId", training.ExternalId);
        json.WriteString("title", training.Title);
        json.WriteString("kind", ColumnText.Of(training.Kind));
        json.WriteString("status", ColumnText.Of(training.Status));
        json.Day("startDate", training.StartOn);
        json.Day("endDate", training.EndOn);
        json.Exact("hours", training.Hours);
        json.Exact("days", training.Days);
        Years(json, training);
        Sessions(json, training);
        if (!byProvider)
        {
            json.WriteBoolean("counts", training.Counts);
            json.WriteBoolean("offeredAndRefused", training.OfferedAndRefused);
        }
        json.Code("countsBasis", training.CountsBasis);
        json.Text("countsReason", training.CountsReason);
        json.Code("leaveScheme", training.LeaveScheme);
        json.Code("workingTime", training.WorkingTime);
        json.Text("statusReason", training.StatusReason);
        json.Text("outcome", training.Outcome);
        json.Bool("certificateReceived", training.CertificateReceived);
        json.Day("certificateValidUntil", training.CertificateValidUntil);
        json.Text("deliveryMode", training.DeliveryMode);
        json.Text("field", training.Field);
        json.Text("language", training.Language);
        json.Text("providerName", training.ProviderName);
        json.Text("providerNumber", training.ProviderNumber);
        json.Text("funding", training.Funding);
        json.Code("fundedBy", training.FundedBy);
        json.Text("dossierNumber", training.DossierNumber);
        json.Exact("cost", training.Cost);
        json.Exact("wageCost", training.WageCost);
        json.Exact("fundContributions", training.FundContributions);
        json.Exact("subsidy", training.Subsidy);
        json.Bool("isInitial", training.IsInitial);
        json.Text("remark", training.Remark);
    }

    /// <summary>The member <c>remarks</c>; nothing where there are none.</summary>
    public static void Remarks(Utf8JsonWriter json, IReadOnlyList<Anomaly> remarks, Language language)
    {
        if (remarks.Count == 0)
        {
            return;
        }
        json.WriteStartArray("remarks");
        foreach (var remark in remarks)
        {
            json.WriteStartObject();
            json.WriteString("code", remark.Code);
            json.WriteString("text", RecordTexts.Of(remark, language));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Years(Utf8JsonWriter json, TrainingVersion training)
    {
        var parts = SayTrainings.PerYear(training.PerYear);
        if (parts.IsEmpty)
        {
            return;
        }
        json.WriteStartArray("perYear");
        foreach (var part in parts)
        {
            json.WriteStartObject();
            json.WriteNumber("year", part.Year);
            json.Exact("quantity", part.Quantity);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void Sessions(Utf8JsonWriter json, TrainingVersion training)
    {
        var sessions = TrainingSessions.Of(training.Sessions);
        if (sessions.IsEmpty)
        {
            return;
        }
        json.WriteStartArray("sessions");
        foreach (var session in sessions)
        {
            json.WriteStartObject();
            json.Day("date", session.On);
            json.Exact("length", session.Length);
            json.Exact("followed", session.Followed);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
