using LearningAccount.App.Imports.Dmfa;
using LearningAccount.App.Imports.Lists;

namespace LearningAccount.App.Imports;

/// <summary>Recognises what a file is by what it holds, whatever its name says.</summary>
internal static class FileSources
{
    /// <param name="file">Can be wound back; belongs to the source from here on.</param>
    /// <exception cref="FileRefusedException">It is nothing that can be brought in.</exception>
    public static IImportSource Open(Stream file, string fileName, ImportOptions options)
    {
        return LooksLikeXml(file) ? new DmfaSource(file, fileName, options) : new ListSource(file, options);
    }

    /// <summary>Its first character is <c>&lt;</c>, in any encoding.</summary>
    private static bool LooksLikeXml(Stream file)
    {
        Span<byte> head = stackalloc byte[64];
        file.Position = 0;
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        file.Position = 0;
        // Marks of UTF-8 and UTF-16, the zeros between characters of the latter, and blanks.
        return head.TrimStart(
                (ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0, (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n']
            )
            .StartsWith("<"u8);
    }
}
