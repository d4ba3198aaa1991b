using LearningAccount.Law;
using LearningAccount.Law.Cases;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Reasons;
using LearningAccount.Law.Texts;

namespace LearningAccount.Tests.Law.WentWrongElsewhere;

/// <summary>Ledgers and rules: what went wrong in other systems, each once.</summary>
public sealed class LedgerTests
{
    [Fact]
    [Trait("BugClass", "36")]
    public void Nobody_has_to_ask_every_day_for_the_account_to_be_right()
    {
        var facts = Given.Employer().Employed("2024-01-01").Trained("2025-05-05", "1");
        var asked = facts.On("2024-06-30").Left();

        Assert.Equal("5", asked);
        Assert.Equal("14", facts.On("2026-12-31").Left());
        Assert.Equal("5", facts.On("2024-06-30").Left());
    }

    [Fact]
    [Trait("BugClass", "39")]
    public void A_correction_is_a_line_of_its_own_with_its_reason_and_leaves_the_credit_alone()
    {
        var account = Given.Employer().Employed("2025-01-01").Corrected("2025-03-03", "-2", "counted twice").On("2025-12-31");

        var line = Assert.Single(account.Entries, entry => entry.Kind == EntryKind.Adjustment);
        Assert.Equal((new DateOnly(2025, 3, 3), -2), (line.On, line.Days));
        Assert.Contains("counted twice", ReasonTexts.Of(account.Reasons[line.Reason], Language.En), StringComparison.Ordinal);
        Assert.Equal((5, 3), (account.Year(2025).Credit, account.Year(2025).Closing));
    }

    [Fact]
    [Trait("BugClass", "40")]
    public void Of_fifty_trainings_on_the_last_day_of_credit_one_uses_it()
    {
        var facts = Given.Employer(SizeClass.Small).Employed("2025-01-01");
        for (var i = 0; i < 50; i++)
        {
            facts = facts.Trained("2025-06-02", "1");
        }

        var account = facts.On("2025-12-31");

        Assert.Equal((1, 49, 0), (account.Year(2025).Used, account.Year(2025).Outside, account.Year(2025).Closing));
        Assert.Equal(0, Assert.Single(account.Entries, entry => entry.Kind == EntryKind.Use).Fact);
    }

    [Fact]
    [Trait("BugClass", "43")]
    public void A_training_entered_late_moves_the_later_ones_outside_and_says_so()
    {
        var facts = Given.Employer(SizeClass.Small).Employed("2024-01-01").Trained("2025-06-02", "2");
        var late = facts.Trained("2024-03-04", "1");

        Assert.Equal(0, facts.On("2025-12-31").Year(2025).Outside);
        var account = late.On("2025-12-31");
        Assert.Equal((1, 1), (account.Year(2025).Used, account.Year(2025).Outside));
        Assert.Equal("trainings[0]", Assert.Single(account.Anomalies, one => one.Code == "beyondCredit").At);
    }

    [Fact]
    [Trait("BugClass", "44")]
    public void Trainings_of_one_day_are_taken_in_the_order_they_stand()
    {
        var account = Given
            .Employer(SizeClass.Small)
            .Employed("2025-01-01")
            .Trained("2025-06-02", "0.6")
            .Trained("2025-06-02", "0.6")
            .On("2025-12-31");

        Assert.Equal(
            [(EntryKind.Use, 0, "3/5"), (EntryKind.Use, 1, "2/5"), (EntryKind.Outside, 1, "1/5")],
            account.Entries.Where(entry => entry.Fact >= 0).Select(entry => (entry.Kind, entry.Fact, entry.Days.ToString()))
        );
    }

    [Fact]
    [Trait("BugClass", "45")]
    public void A_size_that_cannot_be_computed_is_not_a_size_of_0()
    {
        var unknown = new AccountFacts().Employed("2024-01-01").On("2024-12-31");
        var zero = new AccountFacts { Employer = new() { Declarations = [new(Quarter.Of(2023, 1), 0)] } }
            .Employed("2024-01-01")
            .On("2024-12-31");

        Assert.Null(Assert.Single(unknown.Size).Average);
        Assert.Contains(unknown.Anomalies, one => one.Code == "sizeUnknown");
        Assert.Equal(0, Assert.Single(zero.Size).Average);
        Assert.DoesNotContain(zero.Anomalies, one => one.Code == "sizeUnknown");
    }

    [Theory]
    [Trait("BugClass", "46")]
    [InlineData("""{ "setings": { } }""", "setings")]
    [InlineData("""{ "settings": { "roundings": "none" } }""", "settings.roundings")]
    [InlineData("""{ "settings": { "rounding": "up" } }""", "settings.rounding")]
    [InlineData("""{ "rounding": "none" }""", "rounding")]
    [InlineData("""{ "employer": { "rounding": "none" } }""", "employer.rounding")]
    [InlineData(
        """{ "employer": { "schemes": [ { "jointCommittee": "200", "from": "2025-01-01", "days": "3", "floor": "2" } ] } }""",
        "employer.schemes[0].floor"
    )]
    [InlineData(
        """{ "employments": [ { "start": "2025-01-01", "regimes": [ { "from": "2025-01-01", "fraction": "1/2", "percent": "50" } ] } ] }""",
        "employments[0].regimes[0].percent"
    )]
    public void An_unknown_or_misplaced_word_in_a_case_is_refused_with_its_path(string text, string path)
    {
        var refused = Assert.Throws<CaseFileException>(() => CaseFile.Read(System.Text.Encoding.UTF8.GetBytes(text), out _));

        Assert.Equal(path, Assert.Single(refused.Problems).Path);
    }
}
