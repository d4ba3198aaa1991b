using System.Text.Json;
using System.Text.RegularExpressions;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.House;

/// <summary>docs/vocabulary.md: each term in four languages, and the type that holds it; and the words that are not used.</summary>
public sealed partial class VocabularyTests
{
    private const string Document = "docs/vocabulary.md";
    private const string NotThese = "## Not these";

    private static readonly string[] Parts = Project.Read(Document).Split(NotThese);
    private static readonly List<string[]> Terms = Rows(Parts[0], "| English");
    private static readonly List<string[]> Unused = Rows(Parts[1], "| In ");

    [Fact]
    public void Each_term_stands_in_four_languages() =>
        Faults.None(
            Terms
                .Where(row => row.Length != 6 || row[..5].Any(string.IsNullOrWhiteSpace))
                .Select(row => $"{Document}: '{row[0]}' has an empty cell, or one too many.")
        );

    [Fact]
    public void Each_term_stands_once()
    {
        for (var language = 0; language < 4; language++)
        {
            var column = language;
            var twice = Terms.GroupBy(row => row[column], StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1);
            Faults.None(twice.Select(same => $"{Document}: '{same.Key}' stands for several things."));
        }
    }

    [Fact]
    public void Each_type_is_there() =>
        Faults.None(
            Terms
                .Where(row => !Code().IsMatch(row[4]) || !NamedThings.Has(row[4].Trim('`')))
                .Select(row => $"{Document}: '{row[0]}' is held by {row[4]}, which is not there.")
        );

    [Fact]
    public void One_idea_has_one_word_in_the_texts()
    {
        var faults =
            from file in Project.Files(".json")
            where file.StartsWith("src/", StringComparison.Ordinal) && file.Contains("/Texts/", StringComparison.Ordinal)
            from text in JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(Project.Read(file))!
            from row in Unused
            from word in row[1].Split(", ")
            where text.Value[row[0]].Contains(word, StringComparison.OrdinalIgnoreCase)
            select $"{file}: '{text.Key}' says '{word}' in {row[0]}; the word is {row[2]}.";
        Faults.None(faults);
    }

    private static List<string[]> Rows(string part, string head) =>
        [
            .. part.Split('\n')
                .Where(line =>
                    line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith(head, StringComparison.Ordinal)
                )
                .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)),
        ];

    [GeneratedRegex(@"^`[A-Z][A-Za-z]*(\.[A-Za-z]+)?`$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
