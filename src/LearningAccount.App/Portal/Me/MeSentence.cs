using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Wording;
using LearningAccount.Law;

namespace LearningAccount.App.Portal.Me;

/// <summary>The answer of the account in a sentence or two, said to the worker.</summary>
public static class MeSentence
{
    private const string Prefix = "account.";

    public static IEnumerable<(string Code, (string, string)[] Values)> Of(Account account, Words words) =>
        AccountSentence.Of(account, words).Select(part => ($"me.sentence.{part.Code[Prefix.Length..]}", part.Values));
}
