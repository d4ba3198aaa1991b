using LearningAccount.Law.Texts;

namespace LearningAccount.Tests.Law.Texts;

public sealed class LettersTests
{
    [Theory]
    [InlineData("N° registre national", "nregistrenational")]
    [InlineData("Größe", "grosse")]
    [InlineData("J\ufffeé", "je")]
    [InlineData("J\ufdd0", "j")]
    public void What_is_no_letter_is_passed_over_and_stops_nothing(string text, string letters) =>
        Assert.Equal(letters, Letters.Of(text));

    [Fact]
    public void Half_a_letter_is_passed_over() => Assert.Equal("ab", Letters.Of(string.Concat("a", "\ud800"[0], "b")));
}
