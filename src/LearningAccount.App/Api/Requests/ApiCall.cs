using System.Collections.Frozen;
using System.Text.Json;
using LearningAccount.App.Api.Contract;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;

namespace LearningAccount.App.Api.Requests;

/// <summary>A request that keeps to the contract, and who asks.</summary>
internal sealed class ApiCall(
    HttpContext context,
    ContractOperation operation,
    FrozenDictionary<string, string[]> parameters,
    JsonElement? body,
    Language language
)
{
    public HttpContext Context => context;
    public ContractOperation Operation => operation;
    public Language Language => language;
    public Visitor Visitor { get; init; } = Visitor.Nobody;

    /// <summary>The body; the operation has one and it was required.</summary>
    public JsonElement Body => body ?? throw new InvalidOperationException($"{operation.Id} has no body.");
    public bool HasBody => body is not null;

    public T Part<T>()
        where T : notnull => context.RequestServices.GetRequiredService<T>();

    /// <summary>A parameter of the path, the query or a header; null: it was not given and has no default.</summary>
    public string? this[string name] => parameters.TryGetValue(name, out var values) ? values[0] : null;

    /// <summary>All values of a parameter that may be given several times.</summary>
    public IReadOnlyList<string> Values(string name) => parameters.TryGetValue(name, out var values) ? values : [];
}

/// <summary>An answer: its status, and its body where it has one.</summary>
internal sealed record ApiAnswer(int Status)
{
    public string MediaType { get; init; } = "application/json";

    /// <summary>Writes the body as JSON.</summary>
    public Action<Utf8JsonWriter>? Json { get; init; }

    /// <summary>A body that is no JSON.</summary>
    public ReadOnlyMemory<byte>? Bytes { get; init; }
    public string? Location { get; init; }

    /// <summary>The version of what is answered, without quotes.</summary>
    public string? ETag { get; init; }

    /// <summary>True: it holds sentences in the asked language.</summary>
    public bool IsInLanguage { get; init; }
    public string CacheControl { get; init; } = "no-store";

    public static ApiAnswer Of(Action<Utf8JsonWriter> json) => new(StatusCodes.Status200OK) { Json = json };
}

/// <summary>Carries out one operation of the contract.</summary>
internal delegate Task<ApiAnswer> ApiHandler(ApiCall call, CancellationToken cancel);
