using LearningAccount.App.Imports;

namespace LearningAccount.App.Commands;

/// <summary>
/// Where the rows to correct are written, to be corrected and sent again: into one file, or for an import of several files into
/// a folder with a file for each.
/// </summary>
internal sealed class RowsToCorrect(string place, IReadOnlyList<string> imported)
{
    private readonly HashSet<string> written = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>True where a file that is brought in would be overwritten.</summary>
    public bool IsImported => imported.Any(path => Same(path, place));

    /// <summary>Writes those of a report and returns where they are.</summary>
    public string Write(ImportReport report)
    {
        var path = imported.Count == 1 ? place : PathIn(place, report);
        File.WriteAllText(path, report.RowsToCorrect);
        return path;
    }

    private string PathIn(string folder, ImportReport report)
    {
        Directory.CreateDirectory(folder);
        var name = Path.GetFileNameWithoutExtension(report.FileName);
        var ending = report.Kind is FileKind.Dmfa or FileKind.Dimona ? ".xml" : ".csv";
        // Files of one name come from several folders, and none that is brought in may be overwritten.
        for (var number = 1; ; number++)
        {
            var path = Path.Combine(folder, number == 1 ? name + ending : $"{name}-{number}{ending}");
            if (!imported.Any(file => Same(file, path)) && written.Add(path))
            {
                return path;
            }
        }
    }

    private static bool Same(string one, string other) =>
        string.Equals(Path.GetFullPath(one), Path.GetFullPath(other), StringComparison.OrdinalIgnoreCase);
}
