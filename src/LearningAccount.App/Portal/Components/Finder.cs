using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace LearningAccount.App.Portal.Components;

/// <summary>Searches a list: a plain form that keeps the filter and the order, quicker where the script runs.</summary>
[HtmlTargetElement("finder", TagStructure = TagStructure.WithoutEndTag)]
public sealed class Finder(Words words) : TagHelper
{
    public required ListRequest List { get; set; }

    /// <summary>What is searched for, such as "name or own reference".</summary>
    public required string Label { get; set; }

    /// <summary>The id of the element that holds the list.</summary>
    public required string For { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "form";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "finder");
        output.Attributes.SetAttribute("role", "search");
        output.Attributes.SetAttribute("action", List.Path);
        output.Attributes.SetAttribute("data-live", For);
        Keep(output, "show", List.Filter);
        foreach (var (name, value) in List.Also)
        {
            Keep(output, name, value);
        }
        Keep(output, "sort", List.Descending ? "-" + List.Sort : List.Sort);
        Keep(
            output,
            "size",
            (List with { Search = "", Filter = "", Sort = "", Page = 1, Dates = null })
                .Href()
                .Contains("size", StringComparison.Ordinal)
                ? List.PageSize.ToString(Words.Invariant)
                : ""
        );
        if (List.Dates is { AreToday: false } dates)
        {
            Keep(output, PageDates.OnName, PageDates.Text(dates.On));
            Keep(output, PageDates.KnownName, PageDates.Text(dates.Known));
        }
        output.Content.AppendHtml("""<div class="field"><label class="hidden" for="q">""").Append(Label).AppendHtml("</label>");
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        foreach (var (name, value) in Attributes())
        {
            input.Attributes[name] = value;
        }
        output
            .Content.AppendHtml(input)
            .AppendHtml("""</div><button class="button second">""")
            .Append(words["search.search"])
            .AppendHtml("</button>");
    }

    private IEnumerable<(string, string)> Attributes() =>
        [
            ("type", "search"),
            ("id", "q"),
            ("name", "q"),
            ("value", List.Search),
            ("placeholder", Label),
            ("maxlength", ListRequest.SearchLength.ToString(Words.Invariant)),
            ("autocomplete", "off"),
            ("spellcheck", "false"),
        ];

    private static void Keep(TagHelperOutput output, string name, string value)
    {
        if (value.Length > 0)
        {
            var hidden = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
            hidden.Attributes["type"] = "hidden";
            hidden.Attributes["name"] = name;
            hidden.Attributes["value"] = value;
            output.Content.AppendHtml(hidden);
        }
    }
}
