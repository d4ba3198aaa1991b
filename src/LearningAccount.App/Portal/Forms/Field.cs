using LearningAccount.App.Wording;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace LearningAccount.App.Portal.Forms;

/// <summary>One question of a form: label above, hint below it, what is wrong beside it, and the field with what was typed.</summary>
[HtmlTargetElement("form-field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class Field : TagHelper
{
    public required SentForm Form { get; set; }
    public required string Name { get; set; }
    public required string Label { get; set; }
    public string? Hint { get; set; }
    public FieldKind Kind { get; set; }

    /// <summary>The answers to choose from, of <see cref="FieldKind.Choice"/> and <see cref="FieldKind.List"/>: value, words, hint.</summary>
    public IReadOnlyList<FieldOption> Options { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Form.Ask(Name, Label);
        var wrong = Form.WrongIn(Name);
        var isGroup = Kind is FieldKind.Choice;
        output.TagName = isGroup ? "fieldset" : "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "field");
        if (isGroup)
        {
            output.Attributes.SetAttribute("id", Name);
        }
        var label = new TagBuilder(isGroup ? "legend" : "label");
        if (!isGroup)
        {
            label.Attributes["for"] = Name;
        }
        label.InnerHtml.Append(Label);
        output.Content.AppendHtml(label);
        Told(output, "hint", Hint);
        Told(output, "wrong", wrong);
        var described = string.Join(
            ' ',
            ((string, string?)[])[("hint", Hint), ("wrong", wrong)] is var told
                ? told.Where(part => part.Item2 is not null).Select(part => $"{Name}-{part.Item1}")
                : []
        );
        foreach (var input in isGroup ? Choices() : [Input()])
        {
            if (described.Length > 0 && !isGroup)
            {
                input.Attributes["aria-describedby"] = described;
            }
            if (wrong is not null && !isGroup)
            {
                input.Attributes["aria-invalid"] = "true";
            }
            output.Content.AppendHtml(input);
        }
        if (isGroup && described.Length > 0)
        {
            output.Attributes.SetAttribute("aria-describedby", described);
        }
    }

    private void Told(TagHelperOutput output, string kind, string? text)
    {
        if (text is not null)
        {
            var told = new TagBuilder("span");
            told.AddCssClass(kind);
            told.Attributes["id"] = $"{Name}-{kind}";
            told.InnerHtml.Append(text);
            output.Content.AppendHtml(told);
        }
    }

    private TagBuilder Input()
    {
        var input = new TagBuilder(
            Kind switch
            {
                FieldKind.Long => "textarea",
                FieldKind.List => "select",
                _ => "input",
            }
        );
        input.Attributes["id"] = Name;
        input.Attributes["name"] = Name;
        switch (Kind)
        {
            case FieldKind.Long:
                input.Attributes["rows"] = "3";
                input.InnerHtml.Append(Form[Name]);
                break;
            case FieldKind.List:
                foreach (var option in Options)
                {
                    input.InnerHtml.AppendHtml(Option(option));
                }
                break;
            default:
                input.TagRenderMode = TagRenderMode.SelfClosing;
                input.Attributes["type"] = Kind is FieldKind.Date ? "date" : "text";
                input.Attributes["value"] = Form[Name];
                if (Kind is FieldKind.Number)
                {
                    input.Attributes["inputmode"] = "decimal";
                }
                if (Kind is FieldKind.Number or FieldKind.Date or FieldKind.Short)
                {
                    input.AddCssClass("short");
                }
                if (Kind is not FieldKind.Date)
                {
                    input.Attributes["autocomplete"] = "off";
                }
                break;
        }
        return input;
    }

    private TagBuilder Option(FieldOption option)
    {
        var shown = new TagBuilder("option");
        shown.Attributes["value"] = option.Value;
        if (Form.Has(Name, option.Value))
        {
            shown.Attributes["selected"] = "selected";
        }
        shown.InnerHtml.Append(option.Words);
        return shown;
    }

    private IEnumerable<TagBuilder> Choices()
    {
        for (var i = 0; i < Options.Count; i++)
        {
            var (value, words, hint) = Options[i];
            var radio = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
            radio.Attributes["type"] = "radio";
            radio.Attributes["id"] = $"{Name}-{i}";
            radio.Attributes["name"] = Name;
            radio.Attributes["value"] = value;
            if (Form.Has(Name, value))
            {
                radio.Attributes["checked"] = "checked";
            }
            var text = new TagBuilder("span");
            text.InnerHtml.Append(words);
            if (hint is not null)
            {
                var small = new TagBuilder("span");
                small.AddCssClass("hint");
                small.InnerHtml.Append(hint);
                text.InnerHtml.AppendHtml(small);
            }
            var choice = new TagBuilder("label");
            choice.AddCssClass("choice");
            choice.InnerHtml.AppendHtml(radio).AppendHtml(text);
            yield return choice;
        }
    }
}

/// <summary>One answer to choose from.</summary>
public sealed record FieldOption(string Value, string Words, string? Hint = null);

public enum FieldKind
{
    Text,
    Short,
    Number,
    Date,
    Long,
    List,
    Choice,
}
