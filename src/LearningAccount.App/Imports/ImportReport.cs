using LearningAccount.Law;

namespace LearningAccount.App.Imports;

/// <summary>How far an import has come.</summary>
public sealed record ImportProgress(long BytesRead, long BytesInAll, long Rows);

/// <summary>An earlier import of the same file that still stands.</summary>
public sealed record EarlierImport
{
    public required Guid ImportId { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>What an import did, or what it would do.</summary>
public sealed class ImportReport
{
    /// <summary>Rows listed at most, with remarks and without; all are counted, and all are kept with the import.</summary>
    public const int RowsListed = 10_000;
    private readonly Dictionary<RowOutcome, long> counts = [];
    private readonly SortedDictionary<string, long> codes = new(StringComparer.Ordinal);
    private readonly List<ReportRow> rows = [];
    private int listedWithRemarks;

    public required string FileName { get; init; }
    public required FileKind Kind { get; init; }

    /// <summary>SHA-256 of the file.</summary>
    public required string FileHash { get; init; }

    /// <summary>Nothing was written: this is what would happen.</summary>
    public required bool IsRehearsal { get; init; }

    /// <summary>Null where nothing was written.</summary>
    public Guid? ImportId { get; init; }

    /// <summary>Where the same file came in before, nothing was done again.</summary>
    public EarlierImport? Earlier { get; init; }

    /// <summary>What only a person can answer, with the answers so far.</summary>
    public ImportQuestions Questions { get; internal set; } = new();

    /// <summary>Remarks on the file as a whole.</summary>
    public IReadOnlyList<Anomaly> FileRemarks { get; internal set; } = [];
    public string OriginalsHead { get; internal set; } = "";
    public string OriginalsTail { get; internal set; } = "";

    /// <summary>The rows that could not be kept as a file of the same kind, to be corrected and sent again.</summary>
    public string RowsToCorrect =>
        string.Concat([OriginalsHead, .. rows.Select(row => row.Original).OfType<string>(), OriginalsTail]);

    /// <summary>The rows listed, in the order they were answered. A row 0 is the head of a declaration.</summary>
    public IReadOnlyList<ReportRow> Rows => rows;

    /// <summary>How often each remark was made.</summary>
    public IReadOnlyDictionary<string, long> Codes => codes;

    /// <summary>Rows of the file, heads of declarations not counted.</summary>
    public long RowCount { get; private set; }
    public bool HasErrors => CountOf(RowOutcome.Error) > 0;

    public long CountOf(RowOutcome outcome) => counts.GetValueOrDefault(outcome);

    internal void Add(ReportRow row)
    {
        RowCount += row.Number > 0 ? 1 : 0;
        if (row.Number > 0 || row.Outcome == RowOutcome.Error)
        {
            counts[row.Outcome] = CountOf(row.Outcome) + 1;
        }
        foreach (var remark in row.Remarks)
        {
            codes[remark.Code] = codes.GetValueOrDefault(remark.Code) + 1;
        }
        var hasRemarks = !row.Remarks.IsEmpty;
        if ((hasRemarks ? listedWithRemarks : rows.Count - listedWithRemarks) < RowsListed)
        {
            rows.Add(row);
            listedWithRemarks += hasRemarks ? 1 : 0;
        }
    }
}
