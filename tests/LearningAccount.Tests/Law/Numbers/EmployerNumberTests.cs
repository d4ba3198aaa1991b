using LearningAccount.Law;

namespace LearningAccount.Tests.Law.Numbers;

public sealed class EmployerNumberTests
{
    [Theory]
    [InlineData("0999990123")]
    [InlineData("0999990222")]
    [InlineData("0999990321")]
    [InlineData("0999990420")]
    [InlineData("0999990519")]
    [InlineData("0999990618")]
    [InlineData("1999990144")]
    [InlineData("1999990243")]
    [InlineData("1999990342")]
    [InlineData("0000000196")]
    [InlineData("0566988259")] // base 05669882 leaves 38
    [InlineData("0419618535")] // base 04196185 leaves 62
    [InlineData("1999999943")] // the highest the NSSO's schema admits
    public void An_enterprise_number_is_read(string digits)
    {
        Assert.True(EnterpriseNumber.TryParse(digits, out var number, out var why));
        Assert.Equal(NumberFault.None, why);
        Assert.Equal(digits, number.Digits);
        Assert.Equal($"{digits[..4]}.{digits[4..7]}.{digits[7..]}", number.ToString());
        Assert.True(EnterpriseNumber.TryParse(number.ToString(), out var again, out _));
        Assert.Equal(number, again);
        Assert.True(EnterpriseNumber.TryParseNsso(digits.TrimStart('0'), out again, out _));
        Assert.Equal(number, again);
        Assert.True(VatNumber.TryParse($"be {number}", out var vat, out _));
        Assert.Equal(number, vat.Enterprise);
        Assert.Equal($"BE {number}", vat.ToString());
    }

    [Theory]
    [InlineData("0999990124", NumberFault.Check)]
    [InlineData("099999012", NumberFault.Check)]
    [InlineData("09999901230", NumberFault.Length)]
    [InlineData("99990123", NumberFault.Length)]
    [InlineData("2999990165", NumberFault.Range)]
    [InlineData("0999990100", NumberFault.Check)]
    [InlineData("0999990198", NumberFault.Check)]
    [InlineData("0000000097", NumberFault.Range)]
    [InlineData("0000000000", NumberFault.Range)]
    [InlineData("0999990132", NumberFault.Check)]
    [InlineData("O999990123", NumberFault.Character)]
    [InlineData("0999990221", NumberFault.Check)]
    [InlineData("", NumberFault.Empty)]
    [InlineData("..-", NumberFault.Empty)]
    public void A_wrong_enterprise_number_is_refused_with_its_reason(string text, NumberFault expected)
    {
        Assert.False(EnterpriseNumber.TryParse(text, out var number, out var why));
        Assert.Equal(expected, why);
        Assert.Equal(default, number);
        Assert.False(VatNumber.TryParse("BE" + text, out _, out why));
        Assert.Equal(expected, why);
    }

    [Fact]
    public void An_enterprise_number_of_nine_digits_lacks_only_its_zero()
    {
        Assert.True(EnterpriseNumber.TryParse("999.990.123", out var number, out _));
        Assert.Equal("0999990123", number.Digits);
        Assert.True(VatNumber.TryParse("BE 999.990.123", out var vat, out _));
        Assert.Equal(number, vat.Enterprise);
    }

    [Theory]
    [InlineData("0999990123", NumberFault.Character)]
    [InlineData("NL0999990123", NumberFault.Character)]
    [InlineData("  ", NumberFault.Empty)]
    [InlineData("BE", NumberFault.Empty)]
    public void A_VAT_number_begins_with_BE(string text, NumberFault expected)
    {
        Assert.False(VatNumber.TryParse(text, out _, out var why));
        Assert.Equal(expected, why);
    }

    [Theory]
    [InlineData("2999990165", "2.999.990.165")]
    [InlineData("2000000141", "2.000.000.141")]
    [InlineData("8999999005", "8.999.999.005")]
    [InlineData("8999999894", "8.999.999.894")]
    public void An_establishment_number_is_read(string digits, string written)
    {
        Assert.True(EstablishmentNumber.TryParse(digits, out var number, out _));
        Assert.Equal(digits, number.Digits);
        Assert.Equal(written, number.ToString());
        Assert.True(EstablishmentNumber.TryParse(written, out var again, out _));
        Assert.Equal(number, again);
    }

    [Theory]
    [InlineData("0999990123", NumberFault.Range)]
    [InlineData("9000000000", NumberFault.Range)]
    [InlineData("2999990166", NumberFault.Check)]
    [InlineData("299999016", NumberFault.Length)]
    [InlineData("x", NumberFault.Character)]
    public void A_wrong_establishment_number_is_refused_with_its_reason(string text, NumberFault expected)
    {
        Assert.False(EstablishmentNumber.TryParse(text, out _, out var why));
        Assert.Equal(expected, why);
    }

    [Theory]
    [InlineData("1999981-88", "199998188", null, "1999981-88")]
    [InlineData("010-1999981-88", "199998188", 10, "010-1999981-88")]
    [InlineData("010199998188", "199998188", 10, "010-1999981-88")]
    [InlineData("1943023-48", "194302348", null, "1943023-48")]
    [InlineData("1941003-94", "194100394", null, "1941003-94")]
    [InlineData("1943066-16", "194306616", null, "1943066-16")]
    [InlineData("1943025-42", "194302542", null, "1943025-42")]
    [InlineData("100006", "000100006", null, "0001000-06")]
    [InlineData("199999934", "199999934", null, "1999999-34")]
    public void An_NSSO_number_is_read(string text, string digits, int? category, string written)
    {
        Assert.True(NssoNumber.TryParse(text, out var number, out var why));
        Assert.Equal(NumberFault.None, why);
        Assert.Equal(digits, number.Digits);
        Assert.Equal(category, number.Category);
        Assert.Equal(written, number.ToString());
        Assert.True(NssoNumber.TryParse(number.WithoutCategory.ToString(), out var again, out _));
        Assert.Equal(number.WithoutCategory, again);
    }

    [Theory]
    [InlineData("1999981-89", NumberFault.Check)]
    [InlineData("1999981-8", NumberFault.Check)]
    [InlineData("1999981-881", NumberFault.Length)]
    [InlineData("10-1999981-88", NumberFault.Length)]
    [InlineData("1999981-97", NumberFault.Check)]
    [InlineData("1999891-88", NumberFault.Check)]
    [InlineData("199998A-88", NumberFault.Character)]
    [InlineData("0000000-96", NumberFault.Range)]
    [InlineData("9990001-86", NumberFault.Range)]
    [InlineData("", NumberFault.Empty)]
    public void A_wrong_NSSO_number_is_refused_with_its_reason(string text, NumberFault expected)
    {
        Assert.False(NssoNumber.TryParse(text, out var number, out var why));
        Assert.Equal(expected, why);
        Assert.Equal(default, number);
    }

    [Fact]
    public void No_wrong_digit_and_no_swapped_neighbours_escape_the_check()
    {
        var random = new Random(1970);
        for (var i = 0; i < 2_000; i++)
        {
            var enterprise = SyntheticNumbers.Enterprise(random.Next(1, 20_000_000));
            Assert.True(EnterpriseNumber.TryParse(enterprise, out _, out _));
            Assert.All(SyntheticNumbers.Slips(enterprise), slip => Assert.False(EnterpriseNumber.TryParse(slip, out _, out _)));

            var establishment = SyntheticNumbers.Enterprise(random.Next(20_000_000, 90_000_000));
            Assert.True(EstablishmentNumber.TryParse(establishment, out _, out _));
            Assert.All(
                SyntheticNumbers.Slips(establishment),
                slip => Assert.False(EstablishmentNumber.TryParse(slip, out _, out _))
            );

            var nsso = SyntheticNumbers.Nsso(random.Next(1_001, 1_999_999));
            Assert.True(NssoNumber.TryParse(nsso, out _, out _));
            Assert.All(SyntheticNumbers.Slips(nsso), slip => Assert.False(NssoNumber.TryParse(slip, out _, out _)));
        }
    }
}
