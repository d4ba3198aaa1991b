using System.Globalization;
using LearningAccount.App.Wording;

namespace LearningAccount.App.Papers.Pdf;

/// <summary>
/// Puts the pieces of a paper on pages. None is cut; what belongs together stays together where a page has room for it.
/// </summary>
internal sealed class Flow(Paper paper, Tags tags, FontSubset regular, FontSubset bold)
{
    private readonly Pen pen = new(tags);
    private readonly List<Sheet> sheets = [];
    private readonly int width = Style.SheetOf(paper).Width;
    private readonly int height = Style.SheetOf(paper).Height;
    private readonly ushort[] running = RunningTitle(paper);
    private int y;
    private int after;
    private bool isAtTop;

    private int Lowest => height - Style.Bottom;

    public List<Sheet> Pages(PaperPicture? logo)
    {
        var part = tags.Add(TagKind.Part);
        Turn();
        y = new LetterHead(paper, tags, part, pen).Draw(logo);
        isAtTop = y == Style.Top;
        var chain = new List<Piece>();
        foreach (var piece in new Blocks(paper, tags, part, Lowest - Style.TopAgain).Pieces())
        {
            chain.Add(piece);
            if (!piece.KeepsNext || piece is PageEnd)
            {
                Place(chain);
                chain.Clear();
            }
        }
        Place(chain);
        for (var i = 0; i < sheets.Count; i++)
        {
            Foot(sheets[i], i + 1);
            sheets[i].Close();
        }
        return sheets;
    }

    private void Place(List<Piece> chain)
    {
        if (chain.Count > 0 && !isAtTop && y + HeightOf(chain) > Lowest)
        {
            TurnFor(chain[0]);
        }
        foreach (var piece in chain)
        {
            if (piece is PageEnd)
            {
                Turn();
                continue;
            }
            var before = isAtTop ? 0 : Math.Max(after, piece.Before);
            if (!isAtTop && y + before + piece.Height > Lowest)
            {
                TurnFor(piece);
                before = 0;
            }
            piece.Draw(pen, y + before);
            y += before + piece.Height;
            (after, isAtTop) = (piece.After, false);
        }
    }

    private int HeightOf(List<Piece> chain)
    {
        var (sum, gap) = (0L, after);
        foreach (var piece in chain)
        {
            sum += Math.Max(gap, piece.Before) + piece.Height;
            gap = piece.After;
        }
        return (int)Math.Min(sum, Style.LongSide);
    }

    private void TurnFor(Piece piece)
    {
        Turn();
        if (piece.Again is { } head)
        {
            pen.IsAside = true;
            head.Draw(pen, y);
            pen.IsAside = false;
            y += head.Height;
        }
    }

    private void Turn()
    {
        var sheet = new Sheet(width, height, regular, bold, paper.IsCompact);
        sheets.Add(sheet);
        pen.TurnTo(sheet);
        (y, after, isAtTop) = (Style.Top, 0, true);
        if (sheets.Count > 1)
        {
            sheet.BeginRunning("Header"u8);
            sheet.Text(Style.Left, Style.RunningLine, running, Style.Running.Size, Style.Running.Ink);
            Rule(sheet, Style.RunningLine + Style.RunningGap);
            y = Style.TopAgain;
        }
    }

    private void Foot(Sheet sheet, int page)
    {
        var style = Style.Running;
        var words = Words
            .In(paper.Language)
            .Of(
                "paper.page",
                ("page", page.ToString(CultureInfo.InvariantCulture)),
                ("pages", sheets.Count.ToString(CultureInfo.InvariantCulture))
            );
        var number = Typed.Plain(words);
        var place = width - Style.Right - Typed.Width(number, style.Size);
        var line = height - Style.FootLine;
        Rule(sheet, line - Style.FootGap);
        sheet.BeginRunning("Footer"u8);
        sheet.Text(
            Style.Left,
            line,
            Shortened(Typed.Plain(paper.Foot ?? ""), place - Style.Left - 20_000),
            style.Size,
            style.Ink
        );
        sheet.Text(place, line, number, style.Size, style.Ink);
    }

    private void Rule(Sheet sheet, int line) =>
        sheet.Bar(Style.Left, line, width - Style.Left - Style.Right, Style.Hairline, Ink.Line);

    private static ushort[] RunningTitle(Paper paper) =>
        Shortened(
            Typed.Plain(paper.Subtitle is { } subtitle ? $"{paper.Title} · {subtitle}" : paper.Title),
            Style.SheetOf(paper).Width - Style.Left - Style.Right
        );

    // What does not fit on its one line ends in three dots; it is said in full elsewhere.
    private static ushort[] Shortened(ushort[] letters, int room)
    {
        var size = Style.Running.Size;
        if (Typed.Width(letters, size) <= room)
        {
            return letters;
        }
        var dots = Typed.Plain("…");
        var first = Lines.Of(letters, size, room - Typed.Width(dots, size))[0];
        return [.. letters.AsSpan(first.From..first.To), .. dots];
    }
}
