namespace LearningAccount.App.Identity;

/// <summary>The name under which a request of a program is found again (REST guide, tracing): told with every answer.</summary>
internal static class RequestTrace
{
    private const string Header = "BelGov-Trace-Id";
    private const string RelatedHeader = "BelGov-Related-Trace-Id";
    private const int Longest = 36;

    /// <summary>Gives the answer its name, and tells the one that came with the request as a related one.</summary>
    public static Guid Begin(HttpContext context)
    {
        var trace = Guid.CreateVersion7();
        var headers = context.Response.Headers;
        headers[Header] = trace.ToString("D");
        if (context.Request.Headers[Header] is [{ Length: <= Longest } asked] && asked.All(IsOfTrace))
        {
            headers[RelatedHeader] = asked;
        }
        return trace;
    }

    private static bool IsOfTrace(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-';
}
