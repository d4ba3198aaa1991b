using LearningAccount.App.Wording;

namespace LearningAccount.App.Papers.Pdf;

/// <summary>The top of the first page: who sends it, to whom, where the window of an envelope shows it.</summary>
internal sealed class LetterHead(Paper paper, Tags tags, int part, Pen pen)
{
    private const int LogoWidth = 55 * Style.Millimetre;
    private const int LogoHeight = 18 * Style.Millimetre;
    private const int Gap = 5 * Style.Millimetre;
    private const int LeastBeside = 60 * Style.Millimetre;

    /// <returns>Where what the paper says begins.</returns>
    public int Draw(PaperPicture? logo)
    {
        var low = paper.Head is { } head ? Sender(head, logo) + (10 * Style.Millimetre) : Style.Top;
        if (paper.Addressee.IsDefaultOrEmpty)
        {
            return low;
        }
        return Math.Max(Math.Max(Address(), low), Drawn(Style.LetterTop));
    }

    private int Sender(Letterhead head, PaperPicture? logo)
    {
        // Beside the window, not above it.
        var right = paper.Addressee.IsDefaultOrEmpty ? Style.SheetOf(paper).Width - Style.Right : Drawn(Style.WindowLeft) - Gap;
        var (x, y, low) = (Style.Left, Style.Top, Style.Top);
        if (logo is not null)
        {
            // As large as its room allows, but no coarser than 150 dots an inch where it is small.
            var wide = Math.Min(LogoWidth, (int)Math.Min((long)LogoHeight * logo.Width / logo.Height, logo.Width * 480L));
            var high = (int)Math.Min((long)wide * logo.Height / logo.Width, LogoHeight);
            var figure = tags.Add(TagKind.Figure, part, Words.In(paper.Language).Of("paper.logo", ("name", head.Name)));
            pen.Mark(figure);
            pen.Sheet.Picture(x, low, wide, high);
            var below = Style.SheetOf(paper).Height - low;
            var sheet = pen.Sheet;
            tags.Frame(figure, sheet.Shown(x), sheet.Shown(below - high), sheet.Shown(x + wide), sheet.Shown(below));
            low += high;
            if (right - x - wide - Gap >= LeastBeside)
            {
                x += wide + Gap;
            }
            else
            {
                y = low + (Gap / 2);
            }
        }
        y = Lines(Typed.Plain(head.Name, isBold: true), x, y, right - x, Style.Sender);
        foreach (var line in head.Lines.IsDefault ? [] : head.Lines)
        {
            y = Lines(Typed.Plain(line), x, y, right - x, Style.Small);
        }
        return Math.Max(y, low);
    }

    private int Address()
    {
        var y = Drawn(Style.WindowTop);
        var fold = Drawn(Style.FirstFold);
        pen.Sheet.Bar(5 * Style.Millimetre, fold, 4 * Style.Millimetre, Style.Hairline, Ink.Line);
        foreach (var line in paper.Addressee)
        {
            y = Lines(Typed.Plain(line), Drawn(Style.WindowLeft), y, Drawn(Style.WindowWidth), Style.Address);
        }
        return y + Gap;
    }

    // The window of an envelope does not shrink with what is set smaller.
    private int Drawn(int place) => Style.Drawn(paper, place);

    private int Lines(ushort[] letters, int x, int y, int room, TextStyle style)
    {
        var tag = tags.Add(TagKind.P, part);
        foreach (var line in Pdf.Lines.Of(letters, style.Size, room))
        {
            if (y > Drawn(Style.LetterTop))
            {
                // An address that fills half a page is none.
                break;
            }
            pen.Write(tag, x, y + style.Baseline, letters, line, style);
            y += style.Leading;
        }
        return y;
    }
}
