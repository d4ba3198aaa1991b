using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace LearningAccount.App.Exports;

/// <summary>
/// A ZIP file whose parts are hashed as they are written, ending in <c>SHA256SUMS</c> in the form of the common tools: two
/// blanks between hash and name, one line a file.
/// </summary>
internal sealed class ArchiveZip : IDisposable
{
    public const string SumsName = "SHA256SUMS";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private readonly ZipArchive zip;
    private readonly DateTimeOffset at;
    private readonly StringBuilder sums = new();

    public ArchiveZip(Stream target, DateTimeOffset at)
    {
        zip = new(target, ZipArchiveMode.Create, leaveOpen: true);
        this.at = at;
    }

    public int Files { get; private set; }

    /// <summary>Adds a file; its name has letters, digits, points, dashes and slashes alone.</summary>
    /// <returns>Its SHA-256 and its bytes.</returns>
    public async Task<(string Hash, long Bytes)> Add(string name, Func<Stream, Task> write)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = at;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long bytes;
        await using (var content = new Hashed(entry.Open(), hash))
        {
            await write(content);
            bytes = content.Position;
        }
        var sum = Convert.ToHexStringLower(hash.GetHashAndReset());
        sums.Append(CultureInfo.InvariantCulture, $"{sum}  {name}\n");
        Files++;
        return (sum, bytes);
    }

    public Task<(string Hash, long Bytes)> Add(string name, string text) =>
        Add(name, target => target.WriteAsync(Utf8.GetBytes(text)).AsTask());

    /// <summary>Writes the list of hashes; nothing can be added behind it.</summary>
    /// <returns>The SHA-256 of the list: who knows it knows that nothing was changed.</returns>
    public async Task<string> Seal()
    {
        var bytes = Utf8.GetBytes(sums.ToString());
        var entry = zip.CreateEntry(SumsName);
        entry.LastWriteTime = at;
        await using var content = entry.Open();
        await content.WriteAsync(bytes);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    public void Dispose() => zip.Dispose();

    /// <summary>Hashes and counts what goes through it.</summary>
    private sealed class Hashed(Stream inner, IncrementalHash hash) : Stream
    {
        private long written;

        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => written;

        public override long Position
        {
            get => written;
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            hash.AppendData(buffer);
            inner.Write(buffer);
            written += buffer.Length;
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            hash.AppendData(buffer.Span);
            written += buffer.Length;
            return inner.WriteAsync(buffer, cancellationToken);
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}
