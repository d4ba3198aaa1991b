using LearningAccount.App.Identity.SignIn;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace LearningAccount.App.Portal.Components;

/// <summary>Fills the fields of a page with what was typed before its reader was signed out.</summary>
[HtmlTargetElement("input", Attributes = "name", TagStructure = TagStructure.WithoutEndTag)]
[HtmlTargetElement("textarea", Attributes = "name")]
[HtmlTargetElement("select", Attributes = "name")]
[HtmlTargetElement("option")]
public sealed class KeptInput(KeptFields kept) : TagHelper
{
    // After whatever else fills a field.
    public override int Order => int.MaxValue;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (kept.Form is null)
        {
            return;
        }
        var name = Text(output, "name");
        switch (context.TagName, Text(output, "type"))
        {
            case ("select", _):
                context.Items[typeof(KeptInput)] = name;
                break;
            case ("option", _):
                Choose(output, context.Items.TryGetValue(typeof(KeptInput), out var list) ? (string)list : "", "selected");
                break;
            case ("textarea", _):
                if (kept.Next(name) is { } text)
                {
                    output.Content.SetContent(text);
                }
                break;
            case (_, "checkbox" or "radio"):
                Choose(output, name, "checked");
                break;
            case (_, "hidden" or "password" or "file" or "submit" or "search"):
                break;
            default:
                if (kept.Next(name) is { } value)
                {
                    output.Attributes.SetAttribute("value", value);
                }
                break;
        }
    }

    private void Choose(TagHelperOutput output, string name, string attribute)
    {
        if (kept.Chosen(name, output.Attributes.ContainsName("value") ? Text(output, "value") : "on") is not { } chosen)
        {
            return;
        }
        output.Attributes.RemoveAll(attribute);
        if (chosen)
        {
            output.Attributes.SetAttribute(attribute, attribute);
        }
    }

    private static string Text(TagHelperOutput output, string attribute) =>
        output.Attributes.TryGetAttribute(attribute, out var found) ? $"{found.Value}" : "";
}
