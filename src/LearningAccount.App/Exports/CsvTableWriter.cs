using System.Globalization;
using CsvHelper;
using LearningAccount.Law;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Exports;

/// <summary>
/// Writes a text file that a Belgian spreadsheet opens without questions: semicolons, UTF-8 with its mark, decimals and
/// dates as the language writes them. Text that a spreadsheet would run as a formula gets an apostrophe in front.
/// </summary>
public sealed class CsvTableWriter : ITableWriter
{
    private readonly CsvWriter writer;
    private readonly Language language;

    public CsvTableWriter(Stream target, Language language)
    {
        this.language = language;
        writer = CsvWriter.Create(
            target,
            new CsvWriterOptions
            {
                Separator = ';',
                NewLine = "\r\n",
                WriteByteOrderMark = true,
                Injection = CsvInjection.Escape,
            },
            leaveOpen: true
        );
    }

    public void Header(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            writer.WriteField(name);
        }
        writer.EndRecord();
    }

    public void Row(IReadOnlyList<OutCell> cells)
    {
        foreach (var cell in cells)
        {
            if (cell.Number is { } number)
            {
                // Written as a number, so that the guard against formulas leaves its minus sign alone.
                var value = decimal.Parse(number.ToDecimalText(), CultureInfo.InvariantCulture);
                writer.WriteField(value, "", language == Language.En ? NumberFormatInfo.InvariantInfo : DecimalComma);
            }
            else if (cell.Date is { } date)
            {
                writer.WriteField(date, DateForm(language));
            }
            else
            {
                writer.WriteField(cell.Text);
            }
        }
        writer.EndRecord();
    }

    public void Dispose()
    {
        writer.Flush();
        writer.Dispose();
    }

    private static readonly NumberFormatInfo DecimalComma = new() { NumberDecimalSeparator = "," };

    private static string DateForm(Language language) =>
        language switch
        {
            Language.Nl or Language.Fr => "dd'/'MM'/'yyyy",
            Language.De => "dd'.'MM'.'yyyy",
            _ => "yyyy-MM-dd",
        };
}
