using System.Text.RegularExpressions;
using LearningAccount.App.Papers;
using LearningAccount.Law.Texts;

namespace LearningAccount.Tests.Papers;

/// <summary>What programs that read aloud find in a file, and what PDF/UA-1 and PDF/A-2a ask for and machines can check.</summary>
public sealed partial class PaperTagsTests
{
    [Fact]
    public async Task A_letter_is_read_aloud_part_by_part()
    {
        using var read = new ReadBack(SomePapers.Letter(Language.Nl, Pictures.Png(2, 8)));
        var kinds = Kind().Matches(await read.TagsAsync()).Select(match => match.Groups["kind"].Value).ToList();
        Assert.Equal(["Document", "Part", "Figure", "P", "P", "P", "P", "P", "P", "H1"], kinds.Take(10));
        Assert.Equal(4, kinds.Count(kind => kind is "H2" or "H3"));
        Assert.Equal(3, kinds.Count(kind => kind is "L"));
        Assert.Equal(7, kinds.Count(kind => kind is "Lbl"));
        Assert.Equal(5, kinds.Count(kind => kind is "TR"));
        Assert.Equal(8, kinds.Count(kind => kind is "TH"));
        Assert.Equal(12, kinds.Count(kind => kind is "TD"));
        Assert.Single(kinds, kind => kind is "Caption");
    }

    [Fact]
    public async Task A_heading_never_skips_a_level()
    {
        using var read = new ReadBack(SomePapers.Of(new PaperHeading("A", 2), new PaperHeading("B", 9), new PaperHeading("C")));
        var kinds = Kind().Matches(await read.TagsAsync()).Select(match => match.Groups["kind"].Value);
        Assert.Equal(["H1", "H2", "H3", "H2"], kinds.Where(kind => kind.StartsWith('H')));
    }

    [Fact]
    public async Task A_text_over_two_pages_is_one_to_who_hears_it()
    {
        string[] words = [.. Enumerable.Range(1, 1500).Select(i => $"woord{i}")];
        using var read = new ReadBack(SomePapers.Of(new PaperText(string.Join(' ', words))));
        Assert.InRange((await read.PagesAsync()).Length, 2, 5);
        var tags = await read.TagsAsync();
        Assert.Equal(1, Kind().Matches(tags).Count(match => match.Groups["kind"].Value is "P"));
        Assert.Equal(words, Word().Matches(tags).Select(match => match.Value));
    }

    [Fact]
    public async Task All_that_is_drawn_is_text_with_a_tag_or_no_text()
    {
        using var read = new ReadBack(SomePapers.Letter(Language.De));
        var objects = await read.ObjectsAsync();
        var pages = Content().Matches(objects).Select(match => match.Groups["content"].Value).Where(IsPage).ToList();
        Assert.Equal(2, pages.Count);
        foreach (var page in pages)
        {
            var depth = 0;
            foreach (var line in page.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                depth += line.EndsWith("BDC", StringComparison.Ordinal) || line.EndsWith("BMC", StringComparison.Ordinal) ? 1 : 0;
                Assert.True(depth == 1, $"drawn outside of any mark, or in two: {line}");
                depth -= line is "EMC" ? 1 : 0;
            }
            Assert.Equal(0, depth);
        }
    }

    [Fact]
    public async Task A_file_says_what_it_is_and_keeps_to_what_it_says()
    {
        using var read = new ReadBack(SomePapers.Letter(Language.Fr, Pictures.Png(6, 8)));
        var objects = await read.ObjectsAsync();
        string[] asked =
        [
            "/Lang (fr)",
            "/Marked true",
            "/DisplayDocTitle true",
            "/StructParents 1",
            "/Tabs /S",
            "/S /GTS_PDFA1",
            "/ParentTree",
            "/PageLabels",
            "/ID [",
            "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>",
            "<pdfuaid:part>1</pdfuaid:part>",
            "<dc:title>",
            "/Scope /Column",
            "/Scope /Row",
            "/ListNumbering /Decimal",
            "/Alt ",
            "/BBox [",
            "/CIDToGIDMap /Identity",
        ];
        Assert.All(asked, part => Assert.Contains(part, objects, StringComparison.Ordinal));
        string[] refused = ["/SMask", "/JavaScript", "/Encrypt", "/LZWDecode", "/URI", "/EmbeddedFiles", "/AA", "/ca "];
        Assert.All(refused, part => Assert.DoesNotContain(part, objects, StringComparison.Ordinal));
        Assert.Matches(@"Tagged: +yes", await read.AboutAsync());
        Assert.Matches(@"PDF version: +1\.7", await read.AboutAsync());
    }

    private static bool IsPage(string content) => content.Contains("Tj ET", StringComparison.Ordinal);

    [GeneratedRegex(@"^ *(?<kind>[A-Z][A-Za-z0-9]*)(:| \(|$)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Kind();

    [GeneratedRegex("woord[0-9]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\nstream\n(?<content>.*?)\nendstream", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Content();
}
