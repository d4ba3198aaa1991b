using System.Text.RegularExpressions;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.House;

public sealed partial class DocumentTests
{
    [Fact]
    public void Every_link_in_the_documents_leads_to_a_file()
    {
        var broken =
            from document in Project.Files(".md")
            from Match link in Link().Matches(Project.Read(document))
            let target = link.Groups["target"].Value.Split('#')[0]
            where
                target.Length > 0
                && !target.Contains("://", StringComparison.Ordinal)
                && !target.StartsWith("mailto:", StringComparison.Ordinal)
            where !Path.Exists(Path.Combine(Project.Root, Path.GetDirectoryName(document)!, target))
            select $"{document} links to {target}, which is not there.";
        Faults.None(broken);
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
