using System.Text;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Tables;

namespace LearningAccount.Tests.Imports.Tables;

/// <summary>Files whose values carry their names: JSON and XML.</summary>
public sealed class NamedTableTests
{
    private static readonly string[] Names = ["ssin", "title", "startDate", "worker.ssin", "training.title", "Worker.Ssin"];

    public static TheoryData<string> SameThings =>
        [
            """[{"ssin":"1","title":"a","hours":7.60},{"ssin":"2","title":"b","done":true}]""",
            """{"ssin":"1","title":"a","hours":7.60}""" + "\n" + """{"ssin":"2","title":"b","done":true}""",
            """{"page":1,"items":[{"ssin":"1","title":"a","hours":7.60},{"ssin":"2","title":"b","done":true}],"total":2}""",
        ];

    [Theory]
    [MemberData(nameof(SameThings))]
    public void A_list_of_objects_is_a_table_however_it_is_wrapped(string json)
    {
        var rows = Read(json);
        Assert.Equal(3, rows.Count);
        Assert.Contains("ssin", Texts(rows[0]).Select(Last));
        Assert.Equal(["1", "a", "7.60"], Filled(rows[1]).TakeLast(3));
        Assert.Equal(["2", "b", "true"], Filled(rows[2]).TakeLast(3));
        Assert.Equal([1, 2], rows.Skip(1).Select(row => row.Number));
    }

    [Fact]
    public void Each_of_the_lists_inside_an_object_gives_rows_that_repeat_what_stands_around_it()
    {
        var rows = Read(
            """
            [{"worker":{"ssin":"1"},"trainings":[{"title":"a","days":[1,2]},{"title":"b"}],"rights":[{"year":2024}]},
             {"worker":{"ssin":"2"},"trainings":[]}]
            """
        );
        Assert.Equal(["worker.ssin", "trainings.title", "trainings.days", "rights.year"], Texts(rows[0]));
        Assert.Equal(["1", "a", "1, 2", ""], Texts(rows[1]));
        Assert.Equal(["1", "b", "", ""], Texts(rows[2]));
        Assert.Equal(["1", "", "", "2024"], Texts(rows[3]));
    }

    [Fact]
    public void Elements_that_hold_known_names_are_the_rows_and_take_along_what_stands_around_them()
    {
        var rows = Read(
            """
            <?xml version="1.0"?>
            <v:export xmlns:v="urn:x" made="2025-01-01">
              <company><number>0200065765</number></company>
              <Worker Ssin="1"><Name>A &amp; B</Name>
                <training><title>a</title><startDate>2024-01-02</startDate></training>
                <training><title><![CDATA[b <i>]]></title></training>
              </Worker>
              <Worker Ssin="2"><training><title>c</title><startDate/></training></Worker>
            </v:export>
            """
        );
        var names = Texts(rows[0]);
        Assert.Equal(4, rows.Count);
        Assert.Equal(["1", "1", "2"], rows.Skip(1).Select(row => row[names.IndexOf("Worker.Ssin")].Text));
        Assert.Equal(["A & B", "A & B", ""], rows.Skip(1).Select(row => row[names.IndexOf("Worker.Name")].Text));
        Assert.Equal(["a", "b <i>", "c"], rows.Skip(1).Select(row => row[names.IndexOf("Worker.training.title")].Text));
        Assert.Equal(["2024-01-02", "", ""], rows.Skip(1).Select(row => row[names.IndexOf("Worker.training.startDate")].Text));
    }

    [Theory]
    [InlineData("[{\"ssin\":1},{\"ssin\"", "table.notJson")]
    [InlineData("{\"ssin\":", "table.notJson")]
    [InlineData("[1,2", "table.notJson")]
    [InlineData("<a><b><ssin>1</ssin></b>", "table.notXml")]
    [InlineData("<a><b><ssin>1</title></b></a>", "table.notXml")]
    [InlineData("<!DOCTYPE a [<!ENTITY x \"y\">]><a><b><ssin>&x;</ssin></b></a>", "table.notXml")]
    [InlineData("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", "table.notXml")]
    public void What_breaks_off_or_points_elsewhere_is_refused(string text, string code) => Assert.Equal(code, Refusal(text));

    [Fact]
    public void What_is_too_deep_too_wide_or_too_much_is_refused()
    {
        Assert.Equal("table.notJson", Refusal(new string('[', 100_000)));
        Assert.Equal("table.notXml", Refusal(string.Concat(Enumerable.Repeat("<a>", 100_000))));
        var wide = string.Join(',', Enumerable.Range(0, 1_000).Select(i => $"\"n{i}\":1"));
        Assert.Equal("table.tooManyColumns", Refusal($"[{{{wide}}}]"));
        var elements = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"<n{i}/>"));
        Assert.Equal("table.tooManyColumns", Refusal($"<a>{elements}</a>"));
        Assert.Equal("table.tooManyRows", Refusal("""[{"ssin":1},{"ssin":2},{"ssin":3}]""", new() { Rows = 2 }));
        Assert.Equal("table.tooManyRows", Refusal("<a><b ssin='1'/><b ssin='2'/><b ssin='3'/></a>", new() { Rows = 2 }));
        Assert.Equal("table.tooLarge", Refusal("[{\"ssin\":1}]", new() { FileBytes = 5 }));
        Assert.Equal(
            "file.pieceTooLong",
            Refusal($"[{{\"ssin\":\"{new string('x', 100_000)}\"}}]", new() { ElementBytes = 50_000 })
        );
    }

    [Fact]
    public void A_long_value_is_told_and_not_kept()
    {
        var text = new string('x', 5_000);
        Assert.Equal(CellKind.TooLong, Read($"[{{\"ssin\":\"{text}\"}}]")[1][0].Kind);
        Assert.Equal(CellKind.TooLong, Read($"<a><b><ssin>{text}</ssin></b></a>")[1][0].Kind);
    }

    [Fact]
    public void A_file_of_nothing_that_could_be_a_row_is_refused() => Assert.Equal("table.noHeader", Refusal("<a>text</a>"));

    private static int Known(IReadOnlyList<string> names) =>
        names.Count(name => Names.Contains(Last(name), StringComparer.OrdinalIgnoreCase));

    private static string Last(string path) => path[(path.LastIndexOf('.') + 1)..];

    private static List<string> Texts(TableRow row) => [.. row.Cells.Select(cell => cell.Text)];

    private static IEnumerable<string> Filled(TableRow row) => row.Cells.Where(cell => !cell.IsEmpty).Select(cell => cell.Text);

    private static List<TableRow> Read(string text, TableLimits? limits = null)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var table = TableFile.Open(file, Known, limits);
        return [.. table.Rows()];
    }

    private static string Refusal(string text, TableLimits? limits = null) =>
        Assert.Throws<FileRefusedException>(() => Read(text, limits)).Anomaly.Code;
}
