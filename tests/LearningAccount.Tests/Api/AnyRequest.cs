using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LearningAccount.App.Api.Contract;

namespace LearningAccount.Tests.Api;

/// <summary>
/// Makes requests from nothing but the contract: such as keep to it, and such as break it in one place that is known. The same seed
/// makes the same requests.
/// </summary>
internal sealed class AnyRequest(int seed)
{
    private const int Deepest = 6;
    private readonly Random random = new(seed);

    /// <summary>An address with something in every place, and what has to be asked with it.</summary>
    /// <param name="known">What a place is to hold, where that matters.</param>
    public string Address(ContractOperation operation, IReadOnlyDictionary<string, string> known)
    {
        var path = operation.Path;
        var query = new List<string>();
        foreach (var parameter in operation.Parameters)
        {
            if (parameter.In is InputPlace.Path)
            {
                var value = known.GetValueOrDefault(parameter.Name) ?? Text(parameter.Schema);
                path = path.Replace($"{{{parameter.Name}}}", Uri.EscapeDataString(value), StringComparison.Ordinal);
            }
            else if (parameter.In is InputPlace.Query && (parameter.IsRequired || random.Next(4) == 0))
            {
                query.Add($"{parameter.Name}={Uri.EscapeDataString(Text(parameter.Schema))}");
            }
        }
        return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
    }

    /// <summary>A value that keeps to a schema.</summary>
    public JsonNode? Value(ContractSchema schema, int depth = 0)
    {
        switch (schema.Type)
        {
            case ContractType.Array:
                var least = schema.LeastItems ?? 0;
                var most = Math.Min(schema.MostItems ?? 3, Math.Max(least, depth > 2 ? 1 : 3));
                return new JsonArray([
                    .. Enumerable
                        .Range(0, random.Next(least, most + 1))
                        .Select(_ => schema.Items is { } items ? Value(items, depth + 1) : null),
                ]);
            case ContractType.Integer:
                return (long)Math.Max(schema.Least ?? 0, Math.Min(schema.Most ?? 50, (schema.Least ?? 0) + random.Next(20)));
            case ContractType.Number:
                return (double)(schema.Least ?? 0) + random.Next(20);
            case ContractType.Boolean:
                return random.Next(2) == 0;
            case ContractType.Object or ContractType.Any:
                return Object(schema, depth);
            default:
                return Text(schema);
        }
    }

    /// <summary>The same object with one thing wrong; the place that is to be named, and how.</summary>
    public static IEnumerable<(JsonObject Body, string Place, string Issue)> Broken(JsonObject body, ContractSchema schema)
    {
        yield return (With(body, "zzUnknown", "x"), "zzUnknown", "unknownInput");
        foreach (var name in schema.Required.Where(body.ContainsKey))
        {
            var without = body.DeepClone().AsObject();
            without.Remove(name);
            yield return (without, name, "schemaViolation");
        }
        foreach (var (name, member) in schema.Properties.Where(one => !one.Value.IsReadOnly))
        {
            JsonNode wrong = member.Type is ContractType.Object ? JsonValue.Create("no object") : new JsonObject { ["no"] = 1 };
            if (member.Type is not ContractType.Any)
            {
                yield return (With(body, name, wrong), name, "schemaViolation");
            }
            if (!member.IsNullable)
            {
                yield return (With(body, name, null), name, "schemaViolation");
            }
            if (member is { Type: ContractType.String, Pattern: not null } or { Type: ContractType.String, Allowed: not null })
            {
                yield return (With(body, name, "\u0001 not like that \u00e9"), name, "schemaViolation");
            }
            if (member is { Type: ContractType.String, MostLength: { } longest })
            {
                yield return (With(body, name, new string('a', longest + 1)), name, "schemaViolation");
            }
        }
    }

    private static JsonObject With(JsonObject body, string name, JsonNode? value)
    {
        var changed = body.DeepClone().AsObject();
        changed[name] = value;
        return changed;
    }

    private JsonObject Object(ContractSchema schema, int depth)
    {
        if (schema.Kinds.Count > 0)
        {
            var kind = schema.Kinds.ElementAt(random.Next(schema.Kinds.Count));
            var told = Object(kind.Value, depth);
            told[schema.Discriminator!] = kind.Key;
            return told;
        }
        var made = new JsonObject();
        // Of groups of which exactly one is to be there, one.
        var alternatives = schema
            .Choices.SelectMany(groups => groups)
            .SelectMany(group => group)
            .ToHashSet(StringComparer.Ordinal);
        var chosen = schema.Choices.SelectMany(groups => groups[random.Next(groups.Length)]).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, member) in schema.Properties)
        {
            var isNeeded = schema.Required.Contains(name) || chosen.Contains(name);
            var isWanted = isNeeded || (!alternatives.Contains(name) && depth < Deepest && random.Next(3) > 0);
            if (isWanted && !member.IsReadOnly)
            {
                made[name] = Value(member, depth + 1);
            }
        }
        return made;
    }

    private string Text(ContractSchema schema)
    {
        if (schema.Allowed is { } allowed)
        {
            return allowed.Order(StringComparer.Ordinal).ElementAt(random.Next(allowed.Count));
        }
        if (schema.Type is ContractType.Integer)
        {
            return Value(schema)!.ToString();
        }
        if (schema.Type is ContractType.Boolean)
        {
            return random.Next(2) == 0 ? "true" : "false";
        }
        if (schema.Pattern is { } pattern)
        {
            return new LikePattern(pattern.ToString(), random).Write();
        }
        return schema.Format switch
        {
            "date" => new DateOnly(2023 + random.Next(4), 1 + random.Next(12), 1 + random.Next(28)).ToString(
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture
            ),
            "date-time" => "2026-03-01T12:00:00Z",
            "uuid" => new Guid(random.Next(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).ToString("D"),
            "uri" => "https://example.be/hook",
            "email" => "somebody@example.be",
            _ => Letters(schema),
        };
    }

    private string Letters(ContractSchema schema)
    {
        const string some = "abc ÉßñЖ漢\u00a0'\"<>&;%_-";
        var least = Math.Max(schema.LeastLength ?? 1, 1);
        var length = random.Next(least, Math.Min(schema.MostLength ?? 30, least + 30) + 1);
        var text = new StringBuilder("x");
        while (text.Length < length)
        {
            text.Append(some[random.Next(some.Length)]);
        }
        return text.ToString()[..Math.Max(1, Math.Min(length, text.Length))];
    }
}
