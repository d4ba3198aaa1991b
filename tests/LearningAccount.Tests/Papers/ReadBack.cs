using System.Globalization;
using System.Text;
using System.Xml.Linq;
using LearningAccount.App.Papers;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Papers;

/// <summary>A PDF as programs of others read it: poppler and qpdf.</summary>
internal sealed class ReadBack : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ReadBack(Paper paper)
        : this(pdf => pdf.Add(paper)) { }

    public ReadBack(Action<PaperPdf> write)
    {
        using var file = File.Create(folder["paper.pdf"]);
        using var onward = new OnlyWritten(file);
        using var pdf = PaperPdf.Begin(onward);
        write(pdf);
    }

    /// <summary>The text of a file that was made elsewhere.</summary>
    public static async Task<string> TextOfAsync(byte[] pdf)
    {
        using var place = new TemporaryFolder();
        await File.WriteAllBytesAsync(place["paper.pdf"], pdf, TestContext.Current.CancellationToken);
        var read = await Harness.Commands.RunAsync("pdftotext", ["paper.pdf", "-"], place.Path);
        Assert.True(read.ExitCode == 0, read.ToString());
        return read.Output;
    }

    public Task<string> TextAsync() => SaidAsync("pdftotext", "paper.pdf", "-");

    public async Task<string[]> PagesAsync() => (await TextAsync()).Split('\f')[..^1];

    /// <summary>What is read aloud, as a tree.</summary>
    public Task<string> TagsAsync() => SaidAsync("pdfinfo", "-struct-text", "paper.pdf");

    public Task<string> AboutAsync() => SaidAsync("pdfinfo", "paper.pdf");

    public Task<string> FontsAsync() => SaidAsync("pdffonts", "paper.pdf");

    /// <summary>Each word with its page and where it stands, in points from the left and from the top.</summary>
    public async Task<List<PlacedWord>> WordsAsync()
    {
        XNamespace html = "http://www.w3.org/1999/xhtml";
        var words = new List<PlacedWord>();
        var pages = XDocument.Parse(await SaidAsync("pdftotext", "-bbox", "paper.pdf", "-")).Descendants(html + "page");
        foreach (var (page, number) in pages.Select((page, index) => (page, index + 1)))
        {
            words.AddRange(page.Descendants(html + "word").Select(word => Placed(word, number)));
        }
        return words;
    }

    /// <summary>The file with its objects unpacked, one below the other.</summary>
    public async Task<string> ObjectsAsync()
    {
        await SaidAsync("qpdf", "--qdf", "--object-streams=disable", "paper.pdf", "plain.pdf");
        return Encoding.Latin1.GetString(
            await File.ReadAllBytesAsync(folder["plain.pdf"], TestContext.Current.CancellationToken)
        );
    }

    public async Task AssertSoundAsync() =>
        Assert.Contains(
            "No syntax or stream encoding errors found",
            await SaidAsync("qpdf", "--check", "paper.pdf"),
            StringComparison.Ordinal
        );

    public void Dispose() => folder.Dispose();

    private static PlacedWord Placed(XElement word, int page) =>
        new(word.Value, page, Points(word, "xMin"), Points(word, "yMin"), Points(word, "xMax"), Points(word, "yMax"));

    private static decimal Points(XElement word, string name) =>
        decimal.Parse(word.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private async Task<string> SaidAsync(string command, params string[] arguments)
    {
        var said = await Harness.Commands.RunAsync(command, arguments, folder.Path);
        Assert.True(said is { ExitCode: 0, Errors: "" }, $"{command} finds fault: {said}");
        return said.Output;
    }

    /// <summary>A stream like that of an answer to a browser: it cannot be read or sought.</summary>
    internal sealed class OnlyWritten(Stream target) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => target.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => target.Write(buffer, offset, count);

        public override void Write(ReadOnlySpan<byte> buffer) => target.Write(buffer);
    }
}

internal sealed record PlacedWord(string Text, int Page, decimal Left, decimal Top, decimal Right, decimal Bottom);
