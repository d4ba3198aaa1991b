using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace LearningAccount.App.Imports.Tables;

/// <summary>
/// Tells UTF-8 (with or without mark), UTF-16 with mark, and Windows-1252 apart by reading the bytes to the end: text that
/// is no valid UTF-8 is taken for Windows-1252, what Belgian spreadsheets save without being asked.
/// </summary>
public static class CsvEncoding
{
    private const int BlockBytes = 64 << 10;

    public static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Finds the encoding from the start of <paramref name="file"/> and puts it back there.</summary>
    /// <exception cref="FileRefusedException">Not a text file, or UTF-16 without its mark.</exception>
    public static Encoding Detect(Stream file)
    {
        file.Position = 0;
        Span<byte> mark = stackalloc byte[2];
        var marked = file.ReadAtLeast(mark, 2, throwOnEndOfStream: false);
        file.Position = 0;
        if (marked == 2 && mark is [0xFF, 0xFE] or [0xFE, 0xFF])
        {
            return mark[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
        }
        var valid = IsUtf8(file);
        file.Position = 0;
        return valid ? Encoding.UTF8 : Windows1252;
    }

    private static bool IsUtf8(Stream file)
    {
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        var unread = new char[BlockBytes];
        try
        {
            var (kept, valid) = (0, true);
            while (file.Read(block, kept, BlockBytes - kept) is var read and > 0)
            {
                var bytes = block.AsSpan(0, kept + read);
                if (bytes.Contains((byte)0))
                {
                    throw Refusal.Of("table.notText", "");
                }
                if (!valid)
                {
                    kept = 0;
                    continue;
                }
                var status = Utf8.ToUtf16(
                    bytes,
                    unread,
                    out var used,
                    out _,
                    replaceInvalidSequences: false,
                    isFinalBlock: false
                );
                valid = status is OperationStatus.Done or OperationStatus.NeedMoreData;
                kept = valid ? bytes.Length - used : 0;
                bytes[^kept..].CopyTo(block);
            }
            return valid && kept == 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }
}
