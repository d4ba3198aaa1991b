using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Lists;

/// <summary>
/// How the list of some other program is to be understood: what a person said of it once, and what is known of it the next time.
/// It names headers and words of the list, never a person.
/// </summary>
public sealed record ListMapping
{
    internal static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        MaxDepth = 8,
    };

    public required FileKind List { get; init; }

    /// <summary>What each header means, by <see cref="Keys"/>; null: it is of no use here.</summary>
    public ImmutableSortedDictionary<string, ListColumn?> Columns { get; init; } =
        ImmutableSortedDictionary<string, ListColumn?>.Empty;

    /// <summary>True: <c>03/04/2024</c> is 4 March.</summary>
    public bool MonthFirst { get; init; }

    /// <summary>True: a full name is written as <c>Jan Peeters</c>; false: <c>Peeters Jan</c>; null: only a comma or capitals tell.</summary>
    public bool? GivenNamesFirst { get; init; }

    /// <summary>The list begins with its first row; its columns are called A, B, C.</summary>
    public bool HasNoNames { get; init; }

    /// <summary>Of durations that nothing else gives a unit.</summary>
    public DurationUnit? Unit { get; init; }

    /// <summary>The code that a word of a column stands for, by the letters of the word.</summary>
    public ImmutableSortedDictionary<ListColumn, ImmutableSortedDictionary<string, string>> Words { get; init; } =
        ImmutableSortedDictionary<ListColumn, ImmutableSortedDictionary<string, string>>.Empty;

    /// <summary>What is true of every row, as it would stand in a column the list does not have.</summary>
    public ImmutableSortedDictionary<ListColumn, string> Always { get; init; } =
        ImmutableSortedDictionary<ListColumn, string>.Empty;

    /// <summary>Rows without a date tell of trainings that were not completed, and are left out.</summary>
    public bool LeavesOutUndated { get; init; }

    /// <summary>How long a training is that the list gives no length, by the letters of its title: <c>7.6 h</c>.</summary>
    public ImmutableSortedDictionary<string, string> Lengths { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The keys of a line of headers: their letters, and which one it is where two have the same.</summary>
    public static IReadOnlyList<string> Keys(IReadOnlyList<string> headers)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var keys = new string[headers.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            var letters = Letters.Of(headers[i]);
            var key = letters.Length > 0 ? letters : headers[i].Trim();
            seen[key] = seen.GetValueOrDefault(key) + 1;
            keys[i] = seen[key] == 1 ? key : $"{key}#{seen[key].ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        }
        return keys;
    }

    /// <summary>How many columns it knows how to use in a row of headers; 0 where one of them is missing, so that it is another list.</summary>
    public int Fits(IReadOnlyList<string> headers)
    {
        var keys = Keys(headers).ToHashSet(StringComparer.Ordinal);
        var used = Columns.Where(column => column.Value is not null).ToList();
        return used.TrueForAll(column => keys.Contains(column.Key)) ? used.Count : 0;
    }

    /// <summary>The code a cell stands for in this list, or null where nobody said.</summary>
    public string? Word(ListColumn column, string text) =>
        Words.GetValueOrDefault(column)?.GetValueOrDefault(Letters.Of(text)) is { Length: > 0 } code ? code : null;

    public string ToJson() => JsonSerializer.Serialize(this, Written);

    /// <exception cref="JsonException">It is none.</exception>
    public static ListMapping OfJson(string text) =>
        JsonSerializer.Deserialize<ListMapping>(text, Written) ?? throw new JsonException("No mapping.");
}

/// <summary>A mapping that was kept under a name; without one it is what a person said of this very file.</summary>
/// <param name="Kept">Where it is kept; null: it comes with the program.</param>
public sealed record NamedMapping(string Name, ListMapping Mapping, ListMappingVersion? Kept = null);
