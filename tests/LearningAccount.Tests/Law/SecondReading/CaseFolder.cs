using System.Text.Json.Nodes;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Law.SecondReading;

/// <summary>The case files beside these tests.</summary>
internal static class CaseFolder
{
    public static string Path { get; } = System.IO.Path.Combine(Project.Root, "tests", "LearningAccount.Tests", "Law", "cases");

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
}
