namespace LearningAccount.Tests.Law;

public sealed class SecondReadingSlowTests
{
    [Fact]
    [Trait("Speed", "Slow")]
    public void Both_readings_agree_on_many_cases_nobody_thought_of() => SecondReadingTests.Agree(1_000_000, 8_000);
}
