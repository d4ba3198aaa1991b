using System.Text.Json;
using System.Text.RegularExpressions;
using LearningAccount.Law.Texts;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.House;

/// <summary>What people read: in four languages, with the same places, and nothing that nobody asks for.</summary>
public sealed partial class TextTests
{
    private static readonly string[] Languages = ["de", "en", "fr", "nl"];

    [Fact]
    public void Every_text_stands_in_four_languages_with_the_same_places()
    {
        var wrong = new List<string>();
        foreach (var (file, code, texts) in All())
        {
            if (
                !texts.Keys.Order(StringComparer.Ordinal).SequenceEqual(Languages, StringComparer.Ordinal)
                || texts.Values.Any(string.IsNullOrWhiteSpace)
            )
            {
                wrong.Add($"{file}: '{code}' is not there in each of the four languages.");
            }
            else if (
                texts.Values.Select(text => string.Join(",", Catalogue.Places(text))).Distinct(StringComparer.Ordinal).Count() > 1
            )
            {
                wrong.Add($"{file}: the languages of '{code}' name other places.");
            }
        }
        Faults.None(wrong);
    }

    [Fact]
    public void A_text_stands_once()
    {
        var twice = All().GroupBy(text => (Path.GetDirectoryName(text.File), text.Code)).Where(same => same.Count() > 1);
        Faults.None(
            twice.Select(same => $"'{same.Key.Code}' stands in {string.Join(" and in ", same.Select(text => text.File))}.")
        );
    }

    [Fact]
    public void Every_text_is_asked_for()
    {
        var literals = Project
            .Files(".cs", ".cshtml")
            .Where(path => path.StartsWith("src/", StringComparison.Ordinal))
            .SelectMany(path => Quoted().Matches(Project.Read(path)))
            .Select(match => match.Groups["text"].Value)
            .ToHashSet(StringComparer.Ordinal);
        var patterns = literals.Where(IsComposed).Select(AsPattern).ToList();
        var unused = All()
            .Where(text =>
                !literals.Contains(text.Code)
                && !literals.Contains(WithoutNumber(text.Code))
                && !patterns.Exists(pattern => pattern.IsMatch(text.Code))
            );
        var faults = unused.Select(text => $"{text.File}: nothing asks for '{text.Code}'.");
        Faults.None(faults);
    }

    private static IEnumerable<(string File, string Code, Dictionary<string, string> Texts)> All() =>
        Project
            .Files(".json")
            .Where(path =>
                path.StartsWith("src/", StringComparison.Ordinal) && path.Contains("/Texts/", StringComparison.Ordinal)
            )
            .SelectMany(path =>
                JsonSerializer
                    .Deserialize<Dictionary<string, Dictionary<string, string>>>(Project.Read(path))!
                    .Select(text => (path, text.Key, text.Value))
            );

    // A text that counts is asked for by its stem and stands as "found.one" and "found.many".
    private static string WithoutNumber(string code) =>
        code.EndsWith(".one", StringComparison.Ordinal) || code.EndsWith(".many", StringComparison.Ordinal)
            ? code[..code.LastIndexOf('.')]
            : code;

    // "endReason.{reason}" asks for every text whose code begins so.
    private static bool IsComposed(string literal) =>
        literal.Contains('{', StringComparison.Ordinal) && CodeStart().IsMatch(literal);

    private static Regex AsPattern(string literal) =>
        new(
            "^" + Place().Replace(Regex.Escape(literal).Replace("}", "}", StringComparison.Ordinal), "[A-Za-z0-9_.]+") + "$",
            RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );

    // Between any two quotes, since in a page a text may stand inside the quotes of an attribute.
    [GeneratedRegex("(?<=\")(?<text>[^\"\\n]*)(?=\")", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^[A-Za-z]+\.", RegexOptions.None, 1000)]
    private static partial Regex CodeStart();

    [GeneratedRegex(@"\\\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Place();
}
