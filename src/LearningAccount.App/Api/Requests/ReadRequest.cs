using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using Microsoft.Net.Http.Headers;

namespace LearningAccount.App.Api.Requests;

/// <summary>Reads what a request says and checks it against the contract, all of it, before anything is done.</summary>
internal static class ReadRequest
{
    private const int DeepestBody = 32;
    private const string Json = "application/json";

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = DeepestBody, AllowDuplicateProperties = true };

    /// <exception cref="ProblemException">Something in the address or the headers is wrong.</exception>
    public static FrozenDictionary<string, string[]> Parameters(
        HttpRequest request,
        ContractOperation operation,
        IReadOnlyDictionary<string, string> named
    )
    {
        var issues = new List<InputIssue>();
        var found = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var parameter in operation.Parameters)
        {
            var check = new SchemaCheck(parameter.In);
            var values = Values(request, parameter, named);
            if (values.Length == 0)
            {
                if (parameter.IsRequired)
                {
                    check.Say(parameter.Name, null, "required");
                }
                else if (parameter.Schema.Default is { } preset)
                {
                    found[parameter.Name] = [preset];
                }
            }
            else if (values.Length > 1 && !parameter.IsRepeated)
            {
                check.Say(parameter.Name, values[1], "twice");
            }
            else
            {
                foreach (var value in values)
                {
                    check.CheckParameter(value, parameter.Schema, parameter.Name);
                }
                found[parameter.Name] = values;
            }
            issues.AddRange(check.Issues);
        }
        foreach (var name in request.Query.Keys)
        {
            if (!operation.Parameters.Any(known => known.In is InputPlace.Query && known.Name == name))
            {
                issues.Add(new(InputIssue.UnknownInput, InputPlace.Query, name, null, "api.issue.unknown"));
            }
        }
        return issues.Count == 0
            ? found.ToFrozenDictionary(StringComparer.Ordinal)
            : throw new ProblemException(Problem.BadRequest(issues));
    }

    /// <summary>The body, of which the caller disposes; null: the operation takes none, or none was sent and none is needed.</summary>
    /// <exception cref="ProblemException">It is too large, of another form, no JSON, or not as the contract says.</exception>
    public static async Task<JsonDocument?> Body(HttpRequest request, ContractOperation operation, CancellationToken cancel)
    {
        if (operation.Bodies.Count == 0)
        {
            return null;
        }
        if (
            !operation.Bodies.ContainsKey(Json)
            && !operation.Bodies.Keys.Any(type => type.EndsWith("+json", StringComparison.Ordinal))
        )
        {
            // A file: whoever carries out the operation reads it as it comes.
            _ = SchemaOf(request, operation);
            return null;
        }
        var bytes = new ArrayBufferWriter<byte>();
        await SentBytes.Read(request, operation.MostBodyBytes, Take, cancel);
        if (bytes.WrittenCount == 0)
        {
            return operation.IsBodyRequired ? throw new ProblemException(Problem.BadRequest([Fault("", "noBody")])) : null;
        }
        var schema = SchemaOf(request, operation);
        var document = Parsed(bytes.WrittenMemory);
        try
        {
            if (schema is not null)
            {
                var check = new SchemaCheck(InputPlace.Body);
                check.Check(document.RootElement, schema);
                if (check.Issues.Count > 0)
                {
                    throw new ProblemException(Problem.BadRequest(check.Issues));
                }
            }
            return document;
        }
        catch
        {
            document.Dispose();
            throw;
        }

        ValueTask Take(ReadOnlyMemory<byte> piece)
        {
            bytes.Write(piece.Span);
            return ValueTask.CompletedTask;
        }
    }

    private static string[] Values(HttpRequest request, ContractParameter parameter, IReadOnlyDictionary<string, string> named) =>
        parameter.In switch
        {
            InputPlace.Path => [named[parameter.Name]],
            InputPlace.Query => [.. request.Query[parameter.Name].OfType<string>()],
            _ => [.. request.Headers[parameter.Name].OfType<string>()],
        };

    private static ContractSchema? SchemaOf(HttpRequest request, ContractOperation operation)
    {
        var isJson =
            MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && (type.Charset.Length == 0 || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));
        return isJson && operation.Bodies.TryGetValue(type!.MediaType.ToString(), out var schema)
            ? schema
            : throw new ProblemException(Problem.UnsupportedMediaType(operation.Bodies.Keys.DefaultIfEmpty(Json)));
    }

    private static JsonDocument Parsed(ReadOnlyMemory<byte> bytes)
    {
        if (!Utf8.IsValid(bytes.Span) || (bytes.Span.IndexOf("\\u"u8) >= 0 && HasHalfLetter(bytes.Span)))
        {
            throw new ProblemException(Problem.BadRequest([Fault("", "notUnicode")]));
        }
        try
        {
            return JsonDocument.Parse(bytes, Strict);
        }
        catch (JsonException wrong) when (wrong.Message.Contains("depth", StringComparison.Ordinal))
        {
            var issue = Fault("", "tooDeep") with { Values = [("most", Number(DeepestBody))] };
            throw new ProblemException(Problem.BadRequest([issue]));
        }
        catch (JsonException wrong)
        {
            var issue = Fault("", "notJson") with
            {
                Values = [("line", Number(wrong.LineNumber + 1)), ("character", Number(wrong.BytePositionInLine + 1))],
            };
            throw new ProblemException(Problem.BadRequest([issue]));
        }
    }

    /// <summary>A letter outside the basic plane is written as two escapes; one of them alone is no text.</summary>
    private static bool HasHalfLetter(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new() { MaxDepth = DeepestBody, AllowMultipleValues = false });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                {
                    _ = reader.GetString();
                }
            }
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
        catch (JsonException)
        {
            // Told by who parses it.
            return false;
        }
    }

    private static InputIssue Fault(string name, string code) =>
        new(InputIssue.SchemaViolation, InputPlace.Body, name, null, $"api.issue.{code}");

    private static string Number(long? value) => (value ?? 0).ToString(CultureInfo.InvariantCulture);
}
