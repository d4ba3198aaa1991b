using LearningAccount.App.Imports.Dmfa;
using LearningAccount.Law;

namespace LearningAccount.App.Imports.Dimona;

/// <summary>
/// A file of Dimona as a source of rows. Rows that have to be corrected are answered last, each as it stands in the file: they are
/// found in a second reading, since some are wrong only by what is known.
/// </summary>
internal sealed class DimonaSource : IImportSource
{
    private readonly Stream file;
    private readonly DimonaReader reader;
    private readonly DimonaWriting writing;
    private readonly IEnumerator<DimonaRow> rows;
    private readonly List<Anomaly> remarks = [];
    private bool isRead;

    /// <param name="file">Is read twice when rows have to be corrected, so it can be wound back.</param>
    /// <exception cref="FileRefusedException">It is no XML, or in another encoding.</exception>
    public DimonaSource(Stream file, ImportOptions options)
    {
        this.file = file;
        XmlEncoding.Check(file);
        reader = new(new(new LeftOpen(file)));
        writing = new(options);
        rows = reader.Read().GetEnumerator();
    }

    public FileKind Kind => FileKind.Dimona;
    public IReadOnlyList<Anomaly> FileRemarks => remarks;
    public string OriginalsHead => $"""<?xml version="1.0" encoding="UTF-8"?>{"\n"}<{reader.Root}>{"\n"}""";
    public string OriginalsTail => $"</{reader.Root}>\n";

    public IImportBatch? Next(int max)
    {
        var taken = new List<DimonaRow>(Math.Min(max, 100));
        while (taken.Count < max && rows.MoveNext())
        {
            taken.Add(rows.Current);
        }
        if (taken.Count > 0)
        {
            return new Batch(taken, writing);
        }
        if (isRead)
        {
            return null;
        }
        isRead = true;
        if (reader.UnknownElements.Count > 0)
        {
            remarks.Add(
                new("dmfa.unknownElements", Severity.Warning, "")
                {
                    Values = [("names", string.Join(", ", reader.UnknownElements))],
                }
            );
        }
        return new Refusals(file, reader.Root, writing);
    }

    public void Dispose()
    {
        rows.Dispose();
        reader.Dispose();
        file.Dispose();
    }

    private sealed class Batch(IReadOnlyList<DimonaRow> rows, DimonaWriting writing) : IImportBatch
    {
        public Task<IReadOnlyList<ReportRow>> Apply(ImportWriting into, CancellationToken cancellation) =>
            writing.Take(rows, into, cancellation);
    }

    /// <summary>The last batch: nothing is read beside it any more.</summary>
    private sealed class Refusals(Stream file, string root, DimonaWriting writing) : IImportBatch
    {
        public Task<IReadOnlyList<ReportRow>> Apply(ImportWriting into, CancellationToken cancellation)
        {
            var refused = writing.Refused.OrderBy(row => row.Number).ToList();
            int[] numbers = [.. refused.Select(row => row.Number).Distinct()];
            var originals = numbers
                .Zip(DimonaOriginals.Of(file, root, numbers))
                .ToDictionary(pair => pair.First, pair => pair.Second);
            return Task.FromResult<IReadOnlyList<ReportRow>>([
                .. refused.Select(row => row with { Original = originals[row.Number] }),
            ]);
        }
    }
}
