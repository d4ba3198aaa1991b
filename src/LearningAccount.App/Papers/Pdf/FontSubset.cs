using System.Buffers.Binary;
using System.IO.Compression;

namespace LearningAccount.App.Papers.Pdf;

/// <summary>
/// The letters of a font that one file uses, numbered as they come. At the end they are written as a font of their own, with
/// the character of each, so that a text can be searched, copied and read aloud.
/// </summary>
internal sealed class FontSubset(Typeface face, int number)
{
    // A point of a composite glyph (OpenType, glyf table).
    private const int WideArguments = 1;
    private const int HasScale = 8;
    private const int MoreParts = 0x20;
    private const int HasTwoScales = 0x40;
    private const int HasMatrix = 0x80;
    private const int HasInstructions = 0x100;

    private readonly ushort[] codeOf = new ushort[face.LetterCount];
    private readonly List<ushort> letters = [0];

    /// <summary>Of the object that describes it.</summary>
    public int Number => number;

    public ushort Code(ushort letter)
    {
        if (codeOf[letter] == 0)
        {
            codeOf[letter] = (ushort)letters.Count;
            letters.Add(letter);
        }
        return codeOf[letter];
    }

    /// <param name="level">How hard it is packed: in a file of one paper it is most of what is packed at all.</param>
    public void Write(PdfFile file, CompressionLevel level)
    {
        if (letters.Count == 1)
        {
            // A font is named on every page; one without letters would be none.
            Code(face.LetterOf(' ')!.Value);
        }
        var name = $"{Tag()}+{face.Name}";
        var (program, unicode) = (file.Reserve(), file.Reserve());
        var font = Program();
        file.DeflatedStream(program, new Bytes().Add("/Length1 "u8).Number(font.Length).Written, font.Written, level);
        file.DeflatedStream(unicode, [], Characters().Written, level);
        var (left, low, right, high) = face.Extent;
        var descriptor = file.Object(
            new Bytes()
                .Add($"<</Type/FontDescriptor/FontName/{name}/Flags 32/ItalicAngle 0/FontBBox[{left} {low} {right} {high}]")
                .Add($"/Ascent {face.Ascent}/Descent {face.Descent}/CapHeight {face.CapitalHeight}/StemV {face.Weight / 5}")
                .Add("/FontFile2 "u8)
                .Reference(program)
                .Add(">>"u8)
                .Written
        );
        var widths = new Bytes().Add($"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDToGIDMap/Identity");
        widths.Add("/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor "u8).Reference(descriptor);
        widths.Add("/W[0["u8);
        foreach (var letter in letters)
        {
            widths.Number(face.Metrics(face.Glyph(letter)).Advance).Add((byte)' ');
        }
        var descendant = file.Object(widths.Add("]]>>"u8).Written);
        var font0 = new Bytes().Add($"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[");
        file.Object(number, font0.Reference(descendant).Add("]/ToUnicode "u8).Reference(unicode).Add(">>"u8).Written);
    }

    // Six letters that differ where the letters used differ (ISO 32000-1, 9.6.4).
    private string Tag()
    {
        var sum = 17u;
        foreach (var letter in letters)
        {
            sum = unchecked((sum * 31) + letter);
        }
        var tag = new char[6];
        for (var i = 0; i < tag.Length; i++)
        {
            tag[i] = (char)('A' + (sum % 26));
            sum /= 26;
        }
        return new(tag);
    }

    private Bytes Characters()
    {
        var map = new Bytes(4096);
        map.Add("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"u8);
        map.Add("/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"u8);
        map.Add("/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"u8);
        map.Add("1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"u8);
        for (var from = 1; from < letters.Count; from += 100)
        {
            var count = Math.Min(100, letters.Count - from);
            map.Number(count).Add(" beginbfchar\n"u8);
            for (var code = from; code < from + count; code++)
            {
                // Spaces that keep words together are spaces to whoever searches.
                var character = face.Character(letters[code]) is '\u00A0' or '\u202F' ? ' ' : face.Character(letters[code]);
                map.Add((byte)'<').Hex(code).Add("><"u8).Hex(character).Add(">\n"u8);
            }
            map.Add("endbfchar\n"u8);
        }
        return map.Add("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"u8);
    }

    // Without the instructions for coarse screens, which no program that shows a PDF needs.
    private Bytes Program()
    {
        var glyphs = letters.ConvertAll(letter => (int)face.Glyph(letter));
        var (places, outlines, metrics) = (new Bytes(), new Bytes(16 * 1024), new Bytes());
        for (var i = 0; i < glyphs.Count; i++)
        {
            places.BigEndian(outlines.Length, 4);
            var (advance, begin) = face.Metrics(glyphs[i]);
            metrics.BigEndian(advance, 2).BigEndian(begin, 2);
            AddOutline(outlines, face.Outline(glyphs[i]), glyphs);
            outlines.Add("\0\0\0"u8[..((4 - (outlines.Length % 4)) % 4)]);
        }
        places.BigEndian(outlines.Length, 4);

        byte[] head = [.. face.Table("head", 54)];
        byte[] hhea = [.. face.Table("hhea", 36)];
        byte[] maxp = [.. face.Table("maxp", 32)];
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(8), 0);
        BinaryPrimitives.WriteUInt16BigEndian(hhea.AsSpan(34), (ushort)glyphs.Count);
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), (ushort)glyphs.Count);
        maxp.AsSpan(14, 14).Clear();
        // One zone, as without instructions.
        maxp[15] = 1;
        return Assembled([
            ("glyf", outlines.Memory),
            ("head", head),
            ("hhea", hhea),
            ("hmtx", metrics.Memory),
            ("loca", places.Memory),
            ("maxp", maxp),
        ]);
    }

    private static void AddOutline(Bytes outlines, ReadOnlySpan<byte> outline, List<int> glyphs)
    {
        if (outline.IsEmpty)
        {
            return;
        }
        var contours = BinaryPrimitives.ReadInt16BigEndian(outline);
        if (contours >= 0)
        {
            var head = 10 + (2 * contours);
            var instructions = BinaryPrimitives.ReadUInt16BigEndian(outline[head..]);
            outlines.Add(outline[..head]).BigEndian(0, 2).Add(outline[(head + 2 + instructions)..]);
            return;
        }
        outlines.Add(outline[..10]);
        for (var (at, more) = (10, true); more; )
        {
            var flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
            var glyph = BinaryPrimitives.ReadUInt16BigEndian(outline[(at + 2)..]);
            var length = (flags & WideArguments) != 0 ? 4 : 2;
            length +=
                (flags & HasScale) != 0 ? 2
                : (flags & HasTwoScales) != 0 ? 4
                : (flags & HasMatrix) != 0 ? 8
                : 0;
            outlines.BigEndian(flags & ~HasInstructions, 2).BigEndian(PlaceOf(glyph, glyphs), 2);
            outlines.Add(outline.Slice(at + 4, length));
            at += 4 + length;
            more = (flags & MoreParts) != 0;
        }
    }

    // The parts of letters follow the letters.
    private static int PlaceOf(int glyph, List<int> glyphs)
    {
        var place = glyphs.IndexOf(glyph);
        if (place < 0)
        {
            place = glyphs.Count;
            glyphs.Add(glyph);
        }
        return place;
    }

    private static Bytes Assembled((string Name, ReadOnlyMemory<byte> Content)[] tables)
    {
        var font = new Bytes(16 * 1024);
        var place = 12 + (16 * tables.Length);
        // For six tables: the largest power of two below, its logarithm, the rest.
        font.BigEndian(0x00010000, 4).BigEndian(tables.Length, 2).BigEndian(64, 2).BigEndian(2, 2);
        font.BigEndian((16 * tables.Length) - 64, 2);
        foreach (var (name, content) in tables)
        {
            font.Add(name).BigEndian(CheckSum(content.Span), 4).BigEndian(place, 4).BigEndian(content.Length, 4);
            place += (content.Length + 3) / 4 * 4;
        }
        foreach (var (_, content) in tables)
        {
            font.Add(content.Span).Add("\0\0\0"u8[..((4 - (content.Length % 4)) % 4)]);
        }
        return font;
    }

    private static uint CheckSum(ReadOnlySpan<byte> table)
    {
        var sum = 0u;
        for (var i = 0; i < table.Length; i++)
        {
            sum = unchecked(sum + ((uint)table[i] << (24 - (8 * (i % 4)))));
        }
        return sum;
    }
}
