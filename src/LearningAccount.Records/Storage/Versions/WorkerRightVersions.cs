using LearningAccount.Law;

namespace LearningAccount.Records.Storage;

/// <summary>The company's own number of days of one worker for a year; it goes before the one for all.</summary>
public sealed record WorkerOptOutVersion : FactVersion
{
    public required Guid WorkerId { get; init; }
    public required int Year { get; init; }

    /// <summary>For a full-time worker employed the whole year.</summary>
    public required Fraction Days { get; init; }
    public required string? Reason { get; init; }
}

/// <summary>Days the employer grants one worker in a year on top of the right and of what it grants all.</summary>
public sealed record WorkerExtraDaysVersion : FactVersion
{
    public required Guid WorkerId { get; init; }
    public required int Year { get; init; }

    /// <summary>For a full-time worker employed the whole year.</summary>
    public required Fraction Days { get; init; }
    public required string? Reason { get; init; }
}
