namespace LearningAccount.App.Papers.Pdf;

/// <summary>What a page takes as a whole or not at all: a line, a row of a table, room to sign in.</summary>
internal abstract class Piece
{
    /// <summary>Room above it, unless it is the first of its page. Of two rooms between pieces the larger counts.</summary>
    public int Before { get; init; }

    public int After { get; init; }

    public required int Height { get; init; }

    /// <summary>It is not the last of a page that the next is not on.</summary>
    public bool KeepsNext { get; set; }

    /// <summary>What is drawn again where it begins a page: the head of its table.</summary>
    public Piece? Again { get; init; }

    /// <param name="pen">Draws on the page it is on.</param>
    /// <param name="y">Where it begins on it.</param>
    public abstract void Draw(Pen pen, int y);
}

/// <summary>What follows begins on a new page.</summary>
internal sealed class PageEnd : Piece
{
    public override void Draw(Pen pen, int y) { }
}

/// <summary>One line of a text, with what stands before it.</summary>
internal sealed class LinePiece(ushort[] letters, TextLine line, int x, TextStyle style, int tag) : Piece
{
    /// <summary>The dot or the number of an item, in its first line.</summary>
    public (ushort[] Letters, int X, int Tag)? Label { get; init; }

    /// <summary>Of a framed text: how wide the frame is, and whether it begins and ends with this line.</summary>
    public (int Width, bool IsFirst, bool IsLast)? Frame { get; init; }

    public const int FrameRoom = 9_000;
    private const int FrameBar = 3_000;
    public const int FrameLeft = FrameBar + FrameRoom;

    /// <summary>What a framed text is narrower by than its frame.</summary>
    public const int FrameSides = FrameLeft + FrameRoom;

    public override void Draw(Pen pen, int y)
    {
        var sheet = pen.Sheet;
        var top = y;
        if (Frame is { } frame)
        {
            var left = x - FrameLeft;
            sheet.Bar(left, y, FrameBar, Height, Ink.Black);
            sheet.Bar(left + frame.Width - Style.Rule, y, Style.Rule, Height, Ink.Black);
            if (frame.IsFirst)
            {
                sheet.Bar(left, y, frame.Width, Style.Rule, Ink.Black);
                top += FrameRoom;
            }
            if (frame.IsLast)
            {
                sheet.Bar(left, y + Height - Style.Rule, frame.Width, Style.Rule, Ink.Black);
            }
        }
        if (Label is { } label)
        {
            pen.Write(label.Tag, label.X, top + style.Baseline, label.Letters, style);
        }
        pen.Write(tag, x, top + style.Baseline, letters, line, style);
    }
}

/// <summary>Room to sign in for one or two, beside each other, and who signs below it.</summary>
internal sealed class SignaturePiece(CellText[][] signers, int x, int columnWidth) : Piece
{
    public const int Gap = 12 * Style.Millimetre;
    public const int Room = 16 * Style.Millimetre;
    public const int MostLines = 5;
    public const int BelowRule = 4_000;

    public override void Draw(Pen pen, int y)
    {
        for (var i = 0; i < signers.Length; i++)
        {
            var left = x + (i * (columnWidth + Gap));
            pen.Sheet.Bar(left, y + Room, columnWidth, Style.Rule, Ink.Black);
            var top = y + Room + BelowRule;
            foreach (var cell in signers[i])
            {
                foreach (var line in cell.Lines)
                {
                    pen.Write(cell.Tag, left, top + cell.Style.Baseline, cell.Letters, line, cell.Style);
                    top += cell.Style.Leading;
                }
            }
        }
    }
}

/// <summary>A text broken for its column.</summary>
internal readonly record struct CellText(ushort[] Letters, TextLine[] Lines, TextStyle Style, int Tag)
{
    public static CellText Of(ushort[] letters, int width, TextStyle style, int tag) =>
        new(letters, Pdf.Lines.Of(letters, style.Size, width), style, tag);
}
