using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Imports.Lists;

/// <summary>
/// The names of columns and the words of cells in four languages, read from <c>columns.json</c>. Names and words are
/// compared by their letters and digits alone, without case and accents. The first of each language is what templates and
/// exports write.
/// </summary>
public sealed class Vocabulary
{
    private const string Resource = "Imports/Lists/columns.json";

    private readonly FrozenDictionary<(FileKind, string), ListColumn> headers;
    private readonly FrozenDictionary<(string, string), string> words;
    private readonly FrozenDictionary<ListColumn, ColumnNames> names;
    private readonly OrderedDictionary<(string Set, string Code), ImmutableArray<ImmutableArray<string>>> wordsOf;

    private Vocabulary(Content content)
    {
        var known = new Dictionary<(FileKind, string), ListColumn>();
        var columns = new Dictionary<ListColumn, ColumnNames>();
        foreach (var (code, said) in content.Columns)
        {
            var column = Enum.Parse<ListColumn>(code, ignoreCase: true);
            columns.Add(column, new(code, [.. said.Lists.Select(Kind)], ByLanguage(said.Nl, said.Fr, said.De, said.En)));
            foreach (var name in said.Nl.Concat(said.Fr).Concat(said.De).Concat(said.En).Append(code))
            {
                foreach (var list in said.Lists)
                {
                    Add(known, (Kind(list), Letters.Of(name)), column);
                }
            }
        }
        var meanings = new Dictionary<(string, string), string>();
        var all = new OrderedDictionary<(string, string), ImmutableArray<ImmutableArray<string>>>();
        foreach (var (set, codes) in content.Words)
        {
            foreach (var (code, said) in codes)
            {
                all.Add((set, code.ToLowerInvariant()), ByLanguage(said.Nl, said.Fr, said.De, said.En));
                foreach (var word in said.Nl.Concat(said.Fr).Concat(said.De).Concat(said.En).Append(code))
                {
                    Add(meanings, (set, Letters.Of(word)), code);
                }
            }
        }
        headers = known.ToFrozenDictionary();
        names = columns.ToFrozenDictionary();
        words = meanings.ToFrozenDictionary();
        wordsOf = all;
    }

    public static Vocabulary Shipped { get; } = Read();

    public IEnumerable<KeyValuePair<ListColumn, ColumnNames>> Columns => names;

    public ListColumn? Header(FileKind list, string name) =>
        headers.TryGetValue((list, Letters.Of(name)), out var column) ? column : null;

    /// <summary>The name of a column in templates and exports.</summary>
    public string Name(ListColumn column, Language language) => names[column].ByLanguage[(int)language][0];

    /// <summary>The code a word stands for, or null.</summary>
    /// <param name="set">The name of the word's set in <c>columns.json</c>.</param>
    public string? Code(string set, string word) => words.GetValueOrDefault((set, Letters.Of(word)));

    /// <summary>The value a word stands for, or null. The set of words is named after the type.</summary>
    public T? Value<T>(string word)
        where T : struct, Enum => Code(SetOf<T>(), word) is { } code ? Enum.Parse<T>(code, ignoreCase: true) : null;

    /// <summary>The words for a value, by language in the order of <see cref="Languages.All"/>.</summary>
    public ImmutableArray<ImmutableArray<string>> Words(string set, string code) => wordsOf[(set, code.ToLowerInvariant())];

    public string Word(string set, string code, Language language) => Words(set, code)[(int)language][0];

    public string Word<T>(T value, Language language)
        where T : struct, Enum => Word(SetOf<T>(), value.ToString(), language);

    /// <summary>The values of a set of words, each by its code, with its first word.</summary>
    public IEnumerable<(string Code, string Word)> Codes(string set, Language language) =>
        wordsOf
            .Where(word => string.Equals(word.Key.Set, set, StringComparison.Ordinal))
            .Select(word => (word.Key.Code, word.Value[(int)language][0]));

    /// <summary>The first words of a set, for a remark that tells what may be written.</summary>
    public string Allowed(string set, Language language) =>
        string.Join(
            ", ",
            wordsOf
                .Where(word => string.Equals(word.Key.Set, set, StringComparison.Ordinal))
                .Select(word => word.Value[(int)language][0])
        );

    public static string SetOf<T>() => Camel(typeof(T).Name);

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static FileKind Kind(string list) => Enum.Parse<FileKind>(list, ignoreCase: true);

    private static ImmutableArray<ImmutableArray<string>> ByLanguage(params ReadOnlySpan<string[]> byLanguage)
    {
        var all = ImmutableArray.CreateBuilder<ImmutableArray<string>>(byLanguage.Length);
        foreach (var said in byLanguage)
        {
            all.Add([.. said]);
        }
        return all.MoveToImmutable();
    }

    private static void Add<TValue>(Dictionary<(FileKind, string), TValue> known, (FileKind, string) key, TValue value) =>
        AddOnce(known, key, value, key.Item2);

    private static void Add<TValue>(Dictionary<(string, string), TValue> known, (string, string) key, TValue value) =>
        AddOnce(known, key, value, key.Item2);

    // The same name in two languages is common; with two meanings it would decide nothing.
    private static void AddOnce<TKey, TValue>(Dictionary<TKey, TValue> known, TKey key, TValue value, string word)
        where TKey : notnull
    {
        if (!known.TryAdd(key, value) && !EqualityComparer<TValue>.Default.Equals(known[key], value))
        {
            throw new InvalidDataException($"{Resource}: '{word}' has two meanings.");
        }
    }

    private static Vocabulary Read()
    {
        using var stream = typeof(Vocabulary).Assembly.GetManifestResourceStream(Resource)!;
        return new(JsonSerializer.Deserialize<Content>(stream, JsonSerializerOptions.Web)!);
    }

    private sealed record Content(Dictionary<string, Said> Columns, Dictionary<string, Dictionary<string, Said>> Words);

    private sealed record Said(string[] Nl, string[] Fr, string[] De, string[] En)
    {
        public string[] Lists { get; init; } = [];
    }
}

/// <summary>The names a column is known by, by language in the order of <see cref="Languages.All"/>.</summary>
public sealed record ColumnNames(string Code, ImmutableArray<FileKind> Lists, ImmutableArray<ImmutableArray<string>> ByLanguage);
