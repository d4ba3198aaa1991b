namespace LearningAccount.App.Imports.Tables;

/// <summary>The first bytes of a file, which tell what it is.</summary>
internal readonly struct FileHead
{
    private const int Length = 64;
    private readonly byte[] bytes;

    private FileHead(byte[] bytes) => this.bytes = bytes;

    /// <summary>Reads them and winds the file back.</summary>
    public static FileHead Of(Stream file)
    {
        var first = new byte[Length];
        file.Position = 0;
        var length = file.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return new(first[..length]);
    }

    /// <summary>Its first part, or the end of one that has none.</summary>
    public bool IsZip => StartsWith([0x50, 0x4B, 0x03, 0x04]) || StartsWith([0x50, 0x4B, 0x05, 0x06]);

    /// <summary>A compound file: a workbook of before 2007, or a new one behind a password.</summary>
    public bool IsCompound => StartsWith([0xD0, 0xCF, 0x11, 0xE0]);

    private bool StartsWith(ReadOnlySpan<byte> mark) => bytes.AsSpan().StartsWith(mark);

    /// <summary>The first sign that is no blank, in UTF-8 or UTF-16; 0 where there is none.</summary>
    public char FirstSign
    {
        get
        {
            // Marks of UTF-8 and UTF-16, the zeros between signs of the latter, and blanks.
            var signs = bytes
                .AsSpan()
                .TrimStart((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0, (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n']);
            return signs.IsEmpty ? '\0' : (char)signs[0];
        }
    }
}
