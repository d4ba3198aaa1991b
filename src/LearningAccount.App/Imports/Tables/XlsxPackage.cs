using System.Globalization;
using System.IO.Compression;

namespace LearningAccount.App.Imports.Tables;

/// <summary>Bounds a workbook before any of it is read as XML.</summary>
public static class XlsxPackage
{
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

    /// <summary>A package of a spreadsheet program, whatever its name.</summary>
    public static bool IsWorkbook(ZipArchive zip) =>
        zip.Entries.Any(entry => entry.FullName.Equals("xl/workbook.xml", StringComparison.OrdinalIgnoreCase));

    private static FileRefusedException Unpacks(TableLimits limits) =>
        Refusal.Of("table.unpacksTooLarge", "", ("limit", (limits.UnpackedBytes >> 20).ToString(CultureInfo.InvariantCulture)));
}
