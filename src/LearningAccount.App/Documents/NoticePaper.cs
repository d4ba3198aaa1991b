using LearningAccount.App.Papers;
using LearningAccount.App.Wording;
using LearningAccount.Records.Storage;

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
            if (facts.Kind is DocumentKind.YearlyNotice)
            {
                foreach (var block in DocumentParts.Years(facts))
                {
                    yield return block;
                }
            }
            yield return new PaperText(words["document.counted"], PaperVoice.Small);
        }
        yield return new PaperHeading(words["document.rights"]);
        yield return DocumentParts.Rights(facts);
        yield return new PaperText(words["document.privacy"], PaperVoice.Small);
        yield return DocumentParts.Basis(facts, $"{code}.basis");
        yield return DocumentParts.Signature(facts);
    }
}
