using System.IO.Compression;
using System.Text;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Tables;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Imports.Tables;

public sealed class WorkbookTableTests
{
    [Fact]
    public void Cells_come_as_what_they_are()
    {
        var rows = Read(
            """
            <row r="1"><c r="A1" t="inlineStr"><is><t>INSZ</t></is></c><c r="B1" t="inlineStr"><is><t>Duur</t></is></c></row>
            <row r="3"><c r="A3"><v>4022999409</v></c><c r="B3"><v>7.5999999999999996</v></c><c r="C3" s="1"><v>46023</v></c><c r="D3" s="2"><v>0.31666666666666665</v></c><c r="E3" s="3"><v>1.5</v></c></row>
            <row r="4"><c r="A4" t="str"><f>HYPERLINK("http://x")</f><v>60022999192</v></c><c r="B4"><f>1+1</f></c><c r="C4" t="e"><v>#N/A</v></c><c r="D4" t="b"><v>1</v></c></row>
            """
        );
        Assert.Equal([1, 3, 4], rows.Select(row => row.Number));
        Assert.Equal(
            [
                new(CellKind.Number, "4022999409"),
                new(CellKind.Number, "7.6"),
                new(CellKind.Date, "2026-01-01"),
                new(CellKind.Time, "7:36"),
                new(CellKind.Time, "36:00"),
            ],
            rows[1].Cells
        );
        Assert.Equal("60022999192", rows[2][0].Text);
        Assert.True(rows[2][1].IsEmpty);
        Assert.True(rows[2][2].IsEmpty);
        Assert.Equal("true", rows[2][3].Text);
    }

    [Fact]
    public void The_sheet_with_known_headers_is_read()
    {
        var file = Workbook(
            """<row r="1"><c r="A1" t="inlineStr"><is><t>Uitleg</t></is></c></row>""",
            """<row r="1"><c r="A1" t="inlineStr"><is><t>INSZ</t></is></c></row>"""
        );
        using var table = TableFile.Open(file, Known);
        Assert.Equal("Sheet2", table.Sheet);
        Assert.Equal("INSZ", Assert.Single(table.Rows())[0].Text);
    }

    [Fact]
    public void A_workbook_that_unpacks_to_far_more_than_it_holds_is_refused_unread()
    {
        var bomb = Workbook(new string(' ', 40_000_000));
        Assert.Equal("table.unpacksTooLarge", Refusal(bomb));
        Assert.Equal("table.unpacksTooLarge", Refusal(Workbook("<row/>"), new() { UnpackedBytes = 100 }));
        Assert.Equal("table.unpacksTooLarge", Refusal(Workbook("<row/>"), new() { PackageEntries = 3 }));
    }

    [Fact]
    public void A_document_type_is_refused()
    {
        var file = Workbook(
            """<row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row>""",
            """<!DOCTYPE worksheet [<!ENTITY x "INSZ">]>"""
        );
        Assert.Equal("table.damaged", Refusal(file));
    }

    [Theory]
    [InlineData("""<row r="2147483000"><c r="A2147483000"><v>1</v></c></row>""")]
    [InlineData("""<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>""")]
    [InlineData("""<row r="1"><c r="A1"><v>""")]
    public void What_no_spreadsheet_writes_is_refused_at_once(string rows) => Refusal(Workbook(rows));

    [Fact]
    public void Another_kind_of_file_is_refused_with_what_to_do()
    {
        Assert.Equal("table.damaged", Refusal(new MemoryStream([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])));
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("word/document.xml");
        }
        Assert.Equal("table.notWorkbook", Refusal(zip));
        Assert.Equal("table.damaged", Refusal(new MemoryStream([0x50, 0x4B, 0x03, 0x04, 1, 2, 3])));
    }

    [Fact]
    public void A_workbook_of_before_2007_is_read_alike()
    {
        using var file = File.OpenRead(Path.Combine(Project.Root, OldWorkbook));
        using var table = TableFile.Open(file, Known);
        var rows = table.Rows().ToList();
        Assert.Equal("Opleidingen", table.Sheet);
        Assert.Equal([1, 2, 4], rows.Select(row => row.Number));
        Assert.Equal(
            [
                new(CellKind.Text, "04022999409"),
                new(CellKind.Text, "Żółć Élodie"),
                new(CellKind.Number, "7.6"),
                new(CellKind.Date, "2024-03-05"),
                new(CellKind.Time, "7:36"),
            ],
            rows[1].Cells
        );
        Assert.Equal("2", rows[2][2].Text);
        Assert.True(rows[2][3].IsEmpty);
    }

    [Fact]
    public void An_old_workbook_cut_off_anywhere_is_refused_or_read()
    {
        var whole = File.ReadAllBytes(Path.Combine(Project.Root, OldWorkbook));
        for (var length = 8; length < whole.Length; length += 97)
        {
            try
            {
                using var table = TableFile.Open(new MemoryStream(whole[..length]), Known);
                Assert.InRange(table.Rows().Count(), 0, 10);
            }
            catch (FileRefusedException refused)
            {
                Assert.StartsWith("table.", refused.Anomaly.Code, StringComparison.Ordinal);
            }
        }
    }

    private const string OldWorkbook = "tests/LearningAccount.Tests/Imports/Tables/before-2007.xls";

    private static int Known(IReadOnlyList<string> names) => names.Count(name => name is "INSZ" or "Duur");

    private static List<TableRow> Read(string rows)
    {
        using var table = TableFile.Open(Workbook(rows), Known);
        return [.. table.Rows()];
    }

    private static string Refusal(MemoryStream file, TableLimits? limits = null)
    {
        return Assert
            .Throws<FileRefusedException>(() =>
            {
                using var table = TableFile.Open(file, Known, limits);
                _ = table.Rows().Count();
            })
            .Anomaly.Code;
    }

    private static MemoryStream Workbook(params string[] sheets)
    {
        const string main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
        const string rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Part(string name, string content)
            {
                using var target = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
                target.Write(content);
            }
            var doctype = sheets.FirstOrDefault(sheet => sheet.StartsWith("<!DOCTYPE", StringComparison.Ordinal)) ?? "";
            var real = sheets.Where(sheet => !sheet.StartsWith("<!DOCTYPE", StringComparison.Ordinal)).ToList();
            var all = Enumerable.Range(1, real.Count).ToList();
            Part(
                "xl/workbook.xml",
                $"<workbook {main} xmlns:r=\"{rels}\"><sheets>{string.Concat(all.Select(i => $"<sheet name=\"Sheet{i}\" sheetId=\"{i}\" r:id=\"rId{i}\"/>"))}</sheets></workbook>"
            );
            Part(
                "xl/_rels/workbook.xml.rels",
                $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(all.Select(i => $"<Relationship Id=\"rId{i}\" Type=\"{rels}/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>"))}<Relationship Id=\"rId99\" Type=\"{rels}/styles\" Target=\"styles.xml\"/></Relationships>"
            );
            Part(
                "xl/styles.xml",
                $"<styleSheet {main}><cellXfs count=\"4\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"20\"/><xf numFmtId=\"46\"/></cellXfs></styleSheet>"
            );
            foreach (var i in all)
            {
                Part(
                    $"xl/worksheets/sheet{i}.xml",
                    $"{doctype}<worksheet {main}><sheetData>{real[i - 1]}</sheetData></worksheet>"
                );
            }
        }
        return file;
    }
}
