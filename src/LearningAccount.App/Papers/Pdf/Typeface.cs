using System.Buffers.Binary;

namespace LearningAccount.App.Papers.Pdf;

/// <summary>
/// A TrueType font as it is shipped: which letters it has, how wide they are and how they are drawn. Letters are known by
/// their place in the list of those it has, which fits in 15 bits; widths are thousandths of the size.
/// </summary>
internal sealed class Typeface
{
    public static readonly Typeface Regular = Load("NotoSans-Regular");
    public static readonly Typeface Bold = Load("NotoSans-Bold");

    private readonly byte[] file;
    private readonly Dictionary<string, int> tables = new(StringComparer.Ordinal);
    private readonly ushort[] letterOf = new ushort[0x10000];
    private readonly List<char> characters = ['\0'];
    private readonly List<ushort> glyphs = [0];
    private readonly short[] advances;
    private readonly int hmtx;
    private readonly int loca;
    private readonly int glyf;

    private Typeface(string name, byte[] file)
    {
        Name = name;
        this.file = file;
        for (var i = 0; i < U16(4); i++)
        {
            var entry = 12 + (16 * i);
            tables[System.Text.Encoding.ASCII.GetString(file, entry, 4)] = BinaryPrimitives.ReadInt32BigEndian(
                file.AsSpan(entry + 8)
            );
        }
        (hmtx, loca, glyf) = (tables["hmtx"], tables["loca"], tables["glyf"]);
        if (U16(tables["head"] + 18) != 1000 || U16(tables["head"] + 50) != 1)
        {
            throw new InvalidOperationException($"{name} is not drawn in thousandths with long places, as its reader expects.");
        }
        ReadCharacters(tables["cmap"]);
        advances = [.. glyphs.Select(glyph => (short)Metrics(glyph).Advance)];
    }

    public string Name { get; }

    public int LetterCount => glyphs.Count;

    public ReadOnlySpan<short> Advances => advances;

    /// <summary>Left, lowest, right and highest of all its letters.</summary>
    public (short Left, short Low, short Right, short High) Extent =>
        (I16(tables["head"] + 36), I16(tables["head"] + 38), I16(tables["head"] + 40), I16(tables["head"] + 42));

    public short Ascent => I16(tables["hhea"] + 4);

    public short Descent => I16(tables["hhea"] + 6);

    public short CapitalHeight => I16(tables["OS/2"] + 88);

    public short Weight => I16(tables["OS/2"] + 4);

    /// <summary>Null: it has none for this character.</summary>
    public ushort? LetterOf(char character) => letterOf[character] is var letter and > 0 ? letter : null;

    public char Character(ushort letter) => characters[letter];

    public ushort Glyph(ushort letter) => glyphs[letter];

    public ReadOnlySpan<byte> Table(string name, int length) => file.AsSpan(tables[name], length);

    public ReadOnlySpan<byte> Outline(int glyph)
    {
        var start = I32(loca + (4 * glyph));
        return file.AsSpan(glyf + start, I32(loca + (4 * glyph) + 4) - start);
    }

    /// <summary>Its width, and how far from its begin its leftmost point is.</summary>
    public (ushort Advance, short Begin) Metrics(int glyph)
    {
        // The last glyphs are as wide as each other, and only their begins are told.
        var wide = U16(tables["hhea"] + 34);
        var begin = glyph < wide ? hmtx + (4 * glyph) + 2 : hmtx + (4 * wide) + (2 * (glyph - wide));
        return (U16(hmtx + (4 * Math.Min(glyph, wide - 1))), I16(begin));
    }

    // Format 4: ranges of characters, each with a distance to its glyphs or with a list of them.
    private void ReadCharacters(int cmap)
    {
        var table = cmap + I32(cmap + 8);
        if (U16(table) != 4)
        {
            throw new InvalidOperationException($"{Name} lists its characters in a form that is not read.");
        }
        var ranges = U16(table + 6) / 2;
        var (ends, starts) = (table + 14, table + 16 + (2 * ranges));
        var (deltas, offsets) = (starts + (2 * ranges), starts + (4 * ranges));
        for (var range = 0; range < ranges; range++)
        {
            var offset = U16(offsets + (2 * range));
            for (int c = U16(starts + (2 * range)), end = U16(ends + (2 * range)); c <= end && c < 0xFFFF; c++)
            {
                var listed = offset == 0 ? c : U16(offsets + (2 * range) + offset + (2 * (c - U16(starts + (2 * range)))));
                var glyph = listed == 0 ? 0 : (listed + U16(deltas + (2 * range))) & 0xFFFF;
                if (glyph != 0)
                {
                    letterOf[c] = (ushort)glyphs.Count;
                    glyphs.Add((ushort)glyph);
                    characters.Add((char)c);
                }
            }
        }
    }

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));

    private short I16(int at) => BinaryPrimitives.ReadInt16BigEndian(file.AsSpan(at));

    private int I32(int at) => BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));

    private static Typeface Load(string name)
    {
        using var stream =
            typeof(Typeface).Assembly.GetManifestResourceStream($"Papers/Fonts/{name}.ttf")
            ?? throw new InvalidOperationException($"The font {name} is not in the program.");
        var read = new byte[stream.Length];
        stream.ReadExactly(read);
        return new(name, read);
    }
}
