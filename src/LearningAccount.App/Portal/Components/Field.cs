using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Wording;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace LearningAccount.App.Portal.Components;

/// <summary>A field of a form: its label above it, a hint, what is wrong with it, and what was typed.</summary>
public abstract class Field : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    /// <summary>The name it is sent under; also its id, so that the error summary leads to it.</summary>
    public required string Name { get; set; }
    public required string Label { get; set; }
    public string? Hint { get; set; }
    public bool Required { get; set; }

    /// <summary>What stands in it at first; after an error, what was typed goes before it.</summary>
    public string? Value { get; set; }

    protected string Id => TagBuilder.CreateSanitizedId(Name, "_");

    /// <summary>What was typed, in this request or before its reader was signed out, or what stands in it at first.</summary>
    protected string? Shown => shown ??= Found() ?? "";

    private string? shown;

    private string? Found() =>
        ViewContext.ViewData.ModelState.TryGetValue(Name, out var entry) && entry.AttemptedValue is { } typed ? typed
        : HttpMethods.IsPost(ViewContext.HttpContext.Request.Method)
        && ViewContext.HttpContext.Request.HasFormContentType
        && ViewContext.HttpContext.Request.Form.TryGetValue(Name, out var sent)
            ? sent.ToString()
        : ViewContext.HttpContext.RequestServices.GetRequiredService<KeptFields>().Next(Name) ?? Value;

    /// <summary>The control itself, with id, name and descriptions.</summary>
    protected abstract IHtmlContent Control();

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "field");
        var label = new TagBuilder("label");
        label.Attributes["for"] = Id;
        label.InnerHtml.Append(Label);
        output.Content.AppendHtml(label);
        if (Hint is not null)
        {
            output.Content.AppendHtml(Line("hint", $"{Id}-hint", Hint));
        }
        foreach (var wrong in Wrong())
        {
            output.Content.AppendHtml(Line("wrong", $"{Id}-wrong", wrong));
            break;
        }
        output.Content.AppendHtml(Control());
    }

    protected void Describe(TagBuilder control)
    {
        control.Attributes["id"] = Id;
        control.Attributes["name"] = Name;
        var isWrong = Wrong().Any();
        var described = string.Join(
            ' ',
            ((string?[])[Hint is null ? null : $"{Id}-hint", isWrong ? $"{Id}-wrong" : null]).OfType<string>()
        );
        if (described.Length > 0)
        {
            control.Attributes["aria-describedby"] = described;
        }
        if (isWrong)
        {
            control.Attributes["aria-invalid"] = "true";
        }
        if (Required)
        {
            control.Attributes["aria-required"] = "true";
        }
    }

    private IEnumerable<string> Wrong() =>
        ViewContext.ViewData.ModelState.TryGetValue(Name, out var entry) ? entry.Errors.Select(error => error.ErrorMessage) : [];

    private static TagBuilder Line(string kind, string id, string text)
    {
        var line = new TagBuilder("span");
        line.AddCssClass(kind);
        line.Attributes["id"] = id;
        line.InnerHtml.Append(text);
        return line;
    }
}

/// <summary>One line or several of text, a date, a number.</summary>
[HtmlTargetElement("text-field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TextField : Field
{
    /// <summary>That of the input: <c>text</c>, <c>email</c>, <c>date</c>; <c>area</c> for several lines.</summary>
    public string Type { get; set; } = "text";
    public int Maxlength { get; set; } = 200;
    public string? Autocomplete { get; set; }

    /// <summary>The keyboard of a phone: <c>decimal</c>, <c>numeric</c>.</summary>
    public string? Inputmode { get; set; }
    public int Rows { get; set; } = 3;

    protected override IHtmlContent Control()
    {
        var isArea = Type is "area";
        var control = new TagBuilder(isArea ? "textarea" : "input");
        Describe(control);
        control.Attributes["maxlength"] = Maxlength.ToString(Words.Invariant);
        Set(control, "autocomplete", Autocomplete ?? "off");
        Set(control, "inputmode", Inputmode);
        if (isArea)
        {
            Set(control, "rows", Rows.ToString(Words.Invariant));
            // The first line end after the tag is not part of the text.
            control.InnerHtml.AppendHtml("\n").Append(Shown ?? "");
            return control;
        }
        control.TagRenderMode = TagRenderMode.SelfClosing;
        control.Attributes["type"] = Type;
        // What was typed as a secret is not sent back.
        Set(control, "value", Type is "password" || Shown is not { Length: > 0 } filled ? null : filled);
        return control;
    }

    private static void Set(TagBuilder control, string name, string? value)
    {
        if (value is not null)
        {
            control.Attributes[name] = value;
        }
    }
}

/// <summary>One of a few choices in a list that opens.</summary>
[HtmlTargetElement("select-field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SelectField : Field
{
    public required IEnumerable<(string Value, string Text)> Options { get; set; }

    protected override IHtmlContent Control()
    {
        var control = new TagBuilder("select");
        Describe(control);
        foreach (var (value, text) in Options)
        {
            var option = new TagBuilder("option");
            option.Attributes["value"] = value;
            if (string.Equals(value, Shown ?? "", StringComparison.Ordinal))
            {
                option.Attributes["selected"] = "selected";
            }
            option.InnerHtml.Append(text);
            control.InnerHtml.AppendHtml(option);
        }
        return control;
    }
}
