using LearningAccount.App.Imports.Tables;

namespace LearningAccount.App.Imports.Lists;

/// <summary>A staff list or training list: its header recognised, its rows read one at a time.</summary>
internal sealed class ListFile : IDisposable
{
    private readonly ITable table;

    private readonly FileAnswers answers;

    private ListFile(ITable table, ListHeader header, FileAnswers answers) =>
        (this.table, Header, this.answers) = (table, header, answers);

    public ListHeader Header { get; }
    public string? Sheet => table.Sheet;

    /// <summary>Opens a seekable file, which stays its owner's.</summary>
    /// <exception cref="FileRefusedException">It is no table, or its header leaves out or repeats what is needed.</exception>
    public static ListFile Open(Stream file, ImportOptions? options = null, TableLimits? limits = null)
    {
        options ??= new();
        IReadOnlyList<NamedMapping> mappings = options.Answers.Mapping is { } said ? [new("", said)] : options.Mappings;
        var opened = TableFile.Open(file, ListHeader.Known(mappings), limits);
        try
        {
            var top = ListHeader.Top(opened);
            if (top.Count == 0)
            {
                throw Refusal.Of("table.empty");
            }
            var header = ListHeader.Read(top, mappings) ?? throw Refusal.Of("table.noHeader");
            if (header.Anomalies.FirstOrDefault(anomaly => anomaly.Severity == Law.Severity.Error) is { } error)
            {
                throw new FileRefusedException(error);
            }
            return new(opened, header, options.Answers);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>The rows below the header. Where lists were pasted below each other, the header's return is no row.</summary>
    public IEnumerable<TableRow> Rows() =>
        table.Rows().SkipWhile(row => row.Number <= Header.Row).Where(row => !IsHeader(row)).Select(Corrected);

    /// <summary>The texts of the header row, those of columns that are not used among them; of a list without one, A, B, C.</summary>
    public IReadOnlyList<string> HeaderNames() =>
        Header.HasNoNames
            ? [.. Unnamed.Names(Header.Width)]
            : [.. table.Rows().First(row => row.Number == Header.Row).Cells.Select(cell => cell.Text)];

    public RowReading Read(TableRow row) => new(Header, row, Sheet);

    public void Dispose() => table.Dispose();

    private TableRow Corrected(TableRow row)
    {
        if (!answers.Cells.TryGetValue(row.Number, out var cells))
        {
            return row;
        }
        var corrected = row.Cells.ToList();
        foreach (var (place, text) in cells.Where(cell => cell.Key is >= 0 and < ImportLimits.Columns))
        {
            corrected.AddRange(Enumerable.Repeat(Cell.Empty, Math.Max(0, place + 1 - corrected.Count)));
            corrected[place] = Cell.OfText(text, TableLimits.Default);
        }
        return row with { Cells = corrected, QuoteNotClosed = false, IsCorrected = true };
    }

    private bool IsHeader(TableRow row) =>
        Header.Columns.Values.All(column => string.Equals(row[column.Index].Text, column.Name, StringComparison.Ordinal));
}
