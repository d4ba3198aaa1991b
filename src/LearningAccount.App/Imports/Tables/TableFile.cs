namespace LearningAccount.App.Imports.Tables;

/// <summary>Tells a workbook from a text file by its first bytes; the name of a file is no proof.</summary>
public static class TableFile
{
    private static ReadOnlySpan<byte> Zip => [0x50, 0x4B, 0x03, 0x04];

    // Workbooks of before 2007, and new ones behind a password, are such compound files.
    private static ReadOnlySpan<byte> Compound => [0xD0, 0xCF, 0x11, 0xE0];

    /// <exception cref="FileRefusedException">The file is no table that is read.</exception>
    public static ITable Open(Stream file, Func<IReadOnlyList<string>, int> knownHeaders, TableLimits? limits = null)
    {
        Span<byte> start = stackalloc byte[4];
        file.Position = 0;
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (start.SequenceEqual(Compound))
        {
            throw Refusal.Of("table.oldWorkbook", "");
        }
        return length == start.Length && start.SequenceEqual(Zip)
            ? XlsxTable.Open(file, knownHeaders, limits)
            : CsvTable.Open(file, knownHeaders, limits);
    }
}
