using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Lists;

/// <summary>What one row of a training list says.</summary>
internal sealed record TrainingLine
{
    /// <summary>Null: the worker is named by <see cref="SaidIdentity.OwnReference"/> alone.</summary>
    public required Ssin? Ssin { get; init; }

    /// <summary>Null: the list does not say it.</summary>
    public required EnterpriseNumber? Employer { get; init; }

    /// <summary>What the list says of the worker; it serves where the worker is not known yet.</summary>
    public required SaidIdentity Identity { get; init; }
    public required string? ExternalId { get; init; }
    public required string Title { get; init; }
    public required DateOnly Start { get; init; }
    public required DateOnly End { get; init; }

    /// <summary>Duration; exactly one of the two.</summary>
    public required Fraction? Hours { get; init; }
    public required Fraction? Days { get; init; }

    /// <summary>In the unit of the duration, by year.</summary>
    public required ImmutableArray<YearPart> PerYear { get; init; }
    public required TrainingKind Kind { get; init; }
    public required TrainingStatus Status { get; init; }
    public required bool Counts { get; init; }
    public required LeaveScheme? LeaveScheme { get; init; }
    public required bool OfferedAndRefused { get; init; }
    public string? Provider { get; init; }
    public string? ProviderNumber { get; init; }
    public bool? Certificate { get; init; }
    public DateOnly? CertificateValidUntil { get; init; }
    public string? Outcome { get; init; }
    public string? DeliveryMode { get; init; }
    public string? Field { get; init; }
    public string? Funding { get; init; }
    public FundingSource? FundedBy { get; init; }
    public string? DossierNumber { get; init; }

    /// <summary>Euro, as the three that follow.</summary>
    public Fraction? Cost { get; init; }
    public Fraction? WageCost { get; init; }
    public Fraction? FundContributions { get; init; }
    public Fraction? Subsidy { get; init; }
    public WorkingTime? WorkingTime { get; init; }
    public bool? IsInitial { get; init; }
    public string? Language { get; init; }
    public string? Remark { get; init; }
}
