using LearningAccount.App.Papers;

namespace LearningAccount.Tests.Papers;

public sealed class StressTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a *b c* d", "a |b c| d")]
    [InlineData("*a* and *b*", "|a| and |b|")]
    [InlineData(@"3 \* 4", "3 * 4")]
    [InlineData(@"*a \* b*", "|a * b|")]
    [InlineData("3 * 4 * 5", "3 * 4 * 5")]
    [InlineData("91.05.03-***-**", "91.05.03-***-**")]
    [InlineData("*open", "*open")]
    [InlineData("open*", "open*")]
    [InlineData(@"back\slash", @"back\slash")]
    [InlineData("", "")]
    public void Words_between_asterisks_stand_out(string text, string expected) =>
        Assert.Equal(expected, string.Concat(Stress.Parts(text).Select(part => part.IsStressed ? $"|{part.Text}|" : part.Text)));

    [Theory]
    [InlineData("*a*")]
    [InlineData(@"\*")]
    [InlineData("a * b")]
    [InlineData("***")]
    public void What_was_typed_says_what_was_typed(string typed)
    {
        var part = Assert.Single(Stress.Parts(Stress.Escaped(typed)));
        Assert.Equal((typed, false), part);
    }
}
