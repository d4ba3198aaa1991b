namespace LearningAccount.App.Imports.Tables;

/// <summary>A file of rows and cells, read once from the top: the rows are never all in memory.</summary>
public interface ITable : IDisposable
{
    /// <summary>The worksheet being read; null for a file without sheets.</summary>
    string? Sheet { get; }

    /// <summary>The rows that are not empty, in order.</summary>
    /// <exception cref="FileRefusedException">The rest of the file cannot be read.</exception>
    IEnumerable<TableRow> Rows();
}

/// <summary>One row that is not empty.</summary>
/// <param name="Number">The line of the file, or the row of the sheet, as an editor or spreadsheet numbers it: from 1.</param>
public sealed record TableRow(int Number, IReadOnlyList<Cell> Cells)
{
    public Cell this[int column] => column < Cells.Count ? Cells[column] : Cell.Empty;

    /// <summary>True when the row stops in the middle of quoted text that is never closed.</summary>
    public bool QuoteNotClosed { get; init; }

    /// <summary>A person corrected some of its cells after the file was written.</summary>
    public bool IsCorrected { get; init; }
}
