using System.Text;

namespace LearningAccount.App.Commands;

/// <summary>A table for a terminal: columns as wide as their widest cell, numbers to the right.</summary>
internal sealed class TextTable(params string[] heads)
{
    private readonly List<string[]> rows = [heads];
    private readonly HashSet<int> toTheRight = [];

    public TextTable RightAligned(params ReadOnlySpan<int> columns)
    {
        toTheRight.UnionWith(columns.ToArray());
        return this;
    }

    public void Add(params string[] cells) => rows.Add(cells);

    public void AppendTo(StringBuilder text)
    {
        var widths = Enumerable.Range(0, heads.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            var line = string.Join(
                "  ",
                row.Select(
                    (cell, column) => toTheRight.Contains(column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column])
                )
            );
            text.AppendLine(line.TrimEnd());
        }
    }
}
