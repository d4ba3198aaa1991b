using System.Text.Json;

namespace LearningAccount.App.Imports.Lists;

/// <summary>How the lists of widespread programs are understood, as far as their makers publish it: <c>programs.json</c>.</summary>
public static class ShippedMappings
{
    private const string Resource = "Imports/Lists/programs.json";

    public static IReadOnlyList<NamedMapping> All { get; } = Read();

    private static List<NamedMapping> Read()
    {
        using var stream = typeof(ShippedMappings).Assembly.GetManifestResourceStream(Resource)!;
        using var content = JsonDocument.Parse(stream);
        return
        [
            .. content
                .RootElement.GetProperty("programs")
                .EnumerateArray()
                .Select(program => new NamedMapping(
                    program.GetProperty("name").GetString()!,
                    ListMapping.OfJson(program.GetProperty("mapping").GetRawText())
                )),
        ];
    }
}
