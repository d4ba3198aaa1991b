using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Reasons;
using LearningAccount.Law.Texts;

namespace LearningAccount.Records;

/// <summary>What the records have to say to people, in four languages.</summary>
public static class RecordTexts
{
    public static Catalogue Catalogue { get; } =
        Catalogue.Load(typeof(RecordTexts).Assembly, [.. typeof(RecordTexts).Assembly.GetManifestResourceNames().Where(IsText)]);

    /// <summary>
    /// A value whose name ends in <c>By</c>, or is it, names a source (<c>staffList staff.csv:12</c>); one that begins with
    /// <c>said.</c> is a word of the catalogue.
    /// </summary>
    public static string Of(Anomaly anomaly, Language language) =>
        Catalogue.Text(
            anomaly.Code,
            language,
            [.. anomaly.ValuesIn(language).Select(value => (value.Name, Shown(value.Name, value.Value, language)))]
        );

    /// <summary>The same beside the field it is about, which need not be named again.</summary>
    public static string BesideField(Anomaly anomaly, Language language)
    {
        var text = Of(
                anomaly with
                {
                    Values = [("field", ""), .. anomaly.Values.Where(value => value.Name is not "field")],
                },
                language
            )
            .TrimStart(' ', '\u00a0', '\u202f', ':');
        return text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
    }

    private static string Shown(string name, string value, Language language) =>
        name is "by" or "takenBy" or "otherBy" ? Source(value, language)
        : value.StartsWith("said.", StringComparison.Ordinal) && Catalogue.Has(value) ? Catalogue.Text(value, language)
        : value;

    private static string Source(string value, Language language)
    {
        var parts = value.Split(' ', 2);
        return ReasonTexts.Origin(new("", "", new Origin(parts[0], parts.Length > 1 ? parts[1] : "")), language) ?? value;
    }

    private static bool IsText(string resource) => resource.StartsWith("texts/", StringComparison.Ordinal);
}
