namespace LearningAccount.App.Identity;

/// <summary>The cookie a signed-in browser shows: a secret that says nothing by itself.</summary>
public static class SessionCookie
{
    private const string OnLoopback = "session";

    // Browsers keep a cookie of this name to https, to this host and to the whole of it.
    private const string OnHttps = "__Host-session";

    public static string? Read(HttpRequest request) => request.Cookies[Name(request)];

    public static void Write(HttpContext context, string secret) =>
        context.Response.Cookies.Append(Name(context.Request), secret, Options(context.Request));

    public static void Forget(HttpContext context) =>
        context.Response.Cookies.Delete(Name(context.Request), Options(context.Request));

    public static string Name(HttpRequest request) => request.IsHttps ? OnHttps : OnLoopback;

    // Ends with the browser; Lax, so that a link in a mail finds its reader signed in.
    private static CookieOptions Options(HttpRequest request) =>
        new()
        {
            HttpOnly = true,
            IsEssential = true,
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = request.IsHttps,
        };
}
