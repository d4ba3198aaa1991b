using System.Text.Json.Nodes;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Trainings.Registrations;

/// <summary>How a registration stands.</summary>
public enum RegistrationState
{
    /// <summary>Nobody has decided; also where nobody can, since the worker or the employer is not known here.</summary>
    ToVerify,
    Confirmed,
    Refused,

    /// <summary>The provider took it back.</summary>
    Withdrawn,
}

/// <summary>A training as a provider registers it.</summary>
/// <param name="ExternalId">The provider's own id, unique among its registrations.</param>
/// <param name="EmployerNumber">The digits of an enterprise number or an NSSO number, whoever has it.</param>
/// <param name="Words">Of its employer, worker, ids and source nothing is told.</param>
public sealed record SentRegistration(string? ExternalId, Ssin Ssin, string EmployerNumber, TrainingVersion Words)
{
    /// <summary>What it says of the training, as it is kept.</summary>
    public string Said => FactJson.Of(Words).ToJsonString();
}

/// <summary>A registration as it is kept, with what was decided of it.</summary>
public record Registration
{
    public required Guid RegistrationId { get; init; }
    public required Guid ProviderId { get; init; }
    public required string? ExternalId { get; init; }
    public required Ssin Ssin { get; init; }
    public required string EmployerNumber { get; init; }

    /// <summary>As <see cref="SentRegistration.Said"/>.</summary>
    public required string Said { get; init; }
    public required bool IsWithdrawn { get; init; }

    /// <summary>Another number with every change.</summary>
    public required long Version { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Null: not decided.</summary>
    public required RegistrationChoice? Choice { get; init; }
    public required string? Reason { get; init; }
    public required Guid? TrainingId { get; init; }

    /// <summary>The line of the employer's journal that decided it; null: none.</summary>
    public required long? Decided { get; init; }

    /// <summary>Whose program registered it.</summary>
    public required string Organisation { get; init; }
    public required EnterpriseNumber OrganisationNumber { get; init; }

    public RegistrationState State =>
        Choice switch
        {
            RegistrationChoice.Confirmed => RegistrationState.Confirmed,
            RegistrationChoice.Refused => RegistrationState.Refused,
            _ => IsWithdrawn ? RegistrationState.Withdrawn : RegistrationState.ToVerify,
        };

    /// <summary>What it says of the training, as its provider did.</summary>
    public TrainingVersion Words =>
        FactJson.Read<TrainingVersion>(JsonNode.Parse(Said)!.AsObject()) with
        {
            Origin = FactVersion.ByProvider,
            ProviderName = Organisation,
            ProviderNumber = OrganisationNumber.Digits,
        };

    /// <summary>The provider, as the source of the training names it.</summary>
    public string Provider => $"{Organisation} ({OrganisationNumber})";

    /// <summary>True where the provider says the same again.</summary>
    internal bool Says(SentRegistration sent) =>
        Ssin == sent.Ssin
        && string.Equals(EmployerNumber, sent.EmployerNumber, StringComparison.Ordinal)
        && string.Equals(ExternalId, sent.ExternalId, StringComparison.Ordinal)
        && string.Equals(Said, sent.Said, StringComparison.Ordinal);
}

/// <summary>The same, with whoever stands for the person it is of.</summary>
internal sealed record FoundRegistration : Registration
{
    public required Guid WorkerId { get; init; }
}
