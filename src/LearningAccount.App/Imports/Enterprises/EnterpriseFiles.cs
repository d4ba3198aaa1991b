using System.IO.Compression;
using LearningAccount.App.Imports.Tables;

namespace LearningAccount.App.Imports.Enterprises;

/// <summary>The files of a set: in the package as it is downloaded, or unpacked in a folder. Nothing is ever unpacked to disk.</summary>
public sealed class EnterpriseFiles : IDisposable
{
    private readonly string? folder;
    private readonly ZipArchive? package;
    private readonly EnterpriseLimits limits;

    private EnterpriseFiles(string? folder, ZipArchive? package, EnterpriseLimits limits) =>
        (this.folder, this.package, this.limits) = (folder, package, limits);

    /// <exception cref="FileRefusedException">No package, or a damaged one.</exception>
    /// <exception cref="IOException">There is nothing that can be opened.</exception>
    public static EnterpriseFiles Open(string path, EnterpriseLimits limits)
    {
        if (Directory.Exists(path))
        {
            return new(path, null, limits);
        }
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        try
        {
            var opened = new ZipArchive(file, ZipArchiveMode.Read);
            return opened.Entries.Count <= limits.PackageEntries
                ? new(null, opened, limits)
                : throw Refusal.Of("enterprises.package", "");
        }
        catch (Exception damaged) when (damaged is InvalidDataException or NotSupportedException or FileRefusedException)
        {
            file.Dispose();
            throw damaged as FileRefusedException ?? Refusal.Of("enterprises.package", "");
        }
    }

    /// <summary>One of its files, whatever folder of the package it stands in.</summary>
    /// <exception cref="FileRefusedException">It is not there, or there twice.</exception>
    public EnterpriseFile Find(string name)
    {
        if (folder is not null)
        {
            var path = Path.Combine(folder, name);
            return File.Exists(path)
                ? new(name, new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read), limits.FileBytes), null)
                : throw Refusal.Of("enterprises.fileMissing", name);
        }
        var entries = package!
            .Entries.Where(entry => string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase))
            .ToList();
        if (entries is not [var entry])
        {
            throw Refusal.Of(entries.Count == 0 ? "enterprises.fileMissing" : "enterprises.package", name);
        }
        try
        {
            // The sizes a package states of itself can be lies, so what is really unpacked is counted.
            var most = Math.Min(limits.FileBytes, (1 << 20) + entry.CompressedLength * limits.PackingRatio);
            return new(name, new(entry.Open(), most), entry.Length);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or NotSupportedException or IOException)
        {
            throw Refusal.Of("enterprises.package", name);
        }
    }

    public void Dispose() => package?.Dispose();
}

/// <summary>A file of a set, to be read once.</summary>
/// <param name="Length">The bytes it is said to unpack to; null where it is not packed.</param>
public sealed record EnterpriseFile(string Name, MeteredStream Content, long? Length) : IDisposable
{
    public void Dispose() => Content.Dispose();
}
