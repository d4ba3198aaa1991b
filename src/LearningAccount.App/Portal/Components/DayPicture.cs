using System.Text;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace LearningAccount.App.Portal.Components;

/// <summary>
/// Days as one bar, its parts different in pattern as well as in colour. It stands beside its figures, and tells them as its
/// text as well. Widths are attributes in percent: no style stands in the page, and a pattern is never stretched.
/// </summary>
[HtmlTargetElement("day-bar", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DayPicture(Words words) : TagHelper
{
    public required DayBar Days { get; set; }

    /// <summary>Days that the whole width stands for; null: those of the bar itself.</summary>
    public Fraction? Scale { get; set; }

    /// <summary>What the bar is of, such as the year; before the figures in its text.</summary>
    public required string Label { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"bar {output.Attributes["class"]?.Value}".TrimEnd());
        output.Attributes.SetAttribute("role", "img");
        output.Attributes.SetAttribute("aria-label", TextOf(words, Label, Days));
        var scale = Fraction.Max(Scale ?? Days.Total, Days.Total);
        var svg = new StringBuilder();
        var from = Fraction.Zero;
        if (Days.Total.Sign <= 0)
        {
            svg.Append("""<path class="axis" d="M0 0v999"/>""");
        }
        else
        {
            foreach (var (part, days) in Days.Parts())
            {
                var (x, width) = (Percent(from / scale), Percent(days / scale));
                svg.Append(Words.Invariant, $"""<rect class="{part}-fill" x="{x}" width="{width}" height="100%"/>""");
                svg.Append(Words.Invariant, $"""<rect class="{part}-edge" x="{x}" width="{width}" height="100%"/>""");
                from += days;
            }
        }
        output.Content.SetHtmlContent(svg.ToString());
    }

    /// <summary>The bar in words: <c>2026: 1 day used, 1 day planned, 2.75 days left</c>.</summary>
    public static string TextOf(Words words, string label, DayBar days)
    {
        var parts = days.Parts().Select(part => words.Of($"bar.{part.Part}.days", ("days", words.Days(part.Days)))).ToList();
        return $"{label}: {(parts.Count == 0 ? words["bar.nothing"] : string.Join(", ", parts))}";
    }

    private static string Percent(Fraction part) => (part * 100).ToFixedText(3) + "%";
}

/// <summary>The patterns that the bars of a page are drawn with; stands once on the page.</summary>
[HtmlTargetElement("bar-patterns", TagStructure = TagStructure.WithoutEndTag)]
public sealed class BarPatterns : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "pattern-defs");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.SetHtmlContent(
            """
            <defs>
            <pattern id="pattern-used" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="pattern-used" d="M0 0v6" stroke-width="5"/></pattern>
            <pattern id="pattern-planned" width="6" height="6" patternUnits="userSpaceOnUse"><circle class="pattern-planned" cx="2" cy="2" r="1.25"/><circle class="pattern-planned" cx="5" cy="5" r="1.25"/></pattern>
            <pattern id="pattern-expired" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="pattern-expired" d="M0 0v8M0 0h8" stroke-width="1.5"/></pattern>
            <pattern id="pattern-before" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="pattern-used" d="M0 0v5" stroke-width="3"/></pattern>
            </defs>
            """
        );
    }
}

/// <summary>What the patterns mean, each with its days.</summary>
[HtmlTargetElement("bar-legend", TagStructure = TagStructure.WithoutEndTag)]
public sealed class BarLegend(Words words) : TagHelper
{
    /// <summary>The bar it explains, with its days; null: it names the patterns alone.</summary>
    public DayBar? Days { get; set; }

    /// <summary>The bars whose patterns it names: no pattern that none of them has.</summary>
    public IEnumerable<DayBar> Of { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "ul";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "legend");
        var parts =
            Days?.Parts()
            ?? Of.Aggregate(
                    new DayBar(0, 0, 0, 0, 0),
                    (sum, bar) =>
                        new(
                            sum.Used + bar.Used,
                            sum.Planned + bar.Planned,
                            sum.Left + bar.Left,
                            sum.Expired + bar.Expired,
                            sum.Lost + bar.Lost
                        )
                )
                .Parts();
        foreach (var (part, days) in parts)
        {
            output.Content.AppendHtml(
                $"""<li><svg aria-hidden="true"><rect class="{part}-fill" width="100%" height="100%"/><rect class="{part}-edge" width="100%" height="100%"/></svg>"""
            );
            output.Content.Append(words[$"bar.{part}"]);
            if (Days is not null)
            {
                output.Content.AppendHtml(" <b>").Append(words.Number(days)).AppendHtml("</b>");
            }
            output.Content.AppendHtml("</li>");
        }
    }
}
