using LearningAccount.Law;
using LearningAccount.Law.Texts;

namespace LearningAccount.Records;

/// <summary>What the records have to say to people, in four languages.</summary>
public static class RecordTexts
{
    public static Catalogue Catalogue { get; } =
        Catalogue.Load(typeof(RecordTexts).Assembly, [.. typeof(RecordTexts).Assembly.GetManifestResourceNames().Where(IsText)]);

    public static string Of(Anomaly anomaly, Language language) =>
        Catalogue.Text(anomaly.Code, language, anomaly.ValuesIn(language));

    private static bool IsText(string resource) => resource.StartsWith("texts/", StringComparison.Ordinal);
}
