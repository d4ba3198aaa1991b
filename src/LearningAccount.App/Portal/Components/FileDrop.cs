using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace LearningAccount.App.Portal.Components;

/// <summary>Where files are chosen, or dropped where the browser can. It stands in a form that takes files.</summary>
[HtmlTargetElement("file-drop", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FileDrop(Words words) : TagHelper
{
    public required string Name { get; set; }

    /// <summary>The endings of the files that are taken, such as <c>.xml,.csv</c>.</summary>
    public required string Accept { get; set; }

    public string? Wrong { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"drop field {output.Attributes["class"]?.Value}".TrimEnd());
        output
            .Content.AppendHtml($"""<label for="{Name}">""")
            .Append(words["drop.choose"])
            .AppendHtml($"""</label><span class="hint" id="{Name}-hint">""")
            .Append(words["drop.hint"])
            .AppendHtml("</span>");
        if (Wrong is not null)
        {
            output.Content.AppendHtml($"""<span class="wrong" id="{Name}-wrong">""").Append(Wrong).AppendHtml("</span>");
        }
        var described = Wrong is null ? $"{Name}-hint" : $"{Name}-hint {Name}-wrong";
        var invalid = Wrong is null ? "" : " aria-invalid=\"true\"";
        output.Content.AppendHtml(
            $"""<input type="file" multiple required id="{Name}" name="{Name}" accept="{Accept}" aria-describedby="{described}"{invalid}>"""
        );
    }
}
