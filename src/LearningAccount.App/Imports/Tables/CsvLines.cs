using System.Text;

namespace LearningAccount.App.Imports.Tables;

/// <summary>Where a line of a file starts.</summary>
/// <param name="Offset">In bytes.</param>
/// <param name="Line">Its number, from 1.</param>
internal readonly record struct LineStart(long Offset, long Line);

/// <summary>Finds the lines of a text file, whatever its quotes say.</summary>
internal static class CsvLines
{
    private const int BlockBytes = 64 << 10;

    /// <summary>The text of a line, and where the next one starts; null when it is not there or longer than the limit.</summary>
    /// <param name="limit">In bytes.</param>
    public static (string Text, LineStart Next)? Read(Stream file, Encoding encoding, LineStart from, long line, int limit)
    {
        var end = encoding.GetBytes("\n");
        var block = new byte[BlockBytes];
        using var text = new MemoryStream();
        var current = from.Line;
        var offset = from.Offset;
        file.Position = offset;
        while (file.ReadAtLeast(block, block.Length, throwOnEndOfStream: false) is var read and > 0)
        {
            for (var at = 0; at + end.Length <= read; at += end.Length)
            {
                var unit = block.AsSpan(at, end.Length);
                if (current == line)
                {
                    text.Write(unit);
                    if (text.Length > limit)
                    {
                        return null;
                    }
                }
                if (unit.SequenceEqual(end) && current++ == line)
                {
                    return (TextOf(text, encoding), new(offset + at + end.Length, current));
                }
            }
            offset += read;
        }
        return text.Length == 0 ? null : (TextOf(text, encoding), new(offset, line + 1));
    }

    private static string TextOf(MemoryStream text, Encoding encoding) =>
        encoding.GetString(text.GetBuffer(), 0, (int)text.Length).Trim('\ufeff', '\r', '\n');
}
