using System.Globalization;
using System.Text;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Tables;

namespace LearningAccount.Tests.Imports.Tables;

public sealed class CsvTableTests
{
    private static readonly string[] Known = ["INSZ", "Naam", "Voornaam", "Duur"];

    public static TheoryData<string> Encodings => ["utf8", "utf8-mark", "windows-1252", "utf16", "utf16-big"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Accents_survive_every_encoding_a_spreadsheet_saves(string encoding)
    {
        var rows = Read("INSZ;Naam\r\n1;Zoë Müller-Français\r\n", EncodingOf(encoding));
        Assert.Equal("Zoë Müller-Français", rows[1][1].Text);
    }

    [Theory]
    [InlineData(";")]
    [InlineData(",")]
    [InlineData("\t")]
    public void The_separator_is_the_one_that_makes_headers_known(string separator)
    {
        var rows = Read($"INSZ{separator}Naam{separator}Duur\n1{separator}\"Peeters; Jan, B\"{separator}\"3,5\"\n");
        Assert.Equal(["1", "Peeters; Jan, B", "3,5"], Texts(rows[1]));
    }

    [Fact]
    public void Commas_inside_a_header_do_not_make_it_the_separator()
    {
        var rows = Read("Straat, nr, bus, extra;INSZ;Naam\nKerkstraat 1;2;Peeters\n");
        Assert.Equal(3, rows[1].Cells.Count);
    }

    [Fact]
    public void The_separator_line_of_excel_is_no_row()
    {
        var rows = Read("sep=,\r\nINSZ,Naam\r\n1,Peeters\r\n");
        Assert.Equal(["INSZ", "Naam"], Texts(rows[0]));
        Assert.Equal(2, rows[0].Number);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    public void Line_ends_of_every_system_end_a_row(string end) => Assert.Equal(3, Read($"INSZ;Naam{end}1;a{end}2;b").Count);

    [Fact]
    public void A_row_carries_the_line_it_begins_on()
    {
        var rows = Read("INSZ;Naam\n\n1;\"over\ntwo lines\"\n;;\n2;b\n");
        Assert.Equal([1, 3, 6], rows.Select(row => row.Number));
        Assert.Equal("over two lines", rows[1][1].Text);
    }

    [Fact]
    public void A_short_row_has_empty_cells_and_a_long_one_keeps_its_own()
    {
        var rows = Read("INSZ;Naam;Duur\n1\n2;b;3;4\n");
        Assert.True(rows[1][2].IsEmpty);
        Assert.Equal(4, rows[2].Cells.Count);
    }

    [Fact]
    public void An_empty_file_has_no_rows() => Assert.Empty(Read(""));

    [Fact]
    public void A_quote_that_is_never_closed_is_told_with_its_row()
    {
        var rows = Read("INSZ;Naam\n1;a\n2;\"b\n3;c\n");
        Assert.Equal([false, false, true, false], rows.Select(row => row.QuoteNotClosed));
        Assert.Equal([1, 2, 3, 4], rows.Select(row => row.Number));
        Assert.Equal(["\"b", "c"], rows.Skip(2).Select(row => row[1].Text));
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_quote_that_is_not_closed_takes_no_other_row_with_it(string encoding)
    {
        // Two of them close where the next one opens; the third runs on, beyond the longest row.
        var text = new StringBuilder(
            "INSZ;Naam;Voornaam\r\n1;\"Noël;x\r\n\r\n2;Né;y\r\n3;\"b;z\r\n4;\"c\nd\";\"w\"\r\n5;\"e;v\r\n"
        );
        for (var row = 6; row < 5_000; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row};naam {row};é\r\n");
        }
        var rows = Open(text.ToString(), EncodingOf(encoding), new() { RowBytes = 70_000 }).Rows().ToList();
        Assert.Equal(["1", "3", "5"], rows.Where(row => row.QuoteNotClosed).Select(row => row[0].Text));
        Assert.Equal(
            Enumerable.Range(1, 4_999),
            rows.Skip(1).Select(row => int.Parse(row[0].Text, CultureInfo.InvariantCulture))
        );
        Assert.Equal("c d", rows[4][1].Text);
        Assert.Equal([2, 4, 5, 6, 8], rows.Skip(1).Take(5).Select(row => row.Number));
    }

    [Fact]
    public void A_head_of_several_lines_swallows_nothing()
    {
        var rows = Read(";;;\nINSZ;\"Datum\nin dienst\";Naam;\"Datum\nuit dienst\"\n1;2;3;4\n");
        Assert.DoesNotContain(rows, row => row.QuoteNotClosed);
        Assert.Equal(2, rows.Count);
    }

    [Fact]
    public void The_apostrophe_that_guards_an_export_is_taken_off_and_one_of_a_name_stays()
    {
        var rows = Read("INSZ;Naam\n1;'=cmd|' /C calc'!A0\n2;'t Hooft\n3;'-x\n");
        Assert.Equal(["=cmd|' /C calc'!A0", "'t Hooft", "-x"], rows.Skip(1).Select(row => row[1].Text));
    }

    [Fact]
    public void Text_with_blanks_that_nobody_sees_becomes_what_people_see()
    {
        var rows = Read("INSZ;Naam\n1; \u00a0Pe\u0301re\u200b\u00a0Noe\u0308l \n");
        Assert.Equal("Pére Noël", rows[1][1].Text);
    }

    [Fact]
    public void A_cell_beyond_the_limit_is_marked_and_its_row_stays()
    {
        var rows = Read($"INSZ;Naam\n1;{new string('x', 100_000)}\n2;b\n");
        Assert.Equal(CellKind.TooLong, rows[1][1].Kind);
        Assert.Equal("b", rows[2][1].Text);
    }

    [Fact]
    public void Limits_refuse_the_file_with_their_code()
    {
        var small = new TableLimits
        {
            Rows = 2,
            Columns = 3,
            RowBytes = 70_000,
            FileBytes = 300_000,
        };
        Assert.Equal("table.tooManyRows", Refusal("a\nb\nc\n", small));
        Assert.Equal("table.tooManyColumns", Refusal("a;b;c;d\n", small));
        Assert.Equal("table.rowTooLong", Refusal("a\n\"" + new string('x', 200_000), small));
        var quotes = string.Concat(Enumerable.Repeat("1;\"a\n", 102));
        Assert.Equal("table.quotesOpen", Refusal(quotes, TableLimits.Default));
        Assert.Equal("table.tooLarge", Refusal(new string('x', 300_001), small));
    }

    [Fact]
    public void A_file_that_is_no_text_is_refused() => Assert.Equal("table.notText", Refusal("a;b\0\n", TableLimits.Default));

    private static List<TableRow> Read(string text, Encoding? encoding = null) => [.. Open(text, encoding).Rows()];

    private static CsvTable Open(string text, Encoding? encoding = null, TableLimits? limits = null)
    {
        encoding ??= new UTF8Encoding(false);
        return CsvTable.Open(
            new MemoryStream([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]),
            names => names.Count(name => Known.Contains(name, StringComparer.Ordinal)),
            limits
        );
    }

    private static string Refusal(string text, TableLimits limits) =>
        Assert.Throws<FileRefusedException>(() => Open(text, limits: limits).Rows().Count()).Anomaly.Code;

    private static IEnumerable<string> Texts(TableRow row) => row.Cells.Select(cell => cell.Text);

    private static Encoding EncodingOf(string name) =>
        name switch
        {
            "utf8" => new UTF8Encoding(false),
            "utf8-mark" => new UTF8Encoding(true),
            "windows-1252" => CsvEncoding.Windows1252,
            "utf16" => new UnicodeEncoding(false, true),
            _ => new UnicodeEncoding(true, true),
        };
}
