using LearningAccount.Tests.Law.SecondReading;

namespace LearningAccount.Tests.Law;

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
}
