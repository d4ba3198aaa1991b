using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using LearningAccount.Law.Texts;

namespace LearningAccount.Records.Registry;

/// <summary>
/// What the register says in one language or several, as it stands in a column: <c>{"fr":"Boulangerie","nl":"Bakkerij"}</c>, with
/// an empty key where the register does not know the language.
/// </summary>
public static class LanguageTexts
{
    public const string None = "{}";
    public const string Unknown = "";
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Where the reader's own language is missing; of several the register was told the first ones most often.
    private static readonly string[] Instead = [Unknown, "nl", "fr", "de", "en"];

    public static string Of(IEnumerable<KeyValuePair<string, string>> texts) =>
        JsonSerializer.Serialize(
            texts.ToImmutableSortedDictionary(text => text.Key, text => text.Value, StringComparer.Ordinal),
            Plain
        );

    public static IReadOnlyDictionary<string, string> Read(string texts) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(texts, Plain) ?? [];

    /// <summary>In the reader's language, or else in one there is; null where there is none.</summary>
    public static string? In(string? texts, Language language)
    {
        if (texts is null or None)
        {
            return null;
        }
        var read = Read(texts);
        return Instead
            .Prepend(language.Code())
            .Select(code => read.GetValueOrDefault(code))
            .FirstOrDefault(text => text is not null);
    }
}
