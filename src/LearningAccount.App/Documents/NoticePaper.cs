using LearningAccount.App.Papers;
using LearningAccount.App.Wording;

namespace LearningAccount.App.Documents;

/// <summary>
/// The letters by which a worker is told of the account: that it was set up, that it exists, and once a year how it stands, with
/// the rights to consult it and to have errors corrected (royal decree of 5 December 2017, art. 2 § 3 and § 4; rulebook R8.3).
/// </summary>
internal static class NoticePaper
{
    public static Paper Of(DocumentFacts facts) => DocumentParts.Paper(facts, isLetter: true, Blocks(facts));

    private static IEnumerable<PaperBlock> Blocks(DocumentFacts facts)
    {
        var (words, account) = (facts.Words, facts.Account);
        var code = $"document.{facts.Kind}";
        yield return DocumentParts.Dated(facts);
        yield return DocumentParts.Greeting(facts);
        yield return new PaperText(words.Of($"{code}.intro", ("on", words.Date(facts.Asked.On))));
        if (account.Years.IsEmpty)
        {
            yield return new PaperText(words.Of("account.none", ("on", words.Date(account.On))));
        }
        else
        {
            yield return new PaperHeading(words.Of("document.standing", ("on", words.Date(facts.Asked.On))));
            yield return DocumentParts.Standing(facts);
        }
        yield return new PaperHeading(words["document.rights"]);
        yield return DocumentParts.Rights(facts);
        var basis = DocumentParts.Basis(facts, $"{code}.basis");
        yield return basis with
        {
            Text = $"{words["document.privacy"]} {basis.Text}",
        };
        yield return DocumentParts.Signature(facts);
    }
}
