using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using LearningAccount.App.Wording;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Papers;

/// <summary>
/// Writes a paper as a page: whole, with all it needs in it, to be kept or sent; or its body, to stand in a page of the
/// portal, whose style sheets know its classes. Neither holds a script, and the body no style.
/// </summary>
public static class PaperHtml
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly string Looks = ReadLooks();

    public static void Write(Paper paper, TextWriter writer)
    {
        var logo = paper.Head?.Logo is { } given ? PaperPicture.Read(given) : null;
        writer.Write($"<!doctype html>\n<html lang=\"{paper.Language.Code()}\">\n<head>\n<meta charset=\"utf-8\">\n");
        writer.Write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        Text(writer, paper.Subtitle is { } subtitle ? $"{paper.Title} – {subtitle}" : paper.Title);
        writer.Write("</title>\n<style>\n");
        writer.Write(Looks);
        if (paper.IsLandscape)
        {
            writer.Write("@page {\n  size: A4 landscape;\n}\n.sheet-of-paper {\n  max-width: 68rem;\n}\n");
        }
        writer.Write("</style>\n</head>\n<body>\n<main>\n");
        WriteBody(paper, writer, logo is null ? null : $"data:{logo.MediaType};base64,{Convert.ToBase64String(logo.File)}");
        writer.Write("</main>\n</body>\n</html>\n");
    }

    /// <summary>The paper alone.</summary>
    /// <param name="logoAddress">Where the page finds the logo; null: it is left out.</param>
    /// <param name="top">The level of its title: 2 on a page that has a title of its own.</param>
    public static void WriteBody(Paper paper, TextWriter writer, string? logoAddress = null, int top = 1)
    {
        writer.Write($"<article class=\"sheet-of-paper\" lang=\"{paper.Language.Code()}\">\n");
        if (paper.Head is { } head)
        {
            Sender(paper, head, writer, head.Logo is null ? null : logoAddress);
        }
        if (!paper.Addressee.IsDefaultOrEmpty)
        {
            writer.Write("<p class=\"addressee\">");
            Lines(writer, paper.Addressee);
            writer.Write("</p>\n");
        }
        writer.Write($"<header>\n<h{top}>");
        Text(writer, paper.Title);
        writer.Write($"</h{top}>\n");
        if (paper.Subtitle is { } subtitle)
        {
            writer.Write("<p class=\"lead\">");
            Text(writer, subtitle);
            writer.Write("</p>\n");
        }
        writer.Write("</header>\n");
        new HtmlBlocks(writer, Words.In(paper.Language), top).Write(paper.Blocks);
        if (!string.IsNullOrWhiteSpace(paper.Foot))
        {
            writer.Write("<footer><p class=\"small\">");
            Text(writer, paper.Foot);
            writer.Write("</p></footer>\n");
        }
        writer.Write("</article>\n");
    }

    internal static void Text(TextWriter writer, string text) => Encoder.Encode(writer, Legible.Of(text));

    internal static void Lines(TextWriter writer, IEnumerable<string> lines)
    {
        var isFirst = true;
        foreach (var line in lines)
        {
            writer.Write(isFirst ? "" : "<br>");
            Text(writer, line);
            isFirst = false;
        }
    }

    private static void Sender(Paper paper, Letterhead head, TextWriter writer, string? logo)
    {
        writer.Write("<div class=\"sender\">\n");
        if (logo is not null)
        {
            writer.Write("<img src=\"");
            Text(writer, logo);
            writer.Write("\" alt=\"");
            Text(writer, Words.In(paper.Language).Of("paper.logo", ("name", head.Name)));
            writer.Write("\">\n");
        }
        writer.Write("<div><p><strong>");
        Text(writer, head.Name);
        writer.Write("</strong></p>");
        if (!head.Lines.IsDefaultOrEmpty)
        {
            writer.Write("<p class=\"small\">");
            Lines(writer, head.Lines);
            writer.Write("</p>");
        }
        writer.Write("</div>\n</div>\n");
    }

    private static string ReadLooks()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Papers/page.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
