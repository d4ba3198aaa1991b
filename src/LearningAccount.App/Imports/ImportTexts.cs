using LearningAccount.App.Imports.Lists;
using LearningAccount.Law;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Imports;

/// <summary>The words for what is remarked on a file and its rows.</summary>
public static class ImportTexts
{
    public static Catalogue Catalogue { get; } =
        Catalogue.Load(
            typeof(ImportTexts).Assembly,
            "Imports/Texts/imports.json",
            "Imports/Texts/dmfa.json",
            "Imports/Texts/lists.json",
            "Imports/Texts/templates.json"
        );

    /// <summary>What is wrong and what to do. Where it is, the remark itself says.</summary>
    public static string Of(Anomaly anomaly, Language language) =>
        Catalogue.Text(anomaly.Code, language, [.. anomaly.Values, ("at", anomaly.At), .. AllowedWords(anomaly, language)]);

    // A remark names a set of words; what may be written is told in the reader's language.
    private static IEnumerable<(string, string)> AllowedWords(Anomaly anomaly, Language language) =>
        anomaly
            .Values.Where(value => value.Name is "set")
            .Select(value => ("allowed", Vocabulary.Shipped.Allowed(value.Value, language)));
}
