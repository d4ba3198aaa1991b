using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Reasons;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace LearningAccount.App.Portal.Components;

/// <summary>A number of days that opens in place into its reasons. Without a reason it is the number alone.</summary>
[HtmlTargetElement("why-figure", TagStructure = TagStructure.WithoutEndTag)]
public sealed class WhyFigure(Words words, Frame frame) : TagHelper
{
    /// <summary>Names the figure where a correction of it is asked; null: none is asked of it.</summary>
    public string? Code { get; set; }

    public required Fraction Value { get; set; }
    public required IReadOnlyList<Reason> Reasons { get; set; }

    /// <summary>Of the figures with one group, one is open at a time.</summary>
    public string? Group { get; set; }

    /// <summary>Written with its unit, for use in a sentence; else as a number in a column.</summary>
    public bool InWords { get; set; }

    /// <summary>It counts days; else it is a plain number.</summary>
    public bool OfDays { get; set; } = true;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        var shown = InWords ? words.Days(Value) : words.Number(Value);
        if (Reasons.Count == 0)
        {
            output.TagName = "span";
            output.Attributes.SetAttribute("class", Value.IsZero ? "zero" : "figure");
            output.Content.Append(shown);
            return;
        }
        output.TagName = "details";
        output.Attributes.SetAttribute("class", Value.IsZero ? "why zero" : "why");
        if (Group is not null)
        {
            output.Attributes.SetAttribute("name", Group);
        }
        output
            .Content.AppendHtml("<summary>")
            .Append(shown)
            .AppendHtml("""<span class="hidden">, """)
            .Append(words["reason.why"])
            .AppendHtml("</span></summary>");
        output
            .Content.AppendHtml("""<div class="reason"><p><strong>""")
            .Append(words.Of("reason.whyDays", ("days", OfDays ? words.Days(Value) : words.Number(Value))))
            .AppendHtml("</strong></p>");
        foreach (var reason in Reasons)
        {
            ReasonPanel.Write(output.Content, reason, words);
        }
        ReasonPanel.Ask(output.Content, Code, frame, words);
        output.Content.AppendHtml("</div>");
    }
}

/// <summary>One reason, open.</summary>
[HtmlTargetElement("reason-panel", TagStructure = TagStructure.WithoutEndTag)]
public sealed class OpenReason(Words words, Frame frame) : TagHelper
{
    /// <summary>Names the figure where a correction of it is asked; null: none is asked of it.</summary>
    public string? Code { get; set; }

    public required Reason Reason { get; set; }

    /// <summary>The days it is the reason of.</summary>
    public required Fraction Days { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "reason");
        output
            .Content.AppendHtml("<p><strong>")
            .Append(words.Of("reason.whyDays", ("days", words.Days(Days))))
            .AppendHtml("</strong></p>");
        ReasonPanel.Write(output.Content, Reason, words);
        ReasonPanel.Ask(output.Content, Code, frame, words);
    }
}
