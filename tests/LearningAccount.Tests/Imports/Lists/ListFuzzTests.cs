using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using LearningAccount.App.Exports;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Lists;
using LearningAccount.App.Imports.Tables;
using LearningAccount.Law;
using LearningAccount.Law.Texts;

namespace LearningAccount.Tests.Imports.Lists;

/// <summary>Whatever a file holds, it is read or refused, with words for both, and soon.</summary>
public sealed class ListFuzzTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly string[] Nasty =
    [
        "=cmd|' /C calc'!A0",
        "1000000000",
        "1E+308",
        "-1E-308",
        "NaN",
        "∞",
        "-0",
        "1/0",
        "00000000000",
        "31/02/2026",
        "99/99/9999",
        "0001-01-01",
        "\u202e60022999192",
        "\ud83d",
        "'=1",
        "½½",
        "٣٤",
        "7:99999999",
        "2025: ; :",
        "()[]%",
        "\"",
        "",
    ];

    [Theory]
    [InlineData(FileKind.StaffList, 1)]
    [InlineData(FileKind.TrainingList, 2)]
    public void A_damaged_text_file_is_read_or_refused(FileKind list, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 300; i++)
        {
            var bytes = Template(list, isXlsx: false, random);
            Damage(bytes, random, 1 + random.Next(12));
            Read(bytes);
        }
    }

    [Theory]
    [InlineData(FileKind.StaffList, 3)]
    [InlineData(FileKind.TrainingList, 4)]
    public void A_damaged_workbook_is_read_or_refused(FileKind list, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 100; i++)
        {
            var bytes = Template(list, isXlsx: true, random);
            Damage(bytes, random, 1 + random.Next(6));
            Read(bytes);
            Read(WithDamagedParts(Template(list, isXlsx: true, random), random));
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void Nasty_cells_are_read_or_refused(int seed)
    {
        var random = new Random(seed);
        foreach (var isXlsx in (bool[])[false, true])
        {
            var file = new MemoryStream();
            using (ITableWriter table = isXlsx ? new XlsxWriter(file, "x") : new CsvTableWriter(file, Language.Nl))
            {
                var columns = random.Next(2) == 0 ? StaffCells.Columns : TrainingCells.All;
                table.Header([.. columns.Select(column => Vocabulary.Shipped.Name(column, Language.Nl))]);
                for (var row = 0; row < 500; row++)
                {
                    table.Row([.. columns.Select(_ => OutCell.Of(Nasty[random.Next(Nasty.Length)]))]);
                }
            }
            Read(file.ToArray());
        }
    }

    [Fact]
    public void A_cell_of_a_hundred_thousand_letters_is_told_and_its_neighbours_are_read()
    {
        var file = Encoding.UTF8.GetBytes(
            $"INSZ;Naam;Voornaam\n60022999192;{new string('é', 100_000)};Jan\n64022999278;Peeters;Anna\n"
        );
        using var list = ListFile.Open(new MemoryStream(file));
        var rows = list.Rows().Select(list.Read).ToList();
        Assert.Null(StaffLineReading.Read(rows[0], Today));
        Assert.Equal("cell.tooLong", Assert.Single(rows[0].Remarks).Code);
        Assert.Equal("Anna", StaffLineReading.Read(rows[1], Today)!.Identity.GivenNames);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    [InlineData("fr-BE")]
    [InlineData("en-US")]
    public void A_list_reads_the_same_whatever_the_culture_of_the_machine(string culture)
    {
        var (before, expected) = (CultureInfo.CurrentCulture, Lines());
        List<object?> read;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            read = Lines();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
        Assert.Equal(Told(expected), Told(read));
    }

    [Fact]
    public void The_order_of_columns_changes_nothing()
    {
        var random = new Random(7);
        var rows = Encoding
            .UTF8.GetString(Template(FileKind.StaffList, isXlsx: false, Language.Fr))
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.TrimStart('\ufeff').Split(';'))
            .ToList();
        var expected = StaffOf(rows, [.. Enumerable.Range(0, rows[0].Length)]);
        for (var i = 0; i < 20; i++)
        {
            var order = Enumerable.Range(0, rows[0].Length).ToArray();
            random.Shuffle(order);
            Assert.Equal(expected, StaffOf(rows, order));
        }
    }

    private static List<StaffLine?> StaffOf(IEnumerable<string[]> rows, int[] order)
    {
        var text = string.Join('\n', rows.Select(row => string.Join(';', order.Select(column => row[column]))));
        using var list = ListFile.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        return [.. list.Rows().Select(row => StaffLineReading.Read(list.Read(row), Today))];
    }

    private static IEnumerable<string> Told(IEnumerable<object?> lines) => lines.Select(line => $"{line}");

    private static List<object?> Lines()
    {
        var told = new List<object?>();
        foreach (var language in Languages.All)
        {
            using var staff = ListFile.Open(new MemoryStream(Template(FileKind.StaffList, isXlsx: false, language)));
            told.AddRange(staff.Rows().Select(row => StaffLineReading.Read(staff.Read(row), Today)));
            using var trainings = ListFile.Open(new MemoryStream(Template(FileKind.TrainingList, isXlsx: true, language)));
            told.AddRange(trainings.Rows().Select(row => TrainingLineReading.Read(trainings.Read(row), Today)));
        }
        return told;
    }

    /// <summary>Reads to the end, or to a refusal; anything else fails the test.</summary>
    private static void Read(byte[] bytes)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            using var list = ListFile.Open(new MemoryStream(bytes));
            foreach (var row in list.Rows())
            {
                var reading = list.Read(row);
                object? line =
                    list.Header.List == FileKind.StaffList
                        ? StaffLineReading.Read(reading, Today)
                        : TrainingLineReading.Read(reading, Today);
                Assert.Equal(line is null, reading.IsWrong);
                Assert.All(reading.Remarks, remark => Assert.NotEmpty(ImportTexts.Of(remark, Language.De)));
            }
        }
        catch (FileRefusedException refused)
        {
            Assert.NotEmpty(ImportTexts.Of(refused.Anomaly, Language.Fr));
        }
        Assert.True(watch.Elapsed < Patience, $"It took {watch.Elapsed}.");
    }

    private static void Damage(byte[] bytes, Random random, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var at = random.Next(bytes.Length);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] = (byte)";,\t\"\r\n'="[random.Next(8)];
                    break;
                case 2:
                    bytes.AsSpan(at, Math.Min(random.Next(40), bytes.Length - at)).Clear();
                    break;
                default:
                    var length = Math.Min(random.Next(200), bytes.Length - at);
                    bytes.AsSpan(random.Next(bytes.Length - length), length).CopyTo(bytes.AsSpan(at));
                    break;
            }
        }
    }

    /// <summary>The zip stays whole, what is in it does not: this is what reaches the reader of worksheets.</summary>
    private static byte[] WithDamagedParts(byte[] workbook, Random random)
    {
        var made = new MemoryStream();
        using (var from = new ZipArchive(new MemoryStream(workbook)))
        using (var to = new ZipArchive(made, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in from.Entries)
            {
                var content = new MemoryStream();
                using (var source = entry.Open())
                {
                    source.CopyTo(content);
                }
                var bytes = content.ToArray();
                if (random.Next(3) == 0)
                {
                    for (var i = random.Next(4); i >= 0; i--)
                    {
                        // Digits and letters of attributes: rows, cells, types and formats that do not exist.
                        bytes[random.Next(bytes.Length)] = (byte)"0123456789AZz<>\"/"[random.Next(17)];
                    }
                }
                using var target = to.CreateEntry(entry.FullName).Open();
                target.Write(bytes);
            }
        }
        return made.ToArray();
    }

    private static byte[] Template(FileKind list, bool isXlsx, Random random) =>
        Template(list, isXlsx, Languages.All[random.Next(Languages.All.Length)]);

    private static byte[] Template(FileKind list, bool isXlsx, Language language)
    {
        var file = new MemoryStream();
        ListTemplateTests.Write(list, file, isXlsx, language);
        return file.ToArray();
    }
}
