using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.Records.Storage;

public sealed record TrainingVersion : FactVersion
{
    public required Guid WorkerId { get; init; }
    public required Guid TrainingId { get; init; }

    /// <summary>The sender's own key, unique a worker.</summary>
    public required string? ExternalId { get; init; }
    public required string Title { get; init; }
    public required TrainingKind Kind { get; init; }
    public required TrainingStatus Status { get; init; }
    public required DateOnly StartOn { get; init; }
    public required DateOnly EndOn { get; init; }

    /// <summary>Duration: hours or days, not both.</summary>
    public required Fraction? Hours { get; init; }
    public required Fraction? Days { get; init; }

    /// <summary>How it falls over calendar years, as the case file writes it: <c>{"2024":"1","2025":"2"}</c>.</summary>
    public required string? PerYear { get; init; }

    /// <summary>Counts toward the right.</summary>
    public required bool Counts { get; init; }
    public required LeaveScheme? LeaveScheme { get; init; }
    public required bool OfferedAndRefused { get; init; }
    public string? Outcome { get; init; }
    public bool? CertificateReceived { get; init; }
    public DateOnly? CertificateValidUntil { get; init; }
    public string? DeliveryMode { get; init; }
    public string? Field { get; init; }
    public string? ProviderName { get; init; }
    public string? ProviderNumber { get; init; }
    public string? Funding { get; init; }

    /// <summary>Euro for this worker, without wages: the course, who gave it, travel.</summary>
    public Fraction? Cost { get; init; }
    public string? Language { get; init; }
    public string? Remark { get; init; }

    /// <summary>What several workers followed together has one id; null where each line stands alone.</summary>
    public Guid? OccasionId { get; init; }

    /// <summary>Its days and how much of each this worker followed, as <c>TrainingSessions</c> writes them; null: not told by day.</summary>
    public string? Sessions { get; init; }

    /// <summary>Why it counts toward the right, or does not; null where nobody was asked.</summary>
    public CountsBasis? CountsBasis { get; init; }

    /// <summary>The same in somebody's own words.</summary>
    public string? CountsReason { get; init; }
    public WorkingTime? WorkingTime { get; init; }

    /// <summary>Why it was cancelled or not followed.</summary>
    public string? StatusReason { get; init; }

    public FundingSource? FundedBy { get; init; }

    /// <summary>The number its file goes under elsewhere: <c>ODB-1001234</c> in the Flemish register of trainings, that of a sector fund.</summary>
    public string? DossierNumber { get; init; }

    /// <summary>Euro: pay and employer's contributions of this worker for the hours of the training.</summary>
    public Fraction? WageCost { get; init; }

    /// <summary>Euro: contributions and payments to collective funds for this training.</summary>
    public Fraction? FundContributions { get; init; }

    /// <summary>Euro received for it from a region, a fund or Europe.</summary>
    public Fraction? Subsidy { get; init; }

    /// <summary>Initial training, such as that of an apprentice, and not continued training; null: nobody said so.</summary>
    public bool? IsInitial { get; init; }

    /// <summary>The training as people mean it, whoever followed it.</summary>
    public Guid Occasion => OccasionId ?? TrainingId;
}

/// <summary>Why a training counts toward the right, or does not (rulebook section 7).</summary>
public enum CountsBasis
{
    /// <summary>Formal or informal training in the sense of the law (R7.1, R7.2).</summary>
    Ordinary,

    /// <summary>On a subject of the law of 4 August 1996 on well-being at work (R7.3).</summary>
    WellBeing,

    /// <summary>Another law makes it compulsory; nothing in the definitions leaves it out (R7.4).</summary>
    RequiredByLaw,

    /// <summary>A course of a sector fund (R7.6).</summary>
    SectorFund,

    /// <summary>Followed on Flemish training leave or paid educational leave: it does not count (R7.5).</summary>
    Leave,

    /// <summary>It does not count, for a reason told in words.</summary>
    Other,
}

/// <summary>Who pays a training, most of it.</summary>
public enum FundingSource
{
    Employer,
    SectorFund,
    Region,
    Europe,
    Worker,
    Other,
}

/// <summary>When it was followed; outside working time it is paid as normal time without supplement (R7.7).</summary>
public enum WorkingTime
{
    Inside,
    Outside,
    Both,
}

/// <summary>What an employer decides of a training that a provider registered.</summary>
public enum RegistrationChoice
{
    Confirmed,
    Refused,
}

/// <summary>An employer's answer to a registration of a provider.</summary>
public sealed record RegistrationDecisionVersion : FactVersion
{
    public required Guid RegistrationId { get; init; }
    public required Guid WorkerId { get; init; }
    public required RegistrationChoice Choice { get; init; }

    /// <summary>The training that confirming made; null: it was refused.</summary>
    public required Guid? TrainingId { get; init; }

    /// <summary>Why it was refused, for the provider to read.</summary>
    public required string? Reason { get; init; }
}

/// <summary>
/// A file kept with a training: of one worker, such as a certificate, or of all who followed it, such as a list of attendance.
/// What is in it stands in <c>attachment_content</c> under its hash.
/// </summary>
public sealed record AttachmentVersion : FactVersion
{
    public required Guid AttachmentId { get; init; }

    /// <summary>Null: it belongs to the whole <see cref="OccasionId"/>.</summary>
    public required Guid? TrainingId { get; init; }
    public required Guid? WorkerId { get; init; }
    public required Guid? OccasionId { get; init; }

    /// <summary>Without any personal number.</summary>
    public required string FileName { get; init; }
    public required string MediaType { get; init; }
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of the file.</summary>
    public required string Hash { get; init; }
}

/// <summary>A training that comes again, under a name of the employer's own.</summary>
public sealed record TrainingTemplateVersion : FactVersion
{
    public required Guid TemplateId { get; init; }
    public required string Name { get; init; }

    /// <summary>What is filled in, as the form keeps it.</summary>
    public required string Content { get; init; }
}
