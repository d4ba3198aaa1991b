using LearningAccount.Law;

namespace LearningAccount.Tests.Law;

public sealed class SsinInTextTests
{
    [Theory]
    [InlineData("See 64022999278.", "See **.**.**-***.**.")]
    [InlineData("64.02.29-992.78 and 68 02 29 993 64", "**.**.**-***.** and **.**.**-***.**")]
    [InlineData("Room 7 64022999278", "Room 7 **.**.**-***.**")]
    [InlineData("64022999279, 0999990222, 164022999278", "64022999279, 0999990222, 164022999278")]
    [InlineData("Invoice 2026/11", "Invoice 2026/11")]
    [InlineData("01a20abc-def0-7abc-8502-0399139abcde", "01a20abc-def0-7abc-8502-0399139abcde")]
    [InlineData("hash 01a20abcdef07abc85020399139abcde", "hash 01a20abcdef07abc85020399139abcde")]
    [InlineData("01a20abc-def0-7abc-8502-0399139abcde of 85020399139", "01a20abc-def0-7abc-8502-0399139abcde of **.**.**-***.**")]
    [InlineData("LMS-85020399139", "LMS-**.**.**-***.**")]
    public void A_national_number_is_hidden_and_nothing_else_is(string text, string masked)
    {
        Assert.Equal(masked, SsinInText.Masked(text));
        Assert.Equal(text != masked, SsinInText.IsIn(text));
    }
}
