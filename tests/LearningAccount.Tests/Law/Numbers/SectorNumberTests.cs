using LearningAccount.Law;

namespace LearningAccount.Tests.Law.Numbers;

public sealed class SectorNumberTests
{
    [Theory]
    [InlineData("200", "2000000", "200")]
    [InlineData("2000000", "2000000", "200")]
    [InlineData("140.03", "1400300", "140.03")]
    [InlineData("1400300", "1400300", "140.03")]
    [InlineData("14901", "1490100", "149.01")]
    [InlineData("140.01.02", "1400102", "140.01.02")]
    [InlineData("119.01.00", "1190100", "119.01")]
    public void A_joint_committee_is_read_in_three_five_or_seven_digits(string text, string digits, string shown)
    {
        var committee = JointCommittee.Parse(text);
        Assert.Equal(digits, committee.Digits);
        Assert.Equal(shown, committee.ToString());
        Assert.True(JointCommittee.TryParseImported(text, out var imported));
        Assert.Equal(committee, imported);
    }

    [Theory]
    [InlineData("140.01.01-00.00", "140.01.01")]
    [InlineData("14001030000", "140.01.03")]
    [InlineData("PC 200", "200")]
    [InlineData("cp140.03", "140.03")]
    [InlineData(" SCP 149.01 ", "149.01")]
    [InlineData("140 03 00", "140.03")]
    public void Payroll_exports_write_a_joint_committee_in_their_own_way(string text, string shown)
    {
        Assert.True(JointCommittee.TryParseImported(text, out var committee));
        Assert.Equal(shown, committee.ToString());
    }

    [Theory]
    [InlineData("20")]
    [InlineData("2000")]
    [InlineData("200000")]
    [InlineData("20000000")]
    [InlineData("099")]
    [InlineData("000")]
    [InlineData("999")]
    [InlineData("400")]
    [InlineData("2O0")]
    [InlineData("")]
    [InlineData("XY 200")]
    public void Anything_else_is_no_joint_committee(string text)
    {
        Assert.False(JointCommittee.TryParse(text, out _));
        Assert.False(JointCommittee.TryParseImported(text, out _));
    }

    [Fact]
    public void A_part_of_a_sub_committee_has_a_parent_and_a_grandparent()
    {
        var part = JointCommittee.Parse("140.01.02");
        Assert.Equal("140.01", part.Parent.ToString());
        Assert.Equal("140", part.Parent!.Value.Parent.ToString());
        Assert.Null(part.Parent!.Value.Parent!.Value.Parent);
        Assert.Equal("140", JointCommittee.Parse("140.00.02").Parent.ToString());
    }

    [Theory]
    [InlineData("181682/CO/200", "200")]
    [InlineData("142115/CO/324", "324")]
    [InlineData("1/CO/1490100", "149.01")]
    [InlineData("119829/CO/3210", null)]
    public void The_registration_number_of_an_agreement_is_read(string text, string? committee)
    {
        Assert.True(AgreementNumber.TryParse(text, out var number, out _));
        Assert.Equal(text, number.ToString());
        Assert.Equal(committee, number.Committee?.ToString());
    }

    [Theory]
    [InlineData("181682/co/200", NumberFault.Character)]
    [InlineData("181682/CO", NumberFault.Character)]
    [InlineData("181682-CO-200", NumberFault.Character)]
    [InlineData("18168A/CO/200", NumberFault.Character)]
    [InlineData("181682/CO/200/1", NumberFault.Character)]
    [InlineData("1816822/CO/200", NumberFault.Length)]
    [InlineData("/CO/200", NumberFault.Length)]
    [InlineData("181682/CO/20", NumberFault.Length)]
    [InlineData("181682/CO/20000000", NumberFault.Length)]
    [InlineData("", NumberFault.Empty)]
    public void A_wrong_registration_number_is_refused_with_its_reason(string text, NumberFault expected)
    {
        Assert.False(AgreementNumber.TryParse(text, out _, out var why));
        Assert.Equal(expected, why);
    }
}
