using System.Text.RegularExpressions;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.House;

/// <summary>docs/vocabulary.md: each term in four languages, and the type that holds it.</summary>
public sealed partial class VocabularyTests
{
    private static readonly List<string[]> Rows =
    [
        .. Project
            .Read("docs/vocabulary.md")
            .Split('\n')
            .Where(line =>
                line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| English", StringComparison.Ordinal)
            )
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)),
    ];

    [Fact]
    public void Each_term_stands_in_four_languages() =>
        Faults.None(
            Rows.Where(row => row.Length != 6 || row[..5].Any(string.IsNullOrWhiteSpace))
                .Select(row => $"docs/vocabulary.md: '{row[0]}' has an empty cell, or one too many.")
        );

    [Fact]
    public void Each_term_stands_once()
    {
        for (var language = 0; language < 4; language++)
        {
            var column = language;
            var twice = Rows.GroupBy(row => row[column], StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1);
            Faults.None(twice.Select(same => $"docs/vocabulary.md: '{same.Key}' stands for several things."));
        }
    }

    [Fact]
    public void Each_type_is_there() =>
        Faults.None(
            Rows.Where(row => !Code().IsMatch(row[4]) || !NamedThings.Has(row[4].Trim('`')))
                .Select(row => $"docs/vocabulary.md: '{row[0]}' is held by {row[4]}, which is not there.")
        );

    [GeneratedRegex(@"^`[A-Z][A-Za-z]*(\.[A-Za-z]+)?`$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
