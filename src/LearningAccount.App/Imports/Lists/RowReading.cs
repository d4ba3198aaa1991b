using System.Globalization;
using LearningAccount.App.Imports.Tables;
using LearningAccount.Law;

namespace LearningAccount.App.Imports.Lists;

/// <summary>
/// One row of a list being read by the meaning of its columns. What is wrong with a cell becomes a remark with the row and
/// the name of the column as written; the other cells are read on, so that a person sees all of it at once.
/// </summary>
internal sealed class RowReading
{
    // A date or a duration fits; a national number with its eleven digits is never shown.
    private const int ShownLength = 24;
    private const int ShownDigits = 8;

    private readonly ListHeader header;
    private readonly TableRow row;
    private readonly string place;
    private readonly ListMapping? mapping;

    public RowReading(ListHeader header, TableRow row, string? sheet)
    {
        this.header = header;
        this.row = row;
        mapping = header.Mapping?.Mapping;
        place = (sheet is null ? "" : $"sheet {sheet}, ") + "row " + Whole(row.Number);
        if (row.IsCorrected)
        {
            Warn("row.corrected");
        }
        if (row.QuoteNotClosed)
        {
            Fail("row.quoteNotClosed");
        }
        else if (row.Cells.Skip(header.Width).Any(cell => !cell.IsEmpty))
        {
            Fail("row.tooManyCells", ("columns", Whole(header.Width)));
        }
    }

    public List<Anomaly> Remarks { get; } = [];
    public bool IsWrong => Remarks.Exists(remark => remark.Severity == Severity.Error);

    public bool HasColumn(ListColumn column) => header.Columns.ContainsKey(column);

    public bool IsFilled(ListColumn column) => !CellOf(column).IsEmpty || mapping?.Always.ContainsKey(column) == true;

    /// <summary>Its own cell says something.</summary>
    public bool HasValue(ListColumn column) => CellOf(column) is { IsEmpty: false } cell && !SaysNothing(cell.Text);

    public ListMapping? Mapping => mapping;

    public ColumnPlace? PlaceOf(ListColumn column) => header.Columns.GetValueOrDefault(column);

    public Cell CellOf(ListColumn column) => PlaceOf(column) is { } found ? row[found.Index] : Cell.Empty;

    /// <summary>A value cell; one that says "not applicable" is empty too.</summary>
    public Cell ValueOf(ListColumn column)
    {
        var cell = CellOf(column);
        if (cell.Kind == CellKind.Text && SaysNothing(cell.Text))
        {
            cell = Cell.Empty;
        }
        return cell.IsEmpty && mapping?.Always.GetValueOrDefault(column) is { } always ? new(CellKind.Text, always) : cell;
    }

    /// <summary>A text, or null where the cell is empty. A longer one than <paramref name="most"/> characters is an error.</summary>
    public string? Text(ListColumn column, int most)
    {
        var cell = CellOf(column);
        if (cell.IsEmpty && mapping?.Always.GetValueOrDefault(column) is { } always)
        {
            return always;
        }
        if (cell.Kind == CellKind.TooLong || cell.Text.Length > most)
        {
            Fail("cell.tooLong", column, Severity.Error, ("limit", Whole(most)));
            return null;
        }
        return cell.IsEmpty ? null : cell.Text;
    }

    public DateOnly? Date(ListColumn column, Severity severity = Severity.Error)
    {
        var cell = ValueOf(column);
        if (cell.IsEmpty)
        {
            return null;
        }
        DateReading.Read(cell, column == ListColumn.BirthDate, mapping?.MonthFirst ?? false, out var date, out var fault);
        if (fault is not null)
        {
            Fail(fault, column, severity);
        }
        return date;
    }

    /// <summary>The value a word of the list stands for, or null where the cell is empty or unknown.</summary>
    public T? Word<T>(ListColumn column, Severity severity = Severity.Error)
        where T : struct, Enum
    {
        var cell = ValueOf(column);
        if (cell.IsEmpty)
        {
            return null;
        }
        T? value =
            mapping?.Word(column, cell.Text) is { } code && Enum.TryParse<T>(code, ignoreCase: true, out var said) ? said
            : cell.Kind == CellKind.Text ? Vocabulary.Shipped.Value<T>(cell.Text)
            : null;
        if (value is null)
        {
            Fail("cell.word", column, severity, ("set", Vocabulary.SetOf<T>()));
        }
        return value;
    }

    public bool? YesNo(ListColumn column)
    {
        var cell = ValueOf(column);
        if (cell.IsEmpty)
        {
            return null;
        }
        var code = mapping?.Word(column, cell.Text) ?? Vocabulary.Shipped.Code("yesNo", cell.Text);
        if (code is null)
        {
            Fail("cell.word", column, Severity.Error, ("set", "yesNo"));
        }
        return code is null ? null : code is "yes";
    }

    /// <summary>A number, or null where the cell is empty or no number.</summary>
    public Fraction? Number(ListColumn column)
    {
        var cell = ValueOf(column);
        if (cell.IsEmpty)
        {
            return null;
        }
        if (QuantityReading.Number(cell.Text, out var number) is { } fault)
        {
            Fail(fault, column);
            return null;
        }
        return number;
    }

    public JointCommittee? Committee()
    {
        const ListColumn column = ListColumn.JointCommittee;
        var cell = ValueOf(column);
        if (cell.IsEmpty)
        {
            return null;
        }
        if (CommitteeReading.Read(cell, out var committee))
        {
            return committee;
        }
        Fail("cell.committee", column);
        return null;
    }

    /// <summary>The national number; a missing one is an error unless another column may name the worker.</summary>
    public Ssin? Ssin(ListColumn column, DateOnly today, bool isRequired)
    {
        var cell = CellOf(column);
        if (cell.IsEmpty)
        {
            if (isRequired)
            {
                Fail("cell.missing", column);
            }
            return null;
        }
        if (NumberReading.Ssin(cell, today, out var ssin) is { } fault)
        {
            Fail(fault, column);
            return null;
        }
        return ssin;
    }

    public EnterpriseNumber? Enterprise(ListColumn column)
    {
        var cell = CellOf(column);
        if (cell.IsEmpty)
        {
            return null;
        }
        if (NumberReading.Enterprise(cell, out var number) is { } fault)
        {
            Fail(fault, column);
            return null;
        }
        return number;
    }

    /// <summary>Something wrong with the row as a whole.</summary>
    public void Fail(string code, params (string Name, string Value)[] values) =>
        Remarks.Add(new(code, Severity.Error, place) { Values = [.. values] });

    public void Warn(string code, params (string Name, string Value)[] values) =>
        Remarks.Add(new(code, Severity.Warning, place) { Values = [.. values] });

    /// <summary>Something wrong with a cell, which is named by its column as written.</summary>
    public void Fail(
        string code,
        ListColumn column,
        Severity severity = Severity.Error,
        params (string Name, string Value)[] values
    )
    {
        var name = PlaceOf(column)?.Name ?? "";
        Remarks.Add(
            new(code, severity, $"{place}, column {name}") { Values = [("column", name), ("value", Shown(column)), .. values] }
        );
    }

    private string Shown(ListColumn column)
    {
        var text = CellOf(column).Text;
        return text.Length <= ShownLength && text.Count(char.IsAsciiDigit) <= ShownDigits && !IsPersonal(column) ? text : "…";
    }

    private static bool IsPersonal(ListColumn column) =>
        column is >= ListColumn.Ssin and <= ListColumn.Sex or ListColumn.ExternalId or ListColumn.Remark;

    // A dash, "n.v.t.", or the 00/00/0000 that old payroll programs write for no date.
    internal static bool SaysNothing(string text) =>
        !text.Any(c => char.IsLetter(c) || char.IsNumber(c))
        || (text.Length == 10 && text.All(c => c is '0' or '/' or '-' or '.'))
        || Vocabulary.Shipped.Code("nothing", text) is not null;

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
