namespace LearningAccount.App.Papers.Pdf;

/// <summary>Shades of grey that can be read on white: the third is for lines alone.</summary>
internal enum Ink : byte
{
    Black,
    Soft,
    Line,
}

/// <summary>
/// One page being drawn. Places are thousandths of a point from the left and from the top. What is drawn belongs to a tag,
/// or to nobody (<see cref="Aside"/>): rules, heads and feet that are not read aloud.
/// </summary>
/// <param name="isCompact">It is shown smaller than it is drawn.</param>
internal sealed class Sheet(int width, int height, FontSubset regular, FontSubset bold, bool isCompact = false)
{
    /// <summary>What is drawn belongs to no tag.</summary>
    public const int Aside = -1;
    private const int Nothing = -2;

    private readonly List<int> marks = [];
    private readonly List<(int X, int Y, int Wide, int High, Ink Shade)> bars = [];
    private int open = Nothing;
    private (bool Bold, int Size) font;
    private Ink ink;

    /// <summary>Of the paper it is printed on.</summary>
    public int Width => Shown(width);

    public int Height => Shown(height);

    /// <summary>Where something that is drawn stands on that paper.</summary>
    public int Shown(int drawn) => isCompact ? drawn * Style.Compact / 100 : drawn;

    public Bytes Content { get; } = Begun(isCompact);

    /// <summary>The tag of each mark on this page, by its number.</summary>
    public IReadOnlyList<int> Marks => marks;

    public bool HasPicture { get; private set; }

    /// <summary>Draws letters from a place on their line.</summary>
    public void Text(int x, int line, ReadOnlySpan<ushort> letters, int size, Ink shade, bool hyphen = false)
    {
        if (letters.IsEmpty)
        {
            return;
        }
        Shade(shade);
        Content.Add("BT "u8).Length1000(x).Length1000(height - line).Add("Td "u8);
        for (var from = 0; from < letters.Length; )
        {
            var isBold = letters[from] >= Typed.BoldMark;
            var to = from + 1;
            while (to < letters.Length && letters[to] >= Typed.BoldMark == isBold)
            {
                to++;
            }
            Font(isBold, size);
            Content.Add((byte)'(');
            foreach (var letter in letters[from..to])
            {
                Letter(letter);
            }
            if (hyphen && to == letters.Length)
            {
                Letter(Lines.HyphenAfter(letters[^1]));
            }
            Content.Add(")Tj "u8);
            from = to;
        }
        Content.Add("ET\n"u8);
    }

    /// <summary>A filled rectangle: a rule, or the side of a frame. All of a page are drawn together at its end.</summary>
    public void Bar(int x, int y, int wide, int high, Ink shade) => bars.Add((x, y, wide, high, shade));

    public void Picture(int x, int y, int wide, int high)
    {
        HasPicture = true;
        Content.Add("q "u8).Length1000(wide).Add("0 0 "u8).Length1000(high).Length1000(x).Length1000(height - y - high);
        Content.Add("cm /L Do Q\n"u8);
    }

    /// <summary>What is drawn from here on belongs to a tag of this kind, or to nobody.</summary>
    /// <returns>The number of a new mark; null: what is drawn goes on in the one before.</returns>
    public int? Begin(int tag)
    {
        if (tag == open)
        {
            return null;
        }
        End();
        open = tag;
        if (tag == Aside)
        {
            Content.Add("/Artifact BMC\n"u8);
            return null;
        }
        Content.Add("/P<</MCID "u8).Number(marks.Count).Add(">>BDC\n"u8);
        marks.Add(tag);
        return marks.Count - 1;
    }

    /// <summary>A head or a foot that stands on every page.</summary>
    public void BeginRunning(ReadOnlySpan<byte> kind)
    {
        End();
        open = Aside;
        Content.Add("/Artifact<</Type/Pagination/Subtype/"u8).Add(kind).Add(">>BDC\n"u8);
    }

    /// <summary>Nothing more is drawn on it.</summary>
    public void Close()
    {
        if (bars.Count > 0)
        {
            Begin(Aside);
        }
        foreach (var (x, y, wide, high, shade) in bars)
        {
            Shade(shade);
            Content.Length1000(x).Length1000(height - y - high).Length1000(wide).Length1000(high).Add("re f\n"u8);
        }
        bars.Clear();
        End();
    }

    private void End()
    {
        if (open != Nothing)
        {
            Content.Add("EMC\n"u8);
            open = Nothing;
        }
    }

    private void Shade(Ink shade)
    {
        if (shade != ink)
        {
            ink = shade;
            Content.Add(
                shade switch
                {
                    Ink.Soft => ".36 g "u8,
                    Ink.Line => ".78 g "u8,
                    _ => "0 g "u8,
                }
            );
        }
    }

    private void Font(bool isBold, int size)
    {
        if (font != (isBold, size))
        {
            font = (isBold, size);
            Content.Add(isBold ? "/B "u8 : "/R "u8).Length1000(size).Add("Tf "u8);
        }
    }

    private void Letter(ushort letter)
    {
        var code = letter < Typed.BoldMark ? regular.Code(letter) : bold.Code((ushort)(letter - Typed.BoldMark));
        Byte((byte)(code >> 8));
        Byte((byte)code);
    }

    // In a text between brackets these mean something else (ISO 32000-1, 7.3.4.2).
    private void Byte(byte one)
    {
        if (one is (byte)'(' or (byte)')' or (byte)'\\')
        {
            Content.Add((byte)'\\').Add(one);
        }
        else if (one == (byte)'\r')
        {
            Content.Add("\\r"u8);
        }
        else
        {
            Content.Add(one);
        }
    }

    private static Bytes Begun(bool isCompact)
    {
        var content = new Bytes(8 * 1024);
        if (isCompact)
        {
            content.Add("."u8).Number(Style.Compact).Add(" 0 0 ."u8).Number(Style.Compact).Add(" 0 0 cm\n"u8);
        }
        return content;
    }
}
