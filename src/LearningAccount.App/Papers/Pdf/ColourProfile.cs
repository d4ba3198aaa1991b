namespace LearningAccount.App.Papers.Pdf;

/// <summary>
/// What the colours of a file mean: sRGB (IEC 61966-2-1) as an ICC profile, version 4. A file made to be kept tells it
/// (ISO 19005-2, 6.2.3).
/// </summary>
internal static class ColourProfile
{
    /// <summary>Deflated: every file has it.</summary>
    public static readonly byte[] Srgb = PdfFile.Deflated(Make());

    private static byte[] Make()
    {
        (string Name, byte[] Content)[] tags =
        [
            ("desc", Text("sRGB")),
            ("cprt", Text("No copyright")),
            ("wtpt", Numbers("XYZ ", 0xF6D6, 0x10000, 0xD32D)),
            // From the light of day that screens are made for to that of print shops (Bradford).
            ("chad", Numbers("sf32", 0x10C42, 0x5DE, -0xCC5, 0x792, 0xFD96, -0x45C, -0x25E, 0x3DC, 0xC06E)),
            ("rXYZ", Numbers("XYZ ", 0x6FA0, 0x38F2, 0x38F)),
            ("gXYZ", Numbers("XYZ ", 0x6299, 0xB78B, 0x18DA)),
            ("bXYZ", Numbers("XYZ ", 0x24A0, 0xF82, 0xB6D5)),
            ("rTRC", Curve()),
            ("gTRC", Curve()),
            ("bTRC", Curve()),
        ];
        var (list, content) = (new Bytes(), new Bytes());
        var start = 128 + 4 + (12 * tags.Length);
        list.BigEndian(tags.Length, 4);
        foreach (var (name, tag) in tags)
        {
            list.Add(name).BigEndian(start + content.Length, 4).BigEndian(tag.Length, 4);
            content.Add(tag).Add("\0\0\0"u8[..((4 - (tag.Length % 4)) % 4)]);
        }
        var profile = new Bytes();
        profile.BigEndian(start + content.Length, 4).BigEndian(0, 4).BigEndian(0x04200000, 4).Add("mntrRGB XYZ ");
        // A day of its own, as the standard asks for one: that of its fourth version.
        profile.BigEndian(2001, 2).BigEndian(1, 2).BigEndian(1, 2).BigEndian(0, 6).Add("acsp").BigEndian(0, 28);
        profile.Add(Numbers("XYZ ", 0xF6D6, 0x10000, 0xD32D).AsSpan(8)).BigEndian(0, 48);
        return [.. profile.Add(list.Written).Add(content.Written).Written];
    }

    private static byte[] Text(string text)
    {
        var tag = new Bytes().Add("mluc").BigEndian(0, 4).BigEndian(1, 4).BigEndian(12, 4).Add("enUS");
        tag.BigEndian(2 * text.Length, 4).BigEndian(28, 4);
        foreach (var letter in text)
        {
            tag.BigEndian(letter, 2);
        }
        return [.. tag.Written];
    }

    // 65536ths.
    private static byte[] Numbers(string kind, params ReadOnlySpan<int> numbers)
    {
        var tag = new Bytes().Add(kind).BigEndian(0, 4);
        foreach (var number in numbers)
        {
            tag.BigEndian(number, 4);
        }
        return [.. tag.Written];
    }

    // ((x + 0.055) / 1.055) to the power of 2.4, and x / 12.92 up to 0.04045.
    private static byte[] Curve()
    {
        var tag = new Bytes().Add("para").BigEndian(0, 4).BigEndian(3, 2).BigEndian(0, 2);
        foreach (var number in (ReadOnlySpan<int>)[0x26666, 0xF2A7, 0xD59, 0x13D0, 0xA5B])
        {
            tag.BigEndian(number, 4);
        }
        return [.. tag.Written];
    }
}
