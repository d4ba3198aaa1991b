using System.Buffers.Text;
using System.Data.Common;
using System.IO.Compression;
using System.Text;
using Dapper;

namespace LearningAccount.App.Imports;

/// <summary>
/// Keeps the files that are brought in as they came, compressed and in parts, so that a file of any size is written and read with
/// little memory, and copies of the database hold them.
/// </summary>
internal static class OriginalFiles
{
    /// <summary>Compressed bytes of a part.</summary>
    private const int PartBytes = 768 * 1024;

    /// <summary>Of files that were brought in, by their SHA-256.</summary>
    private const string BroughtIn = "import_content";

    /// <summary>Of files that were sent and wait, by the id of their task.</summary>
    public const string Waiting = "import_task_content";

    /// <summary>Keeps a file, if it is not there yet, inside the transaction of its import.</summary>
    /// <param name="hash">By which it is found again.</param>
    /// <param name="table">Where it is kept.</param>
    public static async Task Keep(
        DbConnection connection,
        string hash,
        Stream file,
        CancellationToken cancel,
        string table = BroughtIn
    )
    {
        var isKept = await connection.ExecuteScalarAsync<long>(
            new($"select count(*) from {table} where hash = @hash and part = 0", new { hash }, cancellationToken: cancel)
        );
        if (isKept > 0)
        {
            return;
        }
        file.Position = 0;
        await using var parts = new PartWriter(connection, table, hash, cancel);
        await using (var packed = new GZipStream(parts, CompressionLevel.Fastest, leaveOpen: true))
        {
            await file.CopyToAsync(packed, cancel);
        }
        await parts.End();
    }

    /// <summary>The file as it came, to be read once; null where it was not kept, as those of before.</summary>
    public static async Task<Stream?> Open(
        DbConnection connection,
        string hash,
        CancellationToken cancel,
        string table = BroughtIn
    )
    {
        var parts = await connection.ExecuteScalarAsync<long>(
            new($"select count(*) from {table} where hash = @hash", new { hash }, cancellationToken: cancel)
        );
        return parts == 0 ? null : new GZipStream(new PartReader(connection, table, hash), CompressionMode.Decompress);
    }

    /// <summary>The same as a file of this machine, which can be wound back and goes when it is closed.</summary>
    public static async Task<FileStream?> Copy(
        DbConnection connection,
        string hash,
        CancellationToken cancel,
        string table = BroughtIn
    )
    {
        await using var original = await Open(connection, hash, cancel, table);
        if (original is null)
        {
            return null;
        }
        return await TemporaryFile.Filled(copy => original.CopyToAsync(copy, cancel));
    }

    private sealed class PartWriter(DbConnection connection, string table, string hash, CancellationToken cancel) : OneWay
    {
        private readonly MemoryStream part = new(PartBytes);
        private long number;

        public override bool CanWrite => true;

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (buffer.Length > 0)
            {
                var taken = Math.Min(buffer.Length, PartBytes - (int)part.Length);
                part.Write(buffer.Span[..taken]);
                buffer = buffer[taken..];
                if (part.Length == PartBytes)
                {
                    await End();
                }
            }
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public async Task End()
        {
            if (part.Length == 0)
            {
                return;
            }
            await connection.ExecuteAsync(
                new(
                    $"insert into {table} (hash, part, content) values (@hash, @number, @content)",
                    new
                    {
                        hash,
                        number,
                        content = Convert.ToBase64String(part.GetBuffer(), 0, (int)part.Length),
                    },
                    cancellationToken: cancel
                )
            );
            number++;
            part.SetLength(0);
        }
    }

    private sealed class PartReader(DbConnection connection, string table, string hash) : OneWay
    {
        private byte[] part = [];
        private int at;
        private long number;

        public override bool CanRead => true;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (at == part.Length)
            {
                var content = await connection.ExecuteScalarAsync<string?>(
                    new(
                        $"select content from {table} where hash = @hash and part = @number",
                        new { hash, number },
                        cancellationToken: cancellationToken
                    )
                );
                if (content is null)
                {
                    return 0;
                }
                part = Encoding.ASCII.GetBytes(content);
                Base64.DecodeFromUtf8InPlace(part, out var length);
                (part, at) = (part[..length], 0);
                number++;
            }
            var count = Math.Min(buffer.Length, part.Length - at);
            part.AsMemory(at, count).CopyTo(buffer);
            at += count;
            return count;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    /// <summary>A stream through the database: only forward, and only without blocking a thread.</summary>
    private abstract class OneWay : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() { }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
