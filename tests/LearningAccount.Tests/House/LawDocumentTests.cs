using System.Reflection;
using System.Text.RegularExpressions;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.House;

/// <summary>docs/law.md names what is really there.</summary>
public sealed partial class LawDocumentTests
{
    private static readonly string Text = Project.Read("docs/law.md");

    // The rules of each chapter the program carries out.
    private static readonly Dictionary<int, int> RulesOfChapter = new()
    {
        [1] = 4,
        [2] = 7,
        [3] = 8,
        [4] = 8,
        [5] = 12,
        [6] = 5,
        [8] = 6,
        [11] = 6,
    };

    [Fact]
    public void Every_rule_has_its_row()
    {
        var rows = Row().Matches(Text).Select(match => match.Groups["rule"].Value).ToHashSet(StringComparer.Ordinal);
        var expected = RulesOfChapter.SelectMany(chapter =>
            Enumerable.Range(1, chapter.Value).Select(number => $"R{chapter.Key}.{number}")
        );
        Faults.None(expected.Where(rule => !rows.Contains(rule)).Select(rule => $"{rule} has no row in docs/law.md."));
    }

    [Fact]
    public void Every_name_is_that_of_a_type_a_member_a_value_or_a_setting()
    {
        var names = Name().Matches(Text).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal);
        Faults.None(names.Where(name => !IsThere(name)).Select(name => $"docs/law.md names {name}, which is not there."));
    }

    [Fact]
    public void Every_setting_has_its_row_and_every_value_of_the_law_is_named()
    {
        var missing = Settings()
            .Concat(LawBook.Shipped.Values.Select(value => value.Name))
            .Distinct(StringComparer.Ordinal)
            .Where(name => !Text.Contains($"`{name}`", StringComparison.Ordinal));
        Faults.None(missing.Select(name => $"docs/law.md does not name {name}."));
    }

    [Fact]
    public void Every_case_file_is_named()
    {
        const string folder = "tests/LearningAccount.Tests/Law/cases/";
        var missing = Project
            .Files(".json")
            .Where(path => path.StartsWith(folder, StringComparison.Ordinal))
            .Select(path => path[folder.Length..^".json".Length])
            .Where(file => !Text.Contains($"[{file}](", StringComparison.Ordinal));
        Faults.None(missing.Select(file => $"docs/law.md does not name the case file {file}."));
    }

    private static bool IsThere(string name) =>
        char.IsLower(name[0])
            ? Settings().Contains(name, StringComparer.Ordinal)
                || LawBook.Shipped.Values.Any(value => string.Equals(value.Name, name, StringComparison.Ordinal))
                || SettingValues().Contains(name, StringComparer.Ordinal)
            : NamedThings.Has(name);

    private static IEnumerable<string> Settings() =>
        typeof(Settings)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            // The file writes PEL as the abbreviation it is.
            .Select(property =>
                property.Name is nameof(LearningAccount.Law.Facts.Settings.CountPel) ? "countPEL" : Small(property.Name)
            );

    private static IEnumerable<string> SettingValues() =>
        typeof(Settings)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.PropertyType.IsEnum)
            .SelectMany(property => Enum.GetNames(property.PropertyType))
            .Select(Small);

    private static string Small(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    [GeneratedRegex(@"^\| (?<rule>R\d+\.\d+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<name>[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)?)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
