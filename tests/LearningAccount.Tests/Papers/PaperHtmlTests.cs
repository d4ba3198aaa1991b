using System.Net;
using System.Text.RegularExpressions;
using LearningAccount.App.Papers;
using LearningAccount.Law.Texts;
using LearningAccount.Tests.Browser;
using Microsoft.Playwright;

namespace LearningAccount.Tests.Papers;

[Collection(nameof(InTheBrowser)), Trait("Speed", "Slow")]
public sealed partial class PaperHtmlTests(Chromium chromium)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_page_and_a_PDF_say_the_same_words(bool isTable)
    {
        var paper = isTable ? SomePapers.Table(5) : SomePapers.Letter(Language.Fr);
        using var read = new ReadBack(paper);
        var page = Words(WebUtility.HtmlDecode(Tag().Replace(Said().Replace(Body(paper), " "), " ")));
        // What only a file with pages says: heads and feet of pages, signs before items, hyphens at the ends of lines.
        var file = Words((await read.TagsAsync()).Replace("\u00AD", "", StringComparison.Ordinal));
        Assert.All(page.Except([paper.Foot!]), word => Assert.Contains(word, file));
        Assert.True(page.Count > 20);
    }

    [Fact]
    public void What_was_typed_cannot_become_part_of_the_page()
    {
        var page = Whole(SomePapers.Of(new PaperText("<script>alert(1)</script> & \"x\" 'y'"), new PaperHeading("<b>")));
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_needs_nothing_from_elsewhere_and_its_body_no_style()
    {
        var letter = SomePapers.Letter(Language.En, Pictures.Png(6, 8));
        Assert.DoesNotMatch(@"(src|href)=""(?!data:image/png;base64,)", Whole(letter));
        Assert.DoesNotContain("<script", Whole(letter), StringComparison.Ordinal);
        Assert.Contains("src=\"data:image/png;base64,", Whole(letter), StringComparison.Ordinal);
        Assert.DoesNotContain("style", Body(letter), StringComparison.Ordinal);
        Assert.DoesNotContain("<img", Body(letter), StringComparison.Ordinal);
        Assert.Contains(
            "<img src=\"/logo/7\" alt=\"Logo of Bakkerij De Gouden Aar NV\">",
            Body(letter, "/logo/7"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_nobody_should_send_makes_a_page_all_the_same()
    {
        var page = Whole(SomePapers.Hostile());
        Assert.DoesNotContain('\0', page);
        Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task A_page_can_be_used_by_everybody_on_any_screen(int width)
    {
        Paper[] papers =
        [
            SomePapers.Letter(Language.Nl, Pictures.Png(2, 8)),
            SomePapers.Table(20) with
            {
                IsLandscape = true,
            },
            SomePapers.Hostile(),
        ];
        var page = await chromium.OpenAsync(
            new Uri("http://localhost"),
            new()
            {
                ViewportSize = new() { Width = width, Height = 800 },
            }
        );
        foreach (var paper in papers)
        {
            await page.SetContentAsync(Whole(paper));
            Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            if (paper.Blocks.Length < 18)
            {
                await Chromium.AxeFindsNothingAsync(page);
            }
        }
        await page.Context.DisposeAsync();
    }

    private static string Whole(Paper paper)
    {
        using var writer = new StringWriter();
        PaperHtml.Write(paper, writer);
        return writer.ToString();
    }

    private static string Body(Paper paper, string? logo = null)
    {
        using var writer = new StringWriter();
        PaperHtml.WriteBody(paper, writer, logo);
        return writer.ToString();
    }

    private static HashSet<string> Words(string text) =>
        [.. text.Split([' ', '\n', '\u00A0', '"'], StringSplitOptions.RemoveEmptyEntries)];

    [GeneratedRegex("<[^>]*>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();

    // Said twice for narrow screens, and the foot, which is no part of the text of a file.
    [GeneratedRegex("""<span class="label"[^>]*>[^<]*</span>|<footer>.*</footer>""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Said();
}
