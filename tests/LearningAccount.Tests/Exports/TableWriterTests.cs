using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using LearningAccount.App.Exports;
using LearningAccount.App.Imports.Tables;
using LearningAccount.Law;
using LearningAccount.Law.Texts;

namespace LearningAccount.Tests.Exports;

public sealed class TableWriterTests
{
    private static readonly string[] Names = ["INSZ", "Naam", "Duur", "Begin"];

    private static readonly OutCell[][] Rows =
    [
        [
            OutCell.Of("04022999409"),
            OutCell.Of("=cmd|' /C calc'!A0"),
            OutCell.Of(Fraction.Of(-1, 2)),
            OutCell.Of(new DateOnly(2024, 2, 29)),
        ],
        [OutCell.Of("+32 2 000"), OutCell.Of("@SUM(1)"), OutCell.Of(Fraction.Of(38, 5)), OutCell.Of(new DateOnly(2026, 12, 31))],
        [
            OutCell.Of("-x"),
            OutCell.Of("Zoë; \"d'Ursel\"\nde l’Été <&> _x0041_"),
            OutCell.Of(Fraction.Of(1, 3)),
            OutCell.Of((DateOnly?)null),
        ],
    ];

    public static TheoryData<Language> AllLanguages => [.. Languages.All];

    [Fact]
    public void A_workbook_gives_back_what_was_written()
    {
        var read = Read(Xlsx());
        Assert.Equal(Names, read[0].Cells.Select(cell => cell.Text));
        Assert.Equal(
            [
                new(CellKind.Text, "04022999409"),
                new(CellKind.Text, "=cmd|' /C calc'!A0"),
                new(CellKind.Number, "-0.5"),
                new(CellKind.Date, "2024-02-29"),
            ],
            read[1].Cells
        );
        Assert.Equal("7.6", read[2][2].Text);
        Assert.Equal("Zoë; \"d'Ursel\" de l’Été <&> _x0041_", read[3][1].Text);
        Assert.Equal(new(CellKind.Text, "1/3"), read[3][2]);
    }

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public void A_text_file_gives_back_what_was_written(Language language)
    {
        var read = Read(Csv(language));
        Assert.Equal(Names, read[0].Cells.Select(cell => cell.Text));
        Assert.Equal(["04022999409", "=cmd|' /C calc'!A0"], read[1].Cells.Take(2).Select(cell => cell.Text));
        Assert.Equal(language == Language.En ? "-0.5" : "-0,5", read[1][2].Text);
        Assert.Equal("-x", read[3][0].Text);
        Assert.Equal("Zoë; \"d'Ursel\" de l’Été <&> _x0041_", read[3][1].Text);
    }

    [Fact]
    public void No_cell_of_an_export_begins_as_a_formula_except_a_negative_number()
    {
        var lines = Encoding.UTF8.GetString(Csv(Language.Nl).ToArray()).Split("\r\n").Skip(1);
        var cells = lines.SelectMany(line => line.Split(';')).Select(cell => cell.Trim('"')).Where(cell => cell.Length > 0);
        Assert.Equal(["-0,5"], cells.Where(cell => "=+-@\t".Contains(cell[0], StringComparison.Ordinal)));

        using var zip = new ZipArchive(Xlsx());
        var sheet = XDocument.Load(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        Assert.DoesNotContain(sheet.Descendants(), element => element.Name.LocalName == "f");
    }

    [Fact]
    public void The_same_rows_make_the_same_bytes() => Assert.Equal(Xlsx().ToArray(), Xlsx().ToArray());

    [Fact]
    public void A_long_sheet_name_and_control_characters_do_not_damage_the_workbook()
    {
        var file = new MemoryStream();
        using (var writer = new XlsxWriter(file, "Overzicht: [alle] opleidingen/formations van het jaar"))
        {
            writer.Header(["INSZ\u0001", "Naam\ud800"]);
            writer.Row([OutCell.Of("a\u0000b"), OutCell.Of("😀")]);
        }
        var read = Read(file);
        Assert.Equal(["ab", "😀"], read[1].Cells.Select(cell => cell.Text));
    }

    private static MemoryStream Xlsx()
    {
        var file = new MemoryStream();
        using (var writer = new XlsxWriter(file, "Opleidingen"))
        {
            Write(writer);
        }
        return file;
    }

    private static MemoryStream Csv(Language language)
    {
        var file = new MemoryStream();
        using (var writer = new CsvTableWriter(file, language))
        {
            Write(writer);
        }
        return file;
    }

    private static void Write(ITableWriter writer)
    {
        writer.Header(Names);
        foreach (var row in Rows)
        {
            writer.Row(row);
        }
    }

    private static List<TableRow> Read(MemoryStream file)
    {
        using var table = TableFile.Open(file, names => names.Count(name => Names.Contains(name, StringComparer.Ordinal)));
        return [.. table.Rows()];
    }
}
