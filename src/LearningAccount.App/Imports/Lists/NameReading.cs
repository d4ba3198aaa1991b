using LearningAccount.Law;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Imports.Lists;

/// <summary>
/// Reads names from two columns, or from one: <c>Peeters, Jan</c> and <c>VAN DEN BERG Jan</c>; and, where somebody said which comes
/// first, <c>Peeters Jan</c> or <c>Jan Peeters</c>. A family name is then one word, with what belongs before it.
/// </summary>
internal static class NameReading
{
    private static readonly HashSet<string> BeforeFamilyNames = new(
        [
            "van",
            "vande",
            "vanden",
            "vander",
            "de",
            "den",
            "der",
            "het",
            "ter",
            "ten",
            "du",
            "des",
            "la",
            "le",
            "von",
            "el",
            "al",
            "ben",
            "di",
            "da",
        ],
        StringComparer.Ordinal
    );

    public static (string? Family, string? Given) Read(RowReading row, int most)
    {
        var (family, given) = (row.Text(ListColumn.FamilyName, most), row.Text(ListColumn.GivenNames, most));
        if (row.Text(ListColumn.FullName, most) is not { } whole || family is not null)
        {
            return (family, given);
        }
        if (Split(whole, row.Mapping?.GivenNamesFirst) is { } parts)
        {
            return (parts.Family, given ?? parts.Given);
        }
        if (given is null)
        {
            row.Fail("staff.nameNotSplit", ListColumn.FullName, Severity.Warning);
        }
        return (whole, given);
    }

    /// <param name="givenFirst">Null: nobody said; only a comma or capitals tell.</param>
    public static (string Family, string Given)? Split(string whole, bool? givenFirst)
    {
        var comma = whole.IndexOf(',', StringComparison.Ordinal);
        if (comma > 0 && comma < whole.Length - 1)
        {
            return (whole[..comma].Trim(), whole[(comma + 1)..].Trim());
        }
        var words = WordsOf(whole);
        var capitals = words.TakeWhile(word => word.Length > 1 && !word.Any(char.IsLower)).Count();
        var family =
            capitals > 0 && capitals < words.Length ? ..capitals
            : givenFirst is null || words.Length < 2 ? ..0
            : givenFirst.Value ? FamilyBehind(words)
            : ..Math.Min(words.TakeWhile(IsBeforeFamilyName).Count() + 1, words.Length - 1);
        var (start, length) = family.GetOffsetAndLength(words.Length);
        return length == 0
            ? null
            : (string.Join(' ', words[family]), string.Join(' ', [.. words[..start], .. words[(start + length)..]]));
    }

    /// <summary>Which comes first, as far as words such as <c>van den</c> betray it; null where they do not.</summary>
    public static bool? GivenFirst(IEnumerable<string> names)
    {
        var (first, later) = (false, false);
        foreach (var words in names.Select(WordsOf))
        {
            var place = Array.FindIndex(words, IsBeforeFamilyName);
            first |= place == 0;
            later |= place > 0 && place < words.Length - 1;
        }
        return first == later ? null : later;
    }

    private static Range FamilyBehind(string[] words)
    {
        var place = Array.FindIndex(words, 1, IsBeforeFamilyName);
        return place > 0 && place < words.Length - 1 ? place.. : ^1..;
    }

    private static bool IsBeforeFamilyName(string word) => BeforeFamilyNames.Contains(Letters.Of(word));

    private static string[] WordsOf(string whole) => whole.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
