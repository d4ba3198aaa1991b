using LearningAccount.App.Papers;
using LearningAccount.Law.Texts;

namespace LearningAccount.Tests.Papers;

public sealed class PaperPdfTests
{
    [Theory]
    [InlineData(Language.Nl, "Pagina 1 van 2")]
    [InlineData(Language.Fr, "Page 1 sur 2")]
    [InlineData(Language.De, "Seite 1 von 2")]
    [InlineData(Language.En, "Page 1 of 2")]
    public async Task A_letter_is_read_back_in_its_order(Language language, string page)
    {
        using var read = new ReadBack(SomePapers.Letter(language));
        await read.AssertSoundAsync();

        var text = Flat(await read.TextAsync());
        string[] order =
        [
            "Bakkerij De Gouden Aar",
            "1348 Ottignies-Louvain-la-Neuve",
            "Individuele opleidingsrekening",
            "2,75 dagen",
            "Łukasz Şahin-Đorđević",
            "10,50",
            page,
            "vervallen op 31 december",
            "personeelsdienst",
            "Žofia",
        ];
        var at = 0;
        foreach (var part in order)
        {
            var found = text.IndexOf(part, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"'{part}' does not stand after what comes before it in: {text}");
            at = found;
        }
        Assert.Contains(
            $"Title:           {SomePapers.Letter(language).Title}",
            await read.AboutAsync(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Letters_of_all_names_can_be_searched_and_copied()
    {
        const string Names = "Łukasz Şahin-Đorđević, Žofia ẞ ﬁ Ő ș Þórður Ελένη Юлия Nguyễn Thị Hồng Œuvre €";
        using var read = new ReadBack(SomePapers.Of(new PaperText(Names), new PaperText("*" + Names + "*")));
        Assert.Equal(2, Flat(await read.TextAsync()).Split(Names).Length - 1);
        var fonts = (await read.FontsAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.Equal(2, fonts.Length);
        Assert.All(fonts, font => Assert.Matches(@"^[A-Z]{6}\+NotoSans-\S+ +CID TrueType +Identity-H +yes yes yes", font));
    }

    [Fact]
    public async Task The_head_of_a_table_stands_on_each_of_its_pages()
    {
        using var read = new ReadBack(SomePapers.Table(200));
        var pages = await read.PagesAsync();
        Assert.InRange(pages.Length, 5, 20);
        Assert.All(
            pages,
            page =>
            {
                Assert.Contains("Weiterbildung", page, StringComparison.Ordinal);
                Assert.Contains("Kosten", page, StringComparison.Ordinal);
            }
        );
        // Said once to who has it read aloud, and each row once.
        Assert.Equal(1, Count(await read.TagsAsync(), "\"Kosten (EUR)\""));
        var text = await read.TextAsync();
        Assert.All(Enumerable.Range(1, 200), row => Assert.Equal(1, Count(text, $"Peeters{row:000}")));
        Assert.Contains($"Seite {pages.Length} von {pages.Length}", pages[^1], StringComparison.Ordinal);
        Assert.Contains("Verzeichnis der Weiterbildungen", pages[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_without_rows_says_so()
    {
        using var read = new ReadBack(SomePapers.Table(0));
        Assert.Contains("Keine Zeilen", await read.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_leaves_the_page_its_margins_or_its_column()
    {
        Paper[] papers =
        [
            SomePapers.Letter(Language.Nl),
            SomePapers.Table(60),
            SomePapers.Table(60) with
            {
                IsLandscape = true,
            },
            SomePapers.Hostile(),
        ];
        foreach (var paper in papers)
        {
            using var read = new ReadBack(paper);
            var (width, height) = paper.IsLandscape ? (841.89m, 595.28m) : (595.28m, 841.89m);
            var words = await read.WordsAsync();
            Assert.NotEmpty(words);
            Assert.All(
                words,
                word =>
                {
                    Assert.InRange(word.Left, 70.8m, width);
                    Assert.InRange(word.Right, 0, width - 56.5m);
                    Assert.InRange(word.Top, 20, height);
                    Assert.InRange(word.Bottom, 0, height - 20);
                }
            );
            AssertNothingOverlaps(words);
        }
    }

    [Fact]
    public async Task An_address_stands_in_the_window_of_its_envelope()
    {
        using var read = new ReadBack(SomePapers.Letter(Language.Fr));
        var lines = (await read.WordsAsync()).Where(word => word.Text is "Łukasz" or "Ottignies-Louvain-la-Neuve" or "bte");
        var address = lines.Where(word => word is { Page: 1, Top: < 240 }).ToList();
        Assert.Equal(3, address.Count);
        // 104 to 195 mm from the left and 54 to 79 from the top are seen however the letter slips.
        Assert.All(address, word => Assert.InRange(word.Left, 295, 552));
        Assert.All(address, word => Assert.InRange(word.Right, 295, 552));
        Assert.All(address, word => Assert.InRange(word.Top, 153, 224));
        Assert.All(address, word => Assert.InRange(word.Bottom, 153, 224));
    }

    [Fact]
    public async Task A_heading_is_not_the_last_of_its_page()
    {
        for (var lines = 30; lines < 50; lines++)
        {
            var before = Enumerable.Range(1, lines).Select(PaperBlock (i) => new PaperText($"Zin {i}"));
            using var read = new ReadBack(
                SomePapers.Of([.. before, new PaperHeading("Kop"), new PaperText("Hierna"), .. before])
            );
            var words = await read.WordsAsync();
            var heading = Assert.Single(words, word => word.Text is "Kop");
            var after = Assert.Single(words, word => word.Text is "Hierna");
            Assert.Equal(heading.Page, after.Page);
        }
    }

    [Fact]
    public async Task Many_papers_stand_in_one_file_each_with_its_own_pages()
    {
        using var read = new ReadBack(pdf =>
        {
            pdf.Add(SomePapers.Letter(Language.Nl));
            pdf.Add(SomePapers.Letter(Language.Fr));
            pdf.Add(SomePapers.Of(new PaperText("Eén")));
        });
        await read.AssertSoundAsync();
        var pages = await read.PagesAsync();
        Assert.Equal(5, pages.Length);
        Assert.Contains("Pagina 1 van 2", pages[0], StringComparison.Ordinal);
        Assert.Contains("Page 1 sur 2", pages[2], StringComparison.Ordinal);
        Assert.Contains("Page 2 sur 2", pages[3], StringComparison.Ordinal);
        Assert.Contains("Pagina 1 van 1", pages[4], StringComparison.Ordinal);
        Assert.Equal(3, Count(await read.ObjectsAsync(), "/Dest ["));
        Assert.Contains("/Lang (fr)", await read.ObjectsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_papers_give_the_same_bytes()
    {
        static byte[] Written(DateTimeOffset? madeAt)
        {
            using var file = new MemoryStream();
            PaperPdf.Write(SomePapers.Letter(Language.De), file, madeAt);
            return file.ToArray();
        }
        var day = new DateTimeOffset(2027, 1, 4, 9, 0, 0, TimeSpan.FromHours(1));
        Assert.Equal(Written(null), Written(null));
        Assert.Equal(Written(day), Written(day));
        Assert.NotEqual(Written(null), Written(day));
        Assert.DoesNotContain("CreationDate", System.Text.Encoding.Latin1.GetString(Written(null)), StringComparison.Ordinal);
    }

    private static void AssertNothingOverlaps(List<PlacedWord> words)
    {
        foreach (var page in words.GroupBy(word => word.Page))
        {
            var sorted = page.OrderBy(word => word.Left).ToList();
            for (var i = 0; i < sorted.Count; i++)
            {
                for (var j = i + 1; j < sorted.Count && sorted[j].Left < sorted[i].Right - 1; j++)
                {
                    var overlap = Math.Min(sorted[i].Bottom, sorted[j].Bottom) - Math.Max(sorted[i].Top, sorted[j].Top);
                    Assert.True(overlap < 4, $"'{sorted[i]}' and '{sorted[j]}' stand on each other.");
                }
            }
        }
    }

    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
