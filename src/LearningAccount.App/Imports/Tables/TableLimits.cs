namespace LearningAccount.App.Imports.Tables;

/// <summary>How much a table from outside may ask of us.</summary>
public sealed record TableLimits
{
    public static readonly TableLimits Default = new();

    public long FileBytes { get; init; } = 1 << 30;

    /// <summary>A workbook is taken apart as a whole.</summary>
    public long WorkbookBytes { get; init; } = 128 << 20;

    /// <summary>Bytes of one object in the list of a JSON file, with all it holds.</summary>
    public long ElementBytes { get; init; } = 64 << 20;

    /// <summary>Rows that are not empty, the header included.</summary>
    public int Rows { get; init; } = ImportLimits.ListRows;
    public int Columns { get; init; } = ImportLimits.Columns;

    /// <summary>UTF-16 code units in one cell.</summary>
    public int CellLength { get; init; } = ImportLimits.CellLength;

    /// <summary>Bytes of one CSV row; an unclosed quote would make the whole file one row.</summary>
    public int RowBytes { get; init; } = 1 << 20;

    /// <summary>Files inside a workbook.</summary>
    public int PackageEntries { get; init; } = 1_000;

    /// <summary>Bytes of all files inside a workbook, unpacked.</summary>
    public long UnpackedBytes { get; init; } = 512 << 20;

    /// <summary>Unpacked bytes per packed byte, for a file inside a workbook of more than a megabyte.</summary>
    public int PackingRatio { get; init; } = 200;

    /// <summary>The last row and column of a worksheet in the spreadsheet programs there are.</summary>
    public const int SheetRows = 1_048_576;
    public const int SheetColumns = 16_384;
}
