using System.Collections.Concurrent;
using LearningAccount.Law.Texts;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Microsoft.AspNetCore.Html;

namespace LearningAccount.App.Portal.Guide;

/// <summary>The guide of <c>docs/guide</c> as a page shows it.</summary>
internal static class GuideText
{
    private static readonly MarkdownPipeline Reading = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePipeTables()
        .UseTaskLists()
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
        .Build();
    private static readonly ConcurrentDictionary<Language, IHtmlContent> Made = [];

    public static IHtmlContent In(Language language) => Made.GetOrAdd(language, Make);

    private static HtmlString Make(Language language)
    {
        using var stream = typeof(GuideText).Assembly.GetManifestResourceStream($"guide/{language.Code()}.md")!;
        using var reader = new StreamReader(stream);
        var document = Markdown.Parse(reader.ReadToEnd(), Reading);
        foreach (var table in document.Descendants<Table>())
        {
            table.GetAttributes().AddClass("guide-table");
        }
        using var text = new StringWriter();
        var html = new HtmlRenderer(text);
        Reading.Setup(html);
        html.Render(document);
        // A wide table scrolls by itself, so that a phone's page does not.
        return new(
            text.ToString()
                .Replace("<table", "<div class=\"scrolls\" tabindex=\"0\"><table", StringComparison.Ordinal)
                .Replace("</table>", "</table></div>", StringComparison.Ordinal)
                .Replace(
                    "<input disabled=\"disabled\" type=\"checkbox\" />",
                    "<span aria-hidden=\"true\">☐</span>",
                    StringComparison.Ordinal
                )
                .Replace("<pre>", "<pre tabindex=\"0\">", StringComparison.Ordinal)
        );
    }
}
