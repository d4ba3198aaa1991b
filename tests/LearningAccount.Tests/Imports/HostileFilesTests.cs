using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using LearningAccount.App.Exports;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Lists;
using LearningAccount.App.Imports.Tables;
using LearningAccount.Law.Texts;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Imports;

/// <summary>Files made to harm, and files that are not what they say, each by its name.</summary>
public sealed class HostileFilesTests
{
    private const string Head = "INSZ;Opleiding;Datum;Uren\n";
    private const string Staff = "Ondernemingsnummer;INSZ;Naam;Voornaam\n0999990222;64022999278;Peeters;Anna\n";

    [Theory]
    [InlineData('x')]
    [InlineData('"')]
    [InlineData(';')]
    public void A_line_of_a_gigabyte_is_refused_without_being_held(char sign)
    {
        using var file = new EndlessLine(Encoding.UTF8.GetBytes(Head), (byte)sign, 1L << 30);
        var (before, watch) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
        var code = Assert
            .Throws<FileRefusedException>(() =>
            {
                using var table = CsvTable.Open(file, ListHeader.Known, new() { RowBytes = 1 << 16 });
                _ = table.Rows().Count();
            })
            .Anomaly.Code;
        Assert.True(code is "table.rowTooLong" or "table.tooManyColumns", code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"It took {watch.Elapsed}.");
    }

    [Theory]
    [InlineData("INSZ;Opleiding;Datum;Uren", ";n", "")]
    [InlineData("[{\"ssin\":1", ",\"n#\":1", "}]")]
    [InlineData("<a><b ssin='1'", " n#='1'", "/></a>")]
    public async Task A_million_columns_are_refused(string before, string column, string behind)
    {
        var text = new StringBuilder(before);
        for (var i = 0; i < 1_000_000; i++)
        {
            text.Append(column.Replace("#", $"{i}", StringComparison.Ordinal));
        }
        var code = await Refusal(text.Append(behind).Append('\n').ToString());
        Assert.True(code is "table.tooManyColumns" or "table.rowTooLong" or "table.noHeader", code);
    }

    [Theory]
    [InlineData("DmfAOriginal")]
    [InlineData("Dimona")]
    [InlineData("NOTIFICATION")]
    [InlineData("workers")]
    public async Task Entities_are_never_read(string root)
    {
        var laughs = string.Concat(
            Enumerable.Range(1, 9).Select(i => $"<!ENTITY a{i} \"{string.Concat(Enumerable.Repeat($"&a{i - 1};", 10))}\">")
        );
        string[] types =
        [
            $"<!DOCTYPE {root} [<!ENTITY a0 \"ha\">{laughs}]>",
            $"<!DOCTYPE {root} [<!ENTITY a9 SYSTEM \"file:///etc/passwd\">]>",
            $"<!DOCTYPE {root} SYSTEM \"http://127.0.0.1:9/none.dtd\">",
        ];
        foreach (var type in types)
        {
            var code = await Refusal($"<?xml version=\"1.0\"?>{type}<{root}><ssin>&a9;</ssin><title>a</title></{root}>");
            Assert.True(code is "xml.doctype" or "table.notXml", code);
        }
    }

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"Zo\u00eb\"")]
    public async Task A_text_of_JSON_that_is_no_text_is_refused(string title)
    {
        var text = $$"""[{"ssin":"64022999278","title":{{title}},"startDate":"2024-05-06","hours":4}]""";
        Assert.Equal("table.jsonText", await Refusal(CsvEncoding.Windows1252.GetBytes(text)));
        var named = text.Replace("title", title.Trim('"'), StringComparison.Ordinal);
        Assert.Equal("table.jsonText", await Refusal(CsvEncoding.Windows1252.GetBytes(named)));
    }

    [Fact]
    public async Task A_formula_comes_in_as_text_and_goes_out_as_text()
    {
        const string formula = "=cmd|' /C calc'!A0";
        await using var world = await TestDatabase.OpenAsync(Engine.Sqlite);
        await world.Import(Staff);
        await world.Import($"{Head}64022999278;{formula};6/5/2024;4\n");
        var title = Assert.Single(await world.Held(FactTables.Training)).Title;
        Assert.Equal(formula, title);

        var csv = new MemoryStream();
        using (var table = new CsvTableWriter(csv, Language.Nl))
        {
            Write(table, title);
        }
        Assert.Contains("'=cmd", Encoding.UTF8.GetString(csv.ToArray()), StringComparison.Ordinal);
        Assert.DoesNotContain("<f>", Sheet(Workbook(title)), StringComparison.Ordinal);
        // And what went out means the same when it comes back.
        foreach (var file in (byte[][])[csv.ToArray(), Workbook(title)])
        {
            Assert.Equal(1, (await world.Import(file, rehearse: true)).CountOf(RowOutcome.Unchanged));
        }
    }

    [Fact]
    public async Task Macros_of_a_workbook_are_passed_over()
    {
        await using var world = await TestDatabase.OpenAsync(Engine.Sqlite);
        await world.Import(Staff);
        var file = new MemoryStream();
        file.Write(Workbook("Welding"));
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var macros = zip.CreateEntry("xl/vbaProject.bin").Open();
            macros.Write([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
        }
        Assert.Equal(1, (await world.Import(file.ToArray(), "a.xlsm")).CountOf(RowOutcome.New));
    }

    [Fact]
    public async Task A_file_pasted_together_from_two_encodings_is_read_to_its_end()
    {
        await using var world = await TestDatabase.OpenAsync(Engine.Sqlite);
        await world.Import(Staff);
        byte[] file =
        [
            .. Encoding.UTF8.GetBytes(Head + "64022999278;Sécurité;6/5/2024;4\n"),
            .. CsvEncoding.Windows1252.GetBytes("64022999278;Hygiène;7/5/2024;4\n"),
        ];
        Assert.Equal(2, (await world.Import(file)).CountOf(RowOutcome.New));
        // Of the two the one is read wrongly, and neither is lost.
        Assert.Contains(await world.Held(FactTables.Training), training => training.Title is "Hygiène");
    }

    [Fact]
    public async Task What_a_file_is_its_content_tells()
    {
        await using var world = await TestDatabase.OpenAsync(Engine.Sqlite);
        await world.Import(Staff, "staff.xlsx");
        Assert.Equal(1, (await world.Import(Workbook("Welding"), "trainings.csv")).CountOf(RowOutcome.New));
        var json = """[{"ssin":"64022999278","title":"Safety","startDate":"2024-05-07","hours":4}]""";
        Assert.Equal(1, (await world.Import(json, "trainings.xml")).CountOf(RowOutcome.New));
    }

    [Fact]
    public async Task A_workbook_that_was_cut_off_is_refused_wherever_it_was_cut()
    {
        var whole = Workbook("Welding");
        for (var length = 4; length < whole.Length; length += whole.Length / 25)
        {
            Assert.Equal("table.damaged", await Refusal(whole[..length]));
        }
    }

    private static byte[] Workbook(string title)
    {
        var file = new MemoryStream();
        using (var table = new XlsxWriter(file, "x"))
        {
            Write(table, title);
        }
        return file.ToArray();
    }

    private static void Write(ITableWriter table, string title)
    {
        table.Header(["INSZ", "Opleiding", "Datum", "Uren"]);
        table.Row([OutCell.Of("64022999278"), OutCell.Of(title), OutCell.Of(new DateOnly(2024, 5, 6)), OutCell.Of("4")]);
    }

    private static string Sheet(byte[] workbook)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        using var text = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        return text.ReadToEnd();
    }

    private static Task<string> Refusal(string text) => Refusal(Encoding.UTF8.GetBytes(text));

    private static async Task<string> Refusal(byte[] file)
    {
        await using var world = await TestDatabase.OpenAsync(Engine.Sqlite);
        return (await Assert.ThrowsAsync<FileRefusedException>(() => world.Import(file))).Anomaly.Code;
    }

    /// <summary>A line of headers and one that goes on for ever; nothing of it is held.</summary>
    private sealed class EndlessLine(byte[] head, byte sign, long length) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => true;
        public override bool CanWrite => false;
        public override long Length => length;
        public override long Position { get; set; }

        public override int Read(Span<byte> buffer)
        {
            var count = (int)Math.Min(buffer.Length, length - Position);
            buffer[..count].Fill(sign);
            for (var i = 0; i < count && Position + i < head.Length; i++)
            {
                buffer[i] = head[Position + i];
            }
            Position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override long Seek(long offset, SeekOrigin origin) =>
            Position = origin switch
            {
                SeekOrigin.Begin => offset,
                SeekOrigin.Current => Position + offset,
                _ => length + offset,
            };

        public override void Flush() { }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
