namespace LearningAccount.Records.Storage;

/// <summary>An anomaly that somebody said is settled. It is shown again when the facts behind it change.</summary>
public sealed record SettlementVersion : FactVersion
{
    public required Guid SettlementId { get; init; }

    /// <summary>Null: it concerns the employer.</summary>
    public required Guid? WorkerId { get; init; }

    /// <summary>The check that found it.</summary>
    public required string Code { get; init; }

    /// <summary>What it is about: a training, a quarter, a year.</summary>
    public required string Subject { get; init; }

    /// <summary>The hash of the facts it rested on.</summary>
    public required string Facts { get; init; }
    public required string Reason { get; init; }
}
