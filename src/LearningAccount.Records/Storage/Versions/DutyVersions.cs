namespace LearningAccount.Records.Storage;

/// <summary>Somebody's word that a duty is done which the program cannot see done: a plan sent, an opinion asked.</summary>
public sealed record DutyDoneVersion : FactVersion
{
    public required Guid DoneId { get; init; }

    /// <summary>A code of <c>DutyKind</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Which one of its kind: a year, a quarter.</summary>
    public required string Subject { get; init; }
    public required DateOnly DoneOn { get; init; }

    /// <summary>What shows it: a reference, who gave the opinion.</summary>
    public required string? Note { get; init; }
}
