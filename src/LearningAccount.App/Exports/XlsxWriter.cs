using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace LearningAccount.App.Exports;

/// <summary>
/// Writes a workbook of one sheet, row by row and without keeping rows in memory. Text stands in the sheet as text, so no
/// cell is ever a formula; numbers are numbers, dates are dates shown as the reader's computer shows them. The same rows
/// give the same bytes.
/// </summary>
public sealed partial class XlsxWriter : ITableWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";

    // Places in the list of cell formats of styles.xml below.
    private const int TextFormat = 1;
    private const int DateFormat = 2;
    private const int HeaderFormat = 3;

    // The first moment a zip file can tell; a real one would make every file differ.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly SerialZero = new(1899, 12, 30);

    private readonly ZipArchive zip;
    private readonly XmlWriter sheet;
    private int row;
    private int columns;

    public XlsxWriter(Stream target, string sheetName)
    {
        zip = new(target, ZipArchiveMode.Create, leaveOpen: true);
        Part("[Content_Types].xml", ContentTypes);
        Part("_rels/.rels", RootRelations);
        Part("xl/workbook.xml", Workbook(sheetName));
        Part("xl/_rels/workbook.xml.rels", WorkbookRelations);
        Part("xl/styles.xml", Styles);
        sheet = XmlWriter.Create(
            Entry("xl/worksheets/sheet1.xml"),
            new() { Encoding = new UTF8Encoding(false), CloseOutput = true }
        );
        sheet.WriteStartElement("worksheet", Main);
    }

    public void Header(IReadOnlyList<string> names)
    {
        columns = names.Count;
        sheet.WriteRaw(
            """<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>"""
        );
        sheet.WriteStartElement("cols");
        for (var column = 1; column <= columns; column++)
        {
            sheet.WriteStartElement("col");
            Attribute("min", column);
            Attribute("max", column);
            Attribute("width", Math.Clamp(names[column - 1].Length + 4, 12, 40));
            Attribute("customWidth", 1);
            sheet.WriteEndElement();
        }
        sheet.WriteEndElement();
        sheet.WriteStartElement("sheetData");
        Write(names, static (writer, name) => writer.WriteText(name, HeaderFormat));
    }

    public void Row(IReadOnlyList<OutCell> cells) => Write(cells, static (writer, cell) => writer.WriteCell(cell));

    public void Dispose()
    {
        sheet.WriteEndElement();
        if (columns > 0)
        {
            sheet.WriteStartElement("autoFilter");
            sheet.WriteAttributeString("ref", $"A1:{Name(columns)}{Text(row)}");
            sheet.WriteEndElement();
        }
        sheet.WriteEndElement();
        sheet.Dispose();
        zip.Dispose();
    }

    private void Write<T>(IReadOnlyList<T> cells, Action<XlsxWriter, T> write)
    {
        row++;
        sheet.WriteStartElement("row");
        Attribute("r", row);
        for (var column = 0; column < cells.Count; column++)
        {
            sheet.WriteStartElement("c");
            sheet.WriteAttributeString("r", Name(column + 1) + Text(row));
            write(this, cells[column]);
            sheet.WriteEndElement();
        }
        sheet.WriteEndElement();
    }

    private void WriteCell(OutCell cell)
    {
        if (cell.Number is { } number)
        {
            sheet.WriteElementString("v", number.ToDecimalText());
        }
        else if (cell.Date is { } date)
        {
            Attribute("s", DateFormat);
            sheet.WriteElementString("v", Text(date.DayNumber - SerialZero.DayNumber));
        }
        else if (cell.Text is { } text)
        {
            WriteText(text, TextFormat);
        }
    }

    private void WriteText(string text, int format)
    {
        Attribute("s", format);
        sheet.WriteAttributeString("t", "inlineStr");
        sheet.WriteStartElement("is");
        sheet.WriteStartElement("t");
        sheet.WriteAttributeString("xml", "space", null, "preserve");
        sheet.WriteString(Writable(text));
        sheet.WriteEndElement();
        sheet.WriteEndElement();
    }

    // XML 1.0 has no way to write a control character, and spreadsheets read _x0041_ as one letter.
    private static string Writable(string text) =>
        LooksEscaped().Replace(string.Concat(text.EnumerateRunes().Where(IsXml).Select(rune => rune.ToString())), "_x005F_");

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LooksEscaped();

    private static bool IsXml(Rune rune) => rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value);

    /// <summary>A, B … Z, AA, AB …</summary>
    private static string Name(int column)
    {
        var name = "";
        for (; column > 0; column = (column - 1) / 26)
        {
            name = (char)('A' + (column - 1) % 26) + name;
        }
        return name;
    }

    private void Attribute(string name, int value) => sheet.WriteAttributeString(name, Text(value));

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private Stream Entry(string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = NoTime;
        return entry.Open();
    }

    private void Part(string name, string content)
    {
        using var target = new StreamWriter(Entry(name), new UTF8Encoding(false));
        target.Write("""<?xml version="1.0" encoding="utf-8"?>""");
        target.Write(content);
    }

    // A sheet's name has 31 characters at the most and none of []:*?/\.
    private static string Workbook(string sheetName)
    {
        var allowed = string.Concat(sheetName.Where(c => !"[]:*?/\\".Contains(c, StringComparison.Ordinal)).Take(31));
        var name = new System.Xml.Linq.XAttribute("name", allowed.Length == 0 ? "1" : allowed);
        return $"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets><sheet {name} sheetId="1" r:id="rId1"/></sheets></workbook>""";
    }

    private const string ContentTypes =
        """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>""";

    private const string RootRelations =
        $"""<Relationships xmlns="{PackageRelations}"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>""";

    private const string WorkbookRelations =
        $"""<Relationships xmlns="{PackageRelations}"><Relationship Id="rId1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Relations}/styles" Target="styles.xml"/></Relationships>""";

    // Formats: 0 as it is, 1 text (so that a number typed over a SSIN keeps its zeros), 2 a day, 3 bold.
    private const string Styles = $"""
        <styleSheet xmlns="{Main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
        <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
        <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
        <cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs>
        </styleSheet>
        """;
}
