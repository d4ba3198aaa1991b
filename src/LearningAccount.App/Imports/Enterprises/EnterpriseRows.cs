using System.Globalization;
using System.Text;
using CsvHelper;
using LearningAccount.App.Imports.Tables;
using LearningAccount.Records.Registry;

namespace LearningAccount.App.Imports.Enterprises;

/// <summary>A row that could not be used.</summary>
/// <param name="Code">What is wrong with it.</param>
public sealed record WrongRow(string File, long Line, string Code);

/// <summary>
/// Reads one file of the register row by row from its bytes: commas, every text in quotes, UTF-8, a first row with the names of
/// the columns (Cookbook KBO Open data R018, 1.5). Only fields that are asked for become texts.
/// </summary>
public sealed class EnterpriseRows : IDisposable
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly EnterpriseFile file;
    private readonly EnterpriseLimits limits;
    private readonly RowCounts counts;
    private readonly CsvReader reader;
    private readonly int[] places;
    private readonly int fieldCount;
    private (CsvMalformedReason Reason, long Line)? malformed;

    /// <param name="columns">Those that will be asked for, by their places in this list.</param>
    /// <exception cref="FileRefusedException">A column is not there, or the file is no such text.</exception>
    public EnterpriseRows(EnterpriseFile file, EnterpriseLimits limits, RowCounts counts, params string[] columns)
    {
        (this.file, this.limits, this.counts) = (file, limits, counts);
        reader = CsvReader.Create(
            file.Content,
            new CsvReaderOptions
            {
                Separator = ',',
                HasHeader = false,
                MaxRecordSize = limits.RowBytes,
                TrackLineNumbers = true,
                IncludeValuesInExceptions = false,
                OnMalformedRecord = record => malformed = (record.Reason, record.LineNumber),
            },
            leaveOpen: true
        );
        try
        {
            var header = Next() ? Enumerable.Range(0, reader.FieldCount).Select(Header).ToList() : [];
            places =
            [
                .. columns.Select(column => header.FindIndex(name => name.Equals(column, StringComparison.OrdinalIgnoreCase))),
            ];
            if (places.Contains(-1))
            {
                var missing = columns.Where((_, column) => places[column] < 0);
                throw Refusal.Of("enterprises.columns", file.Name, ("columns", string.Join(", ", missing)));
            }
            fieldCount = header.Count;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>The next row that has all its fields; those that have not are counted.</summary>
    /// <exception cref="FileRefusedException">The rest of the file cannot be read.</exception>
    public bool Read()
    {
        while (Next())
        {
            if (++counts.Rows > limits.Rows)
            {
                throw Refusal.Of("enterprises.tooManyRows", file.Name, ("limit", Number(limits.Rows)));
            }
            if (malformed is null && reader.FieldCount == fieldCount)
            {
                return true;
            }
            Wrong("enterprises.row.fields");
        }
        // A package that was cut off ends without a word.
        if (file.Length is { } length && file.Content.BytesRead != length)
        {
            throw Refusal.Of("enterprises.package", file.Name);
        }
        return false;
    }

    /// <summary>The row is left out, and named where it is one of the first.</summary>
    public void Wrong(string code)
    {
        counts.Wrong(new(file.Name, reader.LineNumber, code));
        if (counts.WrongRows > limits.WrongRows)
        {
            throw Refusal.Of("enterprises.tooManyWrong", Place(reader.LineNumber), ("limit", Number(limits.WrongRows)));
        }
    }

    /// <summary>The enterprise a row is about. False for establishments and branches, and for numbers that are wrong, which are counted.</summary>
    public bool TryKey(int column, out int key)
    {
        var (digits, check, count) = (0, 0, 0);
        foreach (var letter in reader.GetSpan(places[column]))
        {
            if (letter is >= (byte)'0' and <= (byte)'9' && count < 10)
            {
                (digits, check) = count < 8 ? (10 * digits + letter - '0', 0) : (digits, 10 * check + letter - '0');
                count++;
            }
            else if (letter != '.')
            {
                count = -1;
                break;
            }
        }
        key = digits;
        if (count != 10 || (digits < EnterpriseKeys.Most && (digits == 0 || check != EnterpriseKeys.Check(digits))))
        {
            Wrong("enterprises.row.number");
            return false;
        }
        return digits < EnterpriseKeys.Most;
    }

    public bool Is(int column, ReadOnlySpan<byte> text) => reader.GetSpan(places[column]).SequenceEqual(text);

    public bool IsEmpty(int column) => reader.GetSpan(places[column]).IsEmpty;

    /// <summary>Null where it is empty.</summary>
    /// <exception cref="FileRefusedException">It is not UTF-8.</exception>
    public string? Text(int column)
    {
        var bytes = reader.GetSpan(places[column]);
        if (bytes.IsEmpty)
        {
            return null;
        }
        try
        {
            var text = TextCleaning.Clean(Strict.GetString(bytes));
            return text.Length == 0 ? null
                : text.Length <= limits.FieldLength ? text
                : text[..(char.IsHighSurrogate(text[limits.FieldLength - 1]) ? limits.FieldLength - 1 : limits.FieldLength)];
        }
        catch (DecoderFallbackException)
        {
            throw Refusal.Of("enterprises.notUtf8", Place(reader.LineNumber));
        }
    }

    /// <summary>A date such as 31-12-2020; null where it is empty or none, which is counted.</summary>
    public DateOnly? Day(int column)
    {
        if (Text(column) is not { } text)
        {
            return null;
        }
        if (DateOnly.TryParseExact(text, "dd-MM-yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }
        Wrong("enterprises.row.date");
        return null;
    }

    public void Dispose() => reader.Dispose();

    private string Header(int column) => Encoding.UTF8.GetString(reader.GetSpan(column)).Trim('\ufeff', ' ');

    private bool Next()
    {
        malformed = null;
        try
        {
            var isThere = reader.Read();
            file.Content.PieceEnded();
            return malformed is (CsvMalformedReason.UnterminatedQuote, var line)
                ? throw Refusal.Of("enterprises.line", Place(line))
                : isThere;
        }
        catch (CsvFormatException tooLong)
        {
            throw Refusal.Of("enterprises.line", Place(tooLong.LineNumber));
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException)
        {
            throw Refusal.Of("enterprises.package", file.Name);
        }
    }

    private string Place(long line) => $"{file.Name}:{Number(Math.Max(1, line))}";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What was read so far, over all files of a set.</summary>
public sealed class RowCounts
{
    private const int MostNamed = 20;
    private readonly List<WrongRow> named = [];
    private readonly List<(string File, long Rows)> files = [];

    /// <summary>Rows of the file being read, the first with the names of the columns not counted.</summary>
    public long Rows { get; set; }
    public long WrongRows { get; private set; }

    /// <summary>Rows about an enterprise that another row of the same file told of already.</summary>
    public long Repeated { get; set; }

    /// <summary>The first wrong rows.</summary>
    public IReadOnlyList<WrongRow> Named => named;
    public IReadOnlyList<(string File, long Rows)> Files => files;

    public void Wrong(WrongRow row)
    {
        WrongRows++;
        if (named.Count < MostNamed)
        {
            named.Add(row);
        }
    }

    public void EndOf(string file)
    {
        files.Add((file, Rows));
        Rows = 0;
    }
}
