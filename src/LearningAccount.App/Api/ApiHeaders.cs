namespace LearningAccount.App.Api;

/// <summary>What every answer tells a browser that comes upon it: no page, nothing to guess, nothing to run.</summary>
internal static class ApiHeaders
{
    /// <summary>On every answer of a sandbox; on none of an installation with people in it.</summary>
    public const string Environment = "LearningAccount-Environment";

    /// <summary>The letters the social security calls its environments by: R is real, S is simulated.</summary>
    public const string Sandbox = "S";
    public const string Real = "R";

    public static Task Add(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        return next(context);
    }
}
