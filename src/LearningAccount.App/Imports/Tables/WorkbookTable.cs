using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace LearningAccount.App.Imports.Tables;

/// <summary>
/// A worksheet of an Excel workbook. Formulas are never evaluated: their last stored value is taken. Of several sheets the
/// visible one is read whose top rows hold most known headers.
/// </summary>
public sealed class WorkbookTable : ITable
{
    private const int RowsToJudge = 10;

    // Days are counted from here in the 1900 system; serial 0 is a time without a date.
    private static readonly DateTime FirstSerialDay = new(1900, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    private readonly Stream file;
    private readonly bool isBinary;
    private readonly TableLimits limits;
    private readonly int sheetIndex;

    // The first rows of the sheet, which are asked for more often than the others: opening a sheet reads all of it once.
    private readonly IReadOnlyList<TableRow> top;

    // Stands behind these rows; gone once the rest was read.
    private IExcelDataReader? rest;

    // Workbooks of before 2007 hold text in the encodings of Windows.
    static WorkbookTable() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private WorkbookTable(Stream file, bool isBinary, TableLimits limits, JudgedSheet sheet, IExcelDataReader? rest)
    {
        this.file = file;
        this.isBinary = isBinary;
        this.limits = limits;
        this.rest = rest;
        (sheetIndex, Sheet, top, _) = sheet;
    }

    public string Sheet { get; }

    /// <summary>Opens a seekable file.</summary>
    /// <param name="isBinary">A compound file of before Excel 2007 (.xls), else a package of XML (.xlsx).</param>
    /// <param name="knownHeaders">How many of a row's texts are names of columns.</param>
    /// <exception cref="FileRefusedException">Too large, damaged, behind a password or no workbook.</exception>
    public static WorkbookTable Open(
        Stream file,
        bool isBinary,
        Func<IReadOnlyList<string>, int> knownHeaders,
        TableLimits? limits = null
    )
    {
        limits ??= TableLimits.Default;
        if (file.Length > limits.WorkbookBytes)
        {
            throw Refusal.Of("table.tooLarge", "", ("limit", Number(limits.WorkbookBytes >> 20)));
        }
        if (!isBinary)
        {
            XlsxPackage.Check(file, limits);
        }
        return Guarded(() =>
        {
            var reader = Reader(file, isBinary);
            try
            {
                var best = Best(reader, limits, knownHeaders);
                if (best.Index == reader.ResultsCount - 1)
                {
                    return new WorkbookTable(file, isBinary, limits, best, reader);
                }
                reader.Dispose();
                return new WorkbookTable(file, isBinary, limits, best, rest: null);
            }
            catch
            {
                reader.Dispose();
                throw;
            }
        });
    }

    public IEnumerable<TableRow> Rows()
    {
        var (number, count) = (0, 0);
        foreach (var row in top)
        {
            (number, count) = (row.Number, count + 1);
            yield return row;
        }
        using var reader = Interlocked.Exchange(ref rest, null) ?? Guarded(() => OpenBehind(number));
        while (Guarded(() => Next(reader, limits, ref number)) is { } row)
        {
            if (++count > limits.Rows)
            {
                throw Refusal.Of("table.tooManyRows", Place(row.Number), ("limit", Number(limits.Rows)));
            }
            yield return row;
        }
    }

    // The file belongs to who opened it.
    public void Dispose() => rest?.Dispose();

    private static JudgedSheet Best(IExcelDataReader reader, TableLimits limits, Func<IReadOnlyList<string>, int> knownHeaders)
    {
        var best = new JudgedSheet(0, reader.Name ?? "", [], -1);
        for (var index = 0; index < reader.ResultsCount; index++)
        {
            if (index > 0)
            {
                reader.NextResult();
            }
            CheckExtent(reader);
            if (!IsVisible(reader))
            {
                continue;
            }
            var first = Top(reader, limits);
            var known = first.Select(row => knownHeaders([.. row.Cells.Select(cell => cell.Text)])).DefaultIfEmpty(0).Max();
            if (known > best.Known)
            {
                best = new(index, reader.Name ?? "", first, known);
            }
        }
        return best;
    }

    private IExcelDataReader OpenBehind(int row)
    {
        var reader = Reader(file, isBinary);
        for (var index = 0; index < sheetIndex; index++)
        {
            reader.NextResult();
        }
        CheckExtent(reader);
        for (var number = 0; number < row; number++)
        {
            reader.Read();
        }
        return reader;
    }

    private static IExcelDataReader Reader(Stream file, bool isBinary)
    {
        file.Position = 0;
        return isBinary
            ? ExcelReaderFactory.CreateBinaryReader(file, new() { LeaveOpen = true })
            : ExcelReaderFactory.CreateOpenXmlReader(file, new() { LeaveOpen = true });
    }

    // A cell placed beyond what any spreadsheet holds would be waited for through billions of empty ones.
    private static void CheckExtent(IExcelDataReader reader)
    {
        if (reader.RowCount > TableLimits.SheetRows || reader.FieldCount > TableLimits.SheetColumns)
        {
            throw Refusal.Of("table.damaged", "");
        }
    }

    private static bool IsVisible(IExcelDataReader reader) =>
        string.Equals(reader.VisibleState, "visible", StringComparison.OrdinalIgnoreCase);

    private static List<TableRow> Top(IExcelDataReader reader, TableLimits limits)
    {
        var (rows, number) = (new List<TableRow>(), 0);
        while (rows.Count < RowsToJudge && Next(reader, limits, ref number) is { } row)
        {
            rows.Add(row);
        }
        return rows;
    }

    /// <summary>The next row that is not empty, or null at the end.</summary>
    /// <param name="number">Of the row read last; from then on of this one.</param>
    private static TableRow? Next(IExcelDataReader reader, TableLimits limits, ref int number)
    {
        while (reader.Read())
        {
            number++;
            if (Cells(reader, limits) is not { } cells)
            {
                continue;
            }
            if (cells.Length > limits.Columns)
            {
                throw Refusal.Of("table.tooManyColumns", Place(number), ("limit", Number(limits.Columns)));
            }
            return new(number, cells);
        }
        return null;
    }

    /// <summary>The cells up to the last filled one, or null where none is filled.</summary>
    private static Cell[]? Cells(IExcelDataReader reader, TableLimits limits)
    {
        var last = reader.FieldCount - 1;
        while (last >= 0 && reader.GetValue(last) is null or "")
        {
            last--;
        }
        if (last < 0)
        {
            return null;
        }
        var cells = new Cell[last + 1];
        var filled = false;
        for (var column = 0; column <= last; column++)
        {
            cells[column] = Read(reader.GetValue(column), limits);
            filled |= !cells[column].IsEmpty;
        }
        return filled ? cells : null;
    }

    private static Cell Read(object? value, TableLimits limits) =>
        value switch
        {
            null => Cell.Empty,
            string text => Cell.OfText(text, limits),
            // Fifteen significant digits are what a spreadsheet shows and people typed; the rest is binary noise.
            double number => new(CellKind.Number, Plain(number)),
            int number => new(CellKind.Number, Number(number)),
            DateTime day when day < FirstSerialDay || day.Date == FirstSerialDay.AddDays(-1) => Time(day.TimeOfDay),
            DateTime day => new(CellKind.Date, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            TimeSpan time => Time(time),
            bool truth => new(CellKind.Text, truth ? "true" : "false"),
            _ => Cell.OfText(Convert.ToString(value, CultureInfo.InvariantCulture), limits),
        };

    private static string Plain(double number)
    {
        var text = number.ToString("G15", CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal) && Math.Abs(number) is > 1e-15 and < 1e15
            ? ((decimal)number).ToString(CultureInfo.InvariantCulture)
            : text;
    }

    private static Cell Time(TimeSpan time)
    {
        var minutes = (long)Math.Round(time.TotalMinutes, MidpointRounding.AwayFromZero);
        return new(CellKind.Time, string.Create(CultureInfo.InvariantCulture, $"{minutes / 60}:{minutes % 60:00}"));
    }

    // The package reads whatever it is given and fails in any way it pleases on a damaged workbook; none of it is a bug here.
    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidPasswordException)
        {
            throw Refusal.Of("table.password", "");
        }
        catch (Exception damaged) when (damaged is not (FileRefusedException or OutOfMemoryException))
        {
            throw Refusal.Of("table.damaged", "");
        }
    }

    private static string Place(int row) => "row " + Number(row);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed record JudgedSheet(int Index, string Name, IReadOnlyList<TableRow> Top, int Known);
}
