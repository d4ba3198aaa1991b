using LearningAccount.App.Wording;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Papers.Pdf;

/// <summary>A table as the pieces that pages take: what it tells, its head, its rows.</summary>
internal sealed class TablePieces(
    PaperTable table,
    Language language,
    Tags tags,
    int part,
    (int Left, int Width, int Height) page
)
{
    private readonly TextStyle cellStyle = Style.Cell;
    private readonly TextStyle headStyle = Style.ColumnHead;

    public IEnumerable<Piece> All()
    {
        var tag = tags.Add(TagKind.Table, part);
        foreach (var piece in Caption(tag))
        {
            yield return piece;
        }
        var grid = TableGrid.Of(table.Columns, Widest(), page.Left, page.Width, cellStyle);
        var head = Head(grid, tag);
        yield return head;

        var rows = table.Rows.IsDefaultOrEmpty ? [new PaperRow([Words.In(language)["paper.noRows"]])] : table.Rows;
        for (var i = 0; i < rows.Length; i++)
        {
            var isLast = i == rows.Length - 1;
            var looks = new RowLooks
            {
                Above = rows[i].IsTotal ? (Style.Rule, Ink.Black) : default,
                // A total has a rule of its own above it.
                Below =
                    isLast ? (Style.Rule, Ink.Black)
                    : rows[i + 1].IsTotal ? default
                    : (Style.Hairline, Ink.Line),
                IsLast = isLast,
                // A total stands with what it adds up, as far as one row goes; a table does not leave one row behind.
                KeepsNext = !isLast && (i == 0 || i == rows.Length - 2 || rows[i + 1].IsTotal),
                Head = head,
            };
            foreach (var piece in RowPiece.Of(grid, Cells(rows[i], grid, tag), looks, page.Height))
            {
                yield return piece;
            }
        }
    }

    private IEnumerable<Piece> Caption(int tag)
    {
        var style = Style.Caption;
        var letters = Typed.Plain(table.Caption);
        var lines = Lines.Of(letters, style.Size, Math.Min(page.Width, Style.Measure));
        if (lines.Length == 0)
        {
            yield break;
        }
        var caption = tags.Add(TagKind.Caption, tag);
        for (var i = 0; i < lines.Length; i++)
        {
            yield return new LinePiece(letters, lines[i], page.Left, style, caption)
            {
                Height = style.Leading,
                Before = i == 0 ? style.Before : 0,
                KeepsNext = true,
            };
        }
    }

    private RowPiece Head(TableGrid grid, int tag)
    {
        var row = tags.Add(TagKind.TR, tag);
        var cells = table
            .Columns.Select(
                (column, i) => Cell(Typed.Plain(column.Name, isBold: true), grid, i, headStyle, TagKind.ColumnHead, row)
            )
            .ToArray();
        var looks = new RowLooks
        {
            Before = headStyle.Before,
            Below = (Style.Rule, Ink.Black),
            KeepsNext = true,
            IsHead = true,
        };
        return RowPiece.Of(grid, cells, looks, int.MaxValue).First();
    }

    private CellText[] Cells(PaperRow row, TableGrid grid, int tag)
    {
        var line = tags.Add(TagKind.TR, tag);
        var cells = new CellText[table.Columns.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            var text = i < row.Cells.Length ? row.Cells[i] : "";
            cells[i] = Cell(Typed.Of(text, row.IsTotal), grid, i, cellStyle, i == 0 ? TagKind.RowHead : TagKind.TD, line);
        }
        return cells;
    }

    private CellText Cell(ushort[] letters, TableGrid grid, int column, TextStyle style, TagKind kind, int row) =>
        CellText.Of(letters, grid.WidthOf(column), style, tags.Add(kind, row));

    // Of each column, as wide as it would like to be at least.
    private int[] Widest()
    {
        var widest = new int[table.Columns.Length];
        for (var i = 0; i < widest.Length; i++)
        {
            widest[i] = Lines.WidestWord(Typed.Plain(table.Columns[i].Name, isBold: true), headStyle.Size);
        }
        foreach (var row in table.Rows.IsDefault ? [] : table.Rows)
        {
            for (var i = 0; i < Math.Min(widest.Length, row.Cells.Length); i++)
            {
                widest[i] = Math.Max(widest[i], Lines.WidestWord(Typed.Of(row.Cells[i], row.IsTotal), cellStyle.Size));
            }
        }
        return widest;
    }
}
