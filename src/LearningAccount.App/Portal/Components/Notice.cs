using Microsoft.AspNetCore.Razor.TagHelpers;

namespace LearningAccount.App.Portal.Components;

/// <summary>A remark beside the matter of a page. Its kind is told in its words; the colour only repeats it.</summary>
[HtmlTargetElement("notice")]
public sealed class Notice : TagHelper
{
    public NoticeKind Kind { get; set; }
    public string? Title { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var body = await output.GetChildContentAsync();
        output.TagName = "div";
        output.Attributes.SetAttribute("class", $"notice {Class(Kind)} {output.Attributes["class"]?.Value}".TrimEnd());
        if (Kind is NoticeKind.Error)
        {
            output.Attributes.SetAttribute("role", "alert");
        }
        if (Title is not null)
        {
            output.Content.AppendHtml("<p><strong>").Append(Title).AppendHtml("</strong></p>");
        }
        output.Content.AppendHtml(body);
    }

    private static string Class(NoticeKind kind) =>
        kind switch
        {
            NoticeKind.Good => "good",
            NoticeKind.Warning => "warning",
            NoticeKind.Error => "error",
            _ => "plain",
        };
}

public enum NoticeKind
{
    Plain,
    Good,
    Warning,
    Error,
}
