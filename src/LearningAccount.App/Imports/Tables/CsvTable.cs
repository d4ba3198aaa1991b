using System.Globalization;
using System.Text;
using CsvHelper;

namespace LearningAccount.App.Imports.Tables;

/// <summary>A text file of separated values (RFC 4180, with the separators and encodings that spreadsheets write).</summary>
public sealed class CsvTable : ITable
{
    private static readonly char[] Separators = [';', ',', '\t'];

    // Header rows lie at the top; so many rows are looked at to find the separator.
    private const int RowsToJudge = 10;

    // Each one costs reading up to a row's limit again.
    private const int MostQuotesOpen = 100;

    // With fewer columns a line of a long text may look like a row.
    private const int FewestToTell = 3;

    private readonly Stream file;
    private readonly TableLimits limits;
    private readonly Encoding encoding;

    private CsvTable(Stream file, TableLimits limits, Encoding encoding, char separator)
    {
        this.file = file;
        this.limits = limits;
        this.encoding = encoding;
        Separator = separator;
    }

    public string? Sheet => null;
    public char Separator { get; }

    /// <summary>Opens a seekable file. Of the separators the one wins with which most header cells are known.</summary>
    /// <param name="knownHeaders">How many of a row's texts are names of columns.</param>
    /// <exception cref="FileRefusedException">Too large, or not a text file.</exception>
    public static CsvTable Open(Stream file, Func<IReadOnlyList<string>, int> knownHeaders, TableLimits? limits = null)
    {
        limits ??= TableLimits.Default;
        if (file.Length > limits.FileBytes)
        {
            throw Refusal.Of("table.tooLarge", "", ("limit", Megabytes(limits.FileBytes)));
        }
        var detected = CsvEncoding.Detect(file);
        var best = (Separator: ';', Known: -1, Cells: -1);
        var unlimited = limits with { Columns = int.MaxValue };
        foreach (var separator in Separators)
        {
            using var attempt = new CsvTable(file, unlimited, detected, separator);
            foreach (var row in attempt.TopRows())
            {
                var known = knownHeaders([.. row.Cells.Select(cell => cell.Text)]);
                if (known > best.Known || (known == best.Known && row.Cells.Count > best.Cells))
                {
                    best = (separator, known, row.Cells.Count);
                }
            }
        }
        return new(file, limits, detected, best.Separator);
    }

    public IEnumerable<TableRow> Rows()
    {
        var (count, widest, quotesOpen) = (0, 0, 0);
        var start = new LineStart(0, 1);
        while (true)
        {
            TableRow? open = null;
            CsvMalformedReason? wrong = null;
            file.Position = start.Offset;
            using var reader = CsvReader.Create(file, Options(reason => wrong = reason), leaveOpen: true);
            while (open is null && Next(reader) is { } read)
            {
                var number = start.Line + read.Line - 1;
                if (read.IsTooLong || wrong == CsvMalformedReason.UnterminatedQuote || SwallowsRows(reader, wrong, widest))
                {
                    // Its own line is wrong; those behind it are read as if it were not there.
                    (open, start) = LineOf(start, number);
                }
                else if (number > 1 || !IsSeparatorLine(reader))
                {
                    widest = Math.Max(widest, reader.FieldCount);
                    if (RowOf(reader, number) is { } row)
                    {
                        Count(ref count, number);
                        yield return row;
                    }
                }
                wrong = null;
            }
            if (open is null)
            {
                yield break;
            }
            if (++quotesOpen > MostQuotesOpen)
            {
                throw Refusal.Of("table.quotesOpen", Place(open.Number), ("limit", Number(MostQuotesOpen)));
            }
            Count(ref count, open.Number);
            yield return open;
        }
    }

    private CsvReaderOptions Options(Action<CsvMalformedReason> onWrong) =>
        new()
        {
            Separator = Separator,
            HasHeader = false,
            MaxRecordSize = limits.RowBytes,
            TrackLineNumbers = true,
            IncludeValuesInExceptions = false,
            Encoding = encoding is UTF8Encoding ? null : encoding,
            OnMalformedRecord = record => onWrong(record.Reason),
        };

    // The line is counted from where the reader began.
    private static (long Line, bool IsTooLong)? Next(CsvReader reader)
    {
        try
        {
            return reader.Read() ? (reader.LineNumber, false) : null;
        }
        catch (CsvFormatException tooLong)
        {
            return (Math.Max(1, tooLong.LineNumber), true);
        }
    }

    /// <summary>
    /// Whether a quote closed only where the next one opens, rows further on: then text follows it, or one of the lines in
    /// between looks like a whole row. The last line of a cell of several lines does not: it holds the closing quote alone.
    /// </summary>
    private bool SwallowsRows(CsvReader reader, CsvMalformedReason? wrong, int widest)
    {
        var raw = reader.RawRecord.TrimEnd("\r\n"u8);
        if (wrong == CsvMalformedReason.TextAfterClosingQuote)
        {
            return raw.Contains((byte)'\n');
        }
        while (raw.IndexOf((byte)'\n') is var end and >= 0)
        {
            raw = raw[(end + 1)..];
            var line = raw.IndexOf((byte)'\n') is var next and >= 0 ? raw[..next] : raw;
            if (widest >= FewestToTell && line.Count((byte)'"') % 2 == 0 && line.Count((byte)Separator) >= widest - 1)
            {
                return true;
            }
        }
        return false;
    }

    private (TableRow Row, LineStart Next) LineOf(LineStart from, long number)
    {
        var (text, next) =
            CsvLines.Read(file, encoding, from, number, limits.RowBytes)
            ?? throw Refusal.Of("table.rowTooLong", "", ("limit", Megabytes(limits.RowBytes)));
        var cells = text.Split(Separator).Take(limits.Columns).Select(cell => Cell.OfText(cell, limits));
        return (new((int)number, [.. cells]) { QuoteNotClosed = true }, next);
    }

    private TableRow? RowOf(CsvReader reader, long number)
    {
        if (reader.FieldCount > limits.Columns)
        {
            throw Refusal.Of("table.tooManyColumns", Place(number), ("limit", Number(limits.Columns)));
        }
        var cells = new Cell[reader.FieldCount];
        var filled = false;
        for (var column = 0; column < cells.Length; column++)
        {
            cells[column] = Cell.OfText(WithoutGuard(reader.GetString(column)), limits);
            filled |= !cells[column].IsEmpty;
        }
        return filled ? new((int)number, cells) : null;
    }

    private void Count(ref int count, long number)
    {
        if (++count > limits.Rows)
        {
            throw Refusal.Of("table.tooManyRows", Place(number), ("limit", Number(limits.Rows)));
        }
    }

    // The file belongs to who opened it.
    public void Dispose() { }

    private List<TableRow> TopRows()
    {
        var top = new List<TableRow>();
        try
        {
            foreach (var row in Rows().Take(RowsToJudge))
            {
                top.Add(row);
            }
        }
        catch (FileRefusedException)
        {
            // With the wrong separator a readable file may look unreadable; the right one is judged by its own rows, and
            // the same error returns when the rows are read.
        }
        return top;
    }

    // Excel's own hint, "sep=;", is no row of the table.
    private static bool IsSeparatorLine(CsvReader reader)
    {
        var raw = reader.RawRecord;
        return raw.Length is 4 or 5 && raw.StartsWith("sep="u8);
    }

    // Exports put an apostrophe before text that a spreadsheet would run as a formula; it is no part of the text.
    private static string WithoutGuard(string text) =>
        text.Length > 1 && text[0] == '\'' && text[1] is '=' or '+' or '-' or '@' or '\t' ? text[1..] : text;

    private static string Place(long row) => "row " + Number(row);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Megabytes(long bytes) => Number(bytes >> 20);
}
