using LearningAccount.Law;

namespace LearningAccount.App.Imports;

/// <summary>
/// A file being brought in: a source of rows, read once from beginning to end. Reading and writing run on two threads:
/// <see cref="Next"/> is called on the one, <see cref="IImportBatch.Apply"/> on the other, while the next rows are read.
/// </summary>
public interface IImportSource : IDisposable
{
    FileKind Kind { get; }

    /// <summary>The next rows, at most <paramref name="max"/> of them; null at the end of the file.</summary>
    /// <exception cref="FileRefusedException">The file cannot be read on; nothing of it is kept.</exception>
    IImportBatch? Next(int max);

    /// <summary>Remarks on the file as a whole, complete once <see cref="Next"/> has given null: unknown columns or elements.</summary>
    IReadOnlyList<Anomaly> FileRemarks { get; }

    /// <summary>
    /// What stands before all <see cref="ReportRow.Original"/> in a file of nothing but rows to correct and send again: the line
    /// of column names, the root element.
    /// </summary>
    string OriginalsHead { get; }

    /// <summary>What stands behind them.</summary>
    string OriginalsTail { get; }
}

/// <summary>Some rows of a file, read but not yet decided.</summary>
public interface IImportBatch
{
    /// <summary>
    /// Reads what is known of these rows in a few queries, decides each of them with a pure function, and hands the new facts
    /// over to be written. It runs inside the transaction of the import, so it sees what earlier batches wrote. A dry run is
    /// the same, taken back at the end.
    /// </summary>
    Task<IReadOnlyList<ReportRow>> Apply(ImportWriting writing, CancellationToken cancellation);
}

/// <summary>A file that is refused as a whole, with what is wrong and what to do.</summary>
public sealed class FileRefusedException(Anomaly anomaly) : Exception(anomaly.Code)
{
    public Anomaly Anomaly { get; } = anomaly;
}
