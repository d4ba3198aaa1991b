using System.Buffers;
using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace LearningAccount.Law.Texts;

/// <summary>
/// Texts for people by code, in four languages: <c>{ "code": { "nl": "…", "fr": "…", "de": "…", "en": "…" } }</c>, with
/// named places such as <c>{days}</c>. A text that lacks a language, or whose languages name other places, is refused when
/// the catalogue is read.
/// </summary>
public sealed class Catalogue
{
    private static readonly SearchValues<char> HighPunctuation = SearchValues.Create(":;?!«»");
    private readonly FrozenDictionary<string, string[]> texts;

    private Catalogue(FrozenDictionary<string, string[]> texts) => this.texts = texts;

    public IEnumerable<string> Codes => texts.Keys;

    public bool Has(string code) => texts.ContainsKey(code);

    /// <summary>The named places of a text; they are the same in each language.</summary>
    public IReadOnlyList<string> PlacesOf(string code) => Places(texts[code][0]);

    /// <summary>Reads an embedded resource of <paramref name="assembly"/>.</summary>
    /// <exception cref="InvalidDataException">A text is incomplete.</exception>
    public static Catalogue Load(Assembly assembly, params ReadOnlySpan<string> resources)
    {
        var all = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            using var stream =
                assembly.GetManifestResourceStream(resource)
                ?? throw new InvalidDataException($"There is no embedded text file '{resource}' in {assembly.GetName().Name}.");
            foreach (
                var (code, byLanguage) in JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(stream)!
            )
            {
                all.Add(code, Complete(resource, code, byLanguage));
            }
        }
        return new(all.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>The text, its places filled with <paramref name="values"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is no text of this code.</exception>
    public string Text(string code, Language language, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var text = texts.TryGetValue(code, out var all)
            ? all[(int)language]
            : throw new KeyNotFoundException($"There is no text '{code}'.");
        if (!text.Contains('{', StringComparison.Ordinal))
        {
            return text;
        }
        var built = new StringBuilder(text.Length + 40);
        var rest = text.AsSpan();
        while (rest.IndexOf('{') is var open and >= 0)
        {
            var close = rest.IndexOf('}');
            built.Append(rest[..open]);
            var name = rest[(open + 1)..close];
            foreach (var (place, value) in values)
            {
                if (name.SequenceEqual(place))
                {
                    built.Append(value);
                    break;
                }
            }
            rest = rest[(close + 1)..];
        }
        return built.Append(rest).ToString();
    }

    /// <summary>The named places of a text, in order of the alphabet.</summary>
    public static IReadOnlyList<string> Places(string text)
    {
        var places = new SortedSet<string>(StringComparer.Ordinal);
        for (var open = text.IndexOf('{'); open >= 0; open = text.IndexOf('{', open + 1))
        {
            var close = text.IndexOf('}', open);
            if (close < 0)
            {
                throw new InvalidDataException($"A place in '{text}' is not closed.");
            }
            places.Add(text[(open + 1)..close]);
        }
        return [.. places];
    }

    private static string[] Complete(string resource, string code, Dictionary<string, string> byLanguage)
    {
        var complete = new string[Languages.All.Length];
        foreach (var language in Languages.All)
        {
            if (!byLanguage.TryGetValue(language.Code(), out var text) || text.Length == 0)
            {
                throw new InvalidDataException($"{resource}: the text '{code}' is missing in '{language.Code()}'.");
            }
            complete[(int)language] = language is Language.Fr ? Spaced(text) : text;
            if (!Places(text).SequenceEqual(Places(complete[0]), StringComparer.Ordinal))
            {
                throw new InvalidDataException($"{resource}: the text '{code}' names other places in '{language.Code()}'.");
            }
        }
        return complete;
    }

    // French sets a space inside guillemets and before high punctuation, and a line is never broken there.
    private static string Spaced(string french)
    {
        const char fixedSpace = '\u00A0';
        if (!french.AsSpan().ContainsAny(HighPunctuation))
        {
            return french;
        }
        var letters = french.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            var isBefore = i + 1 < letters.Length && HighPunctuation.Contains(letters[i + 1]) && letters[i + 1] is not '«';
            if (letters[i] is ' ' && (isBefore || (i > 0 && letters[i - 1] is '«')))
            {
                letters[i] = fixedSpace;
            }
        }
        return new(letters);
    }
}
