using LearningAccount.Law;
using LearningAccount.Law.Cases;
using LearningAccount.Tests.Law.SecondReading;

namespace LearningAccount.Tests.Law;

/// <summary>The published examples, and every sentence of the description of the case file.</summary>
public sealed class CaseTests
{
    public static TheoryData<string> Folders =>
        [.. Directory.EnumerateDirectories(CaseFolder.Path).Select(folder => Path.GetFileName(folder)!)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_case_gives_the_account_it_expects(string folder)
    {
        var differences = new List<string>();
        var count = 0;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(CaseFolder.Path, folder), "*.json"))
        {
            foreach (var @case in CaseFile.Read(File.ReadAllBytes(file), out _))
            {
                count++;
                differences.AddRange(
                    CaseCheck
                        .Differences(@case, LawBook.Shipped, today: new(2026, 1, 1))
                        .Select(one =>
                            $"{Path.GetFileName(file)}: {@case.Name}: {one.Path} should be {one.Expected}, is {one.Actual}"
                        )
                );
            }
        }
        Assert.True(differences.Count == 0, string.Join('\n', differences));
        Assert.True(count > 0);
    }

    [Fact]
    public void A_case_that_expects_something_else_is_found()
    {
        var wrong = CaseFile.Read(
            """
            { "employer": { "sizeClass": [ { "from": "2024-01-01", "class": "full" } ] }, "employments": [ { "start": "2024-01-01" } ],
              "on": "2024-12-31", "expect": { "years": { "2024": { "credit": "4.99" } }, "anomalies": [ "sizeUnknown" ] } }
            """u8.ToArray(),
            out _
        )[0];

        var differences = CaseCheck.Differences(wrong, LawBook.Shipped, today: new(2026, 1, 1));

        Assert.Equal(2, differences.Length);
    }
}
