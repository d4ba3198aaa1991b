using LearningAccount.App.Papers;

namespace LearningAccount.Tests.Documents;

/// <summary>Every word of a paper, as its reader meets them.</summary>
internal static class Told
{
    public static string Of(Paper paper) =>
        string.Join(
            '\n',
            [
                .. paper.Head is { } head ? [head.Name, .. head.Lines] : Array.Empty<string>(),
                .. paper.Addressee,
                paper.Title,
                paper.Subtitle ?? "",
                .. paper.Blocks.SelectMany(Of),
            ]
        );

    private static IEnumerable<string> Of(PaperBlock block) =>
        block switch
        {
            PaperHeading heading => [heading.Text],
            PaperText text => [Plain(text.Text)],
            PaperFacts facts => facts.Facts.Select(fact => $"{fact.Name}: {Plain(fact.Value)}"),
            PaperTable table =>
            [
                table.Caption,
                string.Join(" | ", table.Columns.Select(column => column.Name)),
                .. table.Rows.Select(row => string.Join(" | ", row.Cells.Select(Plain))),
            ],
            PaperList list => list.Items.Select(Plain),
            PaperSignature signature => signature.Lines,
            _ => [],
        };

    private static string Plain(string text) => string.Concat(Stress.Parts(text).Select(part => part.Text));
}
