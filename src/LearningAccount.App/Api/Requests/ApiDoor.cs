using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Api.Requests;

/// <summary>
/// The way of a request through the API: its address, who asks, what the contract says of what was sent, the work, the answer. What
/// goes wrong on the way is a problem (RFC 9457) and nothing else.
/// </summary>
internal sealed partial class ApiDoor
{
    private const string TraceHeader = "BelGov-Trace-Id";
    private const string RelatedTraceHeader = "BelGov-Related-Trace-Id";
    private const int LongestTrace = 36;
    private const string ProblemType = "application/problem+json";

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly PathTree addresses;
    private readonly FrozenDictionary<string, ApiHandler> handlers;
    private readonly ILogger<ApiDoor> log;

    /// <exception cref="InvalidOperationException">The contract and the program do not have the same operations.</exception>
    public ApiDoor(ApiContract contract, IReadOnlyDictionary<string, ApiHandler> handlers, ILogger<ApiDoor> log)
    {
        var promised = contract.Operations.Select(operation => operation.Id).ToHashSet(StringComparer.Ordinal);
        if (!promised.SetEquals(handlers.Keys))
        {
            promised.SymmetricExceptWith(handlers.Keys);
            throw new InvalidOperationException(
                $"Not both in the contract and in the program: {string.Join(", ", promised.Order(StringComparer.Ordinal))}"
            );
        }
        addresses = PathTree.Of(contract.Operations);
        (this.handlers, this.log) = (handlers.ToFrozenDictionary(StringComparer.Ordinal), log);
    }

    /// <summary>Answers a request whose path is below the API's own.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var trace = Guid.CreateVersion7();
        var headers = context.Response.Headers;
        headers[TraceHeader] = trace.ToString("D");
        if (context.Request.Headers[TraceHeader] is [{ Length: <= LongestTrace } asked] && asked.All(IsOfTrace))
        {
            headers[RelatedTraceHeader] = asked;
        }
        var language = ApiLanguage.Of(context.Request);
        try
        {
            await AnswerAsync(context, language);
        }
        catch (ProblemException refused)
        {
            await WriteAsync(context, refused.Problem, trace, language);
        }
        catch (BadHttpRequestException refused) when (refused.StatusCode is StatusCodes.Status413PayloadTooLarge)
        {
            await WriteAsync(context, Problem.PayloadTooLarge(ReadRequest.BodyBytes), trace, language);
        }
        catch (Exception wrong) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            Failed(wrong, trace);
            await WriteAsync(context, Problem.InternalServerError(), trace, language);
        }
    }

    private async Task AnswerAsync(HttpContext context, Language language)
    {
        var request = context.Request;
        if (addresses.Find(request.Path.Value ?? "") is not var (operations, named))
        {
            throw new ProblemException(Problem.NotFound());
        }
        var method = HttpMethods.IsHead(request.Method) ? HttpMethods.Get : request.Method;
        if (!operations.TryGetValue(method, out var operation))
        {
            throw new ProblemException(
                Problem.MethodNotAllowed(string.Join(", ", operations.Keys.Order(StringComparer.Ordinal)))
            );
        }
        var parameters = ReadRequest.Parameters(request, operation, named);
        using var body = await ReadRequest.Body(request, operation, context.RequestAborted);
        var call = new ApiCall(context, operation, parameters, body?.RootElement, language);
        await WriteAsync(context, await handlers[operation.Id](call, context.RequestAborted), language);
    }

    private static async Task WriteAsync(HttpContext context, ApiAnswer answer, Language language)
    {
        var (request, response) = (context.Request, context.Response);
        response.StatusCode = answer.Status;
        response.Headers.CacheControl = answer.CacheControl;
        response.Headers.Location = answer.Location;
        if (answer.IsInLanguage)
        {
            response.Headers.ContentLanguage = language.Code();
            response.Headers.Vary = "Accept-Language";
        }
        if (answer.ETag is { } tag)
        {
            var quoted = $"\"{tag}\"";
            response.Headers.ETag = quoted;
            var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
            if (isRead && request.Headers.IfNoneMatch.Any(known => Names(known, quoted)))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }
        if (answer.Bytes is null && answer.Json is null)
        {
            return;
        }
        response.ContentType = answer.MediaType;
        if (answer.Bytes is { } bytes)
        {
            response.ContentLength = bytes.Length;
            await response.Body.WriteAsync(bytes, context.RequestAborted);
            return;
        }
        await using var json = new Utf8JsonWriter(response.BodyWriter, Plain);
        answer.Json!(json);
    }

    private static async Task WriteAsync(HttpContext context, Problem problem, Guid instance, Language language)
    {
        var response = context.Response;
        response.StatusCode = problem.Status;
        response.ContentType = ProblemType;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentLanguage = language.Code();
        response.Headers.Allow = problem.Allow;
        response.Headers.WWWAuthenticate = problem.Authenticate;
        if (problem.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        await using var json = new Utf8JsonWriter(response.BodyWriter, Plain);
        problem.Write(json, instance, language);
    }

    private static bool IsOfTrace(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-';

    private static bool Names(string? header, string tag) =>
        header is "*" || (header ?? "").Split(',', StringSplitOptions.TrimEntries).Any(one => one == tag || one == $"W/{tag}");

    [LoggerMessage(Level = LogLevel.Error, Message = "The API failed, instance {Instance}.")]
    private partial void Failed(Exception wrong, Guid instance);
}
