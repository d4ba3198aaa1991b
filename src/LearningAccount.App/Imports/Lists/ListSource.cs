using LearningAccount.App.Imports.Tables;
using LearningAccount.Law;

namespace LearningAccount.App.Imports.Lists;

/// <summary>A staff list or training list as a source of rows.</summary>
internal sealed class ListSource : IImportSource
{
    private readonly Stream file;
    private readonly ListFile list;
    private readonly IEnumerator<TableRow> rows;
    private readonly ListWriting writing;

    /// <param name="file">Can be wound back; belongs to the source.</param>
    /// <exception cref="FileRefusedException">It is no list, or its header leaves out or repeats what is needed.</exception>
    public ListSource(Stream file, ImportOptions options)
    {
        this.file = file;
        list = ListFile.Open(file, options);
        rows = list.Rows().GetEnumerator();
        OriginalsHead = list.Header.HasNoNames ? ListOriginals.Mark : ListOriginals.Head(list.HeaderNames());
        writing = new(list, options);
    }

    public FileKind Kind => list.Header.List;
    public IReadOnlyList<Anomaly> FileRemarks => list.Header.Anomalies;
    public string OriginalsHead { get; }
    public string OriginalsTail => "";

    public IImportBatch? Next(int max)
    {
        var taken = new List<TableRow>();
        while (taken.Count < max && rows.MoveNext())
        {
            taken.Add(rows.Current);
        }
        return taken.Count == 0 ? null : new Batch(taken, writing);
    }

    public void Dispose()
    {
        rows.Dispose();
        list.Dispose();
        file.Dispose();
    }

    private sealed class Batch(IReadOnlyList<TableRow> rows, ListWriting lists) : IImportBatch
    {
        public Task<IReadOnlyList<ReportRow>> Apply(ImportWriting writing, CancellationToken cancellation) =>
            lists.Take(rows, writing, cancellation);
    }
}
