using System.Text.RegularExpressions;
using LearningAccount.App.Imports;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Imports;

public sealed partial class ImportTextsTests
{
    [Fact]
    public void Every_remark_an_import_makes_has_its_text()
    {
        var code = string.Concat(
            Project
                .Files(".cs")
                .Where(path => path.StartsWith("src/LearningAccount.App/Imports/", StringComparison.Ordinal))
                .Select(Project.Read)
        );
        var used = RemarkCode().Matches(code).Select(match => match.Groups["code"].Value).ToHashSet(StringComparer.Ordinal);
        var written = ImportTexts.Catalogue.Codes.ToHashSet(StringComparer.Ordinal);
        Assert.Empty(used.Where(one => RemarkOfDmfa().IsMatch(one)).Except(written, StringComparer.Ordinal));
    }

    [GeneratedRegex(@"""(?<code>[a-zA-Z0-9]+[.\-][a-zA-Z0-9.]+)""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex RemarkCode();

    [GeneratedRegex(@"^([0-9]{5}-[0-9]{3}|(file|xml|dmfa|import)\.[a-z])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RemarkOfDmfa();
}
