using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Texts;

namespace LearningAccount.Tests.Portal;

public sealed class WordsTests
{
    private const char Nbsp = '\u00A0';

    [Theory]
    [InlineData(Language.Nl, "2.75", "2,75 dagen")]
    [InlineData(Language.Nl, "0.5", "0,5 dag")]
    [InlineData(Language.Nl, "1", "1 dag")]
    [InlineData(Language.Nl, "0", "0 dagen")]
    [InlineData(Language.Fr, "1.5", "1,5 jour")]
    [InlineData(Language.Fr, "2", "2 jours")]
    [InlineData(Language.De, "0.5", "0,5 Tage")]
    [InlineData(Language.De, "1", "1 Tag")]
    [InlineData(Language.En, "1", "1 day")]
    [InlineData(Language.En, "2.75", "2.75 days")]
    [InlineData(Language.En, "1/3", "0.33 days")]
    [InlineData(Language.En, "-1/2", "−0.5 days")]
    public void Days_are_said_as_people_say_them(Language language, string days, string said) =>
        Assert.Equal(said, Words.In(language).Days(Fraction.Parse(days)).Replace(Nbsp, ' '));

    [Theory]
    [InlineData(Language.Nl, "31 december 2028")]
    [InlineData(Language.Fr, "31 décembre 2028")]
    [InlineData(Language.De, "31. Dezember 2028")]
    [InlineData(Language.En, "31 December 2028")]
    public void A_date_is_said_in_words(Language language, string said) =>
        Assert.Equal(said, Words.In(language).Date(new(2028, 12, 31)).Replace(Nbsp, ' '));

    [Fact]
    public void French_says_the_first_of_a_month_in_its_own_way()
    {
        Assert.Equal($"1er{Nbsp}janvier 2026", Words.In(Language.Fr).Date(new(2026, 1, 1)));
        Assert.Equal($"11{Nbsp}janvier 2026", Words.In(Language.Fr).Date(new(2026, 1, 11)));
    }

    [Theory]
    [InlineData(Language.Nl, "1.234,50")]
    [InlineData(Language.En, "1,234.50")]
    [InlineData(Language.De, "1.234,50")]
    public void Numbers_in_a_column_have_the_same_decimals(Language language, string written) =>
        Assert.Equal(written, Words.In(language).Number(Fraction.Parse("1234.5")));

    [Fact]
    public void What_comes_from_facts_is_never_taken_for_markup()
    {
        var said = new StringWriter();
        Words
            .In(Language.En)
            .Stressed("layout.asOf", ("on", "<b>*x*</b>"), ("known", "y"))
            .WriteTo(said, System.Text.Encodings.Web.HtmlEncoder.Default);
        Assert.Contains("&lt;b&gt;*x*&lt;/b&gt;", said.ToString(), StringComparison.Ordinal);
    }
}
