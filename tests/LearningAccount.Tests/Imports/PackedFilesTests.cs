using System.IO.Compression;
using System.Text;
using LearningAccount.App.Imports;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Imports;

public sealed class PackedFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private int next;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Files_come_out_under_their_own_names_and_never_leave_the_folder_given()
    {
        var zip = Zip(("b/list.csv", "two"), ("../../a.csv", "one"), ("b/", null), ("__MACOSX/b/._list.csv", "x"));
        Assert.True(PackedFiles.IsPacked(zip, "all.zip"));
        var files = Unpack(zip);
        Assert.Equal(["all.zip › a.csv", "all.zip › list.csv"], files.Select(file => file.Name));
        Assert.Equal(["one", "two"], files.Select(file => File.ReadAllText(file.Path)));
        Assert.All(files, file => Assert.Equal(folder.Path, Path.GetDirectoryName(file.Path)));
    }

    [Fact]
    public void A_workbook_stays_one_file()
    {
        Assert.False(PackedFiles.IsPacked(Zip(("xl/workbook.xml", "<x/>")), "all.zip"));
        Assert.False(PackedFiles.IsPacked(new MemoryStream("INSZ;Naam\n"u8.ToArray()), "all.zip"));
    }

    [Fact]
    public void What_unpacks_to_too_much_or_to_nothing_is_refused_and_leaves_nothing_behind()
    {
        Assert.Equal("zip.tooMuch", Refusal(Zip(("bomb.csv", new string(' ', 30_000_000)))));
        Assert.Equal("zip.tooMuch", Refusal(Zip([.. Enumerable.Range(0, 201).Select(i => ($"{i}.csv", (string?)"x"))])));
        Assert.Equal("zip.empty", Refusal(Zip(("folder/", null))));
        var inner = Zip(("a.csv", "one"));
        var outer = new MemoryStream();
        using (var archive = new ZipArchive(outer, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("a.csv").Open().Dispose();
            using var entry = archive.CreateEntry("inner.zip").Open();
            inner.WriteTo(entry);
        }
        Assert.Equal("zip.nested", Refusal(outer));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void One_that_was_cut_off_is_told_as_what_it_was_meant_to_be()
    {
        var zip = Zip(("a.csv", string.Concat(Enumerable.Range(0, 500))), ("b.csv", "two")).ToArray();
        var workbook = Zip(("[Content_Types].xml", "<x/>"), ("xl/workbook.xml", "<x/>")).ToArray();
        for (var length = 4; length < zip.Length; length += 7)
        {
            var cut = new MemoryStream(zip[..length]);
            Assert.True(PackedFiles.IsPacked(cut, "all.zip"));
            Assert.Equal("zip.damaged", Refusal(cut));
            // By its name it is a workbook; whoever reads it tells what is wrong with it.
            Assert.False(PackedFiles.IsPacked(cut, "Lijst.XLSX"));
        }
        Assert.False(PackedFiles.IsPacked(new MemoryStream(workbook[..60]), "all.zip"));
        Assert.Equal("zip.empty", Refusal(Zip()));
        Assert.True(PackedFiles.IsPacked(Zip(), "all.zip"));
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void One_whose_files_are_not_those_that_were_packed_is_refused(CompressionLevel level)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("a.csv", level).Open();
            entry.Write("INSZ;Opleiding;Datum;Uren\n64022999278;Lassen;1/3/2024;4\n"u8);
        }
        var bytes = zip.ToArray();
        for (var sign = 0; sign < 4; sign++)
        {
            // Of what is packed, behind its head of 30 bytes and the name.
            byte[] changed = [.. bytes];
            changed[30 + 5 + 20 + sign] ^= 4;
            Assert.Equal("zip.damaged", Refusal(new MemoryStream(changed)));
        }
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void One_that_was_cut_off_or_changed_is_refused_or_read_and_never_fails_otherwise()
    {
        var whole = Zip(("a.csv", string.Concat(Enumerable.Range(0, 500))), ("b.csv", "two")).ToArray();
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var bytes = round % 2 == 0 ? whole[..random.Next(whole.Length)] : [.. whole];
            if (round % 2 == 1)
            {
                bytes[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
            }
            var file = new MemoryStream(bytes);
            if (PackedFiles.IsPacked(file, "all.zip"))
            {
                try
                {
                    Unpack(file);
                }
                catch (FileRefusedException refused)
                {
                    Assert.StartsWith("zip.", refused.Anomaly.Code, StringComparison.Ordinal);
                }
            }
        }
    }

    private IReadOnlyList<NamedFile> Unpack(Stream zip) =>
        PackedFiles.Unpack(zip, "all.zip", () => folder[(next++).ToString(System.Globalization.CultureInfo.InvariantCulture)]);

    private string Refusal(Stream zip) => Assert.Throws<FileRefusedException>(() => Unpack(zip)).Anomaly.Code;

    private static MemoryStream Zip(params (string Name, string? Text)[] files)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                var entry = zip.CreateEntry(name);
                if (text is not null)
                {
                    using var content = entry.Open();
                    content.Write(Encoding.UTF8.GetBytes(text));
                }
            }
        }
        return stream;
    }
}
