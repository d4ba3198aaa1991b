namespace LearningAccount.App.Imports.Origins;

/// <summary>A row of a file that was brought in: which file it was, when and by whom it came, and where in it the row stands.</summary>
public sealed record ImportedRow
{
    public required Guid ImportId { get; init; }
    public required string FileName { get; init; }

    /// <summary>SHA-256 of the file.</summary>
    public required string FileHash { get; init; }
    public required long FileBytes { get; init; }

    /// <summary>A <see cref="FileKind"/>: <c>dmfa</c>, <c>trainingList</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>kept</c> or <c>undone</c>.</summary>
    public required string State { get; init; }

    /// <summary>Of a list its line of column names.</summary>
    public required string? OriginalsHead { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string By { get; init; }

    /// <summary>The line of the journal that brought it.</summary>
    public required long Line { get; init; }

    /// <summary>The file tells of no other employer.</summary>
    public required bool IsOfThisEmployerAlone { get; init; }

    /// <summary>As <see cref="ReportRow.Number"/>.</summary>
    public required long RowNumber { get; init; }

    /// <summary>A <see cref="RowOutcome"/>: <c>new</c>, <c>changed</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>The worker it is about; null where it could not be told.</summary>
    public required Guid? WorkerId { get; init; }

    /// <summary>A row that names nobody may be another employer's, where the file tells of several.</summary>
    public bool IsOfThisEmployer => WorkerId is not null || IsOfThisEmployerAlone;
    public bool IsUndone => State is "undone";
}
