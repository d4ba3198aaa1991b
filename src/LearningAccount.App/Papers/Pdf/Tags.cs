namespace LearningAccount.App.Papers.Pdf;

/// <summary>What a part of a paper is to who has it read aloud (ISO 32000-1, 14.8.4).</summary>
internal enum TagKind : byte
{
    Part,
    Div,
    H1,
    H2,
    H3,
    P,
    Figure,
    Dots,
    Numbers,
    Pairs,
    LI,
    Lbl,
    LBody,
    Table,
    Caption,
    TR,
    ColumnHead,
    RowHead,
    TD,
}

/// <summary>
/// The tree of what stands on one paper. Tags are numbered as they come; each knows what it is part of and where its content
/// stands: in tags below it, or in marks on pages. A table of many rows has many, so a tag is a line in a list.
/// </summary>
internal sealed class Tags
{
    private const int None = -1;
    private readonly List<Tag> tags = [];

    // Of a text that goes on over pages: where, after the first.
    private readonly Dictionary<int, List<(int Page, int Mark)>> more = [];

    public void Clear()
    {
        tags.Clear();
        more.Clear();
    }

    public int Count => tags.Count;

    public int Add(TagKind kind, int parent = None, string? words = null)
    {
        var tag = tags.Count;
        tags.Add(new(kind, parent, words));
        if (parent != None)
        {
            var above = tags[parent];
            if (above.FirstKid == None)
            {
                above.FirstKid = tag;
            }
            else
            {
                var before = tags[above.LastKid];
                before.Next = tag;
                tags[above.LastKid] = before;
            }
            above.LastKid = tag;
            tags[parent] = above;
        }
        return tag;
    }

    /// <summary>That the content marked with a number on a page is of this tag.</summary>
    public void Place(int tag, int page, int mark)
    {
        var placed = tags[tag];
        if (placed.Page == None)
        {
            (placed.Page, placed.Mark) = (page, mark);
            tags[tag] = placed;
        }
        else
        {
            if (!more.TryGetValue(tag, out var places))
            {
                more[tag] = places = [];
            }
            places.Add((page, mark));
        }
    }

    /// <summary>Where a picture stands, which its tag tells too.</summary>
    public void Frame(int tag, int left, int low, int right, int high)
    {
        var framed = tags[tag];
        framed.Box = (left, low, right, high);
        tags[tag] = framed;
    }

    /// <summary>Writes all of them; the first is what the others are part of.</summary>
    /// <param name="first">The number of the object of the first; the others follow it.</param>
    /// <param name="parent">What the first is part of.</param>
    /// <param name="language">Null: that of the file.</param>
    public void Write(PdfFile file, int first, int parent, string? language, IReadOnlyList<int> pages)
    {
        var entry = new Bytes(256);
        for (var i = 0; i < tags.Count; i++)
        {
            var tag = tags[i];
            entry.Clear();
            entry.Add("<</S/"u8).Add(Name(tag.Kind)).Add("/P "u8).Reference(tag.Parent == None ? parent : first + tag.Parent);
            if (tag.Page != None)
            {
                entry.Add("/Pg "u8).Reference(pages[tag.Page]);
            }
            Attributes(entry, tag);
            if (tag.Parent == None && language is not null)
            {
                entry.Add("/Lang("u8).Add(language).Add((byte)')');
            }
            if (tag.Words is { } words)
            {
                entry.Add(tag.Kind == TagKind.Figure ? "/Alt"u8 : "/T"u8).Text(words);
            }
            Kids(entry, i, first, pages);
            file.Object(first + i, entry.Add(">>"u8).Written);
        }
    }

    private void Kids(Bytes entry, int of, int first, IReadOnlyList<int> pages)
    {
        var tag = tags[of];
        if (tag.Page != None && !more.ContainsKey(of))
        {
            entry.Add("/K "u8).Number(tag.Mark);
            return;
        }
        entry.Add("/K["u8);
        if (tag.Page != None)
        {
            entry.Number(tag.Mark);
            foreach (var (page, mark) in more[of])
            {
                entry.Add("<</Type/MCR/Pg "u8).Reference(pages[page]).Add("/MCID "u8).Number(mark).Add(">>"u8);
            }
        }
        for (var kid = tag.FirstKid; kid != None; kid = tags[kid].Next)
        {
            entry.Reference(first + kid).Add((byte)' ');
        }
        entry.Add((byte)']');
    }

    private static void Attributes(Bytes entry, Tag tag)
    {
        switch (tag.Kind)
        {
            case TagKind.ColumnHead:
                entry.Add("/A<</O/Table/Scope/Column>>"u8);
                break;
            case TagKind.RowHead:
                entry.Add("/A<</O/Table/Scope/Row>>"u8);
                break;
            case TagKind.Dots:
                entry.Add("/A<</O/List/ListNumbering/Disc>>"u8);
                break;
            case TagKind.Numbers:
                entry.Add("/A<</O/List/ListNumbering/Decimal>>"u8);
                break;
            case TagKind.Figure:
                entry.Add("/A<</O/Layout/Placement/Block/BBox["u8);
                var (left, low, right, high) = tag.Box;
                entry.Length1000(left).Length1000(low).Length1000(right).Length1000(high).Add("]>>"u8);
                break;
            default:
                break;
        }
    }

    private static ReadOnlySpan<byte> Name(TagKind kind) =>
        kind switch
        {
            TagKind.Part => "Part"u8,
            TagKind.Div => "Div"u8,
            TagKind.H1 => "H1"u8,
            TagKind.H2 => "H2"u8,
            TagKind.H3 => "H3"u8,
            TagKind.Figure => "Figure"u8,
            TagKind.Dots or TagKind.Numbers or TagKind.Pairs => "L"u8,
            TagKind.LI => "LI"u8,
            TagKind.Lbl => "Lbl"u8,
            TagKind.LBody => "LBody"u8,
            TagKind.Table => "Table"u8,
            TagKind.Caption => "Caption"u8,
            TagKind.TR => "TR"u8,
            TagKind.ColumnHead or TagKind.RowHead => "TH"u8,
            TagKind.TD => "TD"u8,
            _ => "P"u8,
        };

    private struct Tag(TagKind kind, int parent, string? words)
    {
        public readonly TagKind Kind = kind;
        public readonly int Parent = parent;
        public readonly string? Words = words;
        public int FirstKid = None;
        public int LastKid = None;
        public int Next = None;
        public int Page = None;
        public int Mark = None;
        public (int, int, int, int) Box;
    }
}
