using LearningAccount.Law;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Imports;

/// <summary>The words for what is remarked on a file and its rows.</summary>
public static class ImportTexts
{
    public static Catalogue Catalogue { get; } =
        Catalogue.Load(typeof(ImportTexts).Assembly, "Imports/Texts/imports.json", "Imports/Texts/dmfa.json");

    /// <summary>What is wrong and what to do. Where it is, the remark itself says.</summary>
    public static string Of(Anomaly anomaly, Language language) =>
        Catalogue.Text(anomaly.Code, language, [.. anomaly.Values, ("at", anomaly.At)]);
}
