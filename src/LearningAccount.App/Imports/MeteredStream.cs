using LearningAccount.Law;

namespace LearningAccount.App.Imports;

/// <summary>
/// A file as it is read: says how far it is, and stops a file that is longer than allowed, or that makes its reader swallow
/// more than <paramref name="longestPiece"/> at once (an endless tag name).
/// </summary>
/// <param name="longestPiece">In bytes.</param>
public sealed class MeteredStream(
    Stream inner,
    long maxBytes = ImportLimits.FileBytes,
    long longestPiece = MeteredStream.LongestPiece
) : Stream
{
    public const int LongestPiece = 16 * 1024 * 1024;

    private long read;
    private long pieceBegan;

    /// <summary>Bytes read so far. May be asked from another thread.</summary>
    public long BytesRead => Interlocked.Read(ref read);

    /// <summary>The reader has come to the end of one piece: a tag, or a part of a text.</summary>
    public void PieceEnded() => pieceBegan = read;

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        var now = Interlocked.Add(ref read, count);
        if (now > maxBytes)
        {
            throw new FileRefusedException(new("file.tooLong", Severity.Error, "") { Values = [("limit", Megabytes(maxBytes))] });
        }
        if (now - pieceBegan > longestPiece)
        {
            throw new FileRefusedException(
                new("file.pieceTooLong", Severity.Error, "") { Values = [("limit", Megabytes(longestPiece))] }
            );
        }
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => inner.Length;

    public override long Position
    {
        get => BytesRead;
        set => throw new NotSupportedException();
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }
        base.Dispose(disposing);
    }

    public static FileRefusedException TooLong(long limit) =>
        new(new("file.tooLong", Severity.Error, "") { Values = [("limit", Megabytes(limit))] });

    private static string Megabytes(long bytes) =>
        (bytes / (1024 * 1024)).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
