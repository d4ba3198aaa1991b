using LearningAccount.App.Papers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace LearningAccount.App.Portal.Components;

/// <summary>A paper within a page.</summary>
[HtmlTargetElement("paper-sheet", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PaperSheet : TagHelper
{
    public required Paper Paper { get; set; }

    /// <summary>Where the logo is found; null: it is left out.</summary>
    public string? Logo { get; set; }

    /// <summary>The page has no title but that of the paper.</summary>
    public bool IsPage { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        using var body = new StringWriter();
        PaperHtml.WriteBody(Paper, body, Logo, IsPage ? 1 : 2);
        output.Content.SetHtmlContent(body.ToString());
    }
}
