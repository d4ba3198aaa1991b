using LearningAccount.Law.Texts;

namespace LearningAccount.App.Api;

/// <summary>The sentences of the API's problems.</summary>
internal static class ApiTexts
{
    public static Catalogue Catalogue { get; } = Catalogue.Load(typeof(ApiTexts).Assembly, "Api/Texts/api.json");
}
