namespace LearningAccount.App.Identity.SignIn;

/// <summary>Cookies that bind one step to the next in the same browser; hardened as that of the session is.</summary>
internal static class ShortCookie
{
    /// <summary>The password was right.</summary>
    public const string Step = "step";

    /// <summary>Gone to another sign-in.</summary>
    public const string Outside = "outside";

    /// <summary>A form was kept.</summary>
    public const string Kept = "kept";

    public static string? Read(HttpRequest request, string name) => request.Cookies[Named(request, name)];

    public static void Write(HttpContext context, string name, string value, TimeSpan life)
    {
        var options = Options(context.Request);
        options.MaxAge = life;
        context.Response.Cookies.Append(Named(context.Request, name), value, options);
    }

    public static void Forget(HttpContext context, string name) =>
        context.Response.Cookies.Delete(Named(context.Request, name), Options(context.Request));

    private static string Named(HttpRequest request, string name) => request.IsHttps ? $"__Host-{name}" : name;

    // Lax: whoever comes back from another sign-in comes from another site.
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
