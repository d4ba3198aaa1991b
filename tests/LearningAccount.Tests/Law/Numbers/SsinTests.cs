using System.Globalization;
using LearningAccount.Law;

namespace LearningAccount.Tests.Law.Numbers;

public sealed class SsinTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Theory]
    [InlineData("60022999192", "60.02.29-991.92", "1960-02-29", Sex.Man, false)]
    [InlineData("64022999278", "64.02.29-992.78", "1964-02-29", Sex.Woman, false)]
    [InlineData("68022999364", "68.02.29-993.64", "1968-02-29", Sex.Man, false)]
    [InlineData("72123199460", "72.12.31-994.60", "1972-12-31", Sex.Woman, false)]
    [InlineData("00022999125", "00.02.29-991.25", "2000-02-29", Sex.Man, false)]
    [InlineData("04022999409", "04.02.29-994.09", "2004-02-29", Sex.Woman, false)]
    [InlineData("08022999790", "08.02.29-997.90", "2008-02-29", Sex.Man, false)]
    [InlineData("60422999577", "60.42.29-995.77", "1960-02-29", Sex.Man, true)]
    [InlineData("64222999620", "64.22.29-996.20", "1964-02-29", null, true)]
    [InlineData("04422999891", "04.42.29-998.91", "2004-02-29", Sex.Woman, true)]
    [InlineData("75000099397", "75.00.00-993.97", null, Sex.Man, false)]
    public void A_valid_number_tells_birth_sex_and_kind(string digits, string written, string? born, Sex? sex, bool bis)
    {
        Assert.True(Ssin.TryParseDigits(digits, Today, out var ssin, out var why));
        Assert.Equal(NumberFault.None, why);
        Assert.Equal(digits, ssin.Digits);
        Assert.Equal(written, ssin.Written);
        Assert.Equal(born is null ? null : DateOnly.Parse(born, CultureInfo.InvariantCulture), ssin.BirthDate);
        Assert.Equal(sex, ssin.Sex);
        Assert.Equal(bis, ssin.IsBis);
        Assert.True(Ssin.TryParse(written, out var again, out _));
        Assert.Equal(ssin, again);
    }

    [Theory]
    [InlineData("60022999193", NumberFault.Check)]
    [InlineData("00022999193", NumberFault.Date)]
    [InlineData("61022999116", NumberFault.Date)]
    [InlineData("60132999172", NumberFault.Date)]
    [InlineData("60043299116", NumberFault.Date)]
    [InlineData("60022900016", NumberFault.Sequence)]
    [InlineData("60022999984", NumberFault.Sequence)]
    [InlineData("60622999127", NumberFault.Date)]
    [InlineData("6002299919", NumberFault.Length)]
    [InlineData("600229991920", NumberFault.Length)]
    [InlineData("60022999100", NumberFault.Check)]
    [InlineData("60022999198", NumberFault.Check)]
    [InlineData("64202999278", NumberFault.Check)]
    [InlineData("00000000000", NumberFault.Check)]
    [InlineData("", NumberFault.Empty)]
    [InlineData("6002299919a", NumberFault.Character)]
    [InlineData("٦٠٠٢٢٩٩٩١٩٢", NumberFault.Character)]
    [InlineData("6.0022999192E10", NumberFault.Character)]
    [InlineData("99999999999999999999999999999999999999", NumberFault.Length)]
    public void A_wrong_number_is_refused_with_its_reason(string text, NumberFault expected)
    {
        Assert.False(Ssin.TryParse(text, out var ssin, out var why));
        Assert.Equal(expected, why);
        Assert.Equal(default, ssin);
        Assert.False(Ssin.TryParseDigits(text, out _, out why));
        Assert.Equal(expected, why);
    }

    [Theory]
    [InlineData(" 60.02.29-991.92 ")]
    [InlineData("60 02 29 991 92")]
    [InlineData("60/02/29-991-92")]
    [InlineData("60.02.29\u2011991\u00A092")]
    public void People_may_write_separators_but_files_may_not(string text)
    {
        Assert.True(Ssin.TryParse(text, out var ssin, out _));
        Assert.Equal("60022999192", ssin.Digits);
        Assert.False(Ssin.TryParseDigits(text, out _, out var why));
        Assert.Equal(NumberFault.Character, why);
    }

    [Fact]
    public void Nobody_is_born_in_the_future()
    {
        var tomorrow = Number(26, 11, 22, 991, from2000: true);
        Assert.False(Ssin.TryParseDigits(tomorrow, Today, out var ssin, out var why));
        Assert.Equal(NumberFault.Future, why);
        Assert.Equal(default, ssin);
        Assert.True(Ssin.TryParseDigits(tomorrow, Today.AddDays(1), out _, out _));
        Assert.True(Ssin.TryParseDigits(Number(26, 11, 0, 991, from2000: true), Today, out _, out _));
        Assert.False(Ssin.TryParse(Number(26, 12, 0, 991, from2000: true), Today, out _, out _));
        Assert.False(Ssin.TryParse(Number(27, 0, 0, 991, from2000: true), Today, out _, out _));
    }

    [Fact]
    public void Month_or_day_may_be_unknown_alone()
    {
        foreach (var (month, day) in new[] { (0, 1), (0, 31), (5, 0), (20, 0), (40, 0), (45, 0), (32, 31) })
        {
            Assert.True(Ssin.TryParseDigits(Number(75, month, day, 991, from2000: false), out var ssin, out _));
            Assert.Equal(month == 32 ? new DateOnly(1975, 12, 31) : null, ssin.BirthDate);
        }
        Assert.False(Ssin.TryParseDigits(Number(75, 0, 32, 991, from2000: false), out _, out var why));
        Assert.Equal(NumberFault.Date, why);
    }

    // Published descriptions of the check: base 2000125567 leaves 20, so 77; before 2000 a remainder of 36 gives 61.
    [Theory]
    [InlineData("00012556777", 2_000_125_567, 20)]
    [InlineData("48022899461", 480_228_994, 36)]
    public void The_published_examples_of_the_check_hold(string digits, long first, int remainder)
    {
        Assert.Equal(remainder, first % 97);
        Assert.EndsWith(digits[^2..], (97 - remainder).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.True(Ssin.TryParseDigits(digits, out _, out _));
    }

    [Fact]
    public void Whatever_the_text_there_is_an_answer()
    {
        var random = new Random(1983);
        const string signs = "0123456789.-/ BEOCo\u0000\u0661\uD800é";
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => signs[random.Next(signs.Length)]));
            Assert.Equal(Ssin.TryParse(text, Today, out _, out var why), why == NumberFault.None);
            Assert.Equal(Ssin.TryParseDigits(text, out _, out why), why == NumberFault.None);
            Assert.Equal(EnterpriseNumber.TryParse(text, out _, out why), why == NumberFault.None);
            Assert.Equal(NssoNumber.TryParse(text, out _, out why), why == NumberFault.None);
            Assert.Equal(VatNumber.TryParse(text, out _, out why), why == NumberFault.None);
            Assert.Equal(AgreementNumber.TryParse(text, out _, out why), why == NumberFault.None);
            Assert.Equal(JointCommittee.TryParseImported(text, out var committee), committee != default);
        }
    }

    [Fact]
    public void Its_text_gives_nothing_away()
    {
        Assert.True(Ssin.TryParseDigits("60022999192", out var ssin, out _));
        Assert.DoesNotContain(ssin.ToString(), char.IsAsciiDigit);
        Assert.DoesNotContain($"{ssin}", char.IsAsciiDigit);
    }

    /// <summary>
    /// The two centuries share the check digits, so one wrong digit can by chance make a right number of the other century;
    /// within a century none escapes.
    /// </summary>
    [Fact]
    public void A_wrong_digit_or_swapped_neighbours_never_give_another_number_of_the_same_century()
    {
        foreach (var digits in SyntheticNumbers.Ssins(2_000))
        {
            Assert.True(Ssin.TryParseDigits(digits, out var ssin, out _));
            foreach (var wrong in SyntheticNumbers.Slips(digits))
            {
                if (Ssin.TryParseDigits(wrong, out var other, out _))
                {
                    Assert.NotEqual(ssin.BirthYear / 100, other.BirthYear / 100);
                }
            }
        }
    }

    [Fact]
    public void A_number_fits_one_century_only()
    {
        foreach (var digits in SyntheticNumbers.Ssins(2_000))
        {
            var first = long.Parse(digits[..9], CultureInfo.InvariantCulture);
            var check = int.Parse(digits[9..], CultureInfo.InvariantCulture);
            Assert.True((97 - first % 97 == check) ^ (97 - (2_000_000_000 + first) % 97 == check));
        }
    }

    private static string Number(int year, int month, int day, int sequence, bool from2000) =>
        SyntheticNumbers.Ssin(year, month, day, sequence, from2000);
}
