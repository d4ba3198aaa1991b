using LearningAccount.App.Portal.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace LearningAccount.App.Portal.Components;

/// <summary>The head of a column that a list can be sorted by: a link, and the order told to screen readers.</summary>
[HtmlTargetElement("th", Attributes = "sort,list")]
public sealed class SortHead : TagHelper
{
    public required string Sort { get; set; }
    public required ListRequest List { get; set; }

    /// <summary>Numbers are wanted from the highest, names from A.</summary>
    public bool HighestFirst { get; set; }

    /// <summary>The list is in this order when nothing is asked.</summary>
    public bool Otherwise { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var name = await output.GetChildContentAsync();
        var sorted = string.Equals(List.Sort, Sort, StringComparison.Ordinal) || (Otherwise && List.Sort.Length == 0);
        output.Attributes.SetAttribute("scope", "col");
        if (sorted)
        {
            output.Attributes.SetAttribute("aria-sort", List.Descending ? "descending" : "ascending");
        }
        var link = new TagBuilder("a");
        link.Attributes["href"] =
            sorted && List.Sort.Length == 0
                ? (List with { Sort = Sort, Descending = true, Page = 1 }).Href()
                : List.SortHref(Sort, HighestFirst);
        link.InnerHtml.AppendHtml(name);
        if (sorted)
        {
            link.InnerHtml.AppendHtml($"""<span aria-hidden="true">&nbsp;{(List.Descending ? "↓" : "↑")}</span>""");
        }
        output.Content.SetHtmlContent(link);
    }
}
