using System.Collections.Immutable;
using LearningAccount.Law.Cases;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Commands;

/// <summary>Reads case files from disk and says what is wrong with them.</summary>
internal static class CaseFiles
{
    /// <summary>The cases of a file, or null where it cannot be read; then every fault stands in <paramref name="faults"/>.</summary>
    public static ImmutableArray<CaseFile>? TryRead(string path, Language language, TextWriter faults, out bool isArray)
    {
        isArray = false;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > CaseFile.MaxBytes })
            {
                throw new CaseFileException([new("", "tooLarge", [])]);
            }
            return CaseFile.Read(File.ReadAllBytes(path), out isArray);
        }
        catch (CaseFileException wrong)
        {
            foreach (var problem in wrong.Problems)
            {
                faults.WriteLine(
                    $"{path}: {(problem.Path.Length == 0 ? "" : problem.Path + ": ")}{problem.Text(language)} [case.{problem.Code}]"
                );
            }
        }
        catch (Exception unreadable) when (Failure.IsOfFile(unreadable))
        {
            faults.WriteLine($"{path}: {Failure.OfFile(path, unreadable, language)}");
        }
        return null;
    }

    /// <summary>The files a path names: itself, or all JSON files below it, in order of name.</summary>
    public static IEnumerable<string> Below(string path) =>
        Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : [path];
}
