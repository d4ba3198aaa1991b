using System.Collections.Immutable;
using LearningAccount.Law;

namespace LearningAccount.App.Imports;

/// <summary>What becomes of one row of a file: of a line of a list, or of a person of a declaration.</summary>
public enum RowOutcome
{
    /// <summary>It says something that was not known.</summary>
    New,

    /// <summary>It changes something that was known.</summary>
    Changed,

    /// <summary>All it says was known already.</summary>
    Unchanged,

    /// <summary>It says again what an earlier row of the same file says.</summary>
    Duplicate,

    /// <summary>It is about nobody who has an account here: a student under the solidarity contribution, somebody paid for others.</summary>
    LeftOut,

    /// <summary>It cannot be kept; its remarks say why and what to do. The rest of the file is kept.</summary>
    Error,
}

/// <summary>The answer to one row of a file.</summary>
/// <param name="Number">
/// The row's number as its reader finds it again, from 1: the line of a list as a spreadsheet numbers it, the place of the
/// person among all persons of a declaration file.
/// </param>
public sealed record ReportRow(int Number, RowOutcome Outcome)
{
    /// <summary>What is wrong or should be looked at, each with code, place and values. Never a national number in a value.</summary>
    public ImmutableArray<Anomaly> Remarks { get; init; } = [];

    /// <summary>The employer the row is about; null where it is not known, as when the row cannot be read.</summary>
    public Guid? EmployerId { get; init; }

    /// <summary>The worker the row is about, where there is one.</summary>
    public Guid? WorkerId { get; init; }

    /// <summary>It looks like a known training, and nothing of it is kept before a person decides.</summary>
    public bool Waits { get; init; }

    /// <summary>
    /// The row as it came, for an <see cref="RowOutcome.Error"/>: one line of the list in its own separators, with its line
    /// end, or the XML of the person. It goes into the file that is corrected and sent again, and is kept nowhere else but with the import.
    /// </summary>
    public string? Original { get; init; }
}
