using System.Globalization;
using System.IO.Compression;

namespace LearningAccount.App.Imports.Tables;

/// <summary>Bounds a workbook before any of it is read as XML.</summary>
public static class XlsxPackage
{
    // The first parts of a workbook are a few hundred bytes each.
    private const int FirstBytes = 16 << 10;

    /// <exception cref="FileRefusedException">No workbook, or one that unpacks to more than the limits.</exception>
    public static void Check(Stream file, TableLimits limits)
    {
        file.Position = 0;
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var bounds = new BoundedZip(limits.UnpackedBytes, limits.PackingRatio);
            if (zip.Entries.Count > limits.PackageEntries || !zip.Entries.All(entry => bounds.Copy(entry, Stream.Null)))
            {
                throw Unpacks(limits);
            }
            if (!IsWorkbook(zip))
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

    /// <summary>Of a ZIP file whose end is missing: whether it was a workbook, by its name or by the parts it begins with.</summary>
    /// <param name="file">Is wound back.</param>
    public static bool WasWorkbook(Stream file, string name)
    {
        if (Path.GetExtension(name).StartsWith(".xls", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }
        var first = new byte[FirstBytes];
        file.Position = 0;
        var head = first.AsSpan(0, file.ReadAtLeast(first, first.Length, throwOnEndOfStream: false));
        file.Position = 0;
        return head.IndexOf("[Content_Types].xml"u8) >= 0 || head.IndexOf("xl/"u8) >= 0;
    }

    /// <summary>A package of a spreadsheet program, whatever its name.</summary>
    public static bool IsWorkbook(ZipArchive zip) =>
        zip.Entries.Any(entry => entry.FullName.Equals("xl/workbook.xml", StringComparison.OrdinalIgnoreCase));

    private static FileRefusedException Unpacks(TableLimits limits) =>
        Refusal.Of("table.unpacksTooLarge", "", ("limit", (limits.UnpackedBytes >> 20).ToString(CultureInfo.InvariantCulture)));
}
