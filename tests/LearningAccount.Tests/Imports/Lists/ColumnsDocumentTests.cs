using System.Text;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Lists;
using LearningAccount.App.Wording;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Imports.Lists;

/// <summary>The page that tells others which columns and words are read says what the program does.</summary>
public sealed class ColumnsDocumentTests
{
    private const string Page = "docs/contracts/columns.md";
    private const string Begin = "<!-- From here on the page follows columns.json; a test compares them. -->\n";

    [Fact]
    public void The_page_of_columns_tells_every_name_and_word() => WrittenPage.MustSay(Page, Begin, Rendered());

    private static string Rendered()
    {
        var page = new StringBuilder();
        Columns(page, "Staff list", FileKind.StaffList);
        Columns(page, "Training list", FileKind.TrainingList);
        Columns(page, "List of rights", FileKind.RightList);
        page.Append("\n## Words\n");
        Words(page, "yesNo", ["yes", "no"]);
        Words<Language>(page);
        Words<LearningAccount.Law.Sex>(page);
        Words<EndReason>(page);
        Words<WorkerCategory>(page);
        Words<SuspensionKind>(page);
        Words<TrainingKind>(page);
        Words<TrainingStatus>(page);
        Words<LeaveScheme>(page);
        Words<DurationUnit>(page);
        Words<FullOrHalf>(page);
        Words<RecordType>(page);
        Words<RightType>(page);
        Words<RightComputation>(page);
        Words(page, "nothing", ["nothing"]);
        return page.ToString();
    }

    private static void Columns(StringBuilder page, string title, FileKind list)
    {
        page.Append($"\n## {title}\n\n| Column | nl | fr | de | en |\n|---|---|---|---|---|\n");
        foreach (var column in Enum.GetValues<ListColumn>())
        {
            var names = Vocabulary.Shipped.Columns.Single(known => known.Key == column).Value;
            if (names.Lists.Contains(list))
            {
                page.Append(
                    $"| `{names.Code}` | {string.Join(" | ", names.ByLanguage.Select(all => string.Join(", ", all)))} |\n"
                );
            }
        }
    }

    private static void Words<T>(StringBuilder page)
        where T : struct, Enum => Words(page, Vocabulary.SetOf<T>(), Enum.GetNames<T>());

    private static void Words(StringBuilder page, string set, IEnumerable<string> codes)
    {
        page.Append($"\n### {set}\n\n| Value | nl | fr | de | en |\n|---|---|---|---|---|\n");
        foreach (var code in codes)
        {
            var words = Vocabulary.Shipped.Words(set, code);
            page.Append($"| {code} | {string.Join(" | ", words.Select(all => string.Join(", ", all)))} |\n");
        }
    }
}
