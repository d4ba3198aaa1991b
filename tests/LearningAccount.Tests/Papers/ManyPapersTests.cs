using LearningAccount.App.Papers;
using LearningAccount.Law.Texts;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Papers;

[Collection(nameof(Alone))]
public sealed class ManyPapersTests
{
    [Fact]
    public async Task A_thousand_papers_take_no_more_memory_than_a_hundred()
    {
        var paper = SomePapers.Letter(Language.Nl);
        long atHundred = 0;
        long atThousand = 0;
        using var read = new ReadBack(pdf =>
        {
            for (var i = 1; i <= 1000; i++)
            {
                pdf.Add(paper);
                if (i == 100)
                {
                    atHundred = GC.GetTotalMemory(forceFullCollection: true);
                }
            }
            atThousand = GC.GetTotalMemory(forceFullCollection: true);
        });
        // Two pages each; what is kept of a page are some numbers.
        Assert.InRange(atThousand - atHundred, long.MinValue, 5_000_000);
        await read.AssertSoundAsync();
        var about = await read.AboutAsync();
        Assert.Contains("Pages:           2000", about, StringComparison.Ordinal);
    }
}
