using System.Globalization;
using System.IO.Compression;
using LearningAccount.App.Papers.Pdf;
using LearningAccount.App.Wording;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Papers;

/// <summary>
/// Writes papers as a PDF that can be kept, searched and read aloud. One file may hold many: each begins on a page of its own,
/// counts its pages for itself and is forgotten once it is written. The same papers give the same bytes.
/// </summary>
public sealed class PaperPdf : IDisposable
{
    private const int PagesInNode = 64;

    private readonly PdfFile file;
    private readonly DateTimeOffset? madeAt;
    private readonly FontSubset regular;
    private readonly FontSubset bold;
    private readonly int root;
    private readonly int tree;
    private readonly int document;
    private readonly int pageTree;

    // What the end of the file tells of all papers: numbers, a few for each page or paper.
    private readonly List<int> pageNodes = [];
    private readonly List<int> partNumbers = [];
    private readonly List<int> markNodes = [];
    private readonly List<int> firstPages = [];
    private readonly List<int> nodePages = [];
    private readonly Dictionary<UInt128, int> pictures = [];
    private readonly Tags tags = new();
    private readonly Bytes entry = new();
    private Bookmarks? bookmarks;
    private string? title;
    private Language? language;

    private PaperPdf(Stream target, string? title, Language? language, DateTimeOffset? madeAt)
    {
        file = new(target);
        (this.title, this.language, this.madeAt) = (title is null ? null : Legible.Of(title), language, madeAt);
        (root, tree, document, pageTree) = (file.Reserve(), file.Reserve(), file.Reserve(), file.Reserve());
        regular = new(Typeface.Regular, file.Reserve());
        bold = new(Typeface.Bold, file.Reserve());
    }

    /// <summary>Of all papers so far.</summary>
    public int Pages { get; private set; }

    /// <summary>A file with one paper in it.</summary>
    public static void Write(Paper paper, Stream target, DateTimeOffset? madeAt = null)
    {
        if (paper.Head?.Logo is { } logo)
        {
            // Refused before a file is begun.
            PaperPicture.Read(logo);
        }
        using var pdf = Begin(target, madeAt: madeAt);
        pdf.Add(paper);
    }

    /// <summary>A file for many papers. It is whole once it is disposed of; the stream stays open.</summary>
    /// <param name="title">Null: that of the first paper.</param>
    /// <param name="language">Null: that of the first paper.</param>
    /// <param name="madeAt">Null: the file does not tell.</param>
    public static PaperPdf Begin(Stream target, string? title = null, Language? language = null, DateTimeOffset? madeAt = null) =>
        new(target, title, language, madeAt);

    /// <exception cref="UnreadablePictureException">Its logo cannot be shown; nothing of the paper is written then.</exception>
    public void Add(Paper paper)
    {
        var logo = paper.Head?.Logo is { } given ? PaperPicture.Read(given) : null;
        title ??= NameOf(paper);
        language ??= paper.Language;
        tags.Clear();
        var sheets = new Flow(paper, tags, regular, bold).Pages(logo);
        var picture = logo is null ? 0 : Picture(logo);
        firstPages.Add(Pages);

        var numbers = new int[sheets.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = Page(sheets[i], picture);
        }
        var part = file.Reserve(tags.Count);
        tags.Write(file, part, document, paper.Language == language ? null : paper.Language.Code(), numbers);
        partNumbers.Add(part);
        Marks(sheets, part);
        (bookmarks ??= new(file)).Add(NameOf(paper), numbers[0]);
    }

    public void Dispose()
    {
        if (Pages == 0)
        {
            // A file without pages is none.
            Add(new() { Language = language ?? Language.En, Title = title ?? "–" });
        }
        Tree();
        ClosePageNode();
        entry.Clear();
        entry.Add("<</Type/Pages/Count "u8).Number(Pages).Add("/Kids["u8);
        References(pageNodes);
        file.Object(pageTree, entry.Add("]>>"u8).Written);
        var level = partNumbers.Count > 1 ? CompressionLevel.Optimal : CompressionLevel.Fastest;
        regular.Write(file, level);
        bold.Write(file, level);
        Root();
        file.Dispose();
    }

    private static string NameOf(Paper paper) =>
        Legible.Of(paper.Subtitle is { } subtitle ? $"{paper.Title} – {subtitle}" : paper.Title);

    private int Page(Sheet sheet, int picture)
    {
        if (nodePages.Count == 0)
        {
            pageNodes.Add(file.Reserve());
        }
        var (number, content) = (file.Reserve(), file.Reserve());
        file.DeflatedStream(content, [], sheet.Content.Written);
        entry.Clear();
        entry.Add("<</Type/Page/Parent "u8).Reference(pageNodes[^1]).Add("/MediaBox[0 0 "u8);
        entry.Length1000(sheet.Width).Length1000(sheet.Height).Add("]/Contents "u8).Reference(content);
        entry.Add("/Resources<</Font<</R "u8).Reference(regular.Number).Add("/B "u8).Reference(bold.Number).Add(">>"u8);
        if (sheet.HasPicture)
        {
            entry.Add("/XObject<</L "u8).Reference(picture).Add(">>"u8);
        }
        entry.Add(">>/Tabs/S/StructParents "u8).Number(Pages).Add(">>"u8);
        file.Object(number, entry.Written);
        Pages++;
        nodePages.Add(number);
        if (nodePages.Count == PagesInNode)
        {
            ClosePageNode();
        }
        return number;
    }

    private void ClosePageNode()
    {
        if (nodePages.Count > 0)
        {
            entry.Clear();
            entry.Add("<</Type/Pages/Parent "u8).Reference(pageTree).Add("/Count "u8).Number(nodePages.Count).Add("/Kids["u8);
            References(nodePages);
            file.Object(pageNodes[^1], entry.Add("]>>"u8).Written);
            nodePages.Clear();
        }
    }

    // From each mark on the pages of a paper to its tag.
    private void Marks(List<Sheet> sheets, int part)
    {
        var first = Pages - sheets.Count;
        entry.Clear();
        entry.Add("<</Limits["u8).Number(first).Add((byte)' ').Number(Pages - 1).Add("]/Nums["u8);
        for (var i = 0; i < sheets.Count; i++)
        {
            entry.Number(first + i).Add((byte)'[');
            foreach (var tag in sheets[i].Marks)
            {
                entry.Reference(part + tag).Add((byte)' ');
            }
            entry.Add((byte)']');
        }
        markNodes.Add(file.Object(entry.Add("]>>"u8).Written));
    }

    private void Tree()
    {
        entry.Clear();
        entry.Add("<</Kids["u8);
        References(markNodes);
        var marks = file.Object(entry.Add("]>>"u8).Written);
        entry.Clear();
        entry.Add("<</S/Document/P "u8).Reference(tree).Add("/K["u8);
        References(partNumbers);
        file.Object(document, entry.Add("]>>"u8).Written);
        entry.Clear();
        entry.Add("<</Type/StructTreeRoot/K "u8).Reference(document).Add("/ParentTree "u8).Reference(marks);
        file.Object(tree, entry.Add("/ParentTreeNextKey "u8).Number(Pages).Add(">>"u8).Written);
    }

    private void Root()
    {
        var metadata = file.Reserve();
        file.Stream(metadata, "/Type/Metadata/Subtype/XML"u8, Metadata.Of(title!, language!.Value.Code(), madeAt));
        var profile = file.Reserve();
        file.Stream(profile, "/N 3/Filter/FlateDecode"u8, ColourProfile.Srgb);
        entry.Clear();
        entry.Add("<</Nums["u8);
        foreach (var first in firstPages)
        {
            entry.Number(first).Add("<</S/D>>"u8);
        }
        var labels = file.Object(entry.Add("]>>"u8).Written);
        var outline = partNumbers.Count > 1 ? bookmarks!.End() : bookmarks!.Forget();
        entry.Clear();
        entry.Add($"<</Type/Catalog/Lang({language.Value.Code()})/MarkInfo<</Marked true>>");
        entry.Add("/ViewerPreferences<</DisplayDocTitle true>>/Pages "u8).Reference(pageTree);
        entry.Add("/StructTreeRoot "u8).Reference(tree).Add("/PageLabels "u8).Reference(labels);
        entry.Add("/Metadata "u8).Reference(metadata);
        entry.Add(
            "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile "u8
        );
        entry.Reference(profile).Add(">>]"u8);
        if (outline is { } number)
        {
            entry.Add("/Outlines "u8).Reference(number).Add("/PageMode/UseOutlines"u8);
        }
        file.Object(root, entry.Add(">>"u8).Written);

        entry.Clear();
        entry.Add("<</Title"u8).Text(title!);
        if (madeAt is { } at)
        {
            var zone = at.ToString("zzz", CultureInfo.InvariantCulture).Replace(':', '\'');
            entry.Add($"/CreationDate(D:{at.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}{zone}')");
        }
        file.End(root, file.Object(entry.Add(">>"u8).Written));
    }

    private int Picture(PaperPicture logo)
    {
        if (!pictures.TryGetValue(logo.Hash, out var number))
        {
            pictures[logo.Hash] = number = file.Reserve();
            var entries = new Bytes()
                .Add($"/Type/XObject/Subtype/Image/Width {logo.Width}/Height {logo.Height}/BitsPerComponent 8")
                .Add(logo.IsGrey ? "/ColorSpace/DeviceGray"u8 : "/ColorSpace/DeviceRGB"u8)
                .Add(logo.IsJpeg ? "/Filter/DCTDecode"u8 : "/Filter/FlateDecode"u8);
            file.Stream(number, entries.Written, logo.IsJpeg ? logo.File : logo.Packed);
        }
        return number;
    }

    private void References(List<int> numbers)
    {
        foreach (var number in numbers)
        {
            entry.Reference(number).Add((byte)' ');
        }
    }
}
