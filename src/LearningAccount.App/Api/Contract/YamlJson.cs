using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LearningAccount.App.Api.Contract;

/// <summary>Reads YAML as the JSON it stands for, by the core schema of YAML 1.2: what is in quotes is always a text.</summary>
internal static class YamlJson
{
    /// <exception cref="InvalidDataException">The text is no YAML, or holds something that JSON has no word for.</exception>
    public static JsonNode Read(TextReader text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(text);
        }
        catch (YamlException wrong)
        {
            throw new InvalidDataException($"line {wrong.Start.Line}: {wrong.Message}", wrong);
        }
        return stream.Documents is [var only]
            ? Node(only.RootNode) ?? throw new InvalidDataException("The document is empty.")
            : throw new InvalidDataException("Not exactly one document.");
    }

    private static JsonNode? Node(YamlNode node) =>
        node switch
        {
            YamlMappingNode map => Object(map),
            YamlSequenceNode list => new JsonArray([.. list.Select(Node)]),
            YamlScalarNode scalar => Scalar(scalar),
            _ => throw new InvalidDataException($"line {node.Start.Line}: not a map, a list or a value."),
        };

    private static JsonObject Object(YamlMappingNode map)
    {
        var made = new JsonObject();
        foreach (var (key, value) in map.Children)
        {
            made.Add(((YamlScalarNode)key).Value!, Node(value));
        }
        return made;
    }

    private static JsonValue? Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style is not ScalarStyle.Plain)
        {
            return JsonValue.Create(text);
        }
        return text switch
        {
            "" or "~" or "null" => null,
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) =>
                JsonValue.Create(whole),
            _ when IsDecimal(text) => JsonValue.Create(decimal.Parse(text, CultureInfo.InvariantCulture)),
            _ => JsonValue.Create(text),
        };
    }

    private static bool IsDecimal(string text) =>
        text.Contains('.', StringComparison.Ordinal)
        && decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out _
        );
}
