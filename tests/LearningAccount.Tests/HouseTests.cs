namespace LearningAccount.Tests;

public sealed class HouseTests
{
    [Fact]
    public void The_law_stands_alone()
    {
        var names = typeof(LearningAccount.Law.Fraction).Assembly.GetReferencedAssemblies();
        Assert.DoesNotContain(names, name => name.Name!.StartsWith("LearningAccount", StringComparison.Ordinal));
    }
}
