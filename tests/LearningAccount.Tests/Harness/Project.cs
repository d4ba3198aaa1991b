namespace LearningAccount.Tests.Harness;

/// <summary>Where the project's own files stand on this machine.</summary>
internal static class Project
{
    public static string Root { get; } = FindRoot();

    /// <summary><c>Debug</c> or <c>Release</c>, as these tests were built.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>The program as its own project builds it.</summary>
    public static string ProgramFile { get; } =
        Path.Combine(Root, "src", "LearningAccount.App", "bin", Configuration, "net10.0", "learning-account.dll");

    /// <summary>The texts of the law and the published files that stand beside the project, or null where it was cloned alone.</summary>
    public static string? Shared { get; } =
        Directory.Exists(Path.Combine(Root, "..", "shared", "data", "nsso"))
            ? Path.GetFullPath(Path.Combine(Root, "..", "shared"))
            : null;

    /// <summary>Paths, relative to the root and with slashes, of every file that is part of the project.</summary>
    public static IEnumerable<string> Files(params string[] endings) =>
        Walk(new DirectoryInfo(Root))
            .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
            .Where(path => endings.Length == 0 || endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal);

    private static HashSet<string> Ignored { get; } =
        new(File.ReadAllLines(Path.Combine(Root, ".gitignore")), StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder)
    {
        foreach (var file in folder.EnumerateFiles())
        {
            yield return file;
        }
        foreach (var inner in folder.EnumerateDirectories().Where(inner => !IsMade(inner)))
        {
            foreach (var file in Walk(inner))
            {
                yield return file;
            }
        }
    }

    // What a build, a run, a command of the README or a tool leaves behind is no part of the project.
    private static bool IsMade(DirectoryInfo folder) =>
        folder.Name is ".git"
        || Ignored.Contains($"{folder.Name}/")
        || (string.Equals(folder.Parent!.FullName, Root, StringComparison.Ordinal) && Ignored.Contains($"/{folder.Name}/"));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LearningAccount.slnx")))
            {
                return folder.FullName;
            }
        }
        throw new InvalidOperationException("The tests run from inside the project's folder.");
    }
}
