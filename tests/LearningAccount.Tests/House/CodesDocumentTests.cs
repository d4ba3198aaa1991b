using System.Text;
using LearningAccount.App.Imports;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Reasons;
using LearningAccount.Law.Texts;
using LearningAccount.Records;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.House;

/// <summary>The page that tells others by which codes the program answers names all of them.</summary>
public sealed class CodesDocumentTests
{
    private const string Begin = "<!-- From here on the page follows the catalogues of texts; a test compares them. -->\n";

    [Fact]
    public void The_page_of_codes_tells_every_code() =>
        WrittenPage.MustSay("docs/contracts/codes.md", Begin, string.Concat(Sections()));

    private static IEnumerable<string> Sections()
    {
        yield return Section("Files, rows and declarations", ImportTexts.Catalogue, code => !IsWord(code));
        yield return Section("Facts and databases", RecordTexts.Catalogue, code => !IsWord(code));
        yield return Section("Accounts", ReasonTexts.Catalogue, code => code.StartsWith("anomaly.", StringComparison.Ordinal));
        yield return Section("Case files", ReasonTexts.Catalogue, code => code.StartsWith("case.", StringComparison.Ordinal));
        yield return Section("Sector agreement files and official numbers", LawTexts.Catalogue, _ => true);
    }

    private static string Section(string title, Catalogue catalogue, Func<string, bool> isOf)
    {
        var page = new StringBuilder($"\n## {title}\n\n| Code | In English |\n|---|---|\n");
        foreach (var code in catalogue.Codes.Where(isOf).Order(StringComparer.Ordinal))
        {
            var places = catalogue.PlacesOf(code).Select(place => (place, $"{{{place}}}")).ToArray();
            var text = catalogue.Text(code, Language.En, places).Replace("|", "\\|", StringComparison.Ordinal);
            page.Append($"| `{(code.StartsWith("anomaly.", StringComparison.Ordinal) ? code[8..] : code)}` | {text} |\n");
        }
        return page.ToString();
    }

    // Words of templates, places and values answer nothing.
    private static bool IsWord(string code) =>
        code.StartsWith("template.", StringComparison.Ordinal)
        || code.StartsWith("place.", StringComparison.Ordinal)
        || code.StartsWith("said.", StringComparison.Ordinal)
        || code.StartsWith("scope.", StringComparison.Ordinal);
}
