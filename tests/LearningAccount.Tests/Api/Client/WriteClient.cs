using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LearningAccount.App.Api.Contract;

namespace LearningAccount.Tests.Api.Client;

/// <summary>Writes the methods of the typed client from the contract: one an operation, with its words.</summary>
internal static class WriteClient
{
    private static readonly string[] OfClient = ["Idempotency-Key", "Authorization"];

    public static string Operations(ApiContract contract)
    {
        var text = new StringBuilder(ClientTypes.Head)
            .AppendLine("public sealed partial class LearningAccountClient")
            .AppendLine("{");
        foreach (var operation in contract.Operations)
        {
            Write(text, contract.Document, operation);
        }
        return text.AppendLine("}").ToString();
    }

    private static void Write(StringBuilder text, JsonObject document, ContractOperation operation)
    {
        var ofPath = document["paths"]![operation.Path]!.AsObject();
        var written = ofPath[operation.Method.ToLowerInvariant()]!.AsObject();
        var parameters = Nodes(ofPath["parameters"])
            .Concat(Nodes(written["parameters"]))
            .Select(one => new Parameter(document, Followed(document, one)))
            .ToList();
        var body = written["requestBody"] is { } asked ? Followed(document, asked) : null;
        var (answer, isStream) = Answer(document, written);
        var name = ClientTypes.Pascal(operation.Id);
        var isRepeatable =
            operation.Method is "GET" or "PUT" or "DELETE" || parameters.Exists(one => one.Name is "Idempotency-Key");

        ClientTypes.Summary(text, written["summary"]?.GetValue<string>(), "    ");
        foreach (var one in parameters.Where(one => !OfClient.Contains(one.Name)))
        {
            ClientTypes.Tag(text, $"param name=\"{one.Variable}\"", "param", one.Description, "    ");
        }
        ClientTypes.Tag(text, "exception cref=\"ApiException\"", "exception", "What could not be done.", "    ");
        var arguments = parameters
            .Where(one => one is { IsRequired: true } && !OfClient.Contains(one.Name))
            .Select(one => $"{one.Type} {one.Variable}")
            .ToList();
        var bodyType = body is null ? null : BodyType(document, operation, body);
        if (bodyType is not null)
        {
            arguments.Add(body!["required"]?.GetValue<bool>() is true ? $"{bodyType} body" : $"{bodyType}? body = null");
        }
        arguments.AddRange(
            parameters
                .Where(one => one is { IsRequired: false } && !OfClient.Contains(one.Name))
                .Select(one => $"{one.Type}? {one.Variable} = null")
        );
        if (parameters.Exists(one => one.Name is "Idempotency-Key"))
        {
            ClientTypes.Tag(
                text,
                "param name=\"key\"",
                "param",
                "The sender's own name of the request; a random one without it.",
                "    "
            );
            arguments.Add("string? key = null");
        }
        arguments.Add("CancellationToken cancel = default");
        var ordered = arguments.OrderBy(one => one.Contains(" = ", StringComparison.Ordinal));
        var task = isStream ? "Task<Stream>" : $"Task<ApiAnswer<{answer}>>";
        text.AppendLine(CultureInfo.InvariantCulture, $"    public {task} {name}Async({string.Join(", ", ordered)}) =>");
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"        {(isStream ? "OpenAsync" : $"AskAsync<{answer}>")}(new(new HttpMethod(\"{operation.Method}\"), $\"{PathOf(operation, parameters)}\")"
        );
        text.AppendLine("        {");
        Assign(text, "Query", parameters.Where(one => one.In is "query"));
        Assign(text, "Headers", parameters.Where(one => one.In is "header" && !OfClient.Contains(one.Name)));
        if (bodyType is not null)
        {
            text.AppendLine("            Body = body,");
            if (body!["content"]!.AsObject().First().Key is var media and not "application/json")
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"            MediaType = \"{media}\",");
            }
        }
        if (parameters.Exists(one => one.Name is "Idempotency-Key"))
        {
            text.AppendLine("            Key = key,");
        }
        if (isRepeatable)
        {
            text.AppendLine("            MayRepeat = true,");
        }
        text.AppendLine("        }, cancel);").AppendLine();
    }

    private static void Assign(StringBuilder text, string member, IEnumerable<Parameter> parameters)
    {
        var words = parameters
            .Select(one =>
                one.IsRepeated
                    ? $".. Each(\"{one.Name}\", {one.Variable}, one => Text(one))"
                    : $"(\"{one.Name}\", Text({one.Variable}))"
            )
            .ToList();
        if (words.Count > 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"            {member} = [{string.Join(", ", words)}],");
        }
    }

    private static string PathOf(ContractOperation operation, List<Parameter> parameters)
    {
        var path = operation.Path;
        foreach (var one in parameters.Where(one => one.In is "path"))
        {
            path = path.Replace($"{{{one.Name}}}", $"{{Segment({one.Variable})}}", StringComparison.Ordinal);
        }
        return path;
    }

    private static string BodyType(JsonObject document, ContractOperation operation, JsonObject body)
    {
        var (media, content) = body["content"]!.AsObject().First();
        return operation.Method is "PATCH" ? "IReadOnlyDictionary<string, object?>"
            : media.EndsWith("json", StringComparison.Ordinal)
                ? ClientTypes.TypeOf(document, content!["schema"]!.AsObject(), $"{ClientTypes.Pascal(operation.Id)}Body")
            : "HttpContent";
    }

    private static (string Type, bool IsStream) Answer(JsonObject document, JsonObject written)
    {
        foreach (var (status, node) in written["responses"]!.AsObject())
        {
            if (!status.StartsWith('2') || Followed(document, node!)["content"]?.AsObject() is not { Count: > 0 } contents)
            {
                continue;
            }
            var (media, content) = contents.First();
            if (media is not "application/json")
            {
                return ("", true);
            }
            var named = $"{ClientTypes.Pascal(written["operationId"]!.GetValue<string>())}Answer";
            return (ClientTypes.TypeOf(document, content!["schema"]!.AsObject(), named), false);
        }
        return ("Nothing", false);
    }

    internal static JsonObject Followed(JsonObject document, JsonNode node)
    {
        var at = node.AsObject();
        while (at["$ref"] is { } reference)
        {
            at = reference
                .GetValue<string>()
                .Split('/')[1..]
                .Aggregate((JsonNode)document, (found, part) => found[part]!)
                .AsObject();
        }
        return at;
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode? list) => list?.AsArray().OfType<JsonNode>() ?? [];

    private sealed class Parameter
    {
        public Parameter(JsonObject document, JsonObject written)
        {
            Name = written["name"]!.GetValue<string>();
            In = written["in"]!.GetValue<string>();
            Description = written["description"]?.GetValue<string>();
            IsRequired = written["required"]?.GetValue<bool>() is true;
            var schema = written["schema"]!.AsObject();
            IsRepeated = schema["type"]?.GetValue<string>() is "array";
            Type = IsRepeated ? "IEnumerable<string>" : ClientTypes.Scalar(Followed(document, schema));
            Variable = ClientTypes.Camel(Name);
        }

        public string Name { get; }
        public string In { get; }
        public string? Description { get; }
        public bool IsRequired { get; }
        public bool IsRepeated { get; }
        public string Type { get; }
        public string Variable { get; }
    }
}
