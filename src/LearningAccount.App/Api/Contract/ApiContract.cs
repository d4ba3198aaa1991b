using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LearningAccount.App.Identity.Machines;

namespace LearningAccount.App.Api.Contract;

/// <summary>A parameter of an operation that stands in its address or a header.</summary>
/// <param name="Schema">Of one value, where it may be given several times.</param>
internal sealed record ContractParameter(string Name, InputPlace In, bool IsRequired, bool IsRepeated, ContractSchema Schema);

/// <summary>An answer of an operation.</summary>
/// <param name="Contents">By media type; none: it has no body.</param>
internal sealed record ContractAnswer(FrozenDictionary<string, ContractSchema?> Contents, ImmutableArray<string> Headers);

/// <summary>An operation of the contract.</summary>
internal sealed record ContractOperation
{
    /// <summary>As large as a page of entries; operations that take more say so.</summary>
    public const int UsualBodyBytes = 1024 * 1024;

    public required string Id { get; init; }

    /// <summary><c>GET</c>, <c>POST</c>, …</summary>
    public required string Method { get; init; }

    /// <summary>Below the address of the API: <c>/workers/{workerId}</c>.</summary>
    public required string Path { get; init; }
    public required string Tag { get; init; }
    public required ImmutableArray<ContractParameter> Parameters { get; init; }
    public required bool IsBodyRequired { get; init; }

    /// <summary>The most bytes its body may have: <c>x-max-body-bytes</c>, else 1 MiB.</summary>
    public required int MostBodyBytes { get; init; }

    /// <summary>By media type; none: it takes no body.</summary>
    public required FrozenDictionary<string, ContractSchema?> Bodies { get; init; }

    /// <summary>By status, or <c>default</c>.</summary>
    public required FrozenDictionary<string, ContractAnswer> Answers { get; init; }

    /// <summary>Any one of them suffices. Empty: open to everybody.</summary>
    public required ImmutableArray<string> Scopes { get; init; }
    public bool IsOpen => Scopes.IsEmpty;
}

/// <summary>
/// The published contract, <c>docs/contracts/openapi.yaml</c>, as the program itself goes by it: what comes in is checked against it, and
/// every operation in it has its handler.
/// </summary>
internal sealed class ApiContract
{
    private const string Resource = "contracts/openapi.yaml";
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];
    private static readonly Lazy<ApiContract> Read = new(() => Of(Written()));
    private readonly CompileSchemas compile;

    private ApiContract(JsonObject document)
    {
        Document = document;
        compile = new(document);
        Schemas = compile.All();
        Operations =
        [
            .. document["paths"]!
                .AsObject()
                .SelectMany(path => Methods.Where(path.Value!.AsObject().ContainsKey), (path, method) => Operation(path, method)),
        ];
    }

    public static ApiContract Shipped => Read.Value;

    public JsonObject Document { get; }
    public ImmutableArray<ContractOperation> Operations { get; }
    public FrozenDictionary<string, ContractSchema> Schemas { get; }

    /// <summary>The path before those of the contract; its server names the same.</summary>
    public const string Root = AccessTokens.ApiPath;

    public string Server => Document["servers"]![0]!["url"]!.GetValue<string>();

    /// <exception cref="InvalidDataException">The contract says something that the program cannot check.</exception>
    public static ApiContract Of(string yaml) => new(YamlJson.Read(new StringReader(yaml)).AsObject());

    /// <summary>The contract to the letter.</summary>
    public static string Written()
    {
        using var stream = typeof(ApiContract).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private ContractOperation Operation(KeyValuePair<string, JsonNode?> path, string method)
    {
        var ofPath = path.Value!.AsObject();
        var written = ofPath[method]!.AsObject();
        var parameters = Nodes(ofPath["parameters"]).Concat(Nodes(written["parameters"])).Select(Followed).Select(Parameter);
        var body = written["requestBody"] is { } asked ? Followed(asked) : null;
        return new()
        {
            Id = written["operationId"]!.GetValue<string>(),
            Method = method.ToUpperInvariant(),
            Path = path.Key,
            Tag = written["tags"]![0]!.GetValue<string>(),
            Parameters = [.. parameters],
            IsBodyRequired = body?["required"]?.GetValue<bool>() ?? false,
            MostBodyBytes = (int?)body?["x-max-body-bytes"]?.GetValue<long>() ?? ContractOperation.UsualBodyBytes,
            Bodies = Contents(body?["content"]),
            Answers = written["responses"]!
                .AsObject()
                .ToFrozenDictionary(answer => answer.Key, answer => Answer(Followed(answer.Value!)), StringComparer.Ordinal),
            Scopes =
            [
                .. Nodes(written["security"] ?? Document["security"])
                    .SelectMany(one => one.AsObject().SelectMany(scheme => Nodes(scheme.Value)))
                    .Select(scope => scope.GetValue<string>())
                    .Distinct(StringComparer.Ordinal),
            ],
        };
    }

    private ContractParameter Parameter(JsonObject written)
    {
        var schema = compile.Of(written["schema"]!.AsObject());
        return new(
            written["name"]!.GetValue<string>(),
            Enum.Parse<InputPlace>(written["in"]!.GetValue<string>(), ignoreCase: true),
            written["required"]?.GetValue<bool>() ?? false,
            schema.Type is ContractType.Array,
            schema.Items ?? schema
        );
    }

    private ContractAnswer Answer(JsonObject written) =>
        new(Contents(written["content"]), [.. written["headers"]?.AsObject().Select(header => header.Key) ?? []]);

    private FrozenDictionary<string, ContractSchema?> Contents(JsonNode? written) =>
        (written?.AsObject() ?? []).ToFrozenDictionary(
            content => content.Key,
            content => content.Value?["schema"] is { } schema ? compile.Of(schema.AsObject()) : null,
            StringComparer.OrdinalIgnoreCase
        );

    // What stands once in components and is pointed at.
    private JsonObject Followed(JsonNode node)
    {
        var at = node.AsObject();
        while (at["$ref"] is { } reference)
        {
            JsonNode found = Document;
            foreach (var part in reference.GetValue<string>().Split('/')[1..])
            {
                found = found[part] ?? throw new InvalidDataException($"{reference} points at nothing.");
            }
            at = found.AsObject();
        }
        return at;
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode? list) => list?.AsArray().OfType<JsonNode>() ?? [];
}
