using LearningAccount.App.Identity;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningAccount.App.Portal.Web;

/// <summary>The links that change language and appearance. They change nothing but the reader's own cookie, so a link may do it.</summary>
internal static class ReaderEndpoints
{
    public static void MapReader(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/language/{code}",
                Results<LocalRedirectResult, NotFound> (HttpContext context, string code, string? back) =>
                    code.Length == 2 && Languages.TryParse(code, out var language)
                        ? Keep(context, Reader.LanguageCookie, language.Code(), back)
                        : TypedResults.NotFound()
            )
            .Needs(Right.Open);
        routes
            .MapGet(
                "/theme/{theme}",
                Results<LocalRedirectResult, NotFound> (HttpContext context, string theme, string? back) =>
                    theme is "auto" || Reader.IsTheme(theme)
                        ? Keep(context, Reader.ThemeCookie, theme, back)
                        : TypedResults.NotFound()
            )
            .Needs(Right.Open);
    }

    private static LocalRedirectResult Keep(HttpContext context, string cookie, string value, string? back)
    {
        context.Response.Cookies.Append(
            cookie,
            value,
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                IsEssential = true,
                Secure = context.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(365),
            }
        );
        return new(back);
    }

    /// <summary>Back to the page the reader came from; never to another site.</summary>
    internal sealed class LocalRedirectResult(string? back) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Redirect(LocalAddress.Of(back));
            return Task.CompletedTask;
        }
    }
}
