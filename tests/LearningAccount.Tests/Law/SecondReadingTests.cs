using System.Globalization;
using System.Text;
using LearningAccount.Tests.Law.SecondReading;

namespace LearningAccount.Tests.Law;

/// <summary>Who reads the description of the case file a second time comes to the same account.</summary>
public sealed class SecondReadingTests
{
    [Fact]
    public void The_second_reading_of_the_case_file_gives_what_every_case_expects()
    {
        var wrong = CaseFolder
            .All()
            .SelectMany(one =>
                Comparison
                    .Differences(one.Case["expect"]!.AsObject(), SecondAccount.Of(one.Case))
                    .Select(difference => $"{one.Name}: {difference}")
            )
            .ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Both_readings_agree_on_every_case()
    {
        var wrong = CaseFolder
            .All()
            .SelectMany(one => TwoReadings.Differences(one.Case).Select(difference => $"{one.Name}: {difference}"))
            .ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Both_readings_agree_on_cases_nobody_thought_of() => Agree(1, 1000);

    [Fact]
    [Trait("Speed", "Slow")]
    public void Both_readings_agree_on_many_cases_nobody_thought_of() => Agree(100_000, 40_000);

    private static void Agree(int firstSeed, int count)
    {
        var wrong = Enumerable
            .Range(firstSeed, count)
            .AsParallel()
            .Where(seed => TwoReadings.Differences(RandomCase.Of(seed)).Count > 0)
            .ToList();
        if (wrong.Count == 0)
        {
            return;
        }
        var report = new StringBuilder();
        report.Append(CultureInfo.InvariantCulture, $"{wrong.Count} of {count} differ. The smallest of some:\n");
        foreach (var seed in wrong.Take(5))
        {
            report.Append(CultureInfo.InvariantCulture, $"seed {seed}: {TwoReadings.Report(TwoReadings.Shrunk(RandomCase.Of(seed)))}\n");
        }
        Assert.Fail(report.ToString());
    }
}
