using System.Collections.Frozen;
using System.Globalization;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Identity;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Storage;
using Microsoft.Net.Http.Headers;

namespace LearningAccount.App.Api.Requests;

/// <summary>
/// The way of a request through the API: its address, who asks, what the contract says of what was sent, the work, the answer. What
/// goes wrong on the way is a problem (RFC 9457) and nothing else.
/// </summary>
internal sealed partial class ApiDoor
{
    private const string ProblemType = "application/problem+json";
    private readonly PathTree addresses;
    private readonly FrozenDictionary<string, ApiOperation> operations;
    private readonly ILogger<ApiDoor> log;

    /// <exception cref="InvalidOperationException">The contract and the program do not have the same operations.</exception>
    public ApiDoor(ApiContract contract, IEnumerable<ApiOperation> operations, ILogger<ApiDoor> log)
    {
        this.operations = operations.ToFrozenDictionary(operation => operation.Id, StringComparer.Ordinal);
        var promised = contract.Operations.Select(operation => operation.Id).ToHashSet(StringComparer.Ordinal);
        if (!promised.SetEquals(this.operations.Keys))
        {
            promised.SymmetricExceptWith(this.operations.Keys);
            throw new InvalidOperationException(
                $"Not both in the contract and in the program: {string.Join(", ", promised.Order(StringComparer.Ordinal))}"
            );
        }
        addresses = PathTree.Of(contract.Operations);
        this.log = log;
    }

    /// <summary>Answers a request whose path is below the API's own.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var trace = RequestTrace.Begin(context);
        var language = ApiLanguage.Of(context.Request);
        var found = addresses.Find(context.Request.Path.Value ?? "");
        try
        {
            await AnswerAsync(context, found, language);
        }
        catch (ProblemException refused)
        {
            await WriteAsync(context, Placed(refused.Problem, found?.Named), trace, language);
        }
        catch (RefusedException refused) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, Placed(Refusals.ProblemOf(refused.Anomaly), found?.Named), trace, language);
        }
        catch (BadHttpRequestException refused) when (refused.StatusCode is StatusCodes.Status413PayloadTooLarge)
        {
            await WriteAsync(context, Problem.PayloadTooLarge(ContractOperation.UsualBodyBytes), trace, language);
        }
        catch (Exception wrong) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            Failed(wrong, trace);
            await WriteAsync(context, Problem.InternalServerError(), trace, language);
        }
    }

    /// <summary>What is not there is named by the last part of the address that stands for something, where nobody knew it closer.</summary>
    private static Problem Placed(Problem problem, OrderedDictionary<string, string>? named) =>
        problem is { Status: StatusCodes.Status404NotFound, Issues.Count: 0 } && named is { Count: > 0 }
            ? problem with
            {
                Issues =
                [
                    new(
                        InputIssue.ReferencedResourceNotFound,
                        InputPlace.Path,
                        named.GetAt(named.Count - 1).Key,
                        named.GetAt(named.Count - 1).Value,
                        "api.issue.notHere"
                    ),
                ],
            }
            : problem;

    private async Task AnswerAsync(
        HttpContext context,
        (IReadOnlyDictionary<string, ContractOperation> Operations, OrderedDictionary<string, string> Named)? found,
        Language language
    )
    {
        var request = context.Request;
        if (found is not var (methods, named))
        {
            throw new ProblemException(Problem.NotFound());
        }
        var method = HttpMethods.IsHead(request.Method) ? HttpMethods.Get : request.Method;
        if (!methods.TryGetValue(method, out var promised))
        {
            throw new ProblemException(Problem.MethodNotAllowed(string.Join(", ", methods.Keys.Order(StringComparer.Ordinal))));
        }
        var operation = operations[promised.Id];
        var visitor = await ApiGate.Admit(context, promised);
        var parameters = ReadRequest.Parameters(request, promised, named);
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        // Whether somebody may do it is settled before what was sent is looked at.
        var employer = await ApiGate.EmployerOf(context, parameters, visitor, operation.Right, now);
        using var body = await ReadRequest.Body(request, promised, context.RequestAborted);
        var call = new ApiCall(context, promised, parameters, body?.RootElement, language)
        {
            Now = now,
            Visitor = visitor,
            Employer = employer!,
        };
        await WriteAsync(context, await operation.Handler(call, context.RequestAborted), visitor.UserId, language);
    }

    private static async Task WriteAsync(HttpContext context, ApiAnswer answer, Guid reader, Language language)
    {
        var (request, response) = (context.Request, context.Response);
        var headers = response.Headers;
        response.StatusCode = answer.Status;
        headers.CacheControl = answer.CacheControl;
        headers.Location = answer.Location;
        if (answer.IsRepeated)
        {
            headers[Repeats.RepeatedHeader] = "true";
        }
        if (answer.RetryAfterSeconds is { } seconds)
        {
            headers.RetryAfter = Text(seconds);
        }
        if (answer.FileName is { } name)
        {
            var attachment = new ContentDispositionHeaderValue("attachment");
            attachment.SetHttpFileName(name);
            headers.ContentDisposition = attachment.ToString();
        }
        if (answer.IsInLanguage)
        {
            headers.ContentLanguage = language.Code();
            headers.Vary = "Accept-Language";
        }
        if (answer.ETag is { } tag)
        {
            headers.ETag = $"\"{tag}\"";
            var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
            if (isRead && request.Headers.IfNoneMatch.Any(known => ETags.Names(known, tag)))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }
        if (answer.IsKept && HttpMethods.IsGet(request.Method))
        {
            answer = context.RequestServices.GetRequiredService<KeptAnswers>().Of(answer, reader, request, language);
        }
        if (answer.Stream is { } stream)
        {
            response.ContentType = answer.MediaType;
            await stream(response.BodyWriter, context.RequestAborted);
        }
        else if (answer.Bytes is { } bytes)
        {
            response.ContentType = answer.MediaType;
            await response.Body.WriteAsync(bytes, context.RequestAborted);
        }
        else if (answer.Json is { } write)
        {
            response.ContentType = answer.MediaType;
            await using var json = ApiAnswer.Writer(response.BodyWriter);
            write(json);
        }
    }

    private static async Task WriteAsync(HttpContext context, Problem problem, Guid instance, Language language)
    {
        var response = context.Response;
        response.StatusCode = problem.Status;
        response.ContentType = ProblemType;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentLanguage = language.Code();
        response.Headers.Allow = problem.Allow;
        response.Headers.AcceptEncoding = problem.AcceptEncoding;
        response.Headers.WWWAuthenticate = problem.Authenticate;
        if (problem.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = Text(seconds);
        }
        await using var json = ApiAnswer.Writer(response.BodyWriter);
        problem.Write(json, instance, language);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [LoggerMessage(Level = LogLevel.Error, Message = "The API failed, instance {Instance}.")]
    private partial void Failed(Exception wrong, Guid instance);
}
