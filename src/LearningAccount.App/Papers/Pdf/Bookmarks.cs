namespace LearningAccount.App.Papers.Pdf;

/// <summary>The list of papers that a reader shows beside the pages. Each names the next, so it is written once that is known.</summary>
internal sealed class Bookmarks(PdfFile file)
{
    private readonly int outline = file.Reserve();
    private readonly Bytes entry = new();
    private (string Title, int Page, int Number, int Before)? held;
    private int first;
    private int count;

    public void Add(string title, int page)
    {
        var number = file.Reserve();
        var before = held?.Number ?? 0;
        Write(number);
        held = (title, page, number, before);
        first = first == 0 ? number : first;
        count++;
    }

    /// <returns>The number of the list.</returns>
    public int End()
    {
        var last = held!.Value.Number;
        Write(0);
        entry.Clear();
        entry.Add("<</Type/Outlines/First "u8).Reference(first).Add("/Last "u8).Reference(last);
        file.Object(outline, entry.Add("/Count "u8).Number(count).Add(">>"u8).Written);
        return outline;
    }

    /// <summary>A list of one leads nowhere.</summary>
    public int? Forget()
    {
        file.Object(outline, "null"u8);
        file.Object(first, "null"u8);
        return null;
    }

    private void Write(int next)
    {
        if (held is not { } mark)
        {
            return;
        }
        entry.Clear();
        entry.Add("<</Title"u8).Text(mark.Title).Add("/Parent "u8).Reference(outline);
        entry.Add("/Dest["u8).Reference(mark.Page).Add("/XYZ null null null]"u8);
        if (mark.Before != 0)
        {
            entry.Add("/Prev "u8).Reference(mark.Before);
        }
        if (next != 0)
        {
            entry.Add("/Next "u8).Reference(next);
        }
        file.Object(mark.Number, entry.Add(">>"u8).Written);
        held = null;
    }
}
