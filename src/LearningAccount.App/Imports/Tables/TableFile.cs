namespace LearningAccount.App.Imports.Tables;

/// <summary>Tells the kinds of table apart by their first bytes; the name of a file is no proof.</summary>
public static class TableFile
{
    private static ReadOnlySpan<byte> Zip => [0x50, 0x4B, 0x03, 0x04];

    // Workbooks of before 2007, and new ones behind a password, are such compound files.
    private static ReadOnlySpan<byte> Compound => [0xD0, 0xCF, 0x11, 0xE0];

    /// <exception cref="FileRefusedException">The file is no table that is read.</exception>
    public static ITable Open(Stream file, Func<IReadOnlyList<string>, int> knownHeaders, TableLimits? limits = null)
    {
        var head = FileHead.Of(file);
        return head.StartsWith(Zip) ? WorkbookTable.Open(file, isBinary: false, knownHeaders, limits)
            : head.StartsWith(Compound) ? WorkbookTable.Open(file, isBinary: true, knownHeaders, limits)
            : head.FirstSign is '<' ? XmlTable.Open(file, knownHeaders, limits)
            : head.FirstSign is '{' or '[' ? JsonTable.Open(file, limits)
            : CsvTable.Open(file, knownHeaders, limits);
    }
}
