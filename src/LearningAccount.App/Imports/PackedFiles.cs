using System.Globalization;
using System.IO.Compression;
using LearningAccount.App.Imports.Tables;
using LearningAccount.Law;

namespace LearningAccount.App.Imports;

/// <summary>A file as its sender names it, at a place on this machine's disk.</summary>
public sealed record NamedFile(string Name, string Path);

/// <summary>
/// Takes the files out of a ZIP file, so that each is brought in by itself. A workbook is a ZIP file too, and stays one file.
/// </summary>
public static class PackedFiles
{
    public const int MostFiles = 200;
    private const long UnpackedBytes = ImportLimits.FileBytes;
    private const int Ratio = 400;

    // What systems add by themselves.
    private static readonly string[] Junk = ["__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini"];

    /// <summary>True for a ZIP file that is no workbook, and for one so damaged that nobody can tell what it held.</summary>
    /// <param name="file">Can be wound back, and is.</param>
    /// <param name="name">As its sender names it.</param>
    public static bool IsPacked(Stream file, string name)
    {
        if (!FileHead.Of(file).IsZip)
        {
            return false;
        }
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            return !XlsxPackage.IsWorkbook(zip);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException or NotSupportedException)
        {
            // Whoever reads it as a workbook tells what is wrong with it.
            return !XlsxPackage.WasWorkbook(file, name);
        }
        finally
        {
            file.Position = 0;
        }
    }

    /// <summary>Unpacks the files, in the order of their names, each to the next path that is given.</summary>
    /// <param name="nextPath">Where the next file goes; nothing is there yet.</param>
    /// <exception cref="FileRefusedException"><c>zip.damaged</c>, <c>zip.tooMuch</c>, <c>zip.nested</c>, <c>zip.password</c>, <c>zip.empty</c>.</exception>
    public static IReadOnlyList<NamedFile> Unpack(Stream file, string name, Func<string> nextPath)
    {
        file.Position = 0;
        var unpacked = new List<NamedFile>();
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var parts = zip.Entries.Where(IsFile).OrderBy(part => part.FullName, StringComparer.Ordinal).ToList();
            if (parts.Count > MostFiles)
            {
                throw TooMuch();
            }
            var bounds = new BoundedZip(UnpackedBytes, Ratio);
            foreach (var part in parts)
            {
                unpacked.Add(Unpack(part, name, nextPath(), bounds));
            }
            return unpacked.Count > 0 ? unpacked : throw Refused("zip.empty");
        }
        catch (Exception wrong)
        {
            foreach (var each in unpacked)
            {
                File.Delete(each.Path);
            }
            throw wrong is InvalidDataException or NotSupportedException ? Refused("zip.damaged") : wrong;
        }
    }

    private static NamedFile Unpack(ZipArchiveEntry part, string name, string path, BoundedZip bounds)
    {
        if (part.IsEncrypted)
        {
            throw Refused("zip.password");
        }
        using var target = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite);
        try
        {
            if (!bounds.Copy(part, target))
            {
                throw TooMuch();
            }
            if (IsPacked(target, part.FullName))
            {
                throw Refused("zip.nested");
            }
        }
        catch
        {
            target.Dispose();
            File.Delete(path);
            throw;
        }
        // Folders inside it, and whatever a name makes of them, are words here and never a path.
        return new($"{name} › {Path.GetFileName(part.FullName.Replace('\\', '/'))}", path);
    }

    private static bool IsFile(ZipArchiveEntry part) =>
        !part.FullName.EndsWith('/')
        && !part.FullName.EndsWith('\\')
        && !Junk.Any(junk => part.FullName.Contains(junk, StringComparison.OrdinalIgnoreCase));

    private static FileRefusedException TooMuch() =>
        Refused(
            "zip.tooMuch",
            ("files", MostFiles.ToString(CultureInfo.InvariantCulture)),
            ("limit", (UnpackedBytes >> 20).ToString(CultureInfo.InvariantCulture))
        );

    private static FileRefusedException Refused(string code, params (string Name, string Value)[] values) =>
        new(new(code, Severity.Error, "") { Values = [.. values] });
}
