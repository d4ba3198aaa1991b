using System.Globalization;
using System.Text.Json;
using LearningAccount.Law;

namespace LearningAccount.App.Api.Contract;

/// <summary>
/// Checks what was sent against the contract, all of it and not up to the first fault, so that a programmer mends a request once.
/// </summary>
internal sealed class SchemaCheck(InputPlace place)
{
    /// <summary>More tell nobody more, and an answer is not to be larger than the question.</summary>
    public const int MostIssues = 100;
    private const int LongestValue = 100;

    // Of a figure that is kept; the contract has it under this name.
    private const string Quantity = "Quantity";
    private const int MostDecimals = 12;

    // Versions of what is kept are figures of our own, which may look like anything.
    private const string EntityTags = "EntityTags";

    // Whatever is counted on from a day stays within the calendar.
    private static readonly DateOnly FirstDay = new(1900, 1, 1);
    private static readonly DateOnly LastDay = new(2999, 12, 31);
    private readonly List<InputIssue> issues = [];

    public IReadOnlyList<InputIssue> Issues => issues;

    public void Check(JsonElement value, ContractSchema schema, string path = "")
    {
        if (issues.Count >= MostIssues)
        {
            return;
        }
        if (value.ValueKind is JsonValueKind.Null)
        {
            if (!schema.IsNullable)
            {
                Say(path, null, "null");
            }
            return;
        }
        if (!HasType(value, schema.Type))
        {
            if (schema.Type is ContractType.String && FormOf(schema, path) is { } form)
            {
                Say(path, Shown(value), form);
            }
            else
            {
                Say(path, Shown(value), "type", ("expected", TypeName(schema.Type)));
            }
            return;
        }
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CheckObject(value, schema, path);
                break;
            case JsonValueKind.Array:
                CheckArray(value, schema, path);
                break;
            case JsonValueKind.String:
                CheckText(value.GetString()!, schema, path);
                break;
            case JsonValueKind.Number:
                CheckNumber(value, schema, path);
                break;
            default:
                break;
        }
    }

    /// <summary>A parameter of an address or a header, which is text whatever its schema says.</summary>
    public void CheckParameter(string text, ContractSchema schema, string name)
    {
        switch (schema.Type)
        {
            case ContractType.Integer
                when !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                    || !InRange(whole, schema):
                Say(name, text, "wholeNumber", Bounds(schema));
                break;
            case ContractType.Boolean when text is not ("true" or "false"):
                Say(name, text, "type", ("expected", "boolean"));
                break;
            case ContractType.String when place is InputPlace.Header && schema.PatternOf is not EntityTags && HasNumber(text):
                // Headers are written down on the way.
                Say(InputIssue.InvalidInput, name, null, "numberInHeader");
                break;
            case ContractType.String:
                CheckText(text, schema, name);
                break;
            default:
                break;
        }
    }

    public void Say(string path, string? value, string code, params (string Name, string Value)[] values) =>
        Say(InputIssue.SchemaViolation, path, value, code, values);

    private void Say(string type, string path, string? value, string code, params (string Name, string Value)[] values) =>
        issues.Add(new(type, place, path, Short(value), $"api.issue.{code}") { Values = values });

    private void CheckObject(JsonElement value, ContractSchema schema, string path)
    {
        if (schema.Discriminator is { } told)
        {
            schema = KindOf(value, schema, told, path) ?? schema;
            if (schema.Discriminator is not null)
            {
                return;
            }
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            var name = property.Name;
            var at = path.Length == 0 ? name : $"{path}.{name}";
            if (!seen.Add(name))
            {
                Say(at, null, "twice");
            }
            else if (schema.Properties.TryGetValue(name, out var known))
            {
                if (!known.IsReadOnly)
                {
                    Check(property.Value, known, at);
                }
            }
            else if (schema.Values is { } values)
            {
                Check(property.Value, values, at);
            }
            else if (!schema.IsOpen)
            {
                Say(InputIssue.UnknownInput, at, null, "unknown");
            }
            if (issues.Count >= MostIssues)
            {
                return;
            }
        }
        if (seen.Count > schema.MostProperties)
        {
            Say(path, null, "tooMany", ("most", Text(schema.MostProperties.Value)));
        }
        foreach (var name in schema.Required)
        {
            // What is managed here alone is in every answer, and asked of nobody (OpenAPI 3.0, readOnly).
            if (!seen.Contains(name) && schema.Properties.GetValueOrDefault(name) is not { IsReadOnly: true })
            {
                Say(path.Length == 0 ? name : $"{path}.{name}", null, "required");
            }
        }
        foreach (var choice in schema.Choices)
        {
            if (choice.Count(group => group.All(seen.Contains)) != 1)
            {
                var groups = choice.Select(group => string.Join(" + ", group));
                Say(path, null, "exactlyOne", ("names", string.Join(", ", groups)));
            }
        }
    }

    private ContractSchema? KindOf(JsonElement value, ContractSchema schema, string told, string path)
    {
        var at = path.Length == 0 ? told : $"{path}.{told}";
        if (!value.TryGetProperty(told, out var kind))
        {
            Say(at, null, "required");
            return null;
        }
        if (kind.ValueKind is JsonValueKind.String && schema.Kinds.TryGetValue(kind.GetString()!, out var found))
        {
            return found;
        }
        Say(at, Shown(kind), "allowed", ("allowed", string.Join(", ", schema.Kinds.Keys.Order(StringComparer.Ordinal))));
        return null;
    }

    private void CheckArray(JsonElement value, ContractSchema schema, string path)
    {
        var count = value.GetArrayLength();
        if (count < schema.LeastItems)
        {
            Say(path, null, "tooFew", ("least", Text(schema.LeastItems.Value)));
        }
        if (count > schema.MostItems)
        {
            Say(path, null, "tooMany", ("most", Text(schema.MostItems.Value)));
            return;
        }
        var seen = schema.AreItemsUnique ? new HashSet<string>(StringComparer.Ordinal) : null;
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{path}[{index++}]");
            if (seen?.Add(item.GetRawText()) is false)
            {
                Say(at, Shown(item), "twice");
            }
            if (schema is { Items: { } items, IsEachByItself: false })
            {
                Check(item, items, at);
            }
        }
    }

    private void CheckText(string text, ContractSchema schema, string path)
    {
        // As JSON Schema counts: letters outside the basic plane are one.
        var length =
            text.Length > (schema.LeastLength ?? 0) && text.Length <= (schema.MostLength ?? int.MaxValue)
                ? text.Length
                : text.EnumerateRunes().Count();
        if (length > schema.MostLength)
        {
            Say(path, text, "tooLong", ("most", Text(schema.MostLength.Value)));
        }
        else if (length < schema.LeastLength)
        {
            Say(path, text, "tooShort", ("least", Text(schema.LeastLength.Value)));
        }
        else if (schema.Allowed is { } allowed && !allowed.Contains(text))
        {
            Say(path, text, "allowed", ("allowed", string.Join(", ", allowed.Order(StringComparer.Ordinal))));
        }
        else if (schema.Pattern?.IsMatch(text) is false)
        {
            CheckForm(text, schema, path);
        }
        else if (!HasFormat(text, schema.Format))
        {
            Say(path, text, $"format.{(schema.Format is "date-time" ? "dateTime" : schema.Format)}");
        }
        else if (schema.Format is "date" && Day(text) is var day && (day < FirstDay || day > LastDay))
        {
            Say(
                InputIssue.InvalidInput,
                path,
                text,
                "dayOutOfRange",
                ("first", $"{FirstDay:yyyy-MM-dd}"),
                ("last", $"{LastDay:yyyy-MM-dd}")
            );
        }
        else if (text.Any(IsNoLetter))
        {
            Say(path, null, "noLetter");
        }
        else if (schema is { Format: null, Pattern: null, Allowed: null } && SsinInText.IsIn(text))
        {
            // Nobody looks for one in a text of somebody's own, so none may be hidden there; and it must not be told again.
            Say(path, null, "numberInText");
        }
    }

    private void CheckForm(string text, ContractSchema schema, string path)
    {
        if (IsTooFine(text, schema))
        {
            // As the checks of the facts say it of a figure that can still be read.
            var found = new Anomaly("fact.tooFine", Severity.Error, path) { Values = [("field", path)] };
            issues.Add(InputIssue.Of(found) with { In = place, Value = Short(text) });
        }
        else if (FormOf(schema, path) is { } form)
        {
            Say(path, text, form);
        }
        else
        {
            Say(path, text, "pattern", ("pattern", schema.Pattern!.ToString()));
        }
    }

    private static bool IsTooFine(string text, ContractSchema schema)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return schema.PatternOf is Quantity
            && point > 0
            && text.Length - point - 1 > MostDecimals
            && text.AsSpan(point + 1).IndexOfAnyExceptInRange('0', '9') < 0
            && schema.Pattern!.IsMatch(text[..point]);
    }

    /// <summary>The sentence that says how such a text is written, by what it is or else what it is called; null: none does.</summary>
    internal static string? FormOf(ContractSchema schema, string path)
    {
        if (schema.Pattern is null)
        {
            return null;
        }
        var called = path[(path.LastIndexOf('.') + 1)..].Split('[')[0].Replace("-", "", StringComparison.Ordinal);
        var form = $"form.{schema.PatternOf ?? called}";
        return ApiTexts.Catalogue.Has($"api.issue.{form}") ? form : null;
    }

    private static bool HasNumber(string header) => SsinInText.IsIn(Uri.UnescapeDataString(header));

    private void CheckNumber(JsonElement value, ContractSchema schema, string path)
    {
        if (!value.TryGetDecimal(out var number) || !InRange(number, schema))
        {
            Say(path, Shown(value), schema.Type is ContractType.Integer ? "wholeNumber" : "number", Bounds(schema));
        }
    }

    private static bool InRange(decimal number, ContractSchema schema)
    {
        var (least, most) = RangeOf(schema);
        return number >= least && number <= most;
    }

    private static (decimal Least, decimal Most) RangeOf(ContractSchema schema)
    {
        var (least, most) = schema.Format switch
        {
            "int32" => (int.MinValue, int.MaxValue),
            _ => ((decimal)long.MinValue, (decimal)long.MaxValue),
        };
        return (Math.Max(least, schema.Least ?? least), Math.Min(most, schema.Most ?? most));
    }

    private static (string, string)[] Bounds(ContractSchema schema)
    {
        var (least, most) = RangeOf(schema);
        return [("least", Text(least)), ("most", Text(most))];
    }

    private static bool HasType(JsonElement value, ContractType type) =>
        type switch
        {
            ContractType.Any => true,
            ContractType.Object => value.ValueKind is JsonValueKind.Object,
            ContractType.Array => value.ValueKind is JsonValueKind.Array,
            ContractType.String => value.ValueKind is JsonValueKind.String,
            ContractType.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            ContractType.Number => value.ValueKind is JsonValueKind.Number,
            // 1.0 is a whole number to JSON Schema; 1.5 and 1e99 are none here.
            _ => value.ValueKind is JsonValueKind.Number
                && value.TryGetDecimal(out var number)
                && number == decimal.Truncate(number),
        };

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    // Control characters, and what Unicode says will never be a character.
    private static bool IsNoLetter(char c) =>
        (char.IsControl(c) && c is not ('\t' or '\n' or '\r')) || c is >= '\ufdd0' and <= '\ufdef' or >= '\ufffe';

    private static bool HasFormat(string text, string? format) =>
        format switch
        {
            "date" => Day(text) is not null,
            "date-time" => text.Contains('T', StringComparison.Ordinal)
                && text.AsSpan(text.IndexOf('T', StringComparison.Ordinal)).IndexOfAny("Z+-") > 0
                && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "uuid" => Guid.TryParseExact(text, "D", out _),
            "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
            _ => true,
        };

    private static string Shown(JsonElement value) =>
        value.ValueKind is JsonValueKind.String ? value.GetString()!
        : value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? TypeName(TypeOf(value))
        : value.GetRawText();

    private static ContractType TypeOf(JsonElement value) =>
        value.ValueKind is JsonValueKind.Object ? ContractType.Object : ContractType.Array;

    private static string TypeName(ContractType type) => type.ToString().ToLowerInvariant();

    private static string? Short(string? value) =>
        value is null ? null : string.Concat(value.Take(LongestValue).Select(letter => IsNoLetter(letter) ? '\ufffd' : letter));

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
