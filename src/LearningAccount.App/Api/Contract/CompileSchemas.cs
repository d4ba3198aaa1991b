using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LearningAccount.App.Api.Contract;

/// <summary>
/// Makes the schemas of an OpenAPI 3.0 document ready for checking. Keywords it does not know make it fail: a rule in the contract that
/// nobody checks would be a lie.
/// </summary>
internal sealed class CompileSchemas(JsonObject document)
{
    private const string Components = "#/components/schemas/";

    // What is for people, and what is checked by the test of the contract alone.
    private static readonly FrozenSet<string> ForPeople = new[]
    {
        "description",
        "title",
        "example",
        "deprecated",
        "externalDocs",
        "writeOnly",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<string, ContractSchema> made = new(StringComparer.Ordinal);

    public FrozenDictionary<string, ContractSchema> All()
    {
        foreach (var (name, _) in document["components"]!["schemas"]!.AsObject())
        {
            Of(new JsonObject { ["$ref"] = $"{Components}{name}" });
        }
        return made.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <exception cref="InvalidDataException">The schema uses what is not known here.</exception>
    public ContractSchema Of(JsonObject schema)
    {
        if (schema["$ref"] is not { } reference)
        {
            var inline = new ContractSchema();
            Fill(inline, schema);
            return inline;
        }
        var name = NameOf(reference.GetValue<string>());
        if (made.TryGetValue(name, out var known))
        {
            return known;
        }
        // Entered before it is filled: a schema may name itself.
        var component = new ContractSchema { Name = name };
        made.Add(name, component);
        Fill(component, Component(name), name);
        return component;
    }

    /// <param name="name">Of the component that <paramref name="schema"/> is.</param>
    private void Fill(ContractSchema into, JsonObject schema, string? name = null)
    {
        foreach (var (keyword, value) in schema)
        {
            if (keyword is "x-each-by-itself")
            {
                into.IsEachByItself = value!.GetValue<bool>();
            }
            if (ForPeople.Contains(keyword) || keyword.StartsWith("x-", StringComparison.Ordinal))
            {
                continue;
            }
            Take(into, keyword, value!, schema, name);
        }
    }

    private void Take(ContractSchema into, string keyword, JsonNode value, JsonObject schema, string? name)
    {
        switch (keyword)
        {
            case "type":
                into.Type = Enum.Parse<ContractType>(value.GetValue<string>(), ignoreCase: true);
                break;
            case "format":
                into.Format = value.GetValue<string>();
                break;
            case "nullable":
                into.IsNullable = value.GetValue<bool>();
                break;
            case "readOnly":
                into.IsReadOnly = value.GetValue<bool>();
                break;
            case "properties":
                into.Properties = Joined(
                    into.Properties,
                    value.AsObject().Select(one => KeyValuePair.Create(one.Key, Of(one.Value!.AsObject())))
                );
                break;
            case "required":
                into.Required = [.. into.Required.Union(Texts(value), StringComparer.Ordinal)];
                break;
            case "additionalProperties":
                into.IsOpen = value.GetValueKind() is JsonValueKind.True;
                into.Values = value is JsonObject values ? Of(values) : null;
                break;
            case "maxProperties":
                into.MostProperties = Whole(value);
                break;
            case "items":
                into.Items = Of(value.AsObject());
                break;
            case "minItems":
                into.LeastItems = Whole(value);
                break;
            case "maxItems":
                into.MostItems = Whole(value);
                break;
            case "uniqueItems":
                into.AreItemsUnique = value.GetValue<bool>();
                break;
            case "minLength":
                into.LeastLength = Whole(value);
                break;
            case "maxLength":
                into.MostLength = Whole(value);
                break;
            case "pattern":
                // Whoever sends a text decides nothing about how long it takes to look at.
                into.Pattern = new(value.GetValue<string>(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
                into.PatternOf = name;
                break;
            case "enum":
                into.Allowed = Texts(value).ToFrozenSet(StringComparer.Ordinal);
                break;
            case "minimum":
                into.Least = Number(value);
                break;
            case "maximum":
                into.Most = Number(value);
                break;
            case "default":
                into.Default = value.ToString();
                break;
            case "allOf":
                foreach (var part in value.AsArray())
                {
                    var joined = part!["$ref"] is { } reference ? NameOf(reference.GetValue<string>()) : null;
                    Fill(into, joined is null ? part.AsObject() : Component(joined), joined);
                }
                break;
            case "oneOf":
                TakeOneOf(into, value.AsArray());
                break;
            case "discriminator":
                into.Discriminator = value["propertyName"]!.GetValue<string>();
                into.Kinds = value["mapping"]!
                    .AsObject()
                    .ToFrozenDictionary(
                        one => one.Key,
                        one => Of(new JsonObject { ["$ref"] = one.Value!.GetValue<string>() }),
                        StringComparer.Ordinal
                    );
                break;
            default:
                throw new InvalidDataException($"'{keyword}' is not known: {schema.ToJsonString()}");
        }
    }

    // The two uses the guide leaves (sch-oneof): groups of required properties, and kinds told by a discriminator.
    private static void TakeOneOf(ContractSchema into, JsonArray parts)
    {
        if (parts.All(part => part!.AsObject() is { Count: 1 } only && only.ContainsKey("required")))
        {
            into.Choices = into.Choices.Add([.. parts.Select(part => Texts(part!["required"]!).ToImmutableArray())]);
        }
        else if (!parts.All(part => part!.AsObject().ContainsKey("$ref")))
        {
            throw new InvalidDataException($"This oneOf is not known: {parts.ToJsonString()}");
        }
    }

    private JsonObject Component(string name) =>
        document["components"]!["schemas"]![name]?.AsObject() ?? throw new InvalidDataException($"There is no schema {name}.");

    private static string NameOf(string reference) =>
        reference.StartsWith(Components, StringComparison.Ordinal)
            ? reference[Components.Length..]
            : throw new InvalidDataException($"'{reference}' is no schema of this document.");

    private static FrozenDictionary<string, ContractSchema> Joined(
        FrozenDictionary<string, ContractSchema> before,
        IEnumerable<KeyValuePair<string, ContractSchema>> more
    )
    {
        var all = new Dictionary<string, ContractSchema>(before, StringComparer.Ordinal);
        foreach (var (name, schema) in more)
        {
            all[name] = schema;
        }
        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Texts(JsonNode list) => list.AsArray().Select(one => one!.ToString());

    private static int Whole(JsonNode value) => int.Parse(value.ToString(), CultureInfo.InvariantCulture);

    private static decimal Number(JsonNode value) => decimal.Parse(value.ToString(), CultureInfo.InvariantCulture);
}
