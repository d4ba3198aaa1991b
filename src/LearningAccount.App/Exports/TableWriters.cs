using LearningAccount.Law.Texts;

namespace LearningAccount.App.Exports;

/// <summary>The kinds of files a table is given out as, by the ending of their name: <c>csv</c> and <c>xlsx</c>.</summary>
internal static class TableWriters
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static string ContentType(string format) => format is "csv" ? "text/csv; charset=utf-8" : Workbook;

    public static ITableWriter Of(string format, Stream file, string sheet, Language language) =>
        format is "csv" ? new CsvTableWriter(file, language) : new XlsxWriter(file, sheet);
}
