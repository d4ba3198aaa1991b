using System.Buffers;
using System.Globalization;
using System.IO.Compression;

namespace LearningAccount.App.Imports.Tables;

/// <summary>
/// Bounds a workbook before any of it is read as XML: a small file can unpack to terabytes. The sizes a zip file states of
/// itself can be lies, so every part is really unpacked and counted.
/// </summary>
public static class XlsxPackage
{
    private const int BlockBytes = 64 << 10;

    // Below this a high ratio is normal: empty sheets of a workbook are mostly the same few words.
    private const long RatioMattersFrom = 1 << 20;

    /// <exception cref="FileRefusedException">No workbook, or one that unpacks to more than the limits.</exception>
    public static void Check(Stream file, TableLimits limits)
    {
        file.Position = 0;
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > limits.PackageEntries)
            {
                throw Unpacks(limits);
            }
            var total = 0L;
            var isWorkbook = false;
            foreach (var entry in zip.Entries)
            {
                total += Unpacked(entry, limits, limits.UnpackedBytes - total);
                isWorkbook |= entry.FullName.Equals("xl/workbook.xml", StringComparison.OrdinalIgnoreCase);
            }
            if (!isWorkbook)
            {
                throw Refusal.Of("table.notWorkbook", "");
            }
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException or NotSupportedException)
        {
            throw Refusal.Of("table.damaged", "");
        }
        finally
        {
            file.Position = 0;
        }
    }

    private static long Unpacked(ZipArchiveEntry entry, TableLimits limits, long left)
    {
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            using var content = entry.Open();
            var size = 0L;
            while (content.Read(block, 0, BlockBytes) is var read and > 0)
            {
                size += read;
                if (size > left || (size > RatioMattersFrom && size / limits.PackingRatio > entry.CompressedLength))
                {
                    throw Unpacks(limits);
                }
            }
            return size;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static FileRefusedException Unpacks(TableLimits limits) =>
        Refusal.Of("table.unpacksTooLarge", "", ("limit", (limits.UnpackedBytes >> 20).ToString(CultureInfo.InvariantCulture)));
}
