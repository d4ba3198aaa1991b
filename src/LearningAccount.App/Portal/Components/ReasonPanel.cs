using System.Text.RegularExpressions;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law.Reasons;
using LearningAccount.Law.Texts;
using Microsoft.AspNetCore.Html;

namespace LearningAccount.App.Portal.Components;

/// <summary>A reason written out: the sentence, the formula, each input with where it comes from, the setting that decided, the article.</summary>
public static partial class ReasonPanel
{
    private const string SettingPrefix = "setting.";

    public static void Write(IHtmlContentBuilder html, Reason reason, Words words)
    {
        var language = words.Language;
        html.AppendHtml("<p>").Append(ReasonTexts.Of(reason, language)).AppendHtml("</p>");
        if (ReasonTexts.Formula(reason, language) is { Length: > 0 } formula)
        {
            html.AppendHtml("""<p class="formula">""").Append(formula).AppendHtml("</p>");
        }
        if (!reason.Inputs.IsEmpty)
        {
            Inputs(html, reason, words);
        }
        html.AppendHtml("""<p class="small soft">""");
        Linked(html, ReasonTexts.Law(reason, language));
        html.AppendHtml("</p>");
    }

    /// <summary>In the reader's own account, the way from a figure to asking for its correction.</summary>
    public static void Ask(IHtmlContentBuilder html, string? code, Frame frame, Words words)
    {
        if (code is not null && frame.AskAbout is { } ask)
        {
            html.AppendHtml("<p class=\"small screen\"><a href=\"").Append(ask(code)).AppendHtml("\">");
            html.Append(words["me.askFigure"]).AppendHtml("</a></p>");
        }
    }

    /// <summary>Text in which an address of the web is a link.</summary>
    public static void Linked(IHtmlContentBuilder html, string text)
    {
        var from = 0;
        foreach (var address in Address().EnumerateMatches(text))
        {
            html.Append(text[from..address.Index]);
            var url = text.Substring(address.Index, address.Length);
            html.AppendHtml("<a rel=\"noreferrer\" href=\"")
                .Append(url)
                .AppendHtml("\">")
                .Append(new Uri(url).Host)
                .AppendHtml("</a>");
            from = address.Index + address.Length;
        }
        html.Append(text[from..]);
    }

    private static void Inputs(IHtmlContentBuilder html, Reason reason, Words words)
    {
        html.AppendHtml("""<ul class="inputs">""");
        foreach (var input in reason.Inputs)
        {
            html.AppendHtml(input.Name.StartsWith(SettingPrefix, StringComparison.Ordinal) ? """<li class="setting">""" : "<li>");
            Linked(html, ReasonTexts.Input(input, words.Language));
            if (ReasonTexts.Origin(input, words.Language) is { } origin)
            {
                html.AppendHtml(""" <span class="from">""").Append(origin).AppendHtml("</span>");
            }
            html.AppendHtml("</li>");
        }
        html.AppendHtml("</ul>");
    }

    [GeneratedRegex(@"https://[^\s)]+[^\s).,;]", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
