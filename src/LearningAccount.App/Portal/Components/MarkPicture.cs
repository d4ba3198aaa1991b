using Microsoft.AspNetCore.Razor.TagHelpers;

namespace LearningAccount.App.Portal.Components;

/// <summary>The mark: five years side by side on one line.</summary>
[HtmlTargetElement("mark-picture")]
public sealed class MarkPicture : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("viewBox", "0 0 20 20");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.SetHtmlContent(
            """<path fill="currentColor" d="M1 3h2.6v14H1zM4.9 6h2.6v11H4.9zM8.8 1h2.6v16H8.8zM12.7 8h2.6v9h-2.6zM16.6 12h2.6v5h-2.6zM1 18.2h18.2v1H1z"/>"""
        );
    }
}
