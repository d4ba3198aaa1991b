using System.Text;
using System.Text.RegularExpressions;
using LearningAccount.App.Imports.Lists;
using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records;

namespace LearningAccount.App.Imports;

/// <summary>The words for what is remarked on a file and its rows.</summary>
public static partial class ImportTexts
{
    public static Catalogue Catalogue { get; } =
        Catalogue.Load(
            typeof(ImportTexts).Assembly,
            "Imports/Texts/imports.json",
            "Imports/Texts/dmfa.json",
            "Imports/Texts/dimona.json",
            "Imports/Texts/lists.json",
            "Imports/Texts/templates.json",
            "Imports/Texts/enterprises.json"
        );

    /// <summary>What is wrong and what to do. Where it is, the remark itself says.</summary>
    public static string Of(Anomaly anomaly, Language language) =>
        !Catalogue.Has(anomaly.Code)
            // What every door says in the same words stands with the facts.
            ? RecordTexts.Of(anomaly, language)
            : Catalogue.Text(anomaly.Code, language, [.. anomaly.Values, ("at", anomaly.At), .. AllowedWords(anomaly, language)]);

    /// <summary>Where it is: a row and column of a list in words; a place in a declaration by its elements, as it stands.</summary>
    public static string Place(string at, Language language)
    {
        if (RowPlace().Match(at) is not { Success: true } place)
        {
            return at;
        }
        var words = new StringBuilder();
        foreach (var part in (ReadOnlySpan<string>)["sheet", "row", "column"])
        {
            if (place.Groups[part] is { Success: true } found)
            {
                words.Append(Catalogue.Text($"place.{part}", language, (part, found.Value)));
            }
        }
        return words.ToString();
    }

    [GeneratedRegex(
        "^(sheet (?<sheet>.*), )?row (?<row>[0-9]+)(, column (?<column>.*))?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex RowPlace();

    // A remark names a set of words; what may be written is told in the reader's language.
    private static IEnumerable<(string, string)> AllowedWords(Anomaly anomaly, Language language) =>
        anomaly
            .Values.Where(value => value.Name is "set")
            .Select(value => ("allowed", Vocabulary.Shipped.Allowed(value.Value, language)));
}
