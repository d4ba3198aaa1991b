namespace LearningAccount.App.Imports;

/// <summary>A file that was sent to be brought in, and how far it is.</summary>
public sealed record ImportTask
{
    /// <summary>Also the id of the import it becomes.</summary>
    public required Guid TaskId { get; init; }

    /// <summary>Who sent it.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The one employer it may tell of; null: any that whoever sent it brings in files for.</summary>
    public required Guid? EmployerId { get; init; }
    public required string? EmployerNumber { get; init; }
    public required string FileName { get; init; }
    public required string FileHash { get; init; }
    public required long FileBytes { get; init; }

    /// <summary>Nothing is kept: the answer is what would happen.</summary>
    public required bool IsRehearsal { get; init; }

    /// <summary><c>waiting</c>, <c>done</c> or <c>failed</c>.</summary>
    public required string State { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>How often it was begun.</summary>
    public required long Tries { get; init; }

    /// <summary>Of one that failed: the code of why.</summary>
    public required string? Fault { get; init; }

    /// <summary>Of one that is done: an <see cref="ImportAnswerOf"/> as JSON.</summary>
    public required string? Answer { get; init; }
}
