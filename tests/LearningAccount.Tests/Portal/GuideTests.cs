using LearningAccount.App.Portal.Guide;
using LearningAccount.Law.Texts;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Portal;

/// <summary>The guide says the same in four languages, in its files and on its page.</summary>
public sealed class GuideTests
{
    [Fact]
    public void Every_language_has_the_same_sections_screens_and_checklist()
    {
        var shapes = Languages.All.Select(language => Shape(Project.Read($"docs/guide/{language.Code()}.md"))).ToList();
        Assert.Single(shapes.Distinct());
        Assert.True(shapes[0] is { Sections: >= 6, Rows: >= 10, Checks: >= 5 }, shapes[0].ToString());
    }

    [Fact]
    public void The_page_shows_all_of_it_in_each_language()
    {
        foreach (var language in Languages.All)
        {
            var (text, page) = (Project.Read($"docs/guide/{language.Code()}.md"), GuideText.In(language).ToString()!);
            var shape = Shape(text);
            Assert.Equal(shape.Sections, Count(page, "<h2"));
            Assert.Equal(shape.Checks, Count(page, "☐"));
            Assert.Contains("2026", text.Split('\n')[0], StringComparison.Ordinal);
        }
    }

    private static (int Sections, int Rows, int Checks) Shape(string text) =>
        (
            text.Split('\n').Count(line => line.StartsWith("## ", StringComparison.Ordinal)),
            text.Split('\n').Count(line => line.StartsWith('|')),
            text.Split('\n').Count(line => line.StartsWith("- [ ]", StringComparison.Ordinal))
        );

    private static int Count(string text, string what) => text.Split(what).Length - 1;
}
