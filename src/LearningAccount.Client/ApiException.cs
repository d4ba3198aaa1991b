using System.Net;
using System.Text.Json;

namespace LearningAccount.Client;

/// <summary>What the server could not do, as it told it (RFC 9457).</summary>
public sealed class ApiException : Exception
{
    private ApiException(HttpStatusCode status, Problem problem)
        : base(
            $"{(int)status} {problem.Type}: {problem.Detail ?? problem.Title}{string.Concat((problem.Issues ?? []).Select(issue => $"\n  {issue.In} {issue.Name}: {issue.Detail}"))}"
        ) => (Status, Problem) = (status, problem);

    public HttpStatusCode Status { get; }

    /// <summary>Programs go by <see cref="Client.Problem.Type"/> and its issues.</summary>
    public Problem Problem { get; }

    internal static async Task<ApiException> OfAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        var text = await answer.Content.ReadAsStringAsync(cancel).ConfigureAwait(false);
        Problem? problem = null;
        try
        {
            problem = JsonSerializer.Deserialize<Problem>(text, LearningAccountClient.Json);
        }
        catch (JsonException)
        {
            // A gateway before the server answers in its own way.
        }
        return new(
            answer.StatusCode,
            problem
                ?? new()
                {
                    Type = "about:blank",
                    Title = answer.ReasonPhrase ?? "",
                    Status = (int)answer.StatusCode,
                    Detail = text.Length > 500 ? text[..500] : text,
                }
        );
    }
}
