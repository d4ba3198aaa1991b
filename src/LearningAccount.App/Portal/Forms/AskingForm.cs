using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace LearningAccount.App.Portal.Forms;

/// <summary>A form that asks: above it stands what is wrong in it, in the order of its fields, each line a link to its field.</summary>
[HtmlTargetElement("form", Attributes = "asking")]
public sealed class AskingForm(Words words) : TagHelper
{
    /// <summary>What was typed.</summary>
    [HtmlAttributeName("asking")]
    public required SentForm Form { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        // The fields tell how they are called while they are written.
        await output.GetChildContentAsync();
        output.Attributes.SetAttribute("class", "stack asking");
        output.Attributes.SetAttribute("novalidate", "novalidate");
        if (!Form.IsWrong)
        {
            return;
        }
        var list = new TagBuilder("ul");
        foreach (var (field, label, wrong) in Form.WrongInOrder())
        {
            var link = new TagBuilder("a");
            link.Attributes["href"] = $"#{field}";
            link.InnerHtml.Append(label is null ? wrong : words.Of("form.wrongIn", ("field", label), ("wrong", wrong)));
            var line = new TagBuilder("li");
            line.InnerHtml.AppendHtml(link);
            list.InnerHtml.AppendHtml(line);
        }
        output
            .PreElement.AppendHtml("""<div class="notice error summary" role="alert"><p><strong>""")
            .Append(words["form.wrong"])
            .AppendHtml("</strong></p>")
            .AppendHtml(list)
            .AppendHtml("</div>");
    }
}
