using System.Text;
using LearningAccount.App.Papers;

namespace LearningAccount.App.Commands;

/// <summary>A document as plain text, for a terminal.</summary>
internal static class PlainPaper
{
    public static string Of(Paper paper)
    {
        var text = new StringBuilder(4_000);
        if (paper.Head is { } head)
        {
            text.AppendJoin(", ", [head.Name, .. head.Lines]).AppendLine().AppendLine();
        }
        text.AppendLine(paper.Title);
        if (paper.Subtitle is { } subtitle)
        {
            text.AppendLine(subtitle);
        }
        foreach (var block in paper.Blocks)
        {
            text.AppendLine();
            Append(text, block);
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, PaperBlock block)
    {
        switch (block)
        {
            case PaperHeading heading:
                text.AppendLine(heading.Text);
                text.Append(heading.Level == 1 ? '=' : '-', heading.Text.Length).AppendLine();
                break;
            case PaperText said:
                text.AppendLine(Plain(said.Text));
                break;
            case PaperFacts facts:
                foreach (var fact in facts.Facts)
                {
                    text.AppendLine($"{fact.Name}: {Plain(fact.Value)}");
                }
                break;
            case PaperTable table:
                Append(text, table);
                break;
            case PaperList list:
                foreach (var item in list.Items)
                {
                    text.AppendLine($"- {Plain(item)}");
                }
                break;
            case PaperSignature signature:
                text.AppendJoin(Environment.NewLine, signature.Lines).AppendLine();
                break;
        }
    }

    private static void Append(StringBuilder text, PaperTable table)
    {
        var written = new TextTable([.. table.Columns.Select(column => column.Name)]).RightAligned([
            .. Enumerable.Range(0, table.Columns.Length).Where(column => table.Columns[column].IsNumber),
        ]);
        foreach (var row in table.Rows)
        {
            written.Add([.. row.Cells.Select(Plain)]);
        }
        written.AppendTo(text);
    }

    // An asterisk stresses what it stands around; one of its own has a stroke before it.
    private static string Plain(string text) =>
        text.Replace("\\*", "\u0001", StringComparison.Ordinal).Replace("*", "", StringComparison.Ordinal).Replace('\u0001', '*');
}
