using LearningAccount.Law;
using LearningAccount.Law.Texts;

namespace LearningAccount.Tests.Law.Numbers;

public sealed class NumberTextsTests
{
    [Fact]
    public void Every_fault_of_a_number_is_told_in_four_languages()
    {
        foreach (var fault in Enum.GetValues<NumberFault>().Where(fault => fault != NumberFault.None))
        {
            Assert.All(Languages.All, language => Assert.NotEmpty(LawTexts.Of(fault, language)));
        }
    }
}
