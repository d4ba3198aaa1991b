using LearningAccount.Law.Texts;

namespace LearningAccount.App.Portal.Web;

/// <summary>How the reader wants the pages: kept in two cookies, without anything that tells who it is.</summary>
public sealed record Reader(Language Language, string? Theme)
{
    public const string LanguageCookie = "language";
    public const string ThemeCookie = "theme";
    private const int AcceptedLanguages = 20;

    /// <summary>From the cookie, else the first language of the browser that the pages exist in, else English.</summary>
    public static Reader Of(HttpRequest request)
    {
        var theme = request.Cookies[ThemeCookie];
        return new(LanguageOf(request), IsTheme(theme) ? theme : null);
    }

    public static bool IsTheme(string? theme) => theme is "light" or "dark";

    private static Language LanguageOf(HttpRequest request)
    {
        if (Languages.TryParse(request.Cookies[LanguageCookie], out var chosen))
        {
            return chosen;
        }
        var accepted = request.GetTypedHeaders().AcceptLanguage;
        foreach (var wanted in accepted.Take(AcceptedLanguages).OrderByDescending(language => language.Quality ?? 1))
        {
            if (Languages.TryParse(wanted.Value.Value, out var language))
            {
                return language;
            }
        }
        return Language.En;
    }
}
