using System.Buffers;
using System.IO.Compression;
using System.IO.Hashing;

namespace LearningAccount.App.Imports.Tables;

/// <summary>
/// Unpacks a ZIP file within bounds: a small file can unpack to terabytes. The sizes a ZIP file states of itself can be lies,
/// so every byte is really unpacked and counted.
/// </summary>
/// <param name="unpackedBytes">Bytes of all parts together.</param>
/// <param name="ratio">Unpacked bytes per packed byte, of a part of more than a megabyte.</param>
internal sealed class BoundedZip(long unpackedBytes, int ratio)
{
    private const int BlockBytes = 64 << 10;

    // Below this a high ratio is normal: empty sheets of a workbook are mostly the same few words.
    private const long RatioMattersFrom = 1 << 20;
    private long left = unpackedBytes;

    /// <summary>Copies a part, or reads it into <see cref="Stream.Null"/>.</summary>
    /// <returns>False where it is more than allowed; what was copied until then is there.</returns>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public bool Copy(ZipArchiveEntry part, Stream target)
    {
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            using var content = part.Open();
            var (size, check) = (0L, new Crc32());
            while (content.Read(block, 0, BlockBytes) is var read and > 0)
            {
                size += read;
                left -= read;
                if (left < 0 || (size > RatioMattersFrom && size / ratio > part.CompressedLength))
                {
                    return false;
                }
                check.Append(block.AsSpan(0, read));
                target.Write(block, 0, read);
            }
            // The library compares nothing: what was changed on the way would come in as if it had been said.
            return check.GetCurrentHashAsUInt32() == part.Crc32 ? true : throw new InvalidDataException("Not what was packed.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }
}
