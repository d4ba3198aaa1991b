using System.Text.Json;
using LearningAccount.App.Api.Contract;

namespace LearningAccount.Tests.Harness;

/// <summary>
/// Holds an answer against the schema the contract promises, by a reading of its own: what is managed by the program is required
/// here too, nothing is null, and nothing stands there that the contract does not name.
/// </summary>
internal static class AnswerCheck
{
    public static IEnumerable<string> Of(JsonElement value, ContractSchema schema, string path = "$")
    {
        if (value.ValueKind is JsonValueKind.Null)
        {
            return [$"{path} is null."];
        }
        return value.ValueKind switch
        {
            JsonValueKind.Object when schema.Type is ContractType.Object => Members(value, schema, path),
            JsonValueKind.Array when schema.Type is ContractType.Array => value
                .EnumerateArray()
                .SelectMany((item, place) => schema.Items is { } items ? Of(item, items, $"{path}[{place}]") : []),
            JsonValueKind.Array or JsonValueKind.Object => schema.Type is ContractType.Any
                ? []
                : [$"{path} is no {schema.Type}."],
            _ => Value(value, schema, path),
        };
    }

    private static IEnumerable<string> Members(JsonElement value, ContractSchema schema, string path)
    {
        if (schema.Discriminator is { } told && value.TryGetProperty(told, out var kind))
        {
            schema = schema.Kinds[kind.GetString()!];
        }
        var names = value.EnumerateObject().Select(member => member.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var missing in schema.Required.Where(name => !names.Contains(name)))
        {
            yield return $"{path}.{missing} is missing.";
        }
        foreach (var member in value.EnumerateObject())
        {
            var at = $"{path}.{member.Name}";
            var known = schema.Properties.GetValueOrDefault(member.Name) ?? schema.Values;
            if (known is null)
            {
                if (!schema.IsOpen)
                {
                    yield return $"{at} is not in the contract.";
                }
                continue;
            }
            foreach (var fault in Of(member.Value, known, at))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<string> Value(JsonElement value, ContractSchema schema, string path)
    {
        // Texts, numbers and choices are read as those that come in are.
        var check = new SchemaCheck(InputPlace.Body);
        check.Check(value, schema, path);
        return check.Issues.Select(issue => $"{issue.Name} {issue.Code} {issue.Value}");
    }
}
