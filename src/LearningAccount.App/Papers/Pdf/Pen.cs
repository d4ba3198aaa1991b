namespace LearningAccount.App.Papers.Pdf;

/// <summary>Draws the words of one paper on its pages, each where its tag finds it again.</summary>
internal sealed class Pen(Tags tags)
{
    public Sheet Sheet { get; private set; } = null!;

    /// <summary>What is drawn is said already: the head of a table on its later pages.</summary>
    public bool IsAside { get; set; }

    private int page = -1;

    public void TurnTo(Sheet next)
    {
        Sheet = next;
        page++;
    }

    public void Mark(int tag)
    {
        if (IsAside)
        {
            Sheet.Begin(Sheet.Aside);
        }
        else if (Sheet.Begin(tag) is { } mark)
        {
            tags.Place(tag, page, mark);
        }
    }

    public void Write(int tag, int x, int y, ushort[] letters, TextLine line, TextStyle style)
    {
        if (line.To <= line.From)
        {
            return;
        }
        Mark(tag);
        // With the space after it, else the last word and the first of the next line are one to a reader.
        var to = line.To < letters.Length && Typed.IsSpace(letters[line.To]) ? line.To + 1 : line.To;
        Sheet.Text(x, y, letters.AsSpan(line.From..to), style.Size, style.Ink, line.HasHyphen);
    }

    public void Write(int tag, int x, int y, ushort[] letters, TextStyle style) =>
        Write(tag, x, y, letters, new(0, letters.Length, 0, false), style);
}
