namespace LearningAccount.App.Papers;

/// <summary>Writes a paper as plain lines, which every program opens and every reader reads aloud.</summary>
public static class PaperLines
{
    public static void Write(Paper paper, TextWriter writer)
    {
        writer.WriteLine(paper.Title);
        if (paper.Subtitle is { } subtitle)
        {
            writer.WriteLine(subtitle);
        }
        foreach (var block in paper.Blocks)
        {
            writer.WriteLine();
            Write(block, writer);
        }
    }

    private static void Write(PaperBlock block, TextWriter writer)
    {
        switch (block)
        {
            case PaperHeading heading:
                writer.WriteLine(heading.Text);
                writer.WriteLine(new string(heading.Level == 1 ? '=' : '-', Math.Min(heading.Text.Length, 60)));
                break;
            case PaperText text:
                writer.WriteLine(Plain(text.Text));
                break;
            case PaperFacts facts:
                foreach (var fact in facts.Facts)
                {
                    writer.WriteLine($"{fact.Name}: {Plain(fact.Value)}");
                }
                break;
            case PaperTable table:
                writer.WriteLine(string.Join(" | ", table.Columns.Select(column => column.Name)));
                foreach (var row in table.Rows)
                {
                    writer.WriteLine(string.Join(" | ", row.Cells.Select(Plain)));
                }
                break;
            case PaperList list:
                foreach (var (item, number) in list.Items.Select((item, i) => (item, i + 1)))
                {
                    writer.WriteLine($"{(list.IsNumbered ? $"{number}." : "-")} {Plain(item)}");
                }
                break;
            case PaperSignature signature:
                writer.WriteLine(string.Join(Environment.NewLine, signature.Lines));
                break;
        }
    }

    // An asterisk that marks nothing is written \*.
    private static string Plain(string text) =>
        text.Replace("\\*", "\u0001", StringComparison.Ordinal)
            .Replace("*", "", StringComparison.Ordinal)
            .Replace("\u0001", "*", StringComparison.Ordinal);
}
