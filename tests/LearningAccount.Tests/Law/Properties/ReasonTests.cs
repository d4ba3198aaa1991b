using System.Text.Json;
using LearningAccount.Law;
using LearningAccount.Law.Reasons;
using LearningAccount.Law.Texts;
using LearningAccount.Tests.Law.Reasons;

namespace LearningAccount.Tests.Law.Properties;

/// <summary>Every figure explains itself, in four languages, with a formula that gives it.</summary>
public sealed class ReasonTests
{
    [Fact]
    public void The_formula_of_a_reason_gives_its_result() =>
        AnyCase.Holds(@case =>
            Assert.All(@case.Account.Reasons, reason => Assert.Equal(reason.Result, WrittenFormula.Value(reason.Formula)))
        );

    [Fact]
    public void The_result_of_a_reason_is_the_figure_it_explains() =>
        AnyCase.Holds(@case =>
        {
            var account = @case.Account;
            Fraction Result(int reason) => account.Reasons[reason].Result;
            Assert.All(account.Entries, entry => Assert.Equal(entry.Days, Result(entry.Reason)));
            Assert.All(account.Years, year => Assert.Equal(year.Closing, Result(year.Reason)));
            Assert.All(account.Years, year => Assert.Equal(year.FullTimeDays, Result(year.FullTimeDaysReason)));
            Assert.All(account.Size.Where(one => one.Average is not null), one => Assert.Equal(one.Average, Result(one.Reason)));
            Assert.Equal(account.Balance.Exact, Result(account.Balance.Reason));
            if (account.Window is { } window)
            {
                Assert.Equal(window.Target, Result(window.Reason));
                Assert.Equal(window.Met, Result(window.UsedReason) >= window.Target);
            }
            if (account.Exit is { } exit)
            {
                Assert.Equal(exit.Outstanding, Result(exit.Reason));
            }
        });

    [Theory]
    [InlineData(Language.Nl)]
    [InlineData(Language.Fr)]
    [InlineData(Language.De)]
    [InlineData(Language.En)]
    public void Every_reason_reads_without_an_empty_place(Language language) =>
        AnyCase.Holds(@case =>
        {
            foreach (var reason in @case.Account.Reasons)
            {
                Whole(ReasonTexts.Of(reason, language));
                if (ReasonTexts.Formula(reason, language) is { Length: > 0 } formula)
                {
                    Whole(formula);
                }
                Whole(ReasonTexts.Law(reason, language));
                var given = reason.Values.Select(value => value.Name).Append("days").Append("number");
                Assert.Subset(given.ToHashSet(StringComparer.Ordinal), PlacesOf($"reason.{reason.Code}", language));
                foreach (var input in reason.Inputs)
                {
                    Whole(ReasonTexts.Input(input, language));
                    Assert.NotEqual("", ReasonTexts.Origin(input, language));
                }
            }
            foreach (var anomaly in @case.Account.Anomalies)
            {
                Whole(ReasonTexts.Anomaly(anomaly, language));
                var values = anomaly.Values.Select(value => value.Name).ToHashSet(StringComparer.Ordinal);
                Assert.Subset(values, PlacesOf($"anomaly.{anomaly.Code}", language));
            }
        });

    [Fact]
    [Trait("BugClass", "19")]
    public void Rounding_is_named_wherever_it_was_done() =>
        AnyCase.Holds(@case =>
        {
            var rounding = LearningAccount.Law.Facts.Rounding.HalfDayUp;
            var facts = @case.Facts with { Settings = @case.Facts.Settings with { Rounding = rounding } };
            var account = AnyCase.AccountOf(facts, @case.On);
            foreach (
                var entry in account.Entries.Where(one => one.Kind is EntryKind.Credit or EntryKind.Extra && !one.Days.IsZero)
            )
            {
                Assert.True((entry.Days * 2).IsWhole);
                Assert.Contains(account.Reasons[entry.Reason].Inputs, input => input.Name == "setting.rounding");
            }
        });

    private static readonly Dictionary<string, Dictionary<string, string>> Texts = Read(
        "Texts/reasons.json",
        "Texts/anomalies.json"
    );

    private static HashSet<string> PlacesOf(string code, Language language) =>
        [.. Catalogue.Places(Texts[code][language.Code()])];

    private static void Whole(string text)
    {
        Assert.NotEqual("", text);
        Assert.Equal(text.Trim(), text);
        Assert.DoesNotContain('{', text);
        Assert.DoesNotContain('}', text);
        Assert.DoesNotContain("  ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("()", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("«»", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" ,", text, StringComparison.Ordinal);
    }

    private static Dictionary<string, Dictionary<string, string>> Read(params string[] resources)
    {
        var all = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream(resource)!;
            foreach (var (code, text) in JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(stream)!)
            {
                all.Add(code, text);
            }
        }
        return all;
    }
}
