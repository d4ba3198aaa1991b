using LearningAccount.Law;

namespace LearningAccount.Records.Storage;

/// <summary>A DmfA form that was accepted: one employer, one quarter, one trusteeship.</summary>
public sealed record DeclarationVersion : FactVersion
{
    public required Guid DeclarationId { get; init; }
    public required Quarter Quarter { get; init; }

    /// <summary>Made by a bankruptcy trustee; it adds to the declaration without (T21).</summary>
    public required bool Trusteeship { get; init; }
    public required string? Reference { get; init; }

    /// <summary>
    /// Date and hour the form says it was made: <c>2025-10-20T09:15:30.125</c>. With quarter, trusteeship and reference it
    /// is how the same form is known again (T29).
    /// </summary>
    public required string FormCreated { get; init; }

    /// <summary>Natural persons declared. 0: the quarter does not count as declared.</summary>
    public required int Persons { get; init; }
}

/// <summary>What a declaration's quarter-end count made of one person.</summary>
public sealed record DeclarationPersonVersion : FactVersion
{
    public required Guid DeclarationId { get; init; }
    public required Quarter Quarter { get; init; }
    public required long SequenceNumber { get; init; }

    /// <summary>Null where the number is in quarantine.</summary>
    public required Guid? WorkerId { get; init; }
    public required string? OwnReference { get; init; }

    /// <summary>Of a number in quarantine, what may be shown.</summary>
    public required string? MaskedNumber { get; init; }

    /// <summary>Q ÷ S of the occupations active on the last day of the quarter, added up and not cut at 1.</summary>
    public required Fraction Fte { get; init; }

    /// <summary>
    /// <c>counted</c>, or why not: <c>notActive</c>, <c>student</c>, <c>thirdParty</c>, <c>severance</c>,
    /// <c>quarantined</c>, <c>missingHours</c>, <c>notEmployment</c>.
    /// </summary>
    public required string Outcome { get; init; }

    /// <summary>
    /// The occupations the declaration says, by their <see cref="OccupationVersion.OccupationId"/>, with commas between; one that
    /// is said twice stands twice. Null: none.
    /// </summary>
    public required string? Occupations { get; init; }

    /// <summary>What the places of the outcome's text are filled with, as JSON.</summary>
    public required string? Details { get; init; }
}

/// <summary>A file brought in, as one employer's journal tells of it. Undoing it is a new version.</summary>
public sealed record ImportVersion : FactVersion
{
    public required Guid ImportId { get; init; }

    /// <summary>Without any personal number.</summary>
    public required string FileName { get; init; }

    /// <summary>SHA-256 of the file.</summary>
    public required string FileHash { get; init; }
    public required long FileBytes { get; init; }

    /// <summary><c>dmfa</c>, <c>staffList</c>, <c>trainingList</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>kept</c> or <c>undone</c>.</summary>
    public required string State { get; init; }
    public required long RowsNew { get; init; }
    public required long RowsChanged { get; init; }
    public required long RowsUnchanged { get; init; }
    public required long RowsDuplicate { get; init; }
    public required long RowsWrong { get; init; }

    /// <summary>What stands before the rows kept as they came in a file of them, to correct and send again; and behind them.</summary>
    public required string? OriginalsHead { get; init; }
    public required string? OriginalsTail { get; init; }

    /// <summary>Rows about nobody who has an account; null where they were not counted apart yet.</summary>
    public required long? RowsLeftOut { get; init; }

    /// <summary>Of the duplicates, rows that look like a known training and wait for a decision; null as above.</summary>
    public required long? RowsWaiting { get; init; }
}

/// <summary>What became of one row of a file.</summary>
public sealed record ImportRowVersion : FactVersion
{
    public required Guid ImportId { get; init; }
    public required long RowNumber { get; init; }

    /// <summary><c>new</c>, <c>changed</c>, <c>unchanged</c>, <c>duplicate</c>, <c>leftOut</c> or <c>error</c>.</summary>
    public required string Outcome { get; init; }
    public required Guid? WorkerId { get; init; }

    /// <summary>The anomaly, where there is one.</summary>
    public required string? Code { get; init; }
    public required string? Severity { get; init; }
    public required string? At { get; init; }

    /// <summary>What the places of its text are filled with, as JSON.</summary>
    public required string? Details { get; init; }

    /// <summary>The line as it stood in the file, kept only where it is wrong, to be corrected and sent again.</summary>
    public required string? Original { get; init; }
}

/// <summary>
/// How the lists of some other program are understood, kept under a name: of one employer, or with
/// <see cref="Journal.JournalLine.Instance"/> of a person who brings in files for many, or of the whole installation.
/// </summary>
public sealed record ListMappingVersion : FactVersion
{
    public required Guid MappingId { get; init; }

    /// <summary>The user whose it is; null: it is there for everybody of the employer, or of the installation.</summary>
    public required Guid? OwnerId { get; init; }
    public required string Name { get; init; }

    /// <summary><c>staffList</c>, <c>trainingList</c>.</summary>
    public required string List { get; init; }

    /// <summary>As JSON.</summary>
    public required string Content { get; init; }
}

/// <summary>An archive of what was brought in, as it left the program.</summary>
public sealed record SealedArchiveVersion : FactVersion
{
    public required Guid ArchiveId { get; init; }

    /// <summary>SHA-256 of its file <c>SHA256SUMS</c>, in which the hashes of all others stand.</summary>
    public required string Seal { get; init; }

    /// <summary>Files in it, <c>SHA256SUMS</c> not counted.</summary>
    public required long Files { get; init; }

    /// <summary>The last line of the employer's journal it tells of.</summary>
    public required long JournalSeq { get; init; }
}

/// <summary>A file of law or sector agreements an operator added. It belongs to the whole instance.</summary>
public sealed record LawFileVersion : FactVersion
{
    public required Guid FileId { get; init; }
    public required string FileName { get; init; }

    /// <summary>SHA-256 of the text.</summary>
    public required string FileHash { get; init; }

    /// <summary>The day it was added.</summary>
    public required DateOnly KnownFrom { get; init; }
    public required string Text { get; init; }
}
