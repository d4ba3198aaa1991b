using System.Text.Json.Nodes;

namespace LearningAccount.App.Identity.Machines;

/// <summary>A request of a machine that is not granted, as RFC 6749 (section 5.2) tells it: to the program, and to who wrote it.</summary>
internal sealed class OAuthException(string error, string description, int status = StatusCodes.Status400BadRequest)
    : Exception(description)
{
    public string Error => error;
    public int Status => status;
    public TimeSpan? Wait { get; private init; }

    public static OAuthException Request(string description) => new("invalid_request", description);

    public static OAuthException Client(string description) =>
        new("invalid_client", description, StatusCodes.Status401Unauthorized);

    /// <summary>It is not the client's fault; <c>server_error</c> as RFC 6749 (section 4.1.2.1) names it.</summary>
    public static OAuthException Failed() =>
        new(
            "server_error",
            "This went wrong here, and is not your fault. Try again later.",
            StatusCodes.Status500InternalServerError
        );

    public static OAuthException TooMany(TimeSpan wait) =>
        new("temporarily_unavailable", "Too many requests from this address.", StatusCodes.Status429TooManyRequests)
        {
            Wait = wait,
        };
}

/// <summary>Writes answers of the machines' sign-in: JSON that nobody keeps.</summary>
internal static class OAuthAnswer
{
    public static Task Write(HttpContext context, JsonObject answer, string cacheControl = "no-store")
    {
        context.Response.Headers.CacheControl = cacheControl;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
    }

    public static Task Write(HttpContext context, OAuthException refused)
    {
        context.Response.StatusCode = refused.Status;
        if (refused.Wait is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds)
                .ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        return Write(context, new JsonObject { ["error"] = refused.Error, ["error_description"] = Plain(refused.Message) });
    }

    // The letters that the RFC lets stand in a description.
    private static string Plain(string text) =>
        string.Concat(text.Select(letter => letter is >= ' ' and <= '~' and not ('"' or '\\') ? letter : '?'));
}
