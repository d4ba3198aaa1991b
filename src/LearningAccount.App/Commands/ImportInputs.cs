using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Lists;

namespace LearningAccount.App.Commands;

/// <summary>A file to be brought in, under the name its sender gave it.</summary>
/// <param name="Place">Where it is, as the command line has it: what is told of a file that is refused.</param>
/// <param name="Open">Opens it, or refuses it.</param>
internal sealed record ImportInput(string Name, string Place, Func<FileStream> Open);

/// <summary>The files a command line names, those inside ZIP files among them, which are unpacked until the command ends.</summary>
internal sealed class ImportInputs : IDisposable
{
    private string? folder;
    private int unpacked;

    /// <summary>
    /// The files of a path: itself, or what a ZIP file holds, in the order in which they build on each other. One that cannot be
    /// unpacked or read is refused when it is opened, so that it is told in its turn.
    /// </summary>
    public IReadOnlyList<ImportInput> Of(string path)
    {
        try
        {
            using var file = Open(path);
            if (!PackedFiles.IsPacked(file, Path.GetFileName(path)))
            {
                return [new(Path.GetFileName(path), path, () => Open(path))];
            }
            return
            [
                .. PackedFiles
                    .Unpack(file, Path.GetFileName(path), NextPath)
                    .Select(each => (File: each, Kind: KindOf(each)))
                    .OrderBy(each => each.Kind)
                    .Select(each => new ImportInput(
                        each.File.Name,
                        Path.Join(Path.GetDirectoryName(path), each.File.Name),
                        () => Open(each.File.Path)
                    )),
            ];
        }
        catch (FileRefusedException refused)
        {
            return [new(Path.GetFileName(path), path, () => throw new FileRefusedException(refused.Anomaly))];
        }
    }

    /// <exception cref="FileRefusedException">It cannot be read.</exception>
    public static FileStream Open(string path)
    {
        FileStream file;
        try
        {
            file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        }
        catch (Exception unreadable) when (Failure.IsOfFile(unreadable))
        {
            throw new FileRefusedException(Failure.OfFile(path, unreadable));
        }
        if (file.CanSeek)
        {
            return file;
        }
        file.Dispose();
        throw new FileRefusedException(new("file.pipe", Law.Severity.Error, ""));
    }

    public void Dispose()
    {
        if (folder is not null)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private string NextPath()
    {
        folder ??= Directory.CreateTempSubdirectory("ila-").FullName;
        return Path.Combine(folder, (unpacked++).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    // Workers before their trainings. What cannot be read is told in its turn.
    private static FileKind KindOf(NamedFile file)
    {
        try
        {
            using var source = FileSources.Open(Open(file.Path), file.Name, new() { Mappings = ShippedMappings.All });
            return source.Kind;
        }
        catch (FileRefusedException)
        {
            return FileKind.TrainingList;
        }
    }
}
