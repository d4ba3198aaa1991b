using System.Security.Cryptography;
using System.Text;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Requests;

/// <summary>Carries out a request once, however often it is sent with the same key (<c>Idempotency-Key</c>).</summary>
internal static class Repeats
{
    /// <summary>The header with the sender's own name of a request.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>True on an answer that was given before.</summary>
    public const string RepeatedHeader = "Idempotency-Replayed";

    public static Task<ApiAnswer> Make(ApiCall call, Func<Change, Task<ApiAnswer>> work, string? why, CancellationToken cancel)
    {
        var key = call[Header];
        return Change.Make(
            call.Part<Database>(),
            call.Visitor.Author(why ?? call.Why),
            async change => key is null ? await work(change) : await Once(call, change, key, work, cancel),
            cancel,
            // Larger bodies are of thousands.
            briefOf: call.Operation.MostBodyBytes > ContractOperation.UsualBodyBytes ? null
                : call.IsOfEmployer ? call.EmployerId
                : Guid.Empty
        );
    }

    private static async Task<ApiAnswer> Once(
        ApiCall call,
        Change change,
        string key,
        Func<Change, Task<ApiAnswer>> work,
        CancellationToken cancel
    )
    {
        var asked = new AskedOnce(call.Visitor.UserId, key, HashOf(call), call.Now);
        if (await GivenAnswers.Find(change, asked, cancel) is { } given)
        {
            return given.RequestHash == asked.RequestHash
                ? new ApiAnswer(given.Status)
                {
                    Bytes = given.Body is null ? null : Encoding.UTF8.GetBytes(given.Body),
                    Location = given.Location,
                    ETag = given.ETag,
                    IsRepeated = true,
                }
                : throw new ProblemException(Problem.KeyTaken());
        }
        var answer = (await work(change)).WrittenOut();
        await GivenAnswers.Keep(
            change,
            asked,
            call.IsOfEmployer ? call.EmployerId : null,
            new()
            {
                RequestHash = asked.RequestHash,
                Status = answer.Status,
                Location = answer.Location,
                ETag = answer.ETag,
                Body = answer.Bytes is { } body ? Encoding.UTF8.GetString(body.Span) : null,
            },
            cancel
        );
        return answer;
    }

    private static string HashOf(ApiCall call)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{call.Context.Request.Method} {call.Context.Request.Path}\n"));
        if (call.HasBody)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(call.Body.GetRawText()));
        }
        if (call.BodyHash is { } ofFile)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{call.Context.Request.QueryString} {ofFile}"));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
