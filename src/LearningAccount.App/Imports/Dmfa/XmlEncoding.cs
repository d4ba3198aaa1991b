using System.Text;
using LearningAccount.Law;

namespace LearningAccount.App.Imports.Dmfa;

/// <summary>
/// Looks at the first bytes of a file before any parser does: a declaration comes in UTF-8, or in ASCII, which is part of it.
/// Everything else is refused by name instead of being read wrongly.
/// </summary>
public static class XmlEncoding
{
    private const int HeadLength = 512;

    /// <summary>Leaves the stream where it was.</summary>
    /// <exception cref="FileRefusedException">Another encoding, or no XML at all.</exception>
    public static void Check(Stream stream)
    {
        var began = stream.Position;
        Span<byte> head = stackalloc byte[HeadLength];
        head = head[..stream.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false)];
        stream.Position = began;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            throw Refused("xml.encoding", "UTF-16");
        }
        if (head.StartsWith(Encoding.UTF8.Preamble))
        {
            head = head[3..];
        }
        if (head.Contains((byte)0))
        {
            // UTF-16 and UTF-32 without a mark begin with '<' and zeros; other files with zeros are no text.
            throw head.TrimStart((byte)0)[..1].SequenceEqual("<"u8) ? Refused("xml.encoding", "UTF-16") : Refused("xml.notXml");
        }
        if (!head.TrimStart(" \t\r\n"u8).StartsWith("<"u8))
        {
            throw Refused("xml.notXml");
        }
        if (head.IndexOf("<!DOCTYPE"u8) >= 0)
        {
            throw Refused("xml.doctype");
        }
        if (Declared(head) is { } name && name.ToUpperInvariant() is not ("UTF-8" or "UTF8" or "US-ASCII" or "ASCII"))
        {
            throw Refused("xml.encoding", name);
        }
    }

    /// <summary>The value of <c>encoding="…"</c> in the XML declaration.</summary>
    private static string? Declared(ReadOnlySpan<byte> head)
    {
        var end = head.IndexOf("?>"u8);
        if (!head.StartsWith("<?xml"u8) || end < 0)
        {
            return null;
        }
        head = head[..end];
        var at = head.IndexOf("encoding"u8);
        if (at < 0)
        {
            return null;
        }
        head = head[at..];
        var open = head.IndexOfAny((byte)'"', (byte)'\'');
        if (open < 0)
        {
            return null;
        }
        var length = head[(open + 1)..].IndexOf(head[open]);
        return length < 0 ? null : Encoding.ASCII.GetString(head.Slice(open + 1, Math.Min(length, 40)));
    }

    private static FileRefusedException Refused(string code, string encoding = "") =>
        new(new(code, Severity.Error, "") { Values = encoding.Length == 0 ? [] : [("encoding", encoding)] });
}
