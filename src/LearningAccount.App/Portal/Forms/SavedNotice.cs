using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.WebUtilities;

namespace LearningAccount.App.Portal.Forms;

/// <summary>Says that what was asked has been saved, where a page is reached from a form that saved it, and offers to undo it.</summary>
[HtmlTargetElement("saved-notice", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SavedNotice(Words words) : TagHelper
{
    private const string Line = "saved";

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public required Guid Employer { get; set; }

    /// <summary>The page to go to, told which line of the journal was written.</summary>
    public static string Address(string page, long line) =>
        QueryHelpers.AddQueryString(page, Line, line.ToString(Words.Invariant));

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!long.TryParse(ViewContext.HttpContext.Request.Query[Line], Words.Plain, null, out var line))
        {
            output.SuppressOutput();
            return;
        }
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "notice good");
        output.Attributes.SetAttribute("role", "status");
        var undo = new TagBuilder("a");
        undo.Attributes["href"] = Paths.UndoLine(Employer, line);
        undo.InnerHtml.Append(words["change.undo"]);
        output
            .Content.AppendHtml("<p><strong>")
            .Append(words["change.saved"])
            .AppendHtml("</strong> ")
            .AppendHtml(undo)
            .AppendHtml("</p>");
    }
}
