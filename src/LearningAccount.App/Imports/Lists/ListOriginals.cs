using System.Text;
using CsvHelper;

namespace LearningAccount.App.Imports.Lists;

/// <summary>Writes rows that have to be corrected as lines that are read again as they stand.</summary>
internal static class ListOriginals
{
    private static readonly CsvWriterOptions Options = new()
    {
        Separator = ';',
        NewLine = "\r\n",
        Injection = CsvInjection.Escape,
        ValidateFieldCount = false,
    };

    /// <summary>One line, with its end.</summary>
    public static string Line(IEnumerable<string> cells)
    {
        using var text = new StringWriter();
        using (var writer = CsvWriter.Create(text, Options, leaveOpen: true))
        {
            foreach (var cell in cells)
            {
                writer.WriteField(cell);
            }
            writer.EndRecord();
        }
        return text.ToString();
    }

    /// <summary>By which spreadsheets know the encoding.</summary>
    public static string Mark => Encoding.UTF8.GetString(Encoding.UTF8.Preamble);

    /// <summary>The line of column names, behind the mark.</summary>
    public static string Head(IEnumerable<string> names) => Mark + Line(names);
}
