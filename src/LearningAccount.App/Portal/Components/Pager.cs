using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace LearningAccount.App.Portal.Components;

/// <summary>Which rows are shown, the pages around this one, the first and the last, and how many rows a page has.</summary>
[HtmlTargetElement("pager", TagStructure = TagStructure.WithoutEndTag)]
public sealed class Pager(Words words) : TagHelper
{
    private const int Around = 1;

    public required ListRequest List { get; set; }
    public required int Rows { get; set; }

    /// <summary>It stands in a form whose choices go along to the other pages.</summary>
    public bool InForm { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Rows <= ListRequest.Sizes[0])
        {
            output.SuppressOutput();
            return;
        }
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "pager");
        output.Attributes.SetAttribute("aria-label", words["pager.pages"]);
        var last = List.Pages(Rows);
        var page = Math.Min(List.Page, last);
        var from = (page - 1) * List.PageSize + 1;
        output.Content.AppendHtml("<p>");
        output.Content.Append(
            words.Of(
                "pager.shown",
                ("from", words.Number(from)),
                ("to", words.Number(Math.Min(page * List.PageSize, Rows))),
                ("rows", words.Number(Rows))
            )
        );
        output.Content.AppendHtml("</p>");
        if (last > 1)
        {
            Pages(output, page, last);
        }
        Sizes(output);
    }

    private void Pages(TagHelperOutput output, int page, int last)
    {
        output.Content.AppendHtml("<ul>");
        if (page > 1)
        {
            Item(output, Link(List.PageHref(page - 1), words["pager.previous"], "prev"));
        }
        for (var n = 1; n <= last; n++)
        {
            if (n == page)
            {
                Item(output, Link(List.PageHref(n), words.Number(n), current: true));
            }
            else if (n == 1 || n == last || Math.Abs(n - page) <= Around)
            {
                Item(output, Link(List.PageHref(n), words.Number(n)));
            }
            else if (Math.Abs(n - page) == Around + 1)
            {
                output.Content.AppendHtml("""<li><span class="gone">…</span></li>""");
            }
        }
        if (page < last)
        {
            Item(output, Link(List.PageHref(page + 1), words["pager.next"], "next"));
        }
        output.Content.AppendHtml("</ul>");
    }

    private void Sizes(TagHelperOutput output)
    {
        output.Content.AppendHtml("<ul><li><span>").Append(words["pager.size"]).AppendHtml("</span></li>");
        foreach (var size in ListRequest.Sizes)
        {
            Item(output, Link(List.SizeHref(size), words.Number(size), current: size == List.PageSize));
        }
        output.Content.AppendHtml("</ul>");
    }

    private static void Item(TagHelperOutput output, TagBuilder link) =>
        output.Content.AppendHtml("<li>").AppendHtml(link).AppendHtml("</li>");

    private TagBuilder Link(string href, string text, string? rel = null, bool current = false)
    {
        var link = new TagBuilder(InForm ? "button" : "a");
        link.Attributes[InForm ? "formaction" : "href"] = href;
        if (rel is not null && !InForm)
        {
            link.Attributes["rel"] = rel;
        }
        if (current)
        {
            link.Attributes["aria-current"] = "true";
        }
        link.InnerHtml.Append(text);
        return link;
    }
}
