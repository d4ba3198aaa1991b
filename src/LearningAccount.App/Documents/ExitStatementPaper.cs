using LearningAccount.App.Papers;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Reasons;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Documents;

/// <summary>
/// What is outstanding at the end of the contract, how it was computed (rulebook R6.2), what the law says of it for that way of
/// ending (R6.1), and, where somebody asked for it, what it may be worth (R6.3).
/// </summary>
internal static class ExitStatementPaper
{
    public static Paper Of(DocumentFacts facts) => DocumentParts.Paper(facts, isLetter: true, Blocks(facts));

    private static IEnumerable<PaperBlock> Blocks(DocumentFacts facts)
    {
        var (words, account) = (facts.Words, facts.Account);
        var exit = account.Exit!;
        yield return DocumentParts.Dated(facts);
        yield return DocumentParts.Greeting(facts);
        yield return new PaperText(
            words.Of(
                DocumentParts.IsForHeirs(facts) ? "document.ExitStatement.introHeirs"
                    : exit.On < facts.IssuedOn ? "document.ExitStatement.introPast"
                    : "document.ExitStatement.intro",
                ("name", Stress.Escaped(facts.WorkerName)),
                ("on", words.Date(exit.On)),
                ("reason", Reason(exit, facts.Language)),
                ("days", words.Days(exit.Outstanding))
            )
        );
        yield return new PaperHeading(words["document.computed"]);
        yield return Computed(facts, exit);
        yield return new PaperText(words["document.computedNote"], PaperVoice.Small);
        yield return new PaperHeading(words["document.lawSays"]);
        yield return DocumentParts.LawSays(facts, exit);
        yield return new PaperFacts([
            new(words["account.mayTake"], words[exit.MayTakeBeforeEnd ? "account.yes" : "account.no"]),
            new(words["account.acquired"], words[exit.AcquiredBenefit ? "account.yes" : "account.no"]),
        ]);
        foreach (var warning in exit.Warnings)
        {
            yield return new PaperText(words[$"document.exit.{warning}"], PaperVoice.Warning);
        }
        foreach (var block in Valued(facts, exit))
        {
            yield return block;
        }
        yield return new PaperText(words[DocumentParts.IsForHeirs(facts) ? "document.exitKeepsHeirs" : "document.exitKeeps"]);
        yield return DocumentParts.Basis(facts, "document.ExitStatement.basis");
        yield return DocumentParts.Signature(facts);
    }

    private static string Reason(AccountExit exit, Law.Texts.Language language) =>
        ReasonTexts.Catalogue.Text(
            $"word.endReason.{(exit.EndReason is { } reason ? Records.Storage.ColumnText.Of(reason) : "none")}",
            language
        );

    private static PaperFacts Computed(DocumentFacts facts, AccountExit exit)
    {
        var words = facts.Words;
        var year = facts.Account.Years.LastOrDefault(one => one.Year == exit.On.Year) ?? facts.Account.Years[^1];
        var name = year.Year.ToString(Words.Invariant);
        return new([
            new(words.Of("document.openingOf", ("year", name)), words.Days(year.Opening)),
            new(
                words.Of("document.creditUntil", ("on", words.Date(exit.On))),
                words.Days(year.Credit + year.Extra + year.Adjusted)
            ),
            new(words.Of("statement.followed", ("year", name)), words.Days(year.Used)),
            new(words["account.outstanding"], DocumentParts.Strong(words.Days(exit.Outstanding))),
        ]);
    }

    private static IEnumerable<PaperBlock> Valued(DocumentFacts facts, AccountExit exit)
    {
        var (words, asked) = (facts.Words, facts.Asked);
        if (asked.Valuations.IsEmpty)
        {
            yield break;
        }
        yield return new PaperHeading(words["document.valuation"]);
        yield return new PaperText(words["document.valuation.warning"], PaperVoice.Warning);
        yield return new PaperTable(
            words["document.valuation"],
            [
                new(words["document.valuation.method"], 5),
                new(words["document.valuation.formula"], 6),
                new(words["document.valuation.amount"], 3, IsNumber: true),
            ],
            [.. asked.Valuations.Distinct().Order().Select(valuation => Row(valuation, asked, exit, words))]
        );
    }

    private static PaperRow Row(Valuation valuation, DocumentAsked asked, AccountExit exit, Words words)
    {
        var amount = Amount(valuation, asked, exit.Outstanding);
        return new([
            words[$"document.valuation.{valuation}"],
            words.Of(
                $"document.valuation.{valuation}.formula",
                ("days", words.Short(exit.Outstanding)),
                ("pay", asked.MonthlyPay is { } pay ? words.Number(pay) : ""),
                ("price", asked.DayPrice is { } price ? words.Number(price) : "")
            ),
            amount is { } euro ? words.Euro(euro) : words["statement.unknown"],
        ]);
    }

    /// <summary>Euro, exact; null where the pay or price it is made of was not given.</summary>
    internal static Fraction? Amount(Valuation valuation, DocumentAsked asked, Fraction days) =>
        valuation switch
        {
            Valuation.V0 => 0,
            Valuation.V1 => asked.MonthlyPay is { } pay ? days * pay * 3 / 13 / 5 : null,
            _ => asked.DayPrice is { } price ? days * price : null,
        };
}
