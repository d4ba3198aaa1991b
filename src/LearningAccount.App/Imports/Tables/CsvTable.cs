using System.Globalization;
using CsvHelper;

namespace LearningAccount.App.Imports.Tables;

/// <summary>A text file of separated values (RFC 4180, with the separators and encodings that spreadsheets write).</summary>
public sealed class CsvTable : ITable
{
    private static readonly char[] Separators = [';', ',', '\t'];

    // Header rows lie at the top; so many rows are looked at to find the separator.
    private const int RowsToJudge = 10;

    private readonly Stream file;
    private readonly TableLimits limits;
    private readonly System.Text.Encoding encoding;

    private CsvTable(Stream file, TableLimits limits, System.Text.Encoding encoding, char separator)
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
        file.Position = 0;
        var notClosed = false;
        using var reader = CsvReader.Create(
            file,
            new CsvReaderOptions
            {
                Separator = Separator,
                HasHeader = false,
                MaxRecordSize = limits.RowBytes,
                TrackLineNumbers = true,
                IncludeValuesInExceptions = false,
                Encoding = encoding is System.Text.UTF8Encoding ? null : encoding,
                OnMalformedRecord = record => notClosed |= record.Reason == CsvMalformedReason.UnterminatedQuote,
            },
            leaveOpen: true
        );
        var count = 0;
        while (Read(reader))
        {
            if (reader.LineNumber == 1 && IsSeparatorLine(reader))
            {
                continue;
            }
            if (reader.FieldCount > limits.Columns)
            {
                throw Refusal.Of("table.tooManyColumns", Place(reader), ("limit", Number(limits.Columns)));
            }
            var cells = new Cell[reader.FieldCount];
            var filled = false;
            for (var column = 0; column < cells.Length; column++)
            {
                cells[column] = Cell.OfText(WithoutGuard(reader.GetString(column)), limits);
                filled |= !cells[column].IsEmpty;
            }
            if (!filled)
            {
                continue;
            }
            if (++count > limits.Rows)
            {
                throw Refusal.Of("table.tooManyRows", Place(reader), ("limit", Number(limits.Rows)));
            }
            yield return new((int)reader.LineNumber, cells) { QuoteNotClosed = notClosed };
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

    private bool Read(CsvReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException)
        {
            throw Refusal.Of("table.rowTooLong", "", ("limit", Megabytes(limits.RowBytes)));
        }
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

    private static string Place(CsvReader reader) => "row " + Number(reader.LineNumber);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Megabytes(long bytes) => Number(bytes >> 20);
}
