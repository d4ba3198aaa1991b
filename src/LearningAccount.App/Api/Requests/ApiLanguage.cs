using LearningAccount.Law.Texts;

namespace LearningAccount.App.Api.Requests;

/// <summary>The language of an answer's sentences (REST guide, int-negot).</summary>
internal static class ApiLanguage
{
    private const int MostAsked = 20;

    /// <summary>
    /// The best of those <c>Accept-Language</c> names: <c>nl</c>, <c>nl-BE</c> and every other <c>nl-</c> alike. English where it names
    /// none, as the descriptions of the contract are.
    /// </summary>
    public static Language Of(HttpRequest request)
    {
        var asked = request.GetTypedHeaders().AcceptLanguage.Take(MostAsked).Where(one => one.Quality is not 0);
        foreach (var wanted in asked.OrderByDescending(one => one.Quality ?? 1))
        {
            var tag = wanted.Value.Value ?? "";
            var dash = tag.IndexOf('-', StringComparison.Ordinal);
            if (Languages.TryParse(dash < 0 ? tag : tag[..dash], out var language))
            {
                return language;
            }
        }
        return Language.En;
    }
}
