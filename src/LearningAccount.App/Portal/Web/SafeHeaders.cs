namespace LearningAccount.App.Portal.Web;

/// <summary>What every answer tells the browser: no other origin, no script or style in the page, nothing kept of personal pages.</summary>
internal static class SafeHeaders
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    public static Task Add(HttpContext context, RequestDelegate next)
    {
        // On starting, because an error page clears the headers set until then.
        context.Response.OnStarting(
            static state =>
            {
                var headers = ((HttpContext)state).Response.Headers;
                if (((HttpContext)state).Request.IsHttps)
                {
                    headers.StrictTransportSecurity = "max-age=31536000";
                }
                headers.ContentSecurityPolicy = ContentSecurityPolicy;
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "same-origin";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                headers["Cross-Origin-Resource-Policy"] = "same-origin";
                headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
                if (
                    headers.CacheControl.Count == 0
                    || !headers.CacheControl.ToString().Contains("immutable", StringComparison.Ordinal)
                )
                {
                    headers.CacheControl = "no-store";
                }
                return Task.CompletedTask;
            },
            context
        );
        return next(context);
    }
}
