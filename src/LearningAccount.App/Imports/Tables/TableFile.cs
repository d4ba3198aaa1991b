namespace LearningAccount.App.Imports.Tables;

/// <summary>Tells the kinds of table apart by their first bytes; the name of a file is no proof.</summary>
public static class TableFile
{
    /// <exception cref="FileRefusedException">The file is no table that is read.</exception>
    public static ITable Open(Stream file, Func<IReadOnlyList<string>, int> knownHeaders, TableLimits? limits = null)
    {
        var head = FileHead.Of(file);
        return head.IsZip ? WorkbookTable.Open(file, isBinary: false, knownHeaders, limits)
            : head.IsCompound ? WorkbookTable.Open(file, isBinary: true, knownHeaders, limits)
            : head.FirstSign is '<' ? XmlTable.Open(file, knownHeaders, limits)
            : head.FirstSign is '{' or '[' ? JsonTable.Open(file, limits)
            : CsvTable.Open(file, knownHeaders, limits);
    }
}
