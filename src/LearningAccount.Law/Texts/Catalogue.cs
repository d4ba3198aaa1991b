using System.Buffers;
using System.Collections.Frozen;
using System.Reflection;
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
    private readonly FrozenDictionary<string, Template[]> texts;

    private Catalogue(FrozenDictionary<string, Template[]> texts) => this.texts = texts;

    public IEnumerable<string> Codes => texts.Keys;

    public bool Has(string code) => texts.ContainsKey(code);

    /// <summary>The named places of a text; they are the same in each language.</summary>
    public IReadOnlyList<string> PlacesOf(string code) => Places(texts[code][0].Text);

    /// <summary>Reads an embedded resource of <paramref name="assembly"/>.</summary>
    /// <exception cref="InvalidDataException">A text is incomplete.</exception>
    public static Catalogue Load(Assembly assembly, params ReadOnlySpan<string> resources)
    {
        var all = new Dictionary<string, Template[]>(StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            using var stream =
                assembly.GetManifestResourceStream(resource)
                ?? throw new InvalidDataException($"There is no embedded text file '{resource}' in {assembly.GetName().Name}.");
            foreach (
                var (code, byLanguage) in JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(stream)!
            )
            {
                all.Add(code, [.. Complete(resource, code, byLanguage).Select(text => new Template(text))]);
            }
        }
        return new(all.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>The text, its places filled with <paramref name="values"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is no text of this code.</exception>
    public string Text(string code, Language language, params ReadOnlySpan<(string Name, string Value)> values) =>
        Text(
            code,
            language,
            values,
            static (all, name) =>
            {
                foreach (var (place, value) in all)
                {
                    if (string.Equals(place, name, StringComparison.Ordinal))
                    {
                        return value;
                    }
                }
                return "";
            }
        );

    /// <summary>The same where what stands in a place is only found out for the places that the text has.</summary>
    /// <param name="valueOf">What stands in a place of that name.</param>
    /// <exception cref="KeyNotFoundException">There is no text of this code.</exception>
    public string Text<T>(string code, Language language, T of, Func<T, string, string> valueOf)
        where T : allows ref struct =>
        texts.TryGetValue(code, out var all)
            ? all[(int)language].Filled(of, valueOf)
            : throw new KeyNotFoundException($"There is no text '{code}'.");

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

    /// <summary>A text cut at its places, once: sentences are written by the million.</summary>
    private sealed class Template
    {
        // Words and the names of places by turns, words first.
        private readonly string[] parts;

        public Template(string text)
        {
            Text = text;
            var cut = new List<string>();
            var rest = text.AsSpan();
            while (rest.IndexOf('{') is var open and >= 0)
            {
                var close = rest.IndexOf('}');
                cut.Add(rest[..open].ToString());
                cut.Add(rest[(open + 1)..close].ToString());
                rest = rest[(close + 1)..];
            }
            cut.Add(rest.ToString());
            parts = [.. cut];
        }

        public string Text { get; }

        public string Filled<T>(T of, Func<T, string, string> valueOf)
            where T : allows ref struct
        {
            if (parts.Length == 1)
            {
                return Text;
            }
            var filled = new string[parts.Length];
            for (var i = 0; i < parts.Length; i++)
            {
                filled[i] = i % 2 == 0 ? parts[i] : valueOf(of, parts[i]);
            }
            return string.Concat(filled);
        }
    }
}
