using System.Text.Json;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Api.Trainings;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings.Registrations;

namespace LearningAccount.App.Api.Registrations;

/// <summary>Writes registrations as the contract has them: to providers, and to employers.</summary>
internal static class RegistrationJson
{
    /// <summary>The version of a registration: what its provider says, and what was decided.</summary>
    public static string ETag(Registration one) => $"{one.Version:x}-{one.Decided ?? 0:x}";

    /// <summary>What a provider is answered when it sends something: nothing of the person, since answers are kept for a day.</summary>
    public static void Receipt(Utf8JsonWriter json, Registration one)
    {
        json.WriteString("registrationId", one.RegistrationId);
        json.Text("externalId", one.ExternalId);
        json.WriteString("state", ColumnText.Of(one.State));
        json.Instant("receivedAt", one.ReceivedAt);
        if (one.State is RegistrationState.ToVerify)
        {
            json.Instant("waitsUntil", one.ChangedAt + SendRegistrations.Waits);
        }
    }

    /// <summary>A registration as its provider reads it.</summary>
    public static void ForProvider(Utf8JsonWriter json, Registration one)
    {
        Receipt(json, one);
        json.Text("reason", one.Reason);
        json.WriteString("ssin", one.Ssin.Digits);
        json.WriteString("employerNumber", one.EmployerNumber);
        TrainingJson.Words(
            json,
            one.Words with
            {
                ExternalId = null,
                ProviderName = null,
                ProviderNumber = null,
            },
            byProvider: true
        );
    }

    /// <summary>The same as the employer reads it, whose worker it is of.</summary>
    public static void ForEmployer(Utf8JsonWriter json, Registration one, Guid worker)
    {
        Receipt(json, one);
        json.Text("reason", one.Reason);
        json.WriteString("workerId", worker);
        if (one.TrainingId is { } training)
        {
            json.WriteString("trainingId", training);
        }
        TrainingJson.Words(json, one.Words with { ExternalId = null }, byProvider: true);
    }
}
