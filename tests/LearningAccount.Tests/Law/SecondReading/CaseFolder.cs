using System.Text.Json.Nodes;

namespace LearningAccount.Tests.Law.SecondReading;

/// <summary>The case files beside these tests.</summary>
internal static class CaseFolder
{
    public static string Path { get; } = Find();

    /// <summary>Every case, named by its file and its own name.</summary>
    public static IEnumerable<(string Name, JsonObject Case)> All()
    {
        foreach (var file in Directory.EnumerateFiles(Path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var read = JsonNode.Parse(File.ReadAllText(file))!;
            var cases = read is JsonArray list ? list.Select(one => (JsonObject)one!) : [(JsonObject)read];
            foreach (var one in cases)
            {
                yield return ($"{System.IO.Path.GetRelativePath(Path, file)}: {one["case"]}", one);
            }
        }
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var cases = System.IO.Path.Combine(folder.FullName, "tests", "LearningAccount.Tests", "Law", "cases");
            if (Directory.Exists(cases))
            {
                return cases;
            }
        }
        throw new DirectoryNotFoundException("The folder of case files is not above the tests.");
    }
}
