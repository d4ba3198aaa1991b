namespace LearningAccount.App.Papers.Pdf;

/// <summary>How a row stands among the others.</summary>
internal readonly record struct RowLooks
{
    public int Before { get; init; }

    /// <summary>Thickness and shade of the rule above; none where it is 0.</summary>
    public (int Thickness, Ink Ink) Above { get; init; }

    public (int Thickness, Ink Ink) Below { get; init; }

    public bool IsLast { get; init; }

    public bool KeepsNext { get; init; }

    /// <summary>A head stands on its rule; rows hang from the one above.</summary>
    public bool IsHead { get; init; }

    /// <summary>The head of its table, drawn again where it begins a page.</summary>
    public RowPiece? Head { get; init; }
}

/// <summary>Some lines of the cells of a row: all of them, or as many as go on a page.</summary>
internal sealed class RowPiece : Piece
{
    private readonly TableGrid grid;
    private readonly CellText[] cells;
    private readonly int from;
    private readonly int to;
    private readonly RowLooks looks;

    private RowPiece(TableGrid grid, CellText[] cells, int from, int to, RowLooks looks) =>
        (this.grid, this.cells, this.from, this.to, this.looks) = (grid, cells, from, to, looks);

    /// <summary>The row, in slices where it is taller than a page.</summary>
    public static IEnumerable<RowPiece> Of(TableGrid grid, CellText[] cells, RowLooks looks, int pageHeight)
    {
        var lines = Math.Max(1, cells.Max(cell => cell.Lines.Length));
        var head = looks.Head?.Height ?? 0;
        var slice = grid.HeightOf(lines) + head <= pageHeight ? lines : 8;
        for (var first = 0; first < lines; first += slice)
        {
            var (isFirst, isLast, end) = (first == 0, first + slice >= lines, Math.Min(first + slice, lines));
            yield return new(
                grid,
                cells,
                first,
                end,
                looks with
                {
                    Above = isFirst ? looks.Above : default,
                    Below = isLast ? looks.Below : default,
                }
            )
            {
                Before = isFirst ? looks.Before : 0,
                After = isLast && looks.IsLast ? Style.AfterTable : 0,
                Height = grid.HeightOf(end - first),
                KeepsNext = isLast && looks.KeepsNext,
                // Without a page's worth of room below it, a head is not repeated.
                Again = head < pageHeight / 2 ? looks.Head : null,
            };
        }
    }

    public override void Draw(Pen pen, int y)
    {
        Rule(pen, y, looks.Above);
        for (var column = 0; column < cells.Length; column++)
        {
            var cell = cells[column];
            var first = looks.IsHead ? to - from - cell.Lines.Length : 0;
            for (var i = from; i < Math.Min(to, cell.Lines.Length); i++)
            {
                var line = cell.Lines[i];
                var x = grid.X(column) + (grid.IsNumber(column) ? grid.WidthOf(column) - line.Width : 0);
                var top = y + grid.Room + ((first + i - from) * grid.Style.Leading);
                pen.Write(cell.Tag, x, top + cell.Style.Baseline, cell.Letters, line, cell.Style);
            }
        }
        Rule(pen, y + Height - looks.Below.Thickness, looks.Below);
    }

    private void Rule(Pen pen, int y, (int Thickness, Ink Ink) rule)
    {
        if (rule.Thickness > 0)
        {
            pen.Sheet.Bar(grid.Left, y, grid.Width, rule.Thickness, rule.Ink);
        }
    }
}
