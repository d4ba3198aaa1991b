using LearningAccount.Tests.Law.Properties;
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
    public void Both_readings_agree_on_cases_nobody_thought_of() => Agree(1, 2 * AnyCase.Count);

    internal static void Agree(int firstSeed, int count)
    {
        var wrong = Enumerable
            .Range(firstSeed, count)
            .AsParallel()
            .Select(seed => (Seed: seed, Differences: TwoReadings.Differences(RandomCase.Of(seed))))
            .Where(one => one.Differences.Count > 0)
            .ToList();
        // One of each sort of difference is enough to see what is wrong.
        var report = wrong
            .GroupBy(one => Sort(one.Differences[0]), StringComparer.Ordinal)
            .Select(sort => $"{sort.Count()} × {sort.Key}, as in\n{Smallest(sort.Min(one => one.Seed))}");
        Assert.True(wrong.Count == 0, string.Join("\n\n", report.Take(8)));
    }

    private static string Smallest(int seed) => $"seed {seed}: {TwoReadings.Report(TwoReadings.Shrunk(RandomCase.Of(seed)))}";

    private static string Sort(string difference) => new([.. difference.Split(':')[0].Where(c => !char.IsAsciiDigit(c))]);
}
