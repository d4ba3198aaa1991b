using System.Collections.Immutable;
using LearningAccount.App.Wording;

namespace LearningAccount.App.Papers;

/// <summary>What stands on a paper, block by block, as a page says it.</summary>
internal sealed class HtmlBlocks(TextWriter writer, Words words, int top = 1)
{
    // A heading never skips a level, or nobody finds the way by them.
    private int level;
    private bool isSigning;

    public void Write(ImmutableArray<PaperBlock> blocks)
    {
        foreach (var block in blocks.IsDefault ? [] : blocks)
        {
            // Who signs together stands beside each other.
            if (block is PaperSignature != isSigning)
            {
                isSigning = !isSigning;
                writer.Write(isSigning ? "<div class=\"signatures\">\n" : "</div>\n");
            }
            Write(block);
        }
        if (isSigning)
        {
            writer.Write("</div>\n");
        }
    }

    private void Write(PaperBlock block)
    {
        switch (block)
        {
            case PaperHeading heading:
                level = Math.Min(Math.Clamp(heading.Level, 1, level + 1), 2);
                Element($"<h{level + top}>", Stress.Escaped(heading.Text), $"</h{level + top}>\n");
                break;
            case PaperText { Voice: PaperVoice.Warning } text:
                Element("<div class=\"notice warning\"><p>", text.Text, "</p></div>\n");
                break;
            case PaperText text:
                Element(
                    text.Voice switch
                    {
                        PaperVoice.Large => "<p class=\"statement\">",
                        PaperVoice.Small => "<p class=\"small\">",
                        _ => "<p>",
                    },
                    text.Text,
                    "</p>\n"
                );
                break;
            case PaperFacts facts:
                Facts(facts);
                break;
            case PaperTable table:
                Table(table);
                break;
            case PaperList list:
                writer.Write(list.IsNumbered ? "<ol>\n" : "<ul>\n");
                foreach (var item in list.Items)
                {
                    Element("<li>", item, "</li>\n");
                }
                writer.Write(list.IsNumbered ? "</ol>\n" : "</ul>\n");
                break;
            case PaperSignature signature:
                writer.Write("<p class=\"signature\">");
                PaperHtml.Lines(writer, signature.Lines);
                writer.Write("</p>\n");
                break;
            case PaperNewPage:
                writer.Write("<div class=\"new-page\"></div>\n");
                break;
            default:
                throw new InvalidOperationException($"A {block.GetType().Name} is not written yet.");
        }
    }

    private void Facts(PaperFacts facts)
    {
        if (facts.Facts.IsDefaultOrEmpty)
        {
            return;
        }
        writer.Write("<dl class=\"facts tight\">\n");
        foreach (var fact in facts.Facts)
        {
            Element("<div><dt>", Stress.Escaped(fact.Name), "</dt>");
            Element("<dd>", fact.Value, "</dd></div>\n");
        }
        writer.Write("</dl>\n");
    }

    // On a narrow page its rows become blocks, each cell with its name; the roles keep it a table to who hears it.
    private void Table(PaperTable table)
    {
        writer.Write("<div class=\"table-frame\">\n<table class=\"stacking\" role=\"table\">\n");
        if (!string.IsNullOrWhiteSpace(table.Caption))
        {
            Element("<caption>", Stress.Escaped(table.Caption), "</caption>\n");
        }
        writer.Write("<thead role=\"rowgroup\">\n<tr role=\"row\">");
        foreach (var column in table.Columns)
        {
            var number = column.IsNumber ? " class=\"number\"" : "";
            Element($"<th role=\"columnheader\" scope=\"col\"{number}>", Stress.Escaped(column.Name), "</th>");
        }
        writer.Write("</tr>\n</thead>\n<tbody role=\"rowgroup\">\n");
        foreach (var row in table.Rows.IsDefaultOrEmpty ? [new([words["paper.noRows"]])] : table.Rows)
        {
            writer.Write(row.IsTotal ? "<tr role=\"row\" class=\"total\">" : "<tr role=\"row\">");
            for (var i = 0; i < table.Columns.Length; i++)
            {
                Cell(table.Columns[i], i, i < row.Cells.Length ? row.Cells[i] : "");
            }
            writer.Write("</tr>\n");
        }
        writer.Write("</tbody>\n</table>\n</div>\n");
    }

    private void Cell(PaperColumn column, int place, string text)
    {
        var number = column.IsNumber ? " class=\"number\"" : "";
        if (place == 0)
        {
            Element($"<th role=\"rowheader\" scope=\"row\"{number}>", text, "</th>");
            return;
        }
        writer.Write($"<td role=\"cell\"{number}>");
        if (text.Length == 0)
        {
            writer.Write("</td>");
            return;
        }
        Element("<span class=\"label\" aria-hidden=\"true\">", Stress.Escaped(column.Name), "</span>");
        writer.Write("<span>");
        Element("", text, "</span></td>");
    }

    private void Element(string open, string text, string close)
    {
        writer.Write(open);
        foreach (var (part, stressed) in Stress.Parts(text))
        {
            writer.Write(stressed ? "<strong>" : "");
            PaperHtml.Text(writer, part);
            writer.Write(stressed ? "</strong>" : "");
        }
        writer.Write(close);
    }
}
