using System.Diagnostics;
using System.Text;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Tables;
using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Imports.Dimona;
using LearningAccount.Tests.Imports.Dmfa;
using LearningAccount.Tests.Imports.Rescue;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Imports;

/// <summary>A file of any format, damaged in any way: the answer is a report or a refusal in words, soon and in little memory.</summary>
public sealed class FormatFuzzTests
{
    private const int Rounds = 25;
    private const long MostBytes = 256 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly string[] Nasty =
    [
        "\"",
        "\0",
        "<",
        ">",
        "]]>",
        "&x;",
        "{[",
        "}]",
        "\\ud800",
        "\r",
        ";;;;",
        "=1+1",
        "99999999999999999999999999999999999999999999",
        "1e999999999",
        "-0001-99-99",
        "<!DOCTYPE a [<!ENTITY x 'y'>]>",
    ];

    private static readonly string[] Names =
    [
        "a.csv",
        "a.xlsx",
        "a.xls",
        "a.json",
        "a.xml",
        "a.zip",
        "a",
        "..\\a.exe",
        "a\u202evsc.xml",
    ];

    private static readonly Encoding[] Encodings =
    [
        CsvEncoding.Windows1252,
        Encoding.UTF8,
        Encoding.Unicode,
        Encoding.BigEndianUnicode,
        Encoding.UTF32,
    ];

    private static readonly Dictionary<string, RescueFile> Valid = RescueFiles
        .All(Rights)
        .Where(file =>
            file.Name is not ("dmfa.xml" or "dimona.xml") && !file.Name.StartsWith("all.zip", StringComparison.Ordinal)
        )
        .Append(Of("all.zip", RescueFiles.Zip(Rights)))
        .Append(Of("dmfa.xml", Declaration))
        .Append(Of("dimona.xml", DimonaText.File(DimonaText.In(), DimonaText.Out("1", "2025-10-30"))))
        .Append(Of("personnel.xml", DimonaText.PersonnelFile(DimonaText.Period(1, "2025-09-15"))))
        .ToDictionary(file => file.Name, StringComparer.Ordinal);

    private static string Rights => RescueFiles.Rights([RescuedCompany.Members[0].Ssin + ";2025;5;0;5;0"]);

    public static TheoryData<string> Formats => [.. Valid.Keys.Order(StringComparer.Ordinal)];

    private static string Declaration =>
        DmfaText.File(DmfaText.Form("20253", DmfaText.Person(DmfaText.Record(DmfaText.Occupation())), nsso: DimonaText.Nsso));

    private static RescueFile Of(string name, string text) => Of(name, Encoding.UTF8.GetBytes(text));

    private static RescueFile Of(string name, byte[] bytes) => new(name, bytes, bytes, FileAnswers.None);

    [Theory, MemberData(nameof(Formats))]
    public async Task Whatever_happens_to_a_file_the_answer_is_in_words(string format)
    {
        var random = new Random(format.Length * 31 + format[0]);
        await using var world = await TestDatabase.OpenAsync(Engine.Sqlite);
        await world.Import(Declaration);
        Assert.NotEqual(0, await Outcome(world, Valid[format]));
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = Valid[format].Bytes;
            for (var times = 1 + random.Next(3); times > 0; times--)
            {
                bytes = Damaged(bytes, random);
            }
            var name = random.Next(3) == 0 ? Names[random.Next(Names.Length)] : format;
            try
            {
                await Outcome(world, Valid[format] with { Name = name, Bytes = bytes });
            }
            catch (Exception other)
            {
                Assert.Fail($"{format}, round {round}: {other}");
            }
        }
    }

    /// <summary>Reads the file and rehearses it; the number of files and rows that came out of it.</summary>
    private static async Task<long> Outcome(TestDatabase world, RescueFile file)
    {
        var watch = Stopwatch.StartNew();
        var rows = 0L;
        var options = new ImportOptions { Answers = file.Answers };
        try
        {
            foreach (var (part, content) in Unpacked(file.Bytes, file.Name))
            {
                AssertReadsInLittle(content, part, options);
                var report = await world.Import(content, part, rehearse: true, options);
                rows += 1 + report.RowCount;
                Assert.Equal(report.RowCount, report.Earlier is null ? Counted(report) : 0);
                foreach (var remark in report.FileRemarks.Concat(report.Rows.SelectMany(row => row.Remarks)))
                {
                    AssertWords(remark);
                }
            }
        }
        catch (FileRefusedException refused)
        {
            AssertWords(refused.Anomaly);
        }
        Assert.True(watch.Elapsed < Patience, $"It took {watch.Elapsed}.");
        return rows;
    }

    private static long Counted(ImportReport report) =>
        Enum.GetValues<RowOutcome>().Sum(report.CountOf)
        // The head of a declaration that is refused is no row.
        - report.Rows.Count(row => row is { Number: 0, Outcome: RowOutcome.Error });

    private static void AssertWords(Anomaly anomaly) =>
        Assert.All(Languages.All, language => Assert.True(ImportTexts.Of(anomaly, language).Length > 20, anomaly.Code));

    /// <summary>All that one thread asks for while it reads is an upper bound of what it holds.</summary>
    private static void AssertReadsInLittle(byte[] content, string name, ImportOptions options)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            using var source = FileSources.Open(new MemoryStream(content), name, options);
            while (source.Next(2000) is not null) { }
        }
        catch (FileRefusedException)
        {
            // Told by the import.
        }
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
    }

    private static List<(string Name, byte[] Bytes)> Unpacked(byte[] bytes, string name)
    {
        if (!PackedFiles.IsPacked(new MemoryStream(bytes), name))
        {
            return [(name, bytes)];
        }
        using var folder = new TemporaryFolder();
        var next = 0;
        return
        [
            .. PackedFiles
                .Unpack(new MemoryStream(bytes), "all.zip", () => folder[$"{next++}"])
                .Select(file => (file.Name, File.ReadAllBytes(file.Path))),
        ];
    }

    private static byte[] Damaged(byte[] bytes, Random random)
    {
        if (bytes.Length < 2)
        {
            return bytes;
        }
        var at = random.Next(bytes.Length);
        var length = random.Next(Math.Min(200, bytes.Length - at));
        switch (random.Next(8))
        {
            case 0:
                byte[] flipped = [.. bytes];
                for (var i = random.Next(20); i >= 0; i--)
                {
                    flipped[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                }
                return flipped;
            case 1:
                return bytes[..at];
            case 2:
                return [.. bytes[..(at + length)], .. bytes[at..]];
            case 3:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 4:
                var (from, to) = (Encodings[random.Next(Encodings.Length)], Encodings[random.Next(Encodings.Length)]);
                return Encoding.Convert(from, to, bytes);
            case 5:
                return [.. bytes[..at], .. new byte[1 + length], .. bytes[at..]];
            default:
                var nasty = Encoding.UTF8.GetBytes(Nasty[random.Next(Nasty.Length)]);
                return [.. bytes[..at], .. nasty, .. bytes[at..]];
        }
    }
}
