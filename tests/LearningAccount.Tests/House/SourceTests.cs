using System.Text.RegularExpressions;
using LearningAccount.Law;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.House;

/// <summary>What every file of the project keeps to.</summary>
public sealed partial class SourceTests
{
    private static readonly string[] Code = [".cs", ".cshtml", ".css", ".js", ".sql"];
    private static readonly string[] Text =
    [
        .. Code,
        ".md",
        ".json",
        ".xml",
        ".csv",
        ".yaml",
        ".txt",
        ".sh",
        ".props",
        ".csproj",
    ];

    // The number of nobody with which the check is explained in public.
    private static readonly string[] Published = ["00012556777"];

    [Fact]
    public void A_form_that_names_its_address_says_whether_it_carries_a_token() =>
        AssertNone(
            "says nothing of a token, so it carries none: write asp-antiforgery=\"true\"",
            from path in Project.Files(".cshtml")
            from Match form in PostedForm().Matches(Project.Read(path))
            where !form.Value.Contains(" asp-antiforgery=", StringComparison.Ordinal)
            select $"{path}: {form.Value}"
        );

    [Fact]
    public void A_file_is_one_idea_and_stays_short()
    {
        var files = Project
            .Files(Code)
            .Where(path => !path.EndsWith(".g.cs", StringComparison.Ordinal))
            .Select(path => (path, lines: Project.Read(path).Count(letter => letter == '\n')));
        AssertNone(
            "is too long to be one idea (400 lines at the most)",
            files.Where(file => file.lines > 400).Select(file => $"{file.path} ({file.lines})")
        );
    }

    [Fact]
    public void The_law_reckons_in_exact_numbers() =>
        AssertNone(
            "reckons in a number that is not exact",
            Lines(["src/LearningAccount.Law/"], ".cs")
                .Where(line => InexactNumber().IsMatch(WithoutComment(line.Text)))
                .Select(line => line.Place)
        );

    [Fact]
    public void Only_the_doors_ask_what_time_it_is() =>
        AssertNone(
            "asks the machine for the time",
            Lines(["src/"], ".cs", ".cshtml")
                .Where(line => MachineClock().IsMatch(WithoutComment(line.Text)))
                .Select(line => line.Place)
        );

    [Fact]
    public void Nobody_waits_for_a_result_by_blocking() =>
        AssertNone(
            "blocks a thread",
            Lines(["src/"], ".cs", ".cshtml")
                .Where(line => Blocking().IsMatch(WithoutComment(line.Text)))
                .Select(line => line.Place)
        );

    [Fact]
    public void No_path_of_one_machine_stands_in_a_file() =>
        AssertNone(
            "names a path of one machine",
            Lines([""], Text).Where(line => MachinePath().IsMatch(line.Text)).Select(line => line.Place)
        );

    [Fact]
    public void What_is_unfinished_is_not_in_the_code() =>
        AssertNone(
            "is unfinished",
            Lines(["src/", "bench/"], Code).Where(line => Unfinished().IsMatch(line.Text)).Select(line => line.Place)
        );

    /// <summary>Order numbers from 991 on are given to nobody in the years they are used for here, so they name no person.</summary>
    [Fact]
    public void No_person_is_named_by_a_number()
    {
        var found = Lines([""], Text)
            .Where(line => SsinLike().Matches(line.Text).Any(match => IsSomebody(match.Value)))
            .Select(line => line.Place);
        AssertNone("holds a national number that may be somebody's (use an order number from 991 on)", found);
    }

    private static bool IsSomebody(string found)
    {
        var digits = string.Concat(found.Where(char.IsAsciiDigit));
        return !Published.Contains(digits, StringComparer.Ordinal)
            && Ssin.TryParse(digits, out _, out _)
            && int.Parse(digits.AsSpan(6, 3), System.Globalization.CultureInfo.InvariantCulture) < 991;
    }

    private static IEnumerable<(string Place, string Text)> Lines(string[] folders, params string[] endings) =>
        Project
            .Files(endings)
            .Where(path => folders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)))
            .SelectMany(path => Project.Read(path).Split('\n').Select((text, index) => ($"{path}:{index + 1}", text)));

    private static string WithoutComment(string line) =>
        line.IndexOf("//", StringComparison.Ordinal) is var start and >= 0 ? line[..start] : line;

    private static void AssertNone(string fault, IEnumerable<string> places)
    {
        Faults.None(places.Select(place => $"{place} {fault}."));
    }

    [GeneratedRegex("<form(?=[^>]* method=\"post\")(?=[^>]* action=)[^>]*>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PostedForm();

    [GeneratedRegex(@"\b(double|float|Double|Single|Half)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InexactNumber();

    [GeneratedRegex(@"\b(DateTime|DateTimeOffset)\.(Now|UtcNow|Today)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MachineClock();

    [GeneratedRegex(@"\.GetAwaiter\(\)\.GetResult\(\)|\.Wait\(\)|\bThread\.Sleep\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Blocking();

    [GeneratedRegex(@"(?<![\w.$}])/(work|home|root|Users)/\w|\b[A-Z]:\\\\?\w", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX|NotImplementedException)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"(?<![\d.])(\d{11}|\d{2}\.\d{2}\.\d{2}-\d{3}[.-]\d{2})(?![\d])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SsinLike();
}
